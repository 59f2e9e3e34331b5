"""A real mail server on loopback that keeps what it is given, and refuses when it is told to."""

from __future__ import annotations

import asyncio
import email
import email.policy
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP

TAKEN = "250 OK"


@dataclass(frozen=True)
class Kept:
    """One mail as it came over the wire."""

    sender: str
    to: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail, parsed."""
        parsed = email.message_from_bytes(self.raw, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @property
    def text(self) -> str:
        """Its body."""
        return str(self.message.get_content())


@dataclass
class MailServer:
    """Answers are taken from the lists, one each, then all is taken."""

    mails: list[Kept] = field(default_factory=list)
    to_recipient: list[str] = field(default_factory=list)
    to_data: list[str] = field(default_factory=list)
    tries: int = 0
    #: called at each recipient, and when a mail is kept and not answered yet
    on_recipient: Callable[[], None] = lambda: None
    on_kept: Callable[[], None] = lambda: None
    port: int = 0

    @property
    def url(self) -> str:
        """As in the settings."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Take a recipient, or not."""
        self.tries += 1
        self.on_recipient()
        answer = self.to_recipient.pop(0) if self.to_recipient else TAKEN
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Keep a mail, or not."""
        answer = self.to_data.pop(0) if self.to_data else TAKEN
        if answer == TAKEN:
            self.mails.append(Kept(envelope.mail_from, envelope.rcpt_tos, envelope.content))
            self.on_kept()
        return answer


@asynccontextmanager
async def mail_server() -> AsyncIterator[MailServer]:
    """Run one on a free port."""
    kept = MailServer()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(kept, hostname="localhost", loop=loop), "127.0.0.1", 0
    )
    kept.port = server.sockets[0].getsockname()[1]
    try:
        yield kept
    finally:
        server.close()
