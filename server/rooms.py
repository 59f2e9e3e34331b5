"""
Who is in which room now, and what reaches whom. Nothing here lasts, nothing here is opened.

A room exists while somebody is in it or before its door, and has one owner: the event loop.
Every method runs to its end without an await, so that nobody sees a room half changed.
Knows no sockets: a page is reached by what ``sockets`` gave it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Final

from server.access import LogFacts, Visitor
from server.clock import Clock
from server.delivery import Delivery, in_parts, plan
from server.errors import Ended, Exists, TooFast
from server.metrics import Metrics
from server.presence import Packet, Page, Room
from server.protocol import (
    Closed,
    EntryOut,
    Head,
    KnockOut,
    Knocks,
    LiveOut,
    Peer,
    Peers,
    Refused,
    SignalOut,
    Waiting,
)
from server.records import encode_id
from server.writer import AppendJob, Heads

Encode = Callable[[str, object], Packet]
#: logs whose newest head is remembered, so that who comes in while it moves is told right
HEADS_REMEMBERED: Final = 4_096
#: a person may forget a few tabs, and what everybody hears grows with the pages
MAX_PAGES_PER_DEVICE: Final = 16


class Rooms:
    """All rooms with somebody in them."""

    def __init__(self, clock: Clock, encode: Encode, metrics: Metrics) -> None:
        self._clock = clock
        self._encode = encode
        self._metrics = metrics
        self._rooms: dict[int, Room] = {}
        self._heads: OrderedDict[int, tuple[int, bytes]] = OrderedDict()
        #: rises when anything changes that ``recognise`` reads: read again if it rose meanwhile
        self.changes = 0
        #: rises when a link, a device or a whole room is withdrawn
        self.withdrawals = 0

    def __len__(self) -> int:
        return len(self._rooms)

    def room(self, number: int) -> Room | None:
        """Return a room somebody is in."""
        return self._rooms.get(number)

    def devices_here(self, number: int) -> set[int]:
        """Return the devices that have a live page in a room."""
        room = self._rooms.get(number)
        return set() if room is None else {page.device for page in room.live()}

    def is_here(self, number: int, link: int) -> bool:
        """Whether a page of *link* is in a room and gets what is written there."""
        room = self._rooms.get(number)
        return room is not None and any(page.link == link for page in room.readers())

    # --- coming and going ---------------------------------------------------------------------

    def check_page(self, visitor: Visitor, page: bytes) -> None:
        """
        Raises:
            Exists: the page is somebody else's in this room.
            TooFast: this device has as many pages open as it may.
        """
        room = self._rooms.get(visitor.facts.number)
        known = None if room is None else room.pages.get(page)
        if room is not None and known is None:
            of_device = sum(one.device == visitor.device for one in room.pages.values())
            if of_device >= MAX_PAGES_PER_DEVICE:
                raise TooFast("too many pages on this device")
        if known is not None and (known.link, known.device) != (visitor.link, visitor.device):
            raise Exists("this page is somebody else's")

    def enter(self, page: Page, facts: LogFacts) -> None:
        """Take a page in, or place it before the door; tell whom it concerns."""
        room = self._rooms.get(facts.number)
        if room is None:
            room = self._rooms[facts.number] = Room(facts)
            remembered = self._heads.get(facts.number)
            if remembered is not None and remembered[0] > room.head:
                room.head, room.h = remembered
        before = room.pages.get(page.id)
        if before is not None and before is not page:
            before.line.hang_up()
            if before.sealed is not None:
                page.sealed, page.knocked_at = before.sealed, before.knocked_at
        room.pages[page.id] = page
        if page.reads:
            self._tell_state_of_log(room, page)
        if page.live:
            self._went_live(room, page)
        else:
            self._tell_knock(room, [page])
            self._tell_coaches(room)

    def leave(self, page: Page) -> None:
        """Forget a page whose connection ended."""
        room = self._rooms.get(page.log)
        if room is None or room.pages.get(page.id) is not page:
            return
        del room.pages[page.id]
        if not room.pages:
            del self._rooms[page.log]
            return
        if not page.live:
            self._tell_coaches(room)
            return
        self._tell_peers(room)
        if page.role == "coach" and not any(room.coaches()):
            self._tell_knock(room, room.at_the_door())

    def _went_live(self, room: Room, page: Page) -> None:
        self._tell_peers(room)
        if page.role == "coach":
            self._tell_knock(room, room.at_the_door())
            self._send(page, "knocks", self._waiting(room))

    # --- the door -----------------------------------------------------------------------------

    def knock(self, page: Page, sealed: bytes) -> None:
        """Show a waiting page's name to the coach."""
        room = self._rooms.get(page.log)
        if room is None or page.live:
            return
        if page.state == "waiting":
            page.sealed = sealed
            page.knocked_at = self._clock.now_ms()
            self._tell_coaches(room)
        self._tell_knock(room, [page])

    def knocking_page(self, number: int, device: int) -> bytes | None:
        """Return the newest page of *device* that waits."""
        room = self._rooms.get(number)
        waiting = [] if room is None else [p for p in room.at_the_door() if p.device == device]
        return max(waiting, key=lambda p: p.knocked_at).id if waiting else None

    def answered(self, number: int, device: int, *, yes: bool) -> None:
        """Let the waiting pages of *device* in, or tell them no."""
        self.changes += 1
        room = self._rooms.get(number)
        if room is None:
            return
        pages = [page for page in room.at_the_door() if page.device == device]
        if yes:
            self._let_in(room, pages)
        else:
            for page in pages:
                page.state = "refused"
            self._tell_knock(room, pages)
        self._tell_coaches(room)

    def _let_in(self, room: Room, pages: Iterable[Page]) -> None:
        for page in pages:
            page.state = "admitted"
            self._tell_knock(room, [page])
            if not page.reads:
                page.reads = True
                self._tell_state_of_log(room, page)
            self._went_live(room, page)

    # --- what changes a room ------------------------------------------------------------------

    def settings_changed(self, facts: LogFacts) -> None:
        """Tell everybody, and open the door where knocking was switched off."""
        self.changes += 1
        room = self._rooms.get(facts.number)
        if room is None:
            return
        room.facts = facts
        if facts.until and self._clock.now_ms() >= facts.until:
            self.end(facts.number, Ended.word)
            return
        packet = self._encode("settings", facts.settings)
        for page in room.readers():
            self._push(page, packet)
        if facts.knock == "never":
            self._let_in(room, [page for page in room.at_the_door() if page.state == "waiting"])
            self._tell_coaches(room)

    def revoke(self, number: int, *, link: int | None = None, device: int | None = None) -> None:
        """Close the pages of a link or device that was withdrawn."""
        self.changes += 1
        self.withdrawals += 1
        room = self._rooms.get(number)
        if room is None:
            return
        packet = self._encode("closed", Closed("revoked"))
        for page in list(room.pages.values()):
            if page.link == link or page.device == device:
                self._push(page, packet)
                page.line.hang_up()
                page.reads = False
                self.leave(page)

    def end(self, number: int, word: str) -> None:
        """Close a room for everybody in it."""
        self.changes += 1
        self.withdrawals += 1
        self._heads.pop(number, None)
        room = self._rooms.pop(number, None)
        if room is None:
            return
        packet = self._encode("closed", Closed(word))
        for page in room.pages.values():
            self._push(page, packet)
            page.line.hang_up()
            page.reads = False

    def end_due(self) -> None:
        """End the rooms whose date has come."""
        now = self._clock.now_ms()
        for number, room in list(self._rooms.items()):
            if room.facts.until and now >= room.facts.until:
                self.end(number, Ended.word)

    def tell_heads(self) -> None:
        """Say the newest seq in every room, and end the rooms whose date has come."""
        self.end_due()
        for room in self._rooms.values():
            packet = self._encode("head", Head(room.head, room.h))
            for page in room.readers():
                self._push(page, packet)

    # --- entries ------------------------------------------------------------------------------

    def deliver(self, jobs: list[AppendJob], heads: Heads) -> None:
        """Acknowledge and hand on what was committed, refuse what was not; in log order."""
        self._metrics.commits += 1
        by_log: dict[int, list[AppendJob]] = {}
        for job in jobs:
            by_log.setdefault(job.by.log, []).append(job)
        for number, jobs_of_log in by_log.items():
            room = self._rooms.get(number)
            head = heads.get(number)
            if head is not None:
                self._heads[number] = head
                self._heads.move_to_end(number)
                if room is not None:
                    room.head, room.h = head
            self._send_out(room, plan(jobs_of_log))
        while len(self._heads) > HEADS_REMEMBERED:
            self._heads.popitem(last=False)

    def _send_out(self, room: Room | None, delivery: Delivery) -> None:
        self._metrics.appends += len(delivery.new)
        for page, record, word in delivery.refused:
            self._metrics.refused[word] += 1
            self.refuse(page, record.author, record.n, word)
        for page in delivery.own:
            for part in in_parts(delivery.view_of(page)):
                self._send(page, "entry", EntryOut(part))
        if room is None or not delivery.new:
            return
        packets: list[Packet] | None = None
        for page in room.readers():
            if page in delivery.own:
                continue
            if packets is None:
                parts = in_parts(frame for _, frame in delivery.new)
                packets = [self._encode("entry", EntryOut(part)) for part in parts]
            for packet in packets:
                self._push(page, packet)

    def refuse(self, page: Page, author: bytes, n: int, word: str) -> None:
        """Tell a page that one record was not taken."""
        self._send(page, "refused", Refused(encode_id(author), n, word))

    # --- what does not last -------------------------------------------------------------------

    def live(self, page: Page, sealed: bytes) -> None:
        """Hand something live to all other live pages; dropped first where a socket lags."""
        room = self._rooms.get(page.log)
        if room is None or not page.live:
            return
        if not page.live_rate.take(self._clock.seconds()):
            self._metrics.live_dropped += 1
            return
        self._metrics.live += 1
        packet: Packet | None = None
        for other in room.live():
            if other is not page:
                packet = packet or self._encode("live", LiveOut(encode_id(page.id), sealed))
                self._push(other, packet, droppable=True)

    def signal(self, page: Page, to: bytes, counter: int, sealed: bytes) -> None:
        """Hand a signal to one live page; to nobody if it is not there any more."""
        room = self._rooms.get(page.log)
        other = None if room is None or not page.live else room.pages.get(to)
        if other is None or not other.live or other is page:
            return
        self._metrics.signals += 1
        self._send(other, "signal", SignalOut(encode_id(page.id), counter, sealed))

    # --- telling ------------------------------------------------------------------------------

    def tell_again(self, page: Page) -> None:
        """Tell a page that doubts its line where the log is, or how its knock stands."""
        room = self._rooms.get(page.log)
        if room is None:
            return
        if page.reads:
            self._send(page, "head", Head(room.head, room.h))
        else:
            self._tell_knock(room, [page])

    def _push(self, page: Page, packet: Packet, *, droppable: bool = False) -> None:
        if not page.line.send(packet, droppable=droppable):
            self._metrics.lagging += 1

    def _send(self, page: Page, event: str, payload: object) -> None:
        self._push(page, self._encode(event, payload))

    def _tell_state_of_log(self, room: Room, page: Page) -> None:
        self._send(page, "settings", room.facts.settings)
        self._send(page, "head", Head(room.head, room.h))

    def _tell_peers(self, room: Room) -> None:
        peers = [Peer(encode_id(p.id), p.role, p.link, p.device) for p in room.live()]
        packet = self._encode("peers", Peers(peers))
        for page in room.live():
            self._push(page, packet)

    def _tell_knock(self, room: Room, pages: Iterable[Page]) -> None:
        coach_here = any(room.coaches())
        for page in pages:
            self._send(page, "knock", KnockOut(page.state, coach_here))

    def _tell_coaches(self, room: Room) -> None:
        packet: Packet | None = None
        for coach in room.coaches():
            packet = packet or self._encode("knocks", self._waiting(room))
            self._push(coach, packet)

    @staticmethod
    def _waiting(room: Room) -> Knocks:
        return Knocks(
            [
                Waiting(page.device, page.link, encode_id(page.id), page.sealed, page.knocked_at)
                for page in room.at_the_door()
                if page.state == "waiting"
            ]
        )
