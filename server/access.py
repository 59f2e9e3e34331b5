"""
Who may do what: pure rules over what is known of a visitor and a log.

The table of who may append which kind is ``MAY_APPEND`` in ``protocol``; here stand the
conditions beside it. What needs the log's content (whose refs) is asked by ``ledger``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server.errors import Ended, NotAdmitted, NotAllowed
from server.protocol import MAY_APPEND, Knock, KnockState, LogKind, Role, Settings, Writers
from server.records import Record

#: who manages links, devices, dates and keyframes of a log
KEEPERS: Final = frozenset({"coach", "owner"})
#: kind and n of what a device may leave before the door
FIRST_MESSAGE: Final = {0: "member", 1: "talk"}
_MAY_APPEND: Final = {
    (log_kind, role): frozenset(kinds)
    for log_kind, roles in MAY_APPEND.items()
    for role, kinds in roles.items()
}
_NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class LogFacts:
    """What the server knows of a log besides its entries."""

    number: int
    log: bytes
    kind: LogKind
    parent: int | None
    knock: Knock
    writers: Writers
    #: ms since the epoch; 0 = no end
    until: int
    head: int
    h: bytes

    @property
    def settings(self) -> Settings:
        """What is told to whoever is admitted."""
        return Settings(self.kind, self.knock, self.writers, self.until)

    def check_open(self, now_ms: int) -> None:
        """
        Raises:
            Ended: the log's date has come.
        """
        if self.until and now_ms >= self.until:
            raise Ended()


@dataclass(frozen=True)
class Visitor:
    """Who asks: which link and, if registered, which device of a log."""

    facts: LogFacts
    link: int
    role: Role
    #: None while this device is not registered
    device: int | None
    admitted: bool
    #: the page whose knock was answered no
    refused_page: bytes | None = None
    #: the page that was let in for the present call, where every call knocks
    page_let_in: bytes | None = None

    @property
    def state(self) -> KnockState:
        """The state of the device's knock, apart from any page."""
        if self.admitted:
            return "admitted"
        return "refused" if self.refused_page is not None else "waiting"

    def check_admitted(self) -> int:
        """
        Return the device's number.

        Raises:
            NotAdmitted: it is not registered, or still before the door.
        """
        if self.device is None or not self.admitted:
            raise NotAdmitted()
        return self.device

    def check_keeper(self) -> None:
        """
        Raises:
            NotAdmitted, NotAllowed: not an admitted device of coach or owner.
        """
        self.check_admitted()
        if self.role not in KEEPERS:
            raise NotAllowed()

    def knock_state(self, page: bytes) -> KnockState:
        """Return whether *page* may go live, waits, or was sent away."""
        if not self.admitted:
            return "refused" if self.refused_page == page else "waiting"
        if self.role == "guest" and self.facts.knock == "every" and self.page_let_in != page:
            return "refused" if self.refused_page == page else "waiting"
        return "admitted"


def admitted_on_registering(role: Role, knock: Knock) -> bool:
    """Only guests knock, and only where knocking is on."""
    return role != "guest" or knock == "never"


def refuse_append(
    record: Record, facts: LogFacts, role: Role, *, admitted: bool
) -> type[NotAllowed] | None:
    """
    Return why *record* may not be appended with this role, None if it may.

    Whose refs it names and whether its n is due are asked where the log is known.
    """
    if record.log != facts.log or record.role != role:
        return NotAllowed
    if record.kind not in _MAY_APPEND.get((facts.kind, role), _NOTHING):
        return NotAllowed
    if record.kind == "board" and role == "guest" and facts.writers != "all":
        return NotAllowed
    if not admitted and FIRST_MESSAGE.get(record.n) != record.kind:
        return NotAllowed
    return None


def needs_own_refs(kind: str, role: Role) -> bool:
    """Whether every ref must have been appended under the same link."""
    return kind == "edit" or (kind == "forget" and role == "guest")
