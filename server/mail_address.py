"""
E-mail addresses as they are taken: those that stand in a header and an envelope without quoting.

Pure. Narrower than the standard on purpose: no quoted or Unicode local parts, no comments, no
routes, no literal hosts, so that an address can never be anything else than one address.
"""

from __future__ import annotations

import re
from typing import Final

from server.errors import Malformed

MAX_ADDRESS_CHARS: Final = 254  # RFC 5321 4.5.3.1.3, less the angle brackets
_ATOM: Final = r"[A-Za-z0-9_+&'=~^-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(
    rf"(?=[A-Za-z0-9_])(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})+)"
)


def parse_address(text: str) -> str:
    """
    Return the address that *text* is, its domain in lower case.

    Raises:
        Malformed: anything else than one plain address.
    """
    found = _ADDRESS.fullmatch(text) if len(text) <= MAX_ADDRESS_CHARS else None
    if found is None or len(found["local"]) > 64 or found["domain"].rsplit(".", 1)[1].isdigit():
        raise Malformed("a plain e-mail address is due")
    return f"{found['local']}@{found['domain'].lower()}"


def letterbox(address: str) -> str:
    """Return what the spellings of *address* that commonly lead to one person have in common."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
