"""
When a mail is sent: to whom something waits, who is not in the room, one try at a time.

Runs beside everything else: what is slow or fails here delays no message.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import Final, Protocol

from server.clock import Clock
from server.errors import FlipoverError
from server.mail import MailFailed
from server.metrics import Metrics
from server.notices import Letter, Outcome, Waiting
from server.rooms import Rooms
from server.store import Store

logger = logging.getLogger("flipover.mail")
MAIL_BYTES: Final = 16
#: mails on their way at once
AT_ONCE: Final = 4
#: mails of one round, so that who came in meanwhile is looked for again
MOST_IN_ROUND: Final = 32


class Carrier(Protocol):
    """What hands a mail over; see ``mail.Mail``."""

    async def send(self, letter: Letter, now_ms: int) -> None: ...


class Postman:
    """Sends what is due; ``go_round`` from time to time, never two at once."""

    def __init__(
        self, store: Store, rooms: Rooms, clock: Clock, metrics: Metrics, carrier: Carrier
    ) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock
        self._metrics = metrics
        self._carrier = carrier

    async def go_round(self) -> None:
        """Call off what somebody in the room has read by now, and send what is due."""
        due = []
        for one in await self._store.waiting_notices():
            if one.confirmed and self._rooms.is_here(one.log, one.link):
                await self._store.call_off_notice(one.notice)
            elif one.due_at <= self._clock.now_ms():
                due.append(one)
        hands = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._deliver(one, hands) for one in due[:MOST_IN_ROUND]))

    async def _deliver(self, one: Waiting, hands: asyncio.Semaphore) -> None:
        async with hands:
            try:
                await self._try(one)
            except FlipoverError as error:
                logger.warning("a mail is put off: %s", error)

    async def _try(self, one: Waiting) -> None:
        letter = await self._store.begin_notice(one.notice, secrets.token_bytes(MAIL_BYTES))
        if letter is None:
            return
        outcome: Outcome = "sent"
        try:
            await self._carrier.send(letter, self._clock.now_ms())
        except MailFailed as failed:
            outcome = "never" if failed.for_good else "later"
            logger.warning("a mail was not taken (%s): %s", outcome, failed)
        self._metrics.mails[outcome] += 1
        await self._store.end_notice(one.notice, letter.mail, outcome)
