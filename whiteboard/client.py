"""
A small client of a running server, over HTTP alone: enough to make rooms and write in them.

Speaks the same routes as the pages do. Sees what the server may not; shows it only tokens,
clear headers and what is sealed.
"""

from __future__ import annotations

import http.client
import json
import secrets
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from whiteboard.chain import chain_next, chain_start
from whiteboard.crypto import sha256
from whiteboard.entry import SEEN_BYTES, Record, Seen, decode_records
from whiteboard.keys import Link, from_base64url, to_base64url

TIMEOUT_S: Final = 20
PAGE_BYTES: Final = 8
#: as many records of one author as the server takes at once
MAX_RECORDS: Final = 8
#: answers after which the same request may succeed a little later
LATER: Final = frozenset({"busy", "too_fast", "storage"})
TRIES: Final = 6


class ServerRefused(Exception):
    """The server said no; *word* is its error word, `unreachable` when there was no answer."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class ServerClient:
    """One server, as one person with one link and one device uses it."""

    def __init__(
        self,
        server: str,
        link: Link,
        device: bytes,
        *,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._server = server.rstrip("/")
        self.link = link
        self._device = device
        self._wait = wait
        #: a trainer says by it which opening this is
        self._page = secrets.token_bytes(PAGE_BYTES)
        self._seq = 0
        self._h = chain_start(link.log)

    # --- rooms and links ---------------------------------------------------------------------

    def use_invitation(self, code: str) -> None:
        """Turn a one-time code into the workspace of this client's link."""
        token_hash = to_base64url(sha256(self.link.token))
        body = {"code": code, "workspace": self.link.log_id, "token_hash": token_hash}
        self._json("POST", "/api/invitations", body)

    def register(self) -> None:
        """Make this client's device known in its log."""
        self._json("POST", f"/api/logs/{self.link.log_id}/devices", {})

    def make_log(self, body: dict[str, Any]) -> list[int]:
        """Make a log that this client's log owns; return its links' numbers, in order."""
        links = self._json("POST", "/api/logs", body)["links"]
        return [int(number) for number in links]

    def change(self, settings: dict[str, Any]) -> None:
        """Change this client's log's settings."""
        self._json("PATCH", f"/api/logs/{self.link.log_id}", settings)

    # --- shares ------------------------------------------------------------------------------

    def shares(self) -> list[dict[str, Any]]:
        """Return how this room's shares stand: state, dates, who must say yes, openings."""
        rows: list[dict[str, Any]] = json.loads(self._ask("GET", f"{self._log}/shares"))
        return rows

    def ask_share(self, share: bytes, until: int) -> None:
        """Ask for a share until *until* (ms); what for is an entry of its own."""
        self._json("POST", f"{self._log}/shares", {"share": to_base64url(share), "until": until})

    def change_share(self, share: bytes, state: str) -> None:
        """Say `granted`, `refused` or `ended` of a share."""
        self._json("PATCH", f"{self._log}/shares", {"share": to_base64url(share), "state": state})

    def make_share(self, share: Link) -> None:
        """
        Make the log of a share that was granted; *share* is its coach's link.

        Raises:
            ServerRefused: `not_allowed` while somebody's yes is missing.
        """
        links = [
            {"role": link.role, "token_hash": to_base64url(sha256(link.token))}
            for link in (share, share.trainer())
        ]
        body = {"log": share.log_id, "kind": "share", "owner": self.link.log_id, "links": links}
        self.make_log(body)

    def get_blob(self, blob: bytes) -> bytes:
        """Return a sealed blob."""
        return self._ask("GET", f"{self._log}/blobs/{to_base64url(blob)}")

    # --- entries -----------------------------------------------------------------------------

    @property
    def seen(self) -> Seen:
        """What this client has read of its log, as bodies say it."""
        return Seen(self._seq, self._h[:SEEN_BYTES])

    def append(self, records: Sequence[Record]) -> None:
        """
        Append 1..``MAX_RECORDS`` records of one author.

        Raises:
            ServerRefused: one was refused; those before it are kept.
        """
        body = b"".join(record.encode() for record in records)
        answer = json.loads(self._ask("POST", f"{self._log}/entries", body))
        for result in answer["results"]:
            if "error" in result:
                raise ServerRefused(str(result["error"]))

    def put_blobs(self, blobs: Mapping[bytes, bytes]) -> None:
        """Upload sealed *blobs*, by their ids, which must come before the entry that names them."""
        for blob, sealed in blobs.items():
            self._ask("PUT", f"{self._log}/blobs/{to_base64url(blob)}", sealed)

    def read_new(self) -> list[Record]:
        """Return what the log holds beyond what this client has read, and take it as seen."""
        found: list[Record] = []
        while True:
            page = self._ask("GET", f"{self._log}/entries?after={self._seq}")
            records = list(decode_records(page))
            if not records:
                return found
            for record in records:
                self._h, self._seq = chain_next(self._h, record), record.seq
            found += records

    # --- letters -----------------------------------------------------------------------------

    def rest(
        self, record: Record, rest_ms: int, *, in_place_of: bytes | None = None
    ) -> dict[str, Any]:
        """
        Have a `talk` by an author of its own (n = 0, no blobs) rest before anybody sees it.

        Args:
            rest_ms: one minute to one hour; the server releases it then by itself.
            in_place_of: author of one of this link's that rests.

        Returns:
            `author`, `due_at`, `left_ms`, and `seq`, its place if it was released before the same
            request came again.

        Raises:
            ServerRefused: `conflict` where what it was to replace has been released.
        """
        query = f"rest_ms={rest_ms}"
        if in_place_of is not None:
            query += f"&in_place_of={to_base64url(in_place_of)}"
        state: dict[str, Any] = json.loads(
            self._ask("PUT", f"{self._log}/held?{query}", record.encode())
        )
        return state

    def resting(self) -> list[tuple[dict[str, Any], Record]]:
        """Return this link's messages that rest, each with its record, soonest due first."""
        found = []
        for row in json.loads(self._ask("GET", f"{self._log}/held")):
            text = str(row["record"])
            (record,) = decode_records(from_base64url(text, len(text) * 3 // 4))
            found.append((row, record))
        return found

    def withdraw_resting(self, author: bytes) -> None:
        """
        Withdraw a resting message; nothing of it is on the server then.

        Raises:
            ServerRefused: `conflict`, it has been released.
        """
        self._ask("DELETE", f"{self._log}/held/{to_base64url(author)}")

    def set_alarm(self, to_role: str, at: int | None, *, slot: int = 0) -> None:
        """Set, move or, with None, clear when (ms) something is due for a role."""
        self._json("PUT", f"{self._log}/alarm", {"to_role": to_role, "at": at, "slot": slot})

    def alarms(self) -> list[dict[str, Any]]:
        """Return all that is due in this log, soonest first."""
        rows: list[dict[str, Any]] = json.loads(self._ask("GET", f"{self._log}/alarm"))
        return rows

    def head(self) -> dict[str, Any]:
        """Return this log's row of the coach's list: `seq`, `last_guest_at`, `alarms`, …"""
        query = {
            "log": self.link.log_id,
            "token": to_base64url(self.link.token),
            "device": to_base64url(self._device),
        }
        body = json.dumps([query]).encode()
        rows = json.loads(self._ask("POST", "/api/heads", body, "application/json"))
        row: dict[str, Any] = rows[0]
        return row

    def notice(self) -> dict[str, Any]:
        """Return the e-mail address this link gave for notices, and how it stands."""
        state: dict[str, Any] = json.loads(self._ask("GET", f"{self._log}/notice"))
        return state

    def ask_notice(self, address: str, language: str) -> None:
        """Give an address (`nl` or `en`); its holder is asked there before anything else."""
        self._json("PUT", f"{self._log}/notice", {"address": address, "language": language})

    def drop_notice(self) -> None:
        """Have this link's address forgotten."""
        self._ask("DELETE", f"{self._log}/notice")

    def notices(self) -> list[dict[str, Any]]:
        """Return which links are told by e-mail and whether that works; for coaches."""
        rows: list[dict[str, Any]] = json.loads(self._ask("GET", f"{self._log}/notices"))
        return rows

    @property
    def _log(self) -> str:
        return f"/api/logs/{self.link.log_id}"

    # --- HTTP --------------------------------------------------------------------------------

    def _json(self, method: str, path: str, body: dict[str, Any]) -> Any:
        answer = self._ask(method, path, json.dumps(body).encode(), "application/json")
        return json.loads(answer) if answer else {}

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        content_type: str = "application/octet-stream",
    ) -> bytes:
        """Return the answer's body; ask again when the server says "later"."""
        for attempt in range(TRIES):
            try:
                return self._ask_once(method, path, body, content_type)
            except ServerRefused as refusal:
                if refusal.word not in LATER or attempt == TRIES - 1:
                    raise
                self._wait(0.25 * 2**attempt)
        raise AssertionError("unreachable")

    def _ask_once(self, method: str, path: str, body: bytes | None, content_type: str) -> bytes:
        headers = {
            "Authorization": f"Bearer {to_base64url(self.link.token)}",
            "X-Flipover-Device": to_base64url(self._device),
        }
        if self.link.role == "trainer":
            headers["X-Flipover-Page"] = to_base64url(self._page)
        if body is not None:
            headers["Content-Type"] = content_type
        # The address is one that the user gave, checked by parse_server.
        request = urllib.request.Request(  # noqa: S310
            self._server + path, data=body, headers=headers, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
                content: bytes = answer.read()
                return content
        except urllib.error.HTTPError as error:
            raise ServerRefused(_word_of(error.read())) from None
        except (OSError, http.client.HTTPException):
            raise ServerRefused("unreachable") from None


def parse_server(text: str) -> str:
    """
    Return a server's address without its path.

    Raises:
        ValueError: it is no ``http://`` or ``https://`` address.
    """
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"{text!r} is no address of a server; for example http://localhost:8080")
    return f"{parts.scheme}://{parts.netloc}"


def _word_of(answer: bytes) -> str:
    try:
        word = json.loads(answer)["error"]
    except (ValueError, KeyError, TypeError):
        return "internal"
    return str(word)
