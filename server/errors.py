"""
All that can be refused, in one tree; each leaf has its wire word and its HTTP status.

    FlipoverError
    ├── Refusal                      told to the client as a word
    │   ├── later: keep and try again
    │   │   ├── Gap          gap            409   n is higher than the next
    │   │   ├── Busy         busy           503   the server has too much to write
    │   │   ├── TooFast      too_fast       429   more than a person needs
    │   │   ├── BlobMissing  blob_missing   409   a named blob is not there
    │   │   └── Storage      storage        503   the disk does not take it
    │   ├── never: will not be taken
    │   │   ├── Conflict     conflict       409   same author and n, another body
    │   │   ├── NotAllowed   not_allowed    403   not with this link
    │   │   ├── TooLarge     too_large      413   over a limit of the protocol
    │   │   ├── Malformed    malformed      400   not of the shape laid down
    │   │   ├── Revoked      revoked        401   link or device was withdrawn
    │   │   ├── Ended        ended          410   past its date, or erased while in use
    │   │   └── ClientTooOld client_too_old 400   the page speaks an older protocol
    │   └── other: concerns no entry
    │       ├── NotFound     not_found      404
    │       ├── UnknownLink  unknown_link   401   no such token in this log
    │       ├── NotAdmitted  not_admitted   403   the device waits, or never registered
    │       ├── Exists       exists         409   the id is taken
    │       ├── Used         used           409   invitation used, expired or unknown
    │       ├── ServerTooOld server_too_old 400   the page speaks a newer protocol
    │       ├── WrongOrigin  origin         403   asked by another site's page
    │       ├── NoEcho       no_echo        501   connections cannot be checked here
    │       └── Internal     internal       500   our mistake; the log has it
    ├── BadSetting                   stops the start; names variable, value, right example
    └── StoreClosed                  the store is shut
"""

from __future__ import annotations

from typing import ClassVar


class FlipoverError(Exception):
    """Whatever goes wrong on purpose."""


class Refusal(FlipoverError):
    """Told to the client as *word*; *detail* is for people who write clients, never secret."""

    word: ClassVar[str] = "internal"
    status: ClassVar[int] = 500

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(self.word if detail is None else f"{self.word}: {detail}")
        self.detail = detail


class Gap(Refusal):
    word, status = "gap", 409


class Busy(Refusal):
    word, status = "busy", 503


class TooFast(Refusal):
    word, status = "too_fast", 429


class BlobMissing(Refusal):
    word, status = "blob_missing", 409


class Storage(Refusal):
    word, status = "storage", 503


class Conflict(Refusal):
    word, status = "conflict", 409


class NotAllowed(Refusal):
    word, status = "not_allowed", 403


class TooLarge(Refusal):
    word, status = "too_large", 413


class Malformed(Refusal):
    word, status = "malformed", 400


class Revoked(Refusal):
    word, status = "revoked", 401


class Ended(Refusal):
    word, status = "ended", 410


class ClientTooOld(Refusal):
    word, status = "client_too_old", 400


class NotFound(Refusal):
    word, status = "not_found", 404


class UnknownLink(Refusal):
    word, status = "unknown_link", 401


class NotAdmitted(Refusal):
    word, status = "not_admitted", 403


class Exists(Refusal):
    word, status = "exists", 409


class Used(Refusal):
    word, status = "used", 409


class ServerTooOld(Refusal):
    word, status = "server_too_old", 400


class WrongOrigin(Refusal):
    word, status = "origin", 403


class NoEcho(Refusal):
    word, status = "no_echo", 501


class Internal(Refusal):
    word, status = "internal", 500


class BadSetting(FlipoverError):
    """A setting that cannot be meant; the message is one line for the operator."""

    def __init__(self, name: str, value: str, example: str) -> None:
        super().__init__(f'{name} is "{value}"; right would be, for example, {name}={example}')


class StoreClosed(FlipoverError):
    """The store was shut; nothing of the request was done."""


def refusal_of(error: BaseException) -> Refusal:
    """Return what the client is told of *error*: the one place where errors become words."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, StoreClosed):
        return Busy()
    return Internal()
