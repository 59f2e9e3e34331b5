"""
From a link to its keys.

A link carries, after ``#``, a seed of 32 bytes and a pass of 16. The owner's seed (coach,
workspace, side log) gives the member seed, which guests and trainers hold directly; from the
member seed come all keys of one log. Derivations are HKDF-SHA-256 with the log's id as salt
and ``flipover/1/<purpose>`` as info; ``whiteboard/README.md`` has the table.

Never reads a file, never talks to a server, and never puts a secret into an error's text.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import urlsplit

from whiteboard.crypto import KEY_BYTES, derive

ID_BYTES: Final = 16
PASS_BYTES: Final = 16
AUTHOR_BYTES: Final = 8

Role = Literal["coach", "guest", "trainer", "owner"]
ROLE_OF_LETTER: Final[dict[str, Role]] = {"c": "coach", "g": "guest", "t": "trainer", "w": "owner"}
#: these roles hold the owner's seed; the others hold the member seed
OWNING_ROLES: Final[frozenset[Role]] = frozenset({"coach", "owner"})
PATH_OF_ROLE: Final[dict[Role, str]] = {"coach": "r", "guest": "r", "trainer": "replay"}


class LinkError(ValueError):
    """A text is no link that opens something. The message says what is wrong, for people."""


class NoSecret(LinkError):
    """Nothing stands after ``#``."""


class UnknownLetter(LinkError):
    """The letter after ``#`` names no kind of link."""


class WrongLength(LinkError):
    """The secret, or the log's id, has another length: something was cut off or added."""


class NotBase64(LinkError):
    """There are characters in it that no link has."""


class WrongPath(LinkError):
    """The path does not belong to the secret: it names no log, or another kind of page."""


def to_base64url(data: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str, length: int) -> bytes:
    """
    Return the *length* bytes that *text* spells in its one canonical spelling.

    Raises:
        NotBase64: another alphabet, padding, or set bits after the last byte.
        WrongLength: another number of bytes.
    """
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise NotBase64("there are characters in it that no link has")
    if len(text) != (length * 4 + 2) // 3:
        raise WrongLength("it is too short or too long; part of it may have been cut off")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise WrongLength("it is too short or too long; part of it may have been cut off") from None
    if to_base64url(data) != text:
        raise NotBase64("its last character is not the one that belongs there")
    return data


def derive_for(secret: bytes, log: bytes, purpose: str, length: int = KEY_BYTES) -> bytes:
    """Return the bytes for one *purpose* of one log (16 bytes; empty for the workspace's id)."""
    return derive(secret, salt=log, info=f"flipover/1/{purpose}".encode("ascii"), length=length)


@dataclass(frozen=True)
class LogKeys:
    """All keys of one log, from its member seed."""

    log: bytes
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.log) != ID_BYTES or len(self.seed) != KEY_BYTES:
            raise WrongLength("a log's id has 16 bytes and its seed 32")

    @property
    def entry(self) -> bytes:
        """Seals entries, blobs and keyframes."""
        return derive_for(self.seed, self.log, "entry")

    @property
    def signal(self) -> bytes:
        """Seals call signalling and knocks."""
        return derive_for(self.seed, self.log, "signal")

    @property
    def call(self) -> bytes:
        """Makes the safety words of a call."""
        return derive_for(self.seed, self.log, "call")

    @property
    def greeting(self) -> bytes:
        """Seals the threshold's greeting."""
        return derive_for(self.seed, self.log, "greeting")

    def live(self, author: bytes) -> bytes:
        """Seals what one page says live through the server."""
        return derive_for(self.seed, self.log, f"live/{to_base64url(author)}")


@dataclass(frozen=True)
class Link:
    """What one person holds of one log: role, log, and the seed and pass of their own link."""

    role: Role
    log: bytes
    seed: bytes = field(repr=False)
    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.log) != ID_BYTES or len(self.seed) != KEY_BYTES or len(self.key) != PASS_BYTES:
            raise WrongLength("a link has an id of 16 bytes, a seed of 32 and a pass of 16")

    @property
    def member_seed(self) -> bytes:
        """The seed all members of the log share."""
        if self.role in OWNING_ROLES:
            return derive_for(self.seed, self.log, "member")
        return self.seed

    @property
    def keys(self) -> LogKeys:
        """The keys of the link's log."""
        return LogKeys(self.log, self.member_seed)

    @property
    def token(self) -> bytes:
        """What the server is shown (32 bytes); it keeps only its SHA-256."""
        return derive_for(self.seed + self.key, self.log, f"token/{self.role}")

    @property
    def fragment(self) -> str:
        """The secret part of the address, ``#`` included."""
        if self.role == "owner":
            return f"#w{to_base64url(self.seed)}"
        letter = next(letter for letter, role in ROLE_OF_LETTER.items() if role == self.role)
        return f"#{letter}{to_base64url(self.seed + self.key)}"

    def address(self, server: str) -> str:
        """Return the whole link at *server*, for instance ``https://example.org``."""
        path = "coach" if self.role == "owner" else f"{PATH_OF_ROLE[self.role]}/{self.log_id}"
        return f"{server.rstrip('/')}/{path}{self.fragment}"

    @property
    def log_id(self) -> str:
        """The log's id as it stands in addresses."""
        return to_base64url(self.log)

    def side(self) -> Link:
        """Return the coach's link to this room's side log."""
        if self.role != "coach":
            raise WrongPath("only a coach's link leads to a side log")
        side_log = derive_for(self.seed, self.log, "side-id", ID_BYTES)
        side_seed = derive_for(self.seed, self.log, "side-seed")
        return owner_link(side_log, side_seed)

    def share(self, share: bytes) -> Link:
        """Return the coach's link to a share of this room; the trainer's follows from it."""
        if self.role != "coach":
            raise WrongPath("only a coach's link leads to a share")
        seed = derive_for(self.seed, share, "share-seed")
        return Link("coach", share, seed, derive_for(seed, share, "pass", PASS_BYTES))

    def trainer(self) -> Link:
        """Return the trainer's link of the share that this coach's link opens."""
        if self.role != "coach":
            raise WrongPath("only a coach's link makes a trainer's")
        passed = derive_for(self.seed, self.log, "trainer-pass", PASS_BYTES)
        return Link("trainer", self.log, self.member_seed, passed)


def owner_link(log: bytes, seed: bytes) -> Link:
    """Return the owner's link of a workspace or side log, whose pass follows from its seed."""
    return Link("owner", log, seed, derive_for(seed, log, "pass", PASS_BYTES))


def workspace_link(seed: bytes) -> Link:
    """Return the link of the workspace that *seed* opens; its id follows from the seed."""
    return owner_link(derive_for(seed, b"", "workspace-id", ID_BYTES), seed)


def new_room() -> Link:
    """Return the first coach link of a new room, from fresh randomness."""
    return Link(
        "coach",
        secrets.token_bytes(ID_BYTES),
        secrets.token_bytes(KEY_BYTES),
        secrets.token_bytes(PASS_BYTES),
    )


def new_member_link(owner: Link, role: Role) -> Link:
    """Return a fresh link for one more guest or trainer of *owner*'s log."""
    return Link(role, owner.log, owner.member_seed, secrets.token_bytes(PASS_BYTES))


@dataclass(frozen=True)
class Invitation:
    """A one-time code that a coach turns into a workspace."""

    code: str = field(repr=False)


def parse_address(text: str) -> Link | Invitation:
    """
    Read a link as people paste it: whole, without ``https://``, with spaces around it.

    Raises:
        LinkError: one of its kinds; the message is a sentence for people and never
            contains any part of the link.
    """
    path, hash_mark, fragment = text.strip().partition("#")
    if not hash_mark or not fragment:
        raise NoSecret("the part after # is missing; copy the whole link")
    letter, secret = fragment[0], fragment[1:]
    if letter == "i":
        return _parse_invitation(secret)
    role = ROLE_OF_LETTER.get(letter)
    if role is None:
        raise UnknownLetter("the part after # does not begin as a link's does")
    if role == "owner":
        return workspace_link(from_base64url(secret, KEY_BYTES))
    both = from_base64url(secret, KEY_BYTES + PASS_BYTES)
    return Link(role, _log_in(path, PATH_OF_ROLE[role]), both[:KEY_BYTES], both[KEY_BYTES:])


def parse_link(text: str) -> Link:
    """
    Read a link that opens a log; see ``parse_address``.

    Raises:
        LinkError: also when it is an invitation.
    """
    found = parse_address(text)
    if isinstance(found, Invitation):
        raise UnknownLetter("this is an invitation for a coach, not a link that opens a room")
    return found


def parse_invitation(text: str) -> Invitation:
    """Read an invitation: its link, or the code alone."""
    if "#" not in text:
        return _parse_invitation(text.strip())
    found = parse_address(text)
    if isinstance(found, Link):
        raise UnknownLetter("this link opens something already; an invitation begins with #i")
    return found


def _parse_invitation(code: str) -> Invitation:
    if not re.fullmatch(r"[A-Za-z0-9_-]{8,128}", code):
        raise NotBase64("this is not an invitation code; copy the whole link")
    return Invitation(code)


def _log_in(path: str, page: str) -> bytes:
    """Return the log id at the end of *path*, which must read ``…/<page>/<log>``."""
    try:
        parts = [part for part in urlsplit(path).path.split("/") if part]
    except ValueError:
        # Not an address at all, such as one with half a host in brackets.
        parts = []
    if len(parts) < 2 or parts[-2] != page:
        raise WrongPath(f"before # there should stand an address that ends with /{page}/ and an id")
    return from_base64url(parts[-1], ID_BYTES)
