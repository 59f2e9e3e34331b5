"""
E-mail: what a notice says, and how it is handed to the operator's mail server.

The only home of aiosmtplib. A mail has no content of a room: no name, no title, no link but to the
front page and to its own yes and no. Errors carry no address, so that none reaches a log.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final
from urllib.parse import unquote, urlsplit

import aiosmtplib

from server.config import Config
from server.notices import Letter
from server.protocol import MailLanguage
from server.records import encode_id

TIMEOUT_S: Final = 30.0
PORTS: Final = {"smtp": 587, "smtps": 465}
#: RFC 8058: the one-click address must not be folded or spelled otherwise, however long
_POLICY: Final = SMTP.clone(max_line_length=998)


@dataclass(frozen=True)
class Text:
    """Subject and body; ``{front}``, ``{yes}`` and ``{no}`` are addresses of this site."""

    subject: str
    body: str


NOTICES: Final[dict[MailLanguage, Text]] = {
    "nl": Text(
        "Er is een bericht voor je",
        """\
Er is een bericht voor je.

Open je eigen link om het te lezen: de link die je kreeg of zelf bewaarde.
Die staat met opzet niet in deze mail.
De site is {front}

Liever geen mail meer? Dat kan hier, zonder in te loggen:
{no}
""",
    ),
    "en": Text(
        "There is a message for you",
        """\
There is a message for you.

Open your own link to read it: the link that you were given or kept yourself.
It is not in this mail on purpose.
The site is {front}

No more mail? You can say so here, without signing in:
{no}
""",
    ),
}
QUESTIONS: Final[dict[MailLanguage, Text]] = {
    "nl": Text(
        "Wil je hier een mail krijgen als er een bericht is?",
        """\
Iemand gaf dit adres op om een mail te krijgen als er een bericht klaarstaat
op {front}

Was jij dat? Zeg dan hier ja:
{yes}

Was jij dat niet? Dan hoef je niets te doen: er komt geen mail meer.
Meteen weghalen kan ook:
{no}
""",
    ),
    "en": Text(
        "Would you like a mail here when there is a message?",
        """\
Somebody gave this address to get a mail when there is a message
on {front}

Was that you? Then say yes here:
{yes}

Was it not? Then you need not do anything: no more mail will come.
You can also have it taken away at once:
{no}
""",
    ),
}


class MailFailed(Exception):
    """A mail was not taken; *for_good* when trying again is of no use. Names no address."""

    def __init__(self, what: str, *, for_good: bool) -> None:
        super().__init__(what)
        self.for_good = for_good


class Mail:
    """The operator's mail server."""

    def __init__(self, config: Config) -> None:
        assert config.mail_url is not None
        assert config.mail_from is not None
        assert config.public_url is not None
        server = urlsplit(config.mail_url)
        self._host = server.hostname or ""
        self._port = server.port or PORTS[server.scheme]
        self._implicit_tls = server.scheme == "smtps"
        self._user = None if server.username is None else unquote(server.username)
        self._password = config.mail_password
        self._sender = config.mail_from
        self._front = config.public_url

    def compose(self, letter: Letter, now_ms: int) -> bytes:
        """Return the mail as it goes over the wire."""
        texts = NOTICES if letter.confirmed else QUESTIONS
        text = texts[letter.language]
        code = encode_id(letter.code)
        yes, no = f"{self._front}/notices/yes/{code}", f"{self._front}/notices/no/{code}"
        message = EmailMessage(policy=_POLICY)
        message["From"] = self._sender
        message["To"] = letter.address
        message["Subject"] = text.subject
        message["Date"] = format_datetime(datetime.fromtimestamp(now_ms // 1000, UTC))
        message["Message-ID"] = f"<{encode_id(letter.mail)}@{self._sender.rsplit('@', 1)[1]}>"
        message["Auto-Submitted"] = "auto-generated"
        message["List-Unsubscribe"] = f"<{no}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(text.body.format(front=self._front, yes=yes, no=no))
        message["Content-Language"] = letter.language  # after the content, which clears these
        return message.as_bytes()

    async def send(self, letter: Letter, now_ms: int) -> None:
        """
        Hand one mail to the server, over TLS unless that is this very machine.

        Raises:
            MailFailed: it was not taken.
        """
        try:
            await aiosmtplib.send(
                self.compose(letter, now_ms),
                sender=self._sender,
                recipients=[letter.address],
                hostname=self._host,
                port=self._port,
                username=self._user,
                password=self._password,
                use_tls=self._implicit_tls,
                start_tls=False if self._implicit_tls else not _is_here(self._host),
                local_hostname=self._sender.rsplit("@", 1)[1],
                timeout=TIMEOUT_S,
            )
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise MailFailed(type(error).__name__, for_good=_is_for_good(error)) from None


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_for_good(error: Exception) -> bool:
    """Whether the mail was refused, not the operator's settings: those may be mended."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return all(_is_for_good(one) for one in error.recipients)
    if isinstance(error, aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError):
        return error.code >= 500
    return False
