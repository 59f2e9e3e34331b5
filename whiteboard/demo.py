"""
A practice room on a running server: seals what ``practice`` tells and sends it.

A client like any other: needs a coach's invitation or workspace link, and leaves a room that
ends by itself.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from whiteboard.bodies import Language
from whiteboard.client import MAX_RECORDS, ServerClient
from whiteboard.crypto import KEY_BYTES, sha256
from whiteboard.document import BoardDocument
from whiteboard.entry import KINDS, ROLES, Body, Header, seal_entry
from whiteboard.keys import (
    AUTHOR_BYTES,
    ID_BYTES,
    Invitation,
    Link,
    new_member_link,
    new_room,
    to_base64url,
    workspace_link,
)
from whiteboard.practice import (
    NOTE_SIZE,
    Act,
    Came,
    Carried,
    Changed,
    Drew,
    Marked,
    Met,
    Moved,
    OnBoard,
    Person,
    Placed,
    Said,
    Stuck,
    Titled,
    Typed,
    practice_room,
)
from whiteboard.practice_words import WORDS, PracticeWords
from whiteboard.schema import FIRST_SHEET
from whiteboard.sealing import seal_greeting

DAY_MS: Final = 24 * 3600 * 1000
ROOM_DAYS: Final = 30


@dataclass(frozen=True)
class PracticeLinks:
    """What the demo hands back."""

    #: None when the workspace was there before
    workspace: str | None
    coach: str
    guest: str


class PracticeWriter:
    """Turns acts into kinds and data; holds each person's document and counts their numbers."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self.authors: dict[Person, bytes] = {
            "coach": rng.randbytes(AUTHOR_BYTES),
            "guest": rng.randbytes(AUTHOR_BYTES),
        }
        self._boards = {who: BoardDocument(author) for who, author in self.authors.items()}
        self._ids: dict[str | int, str] = {}
        self._sheets = [FIRST_SHEET]
        self._session = to_base64url(rng.randbytes(8))

    def write(self, act: Act) -> tuple[str, Any]:
        """Return the kind and data of one act; acts must come in order."""
        deed = act.deed
        if isinstance(deed, Came):
            return "member", {"name": deed.name, "form": deed.form}
        if isinstance(deed, Said):
            return "talk", {"id": self._new_id(), "text": deed.text}
        if isinstance(deed, Met):
            return "session", {"id": self._session, "do": deed.do, "at": act.at_ms}
        if isinstance(deed, Carried):
            data = {"type": "zone", "note": self._ids[deed.index]}
            return "chapter", {**data, "from": deed.from_, "to": deed.to}
        update = self._draw(self._boards[act.who], deed, self.authors[act.who], act.at_ms)
        for who, board in self._boards.items():
            if who != act.who:
                board.apply_acts(self.authors[act.who], [[0, update]])
        return "board", [[0, update]]

    def _draw(self, board: BoardDocument, deed: OnBoard, author: bytes, at_ms: int) -> bytes:
        match deed:
            case Drew(stroke, marker, width, sheet, highlighter):
                return board.add_ink(
                    self._new_id(),
                    stroke,
                    sheet=self._sheets[sheet],
                    marker=marker,
                    width=width,
                    highlighter=highlighter,
                )
            case Titled(sheet, title):
                if sheet < len(self._sheets):
                    return board.set_sheet(self._sheets[sheet], "title", title)
                self._sheets.append(self._new_id())
                return board.add_sheet(self._sheets[sheet], title)
            case Placed(sheet, name, type_, frame, fields):
                id_ = self._ids.setdefault(name, self._new_id())
                return board.add_exercise(id_, type_, frame, fields, sheet=self._sheets[sheet])
            case Changed(of, key, value):
                return board.set_field(self._ids[of], key, value)
            case Marked(scale, kind, value):
                mark = [kind, float(at_ms), to_base64url(author), "", value]
                return board.set_field(self._ids[scale], f"mark:{self._new_id()}", mark)
            case Stuck(index, x, y, colour, sheet):
                id_ = self._ids.setdefault(index, self._new_id())
                on = self._sheets[sheet]
                return board.add_note(id_, x, y, sheet=on, colour=colour, size=NOTE_SIZE)
            case Typed(index, text):
                return board.type_text(self._ids[index], text)
            case Moved(index, x, y):
                return board.set_frame(self._ids[index], (x, y, NOTE_SIZE, NOTE_SIZE, 0.0))

    def _new_id(self) -> str:
        return to_base64url(self._rng.randbytes(8))


def make_practice_room(
    server: str, key: Invitation | Link, now_ms: int, language: Language = "nl", seed: int = 0
) -> PracticeLinks:
    """
    Make a practice room on *server* and return its links.

    Args:
        key: a coach's invitation (used up), or the link of an existing workspace.

    Raises:
        ServerRefused: the server said no; what was made until then stays until its end date.
    """
    words = WORDS[language]
    workspace, link = _enter(server, key)
    coach = new_room()
    guest = new_member_link(coach, "guest")
    until = now_ms + ROOM_DAYS * DAY_MS
    numbers = workspace.make_log(_room_body(workspace.link, coach, guest, words, language, until))
    people: dict[Person, ServerClient] = {
        "coach": ServerClient(server, coach, secrets.token_bytes(ID_BYTES)),
        "guest": ServerClient(server, guest, secrets.token_bytes(ID_BYTES)),
    }
    for client in people.values():
        client.register()
    _keep_in_workspace(workspace, key, coach, guest, numbers, words, language, now_ms, until)
    rng = Random(seed)  # noqa: S311  (what is drawn, no secret)
    _send(people, practice_room(rng, now_ms, language))
    # Both devices of the demo came in while nobody had to knock; people have to.
    people["coach"].change({"knock": "new"})
    return PracticeLinks(link, coach.address(server), guest.address(server))


def _enter(server: str, key: Invitation | Link) -> tuple[ServerClient, str | None]:
    """Return a client of the workspace, and its link when it is a new one."""
    device = secrets.token_bytes(ID_BYTES)
    if isinstance(key, Link):
        client = ServerClient(server, key, device)
        client.register()
        return client, None
    link = workspace_link(secrets.token_bytes(KEY_BYTES))
    client = ServerClient(server, link, device)
    client.use_invitation(key.code)
    client.register()
    return client, link.address(server)


def _room_body(
    workspace: Link,
    coach: Link,
    guest: Link,
    words: PracticeWords,
    language: Language,
    until: int,
) -> dict[str, Any]:
    greeting = {
        "v": 1,
        "coach": words.coach,
        "lang": language,
        "until": until,
        "agreed": words.agreed,
        "answer": words.answer,
        "knock": "new",
        "guest": words.guest,
    }
    sealed = to_base64url(seal_greeting(coach.keys, greeting))
    rows = [
        {"role": one.role, "token_hash": to_base64url(sha256(one.token)), "greeting": sealed}
        for one in (coach, guest)
    ]
    return {
        "log": coach.log_id,
        "kind": "room",
        "owner": workspace.log_id,
        "links": rows,
        "knock": "never",
        "writers": "all",
        "until": until,
    }


def _keep_in_workspace(
    workspace: ServerClient,
    key: Invitation | Link,
    coach: Link,
    guest: Link,
    numbers: Sequence[int],
    words: PracticeWords,
    language: Language,
    now_ms: int,
    until: int,
) -> None:
    """Put the room, and in a new workspace the coach's name, where the coach's page reads them."""
    room = {
        "log": coach.log_id,
        "seed": to_base64url(coach.seed),
        "pass": to_base64url(coach.key),
        "title": words.title,
        "made": now_ms,
        "lang": language,
        "until": until,
        "link": numbers[0],
        "links": [{"id": numbers[1], "pass": to_base64url(guest.key), "name": words.guest}],
        "knock": "new",
        "writers": "all",
        "answer": words.answer,
        "agreed": words.agreed,
    }
    items: list[Any] = [{"id": coach.log_id, "type": "room", "value": room}]
    if isinstance(key, Invitation):
        me = {"name": words.coach, "lang": language, "keyKept": False}
        items.insert(0, {"id": "me", "type": "me", "value": me})
    workspace.read_new()
    author = secrets.token_bytes(AUTHOR_BYTES)
    records = []
    for n, data in enumerate(items):
        header = Header(workspace.link.log, KINDS["item"], ROLES["owner"], author, n)
        body = Body(now_ms, workspace.seen, data)
        records.append(seal_entry(workspace.link.keys.entry, header, body).record)
    workspace.append(records)


def _send(people: dict[Person, ServerClient], acts: Sequence[Act]) -> None:
    # Secret randomness: authors and ids must be nobody else's.
    writer = PracticeWriter(secrets.SystemRandom())
    next_n: dict[Person, int] = {"coach": 0, "guest": 0}
    for who, run in _runs(acts):
        client = people[who]
        client.read_new()
        records = []
        for act in run:
            kind, data = writer.write(act)
            header = Header(
                client.link.log, KINDS[kind], ROLES[who], writer.authors[who], next_n[who]
            )
            next_n[who] += 1
            body = Body(act.at_ms, client.seen, data)
            records.append(seal_entry(client.link.keys.entry, header, body).record)
        client.append(records)


def _runs(acts: Sequence[Act]) -> Iterator[tuple[Person, list[Act]]]:
    """Yield runs of one person's acts, as many as go into one request."""
    run: list[Act] = []
    for act in acts:
        if run and (run[0].who != act.who or len(run) == MAX_RECORDS):
            yield run[0].who, run
            run = []
        run.append(act)
    if run:
        yield run[0].who, run
