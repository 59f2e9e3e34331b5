"""
The store: everything that lasts, behind an asynchronous API.

Another database would bring another ``Store`` with the same methods; nobody outside ``database``
knows SQL's dialect but the modules of functions run here: ``registry``, ``ledger``, ``holdings``,
``held``, ``alarms``, ``notices``, ``shares``, ``partaking``, ``erasure``.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from random import SystemRandom

from server import alarms, erasure, held, holdings, notices, partaking, registry, shares
from server.access import LogFacts, Visitor
from server.bodies import Alarm, AlarmRow, HeldState, NoticeRow, NoticeState, ShareStateRow
from server.database import Database
from server.errors import StoreClosed
from server.ledger import Appender
from server.protocol import Knock, MailLanguage, Role, Writers
from server.records import Record
from server.writer import ReleaseJob


class Store(Database):
    """What the server asks of its database; see there for how it is opened."""

    # --- what is held back --------------------------------------------------------------------

    async def hold(self, by: Appender, record: Record) -> None:
        """Hold an anonymous act; see ``held``."""
        await self._write(held.hold, by, record)

    async def withdraw(self, log: int, link: int | None) -> None:
        """Drop the anonymous act that a link has waiting; with None those of all."""
        await self._write(held.withdraw, log, link)

    async def release(self, log: int) -> int:
        """Append all that is held in a log, shuffled, in one transaction; return how many."""
        shuffle = SystemRandom().shuffle
        # The journal still has the order in which they came.
        return await self._release(lambda db: held.take(db, log, shuffle), purge=True)

    async def rest(
        self, by: Appender, record: Record, rest_ms: int, in_place_of: bytes | None
    ) -> HeldState:
        """Hold a message until it is due, see ``held.rest``; what it replaces is gone then."""
        now = self._clock.now_ms()
        purge = in_place_of is not None
        return await self._write(held.rest, by, record, now, rest_ms, in_place_of, purge=purge)

    async def resting(self, log: int, link: int) -> list[HeldState]:
        """Return the messages of a link that rest, soonest due first."""
        return await self._read(held.resting, log, link, self._clock.now_ms())

    async def withdraw_resting(self, log: int, link: int, author: bytes) -> None:
        """Drop a resting message; returns once the journal is empty too."""
        await self._write(held.withdraw_resting, log, link, author, purge=True)

    async def release_due(self) -> int:
        """Append what has rested long enough, in one transaction; return how many."""
        if not await self._read(held.anything_due, self._clock.now_ms()):
            return 0
        return await self._release(lambda db: held.take_due(db, self._clock.now_ms()))

    async def _release(
        self, take: Callable[[sqlite3.Connection], held.Waiting], *, purge: bool = False
    ) -> int:
        if self._closed:
            raise StoreClosed()
        answer: asyncio.Future[int] = self._loop.create_future()
        self._writer.submit(ReleaseJob(take, answer, purge))
        return await answer

    # --- invitations and logs -----------------------------------------------------------------

    async def has_workspace(self) -> bool:
        """Whether any coach has come in yet."""
        return await self._read(registry.has_workspace)

    async def invite(self, code: bytes, expires_ms: int, *, only: bool) -> None:
        """Keep an invitation; with *only* those before it no longer count."""
        now = self._clock.now_ms()
        await self._write(
            lambda db: registry.replace_invitation(db, code, now, expires_ms, only=only)
        )

    async def use_invitation(self, code: bytes, workspace: bytes, token_hash: bytes) -> None:
        """Make a workspace of an invitation, once."""
        now = self._clock.now_ms()
        await self._write(registry.use_invitation, code, workspace, token_hash, now)

    async def make_log(self, new: registry.LogToMake) -> list[int]:
        """Make a log, a share only if it was granted; return its links' numbers in order."""
        make = shares.make if new.kind == "share" else registry.make_log
        return await self._write(make, new, self._clock.now_ms())

    async def change_settings(
        self, log: int, knock: Knock | None, writers: Writers | None, until: int | None
    ) -> LogFacts:
        """Change what is not None."""
        now = self._clock.now_ms()

        def change(db: sqlite3.Connection) -> LogFacts:
            if until is not None:
                shares.follow_room(db, log, until)
            return registry.change_settings(db, log, now, knock=knock, writers=writers, until=until)

        return await self._write(change)

    async def facts(self, log: int) -> LogFacts:
        """Return what is known of a log."""
        return await self._read(registry.facts_by_number, log)

    async def family_of(self, log: int) -> list[int]:
        """Return a log and what hangs on it."""
        return await self._read(erasure.family_of, log)

    async def erase(self, log: int) -> list[int]:
        """Erase a log and what hangs on it; returns once the journal is empty too."""
        return await self._write(erasure.erase_log, log, purge=True)

    async def purge(self) -> None:
        """Return once the journal is empty."""
        await self._write(lambda _db: None, purge=True)

    async def sweep(self) -> list[int] | None:
        """Erase what is due, see ``erasure.sweep``; returns once the journal is empty too."""
        return await self._write(erasure.sweep, self._clock.now_ms(), purge=True)

    # --- visitors, links, devices -------------------------------------------------------------

    async def recognise(
        self, log: bytes, token: bytes, device: bytes | None, *, although_ended: bool = False
    ) -> Visitor:
        """Return who presents this token and device."""
        now = 0 if although_ended else self._clock.now_ms()
        return await self._read(registry.recognise, log, token, device, now)

    async def is_anothers(self, log: int, author: bytes, device: int) -> bool:
        """Whether something was appended by this author on another device."""
        return await self._read(registry.is_anothers, log, author, device)

    async def register_device(self, log: bytes, token: bytes, device: bytes) -> Visitor:
        """Register this device of a link, or find it registered."""
        return await self._write(registry.register_device, log, token, device, self._clock.now_ms())

    async def add_link(self, log: int, link: registry.LinkToMake) -> int:
        """Add a link; return its number."""
        return await self._write(registry.add_link, log, link, self._clock.now_ms())

    async def links(
        self, log: int
    ) -> Sequence[tuple[int, Role, int, int | None, bool, int | None]]:
        """Return a log's links, oldest first; see ``partaking``."""
        return await self._read(partaking.list_links, log)

    async def revoke_link(self, log: int, link: int) -> list[int]:
        """
        Withdraw a link and its devices; return the logs of shares that end with it.

        What these held is out of the journal after ``purge``.
        """
        now = self._clock.now_ms()

        def change(db: sqlite3.Connection) -> list[int]:
            registry.revoke_link(db, log, link, now)
            held.drop_of(db, link=link)
            notices.drop(db, link)
            return shares.end_of_link(db, link, now)

        return await self._write(change)

    async def greeting(self, link: int) -> bytes | None:
        """Return a link's sealed greeting."""
        return await self._read(registry.greeting_of, link)

    async def put_greeting(self, log: int, link: int, greeting: bytes) -> None:
        """Replace a link's greeting."""
        await self._write(registry.put_greeting, log, link, greeting)

    async def devices(
        self, log: int
    ) -> Sequence[tuple[int, int, Role, int, int | None, int | None]]:
        """Return (device, link, role, registered, admitted, revoked), oldest first."""
        return await self._read(registry.list_devices, log)

    async def admit(self, log: int, device: int, page: bytes | None, *, yes: bool) -> None:
        """Answer a knock."""
        now = self._clock.now_ms()
        await self._write(lambda db: registry.admit_device(db, log, device, page, now, yes=yes))

    async def revoke_device(self, log: int, device: int) -> None:
        """Withdraw a device; what it held is out of the journal after ``purge``."""
        now = self._clock.now_ms()

        def change(db: sqlite3.Connection) -> None:
            registry.revoke_device(db, log, device, now)
            held.drop_of(db, device=device)

        await self._write(change)

    # --- alarms -------------------------------------------------------------------------------

    async def put_alarm(self, log: int, alarm: Alarm) -> None:
        """Set, move or clear when something is due."""
        await self._write(alarms.put, log, alarm)

    async def alarms_of(self, log: int) -> list[Alarm]:
        """Return all alarms of a log, soonest first."""
        return await self._read(alarms.of_log, log)

    async def head_row(self, log: int, role: Role) -> tuple[int, int | None, int, list[AlarmRow]]:
        """Return (head, last guest at, waiting devices, alarms for the role)."""
        return await self._read(alarms.head_row, log, role)

    # --- notices by e-mail --------------------------------------------------------------------

    async def ask_notice(
        self, log: int, link: int, address: str, language: MailLanguage, code: bytes
    ) -> None:
        """Keep a link's address, to be confirmed; see ``notices.ask``."""
        now = self._clock.now_ms()
        await self._write(notices.ask, log, link, address, language, code, now, purge=True)

    async def notice(self, link: int) -> NoticeState:
        """Return the address of a link and how it stands."""
        return await self._read(notices.of_link, link)

    async def notices_of(self, log: int) -> list[NoticeRow]:
        """Return how notices to a log's links stand, without addresses."""
        return await self._read(notices.of_log, log)

    async def drop_notice(self, link: int) -> None:
        """Forget a link's address; returns once the journal is empty too."""
        await self._write(notices.drop, link, purge=True)

    async def confirm_notice(self, code: bytes) -> bool:
        """Take a yes; False where nothing waits for it."""
        return await self._write(notices.confirm, code, self._clock.now_ms())

    async def stop_notice(self, code: bytes) -> None:
        """Forget the address with this code; returns once the journal is empty too."""
        await self._write(notices.stop, code, purge=True)

    async def waiting_notices(self) -> list[notices.Waiting]:
        """Return what is to be sent, now or later."""
        return await self._read(notices.waiting)

    async def call_off_notice(self, notice: int) -> None:
        """Drop a notice that is no longer needed; the address stays."""
        await self._write(notices.call_off, notice)

    async def begin_notice(self, notice: int, mail: bytes) -> notices.Letter | None:
        """Return what to send, the next try being settled before; None when it is not due."""
        return await self._write(notices.begin, notice, mail, self._clock.now_ms())

    async def end_notice(self, notice: int, mail: bytes, outcome: notices.Outcome) -> None:
        """Note what became of a mail."""
        await self._write(notices.end, notice, mail, outcome, self._clock.now_ms())

    # --- shares -------------------------------------------------------------------------------

    async def ask_share(self, room: int, share: bytes, until: int) -> None:
        """Keep an asking for a share."""
        await self._write(shares.ask, room, share, until, self._clock.now_ms())

    async def answer_share(
        self, room: int, share: bytes, link: int, device: int, *, yes: bool
    ) -> None:
        """Keep a guest's yes or no to a share."""
        now = self._clock.now_ms()
        await self._write(lambda db: shares.answer(db, room, share, link, device, now, yes=yes))

    async def end_share(self, room: int, share: bytes, guest: tuple[int, int] | None) -> int | None:
        """End a share; return its log, if it had one; out of the journal after ``purge``."""
        now = self._clock.now_ms()
        return await self._write(shares.end, room, share, guest, now)

    async def shares(self, room: int) -> list[ShareStateRow]:
        """Return a room's shares, oldest first."""
        return await self._read(shares.list_shares, room, self._clock.now_ms())

    async def note_opening(self, log: int, link: int, page: bytes) -> None:
        """List a page load by which a trainer reads a share."""
        await self._write(shares.note_opening, log, link, page, self._clock.now_ms())

    # --- what is read in pages or whole -------------------------------------------------------

    async def entries(
        self, log: int, after: int, until: int, *, skip_board: bool
    ) -> holdings.EntriesPage:
        """Return a page of entries."""
        return await self._read(
            lambda db: holdings.read_entries(db, log, after, until, skip_board=skip_board)
        )

    async def put_blob(self, log: int, digest: bytes, sealed: bytes) -> None:
        """Keep a blob."""
        await self._write(holdings.put_blob, log, digest, sealed, self._clock.now_ms())

    async def blob(self, log: int, digest: bytes) -> bytes:
        """Return a blob."""
        return await self._read(holdings.get_blob, log, digest)

    async def put_keyframe(self, log: int, k: int, sealed: bytes) -> None:
        """Keep a keyframe."""
        await self._write(holdings.put_keyframe, log, k, sealed)

    async def keyframe(self, log: int) -> tuple[int, bytes] | None:
        """Return (k, sealed) of the newest keyframe; None where there is none."""
        return await self._read(holdings.newest_keyframe, log)
