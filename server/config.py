"""
Settings, parsed once from options and ``FLIPOVER_*`` into a frozen object.

Nobody else reads the environment. The table for people is in ``deploy/README.md``.
"""

from __future__ import annotations

import argparse
import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

from server.errors import BadSetting, Malformed
from server.mail_address import parse_address

PREFIX: Final = "FLIPOVER_"
HOST_NAME: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
TURN_URL: Final = re.compile(r"(turns?|stuns?):[^\s,?]+(\?transport=(udp|tcp))?")
YES: Final = {"1", "yes", "true", "on"}
MOST_HELP_CHARS: Final = 2_000
NO: Final = {"", "0", "no", "false", "off"}


@dataclass(frozen=True)
class Config:
    """What the operator decides. One option and one variable per field."""

    #: TCP port; 0 takes a free one, which is printed
    port: int = 8080
    #: address to listen on; loopback unless said otherwise
    host: str = "127.0.0.1"
    #: folder of the database
    data: Path = Path("data")
    #: HTTPS on the local network with a certificate of its own
    lan: bool = False
    #: where people reach this server when it stands behind a proxy, no slash at the end
    public_url: str | None = None
    #: the relay's addresses
    turn_url: tuple[str, ...] = ()
    #: shared with coturn
    turn_secret: str | None = None
    #: days a room is kept when its coach names no date
    retention_days: int = 365
    #: what everybody is told who needs help at once; None for the numbers that the pages know
    help_text: str | None = None
    #: the mail server that takes notices: smtp (STARTTLS) or smtps, the user's name in it
    mail_url: str | None = None
    #: of that user
    mail_password: str | None = None
    #: the address that notices come from
    mail_from: str | None = None


def _port(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) > 65_535:
        raise BadSetting(name, value, "8080")
    return int(value)


def _host(name: str, value: str) -> str:
    try:
        return str(ipaddress.ip_address(value.strip("[]")))
    except ValueError:
        # What looks like a number but is no address is a slip of the finger.
        if re.fullmatch(r"[\d.:]*", value) or not HOST_NAME.fullmatch(value):
            raise BadSetting(name, value, "127.0.0.1") from None
    return value


def _data(name: str, value: str) -> Path:
    if not value or "\0" in value:
        raise BadSetting(name, value, "/srv/flipover/data")
    return Path(value).expanduser()


def _lan(name: str, value: str) -> bool:
    if value.lower() not in YES | NO:
        raise BadSetting(name, value, "1")
    return value.lower() in YES


def _server_parts(value: str, schemes: set[str]) -> tuple[SplitResult, bool]:
    """Return an address's parts, and whether they name a server by these schemes and no more."""
    try:
        parts = urlsplit(value)
        port_is_right = parts.port != 0
    except ValueError:
        return urlsplit(""), False
    says_more = parts.path not in {"", "/"} or bool(parts.query or parts.fragment)
    names_one = parts.scheme in schemes and bool(parts.hostname) and port_is_right
    return parts, names_one and not says_more


def _public_url(name: str, value: str) -> str | None:
    if not value:
        return None
    parts, is_sound = _server_parts(value, {"http", "https"})
    if not is_sound or "@" in parts.netloc:
        raise BadSetting(name, value, "https://flipover.example.org")
    return f"{parts.scheme}://{parts.netloc}"


def _turn_url(name: str, value: str) -> tuple[str, ...]:
    urls = tuple(url.strip() for url in value.split(",") if url.strip())
    if any(not TURN_URL.fullmatch(url) for url in urls):
        raise BadSetting(name, value, "turn:turn.example.org:3478,turns:turn.example.org:443")
    return urls


def _turn_secret(name: str, value: str) -> str | None:
    if value and len(value) < 16:
        # The value is not repeated: it may be most of the real one.
        raise BadSetting(name, "(too short)", "$(openssl rand -hex 32)")
    return value or None


def _retention_days(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 3_650:
        raise BadSetting(name, value, "365")
    return int(value)


def _help_text(name: str, value: str) -> str | None:
    if not value:
        return None
    try:
        text = Path(value).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise BadSetting(name, value, "/srv/flipover/help.txt") from None
    if len(text) > MOST_HELP_CHARS:
        raise BadSetting(name, f"{len(text)} characters", f"at most {MOST_HELP_CHARS}")
    return text or None


def _mail_url(name: str, value: str) -> str | None:
    if not value:
        return None
    _, is_sound = _server_parts(value, {"smtp", "smtps"})
    # Looked for in the text: of an address that cannot be read there are no parts.
    if ":" in value.rpartition("@")[0].split("//", 1)[-1]:
        # The value is not repeated: it holds a password.
        raise BadSetting(name, "(with a password)", "smtps://user%40example.org@mail.example.org")
    if not is_sound:
        raise BadSetting(name, value, "smtps://user%40example.org@mail.example.org:465")
    return value.rstrip("/")


def _mail_password(name: str, value: str) -> str | None:
    return value or None


def _mail_from(name: str, value: str) -> str | None:
    try:
        return parse_address(value) if value else None
    except Malformed:
        raise BadSetting(name, value, "flipover@example.org") from None


PARSERS: Final = {
    "port": _port,
    "host": _host,
    "data": _data,
    "lan": _lan,
    "public_url": _public_url,
    "turn_url": _turn_url,
    "turn_secret": _turn_secret,
    "retention_days": _retention_days,
    "help_text": _help_text,
    "mail_url": _mail_url,
    "mail_password": _mail_password,
    "mail_from": _mail_from,
}


def add_options(parser: argparse.ArgumentParser, *names: str) -> None:
    """Give *parser* the options of these fields, all if none is named."""
    told = {
        "port": "port to listen on; 0 takes a free one (8080)",
        "host": "address to listen on (127.0.0.1: only this computer)",
        "data": "folder where rooms are kept, sealed (./data)",
        "lan": "serve HTTPS on the local network, with a certificate of its own",
        "public_url": "the address people use when a proxy stands in front",
        "turn_url": "the relay's addresses, with commas between",
        "turn_secret": "the secret shared with the relay; better as FLIPOVER_TURN_SECRET",
        "retention_days": "days a room is kept when its coach names no date (365)",
        "help_text": "a text file: what to do for whoever needs help at once",
        "mail_url": "the mail server for notices, as smtps://user@host:465",
        "mail_password": "its user's password; better as FLIPOVER_MAIL_PASSWORD",
        "mail_from": "the address that notices come from",
    }
    for name in names or tuple(told):
        option = "--" + name.replace("_", "-")
        if name == "lan":
            parser.add_argument(option, action="store_const", const="1", help=told[name])
        else:
            parser.add_argument(option, metavar="…", help=told[name])


def parse_config(options: Mapping[str, str | None], environment: Mapping[str, str]) -> Config:
    """
    Return the settings; an option wins over its variable.

    Raises:
        BadSetting: a value cannot be meant; names option or variable, value, right example.
    """
    found: dict[str, object] = {}
    for field, parse in PARSERS.items():
        option, variable = options.get(field), PREFIX + field.upper()
        if option is not None:
            found[field] = parse("--" + field.replace("_", "-"), option)
        elif variable in environment:
            found[field] = parse(variable, environment[variable])
    config = Config(**found)  # type: ignore[arg-type]  # each parser returns its field's type
    if bool(config.turn_url) != bool(config.turn_secret):
        missing = "TURN_SECRET" if config.turn_url else "TURN_URL"
        example = "$(openssl rand -hex 32)" if config.turn_url else "turn:turn.example.org:3478"
        raise BadSetting(PREFIX + missing, "", example)
    if config.mail_url is not None:
        # Mails say where to open one's link, and where to say that there should be none.
        if config.mail_from is None:
            raise BadSetting(PREFIX + "MAIL_FROM", "", "flipover@example.org")
        if config.public_url is None:
            raise BadSetting(PREFIX + "PUBLIC_URL", "", "https://flipover.example.org")
        if (urlsplit(config.mail_url).username is None) != (config.mail_password is None):
            raise BadSetting(PREFIX + "MAIL_PASSWORD", "", "(the password of the user in MAIL_URL)")
    return config


def config_from_arguments(
    arguments: Sequence[str], environment: Mapping[str, str], *, prog: str = "flipover serve"
) -> Config:
    """Parse a command line of ``serve``; ends the program with its help where asked."""
    parser = argparse.ArgumentParser(prog=prog)
    add_options(parser)
    return parse_config(vars(parser.parse_args(arguments)), environment)
