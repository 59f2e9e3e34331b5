"""What can be wrong with sealed things: one tree, shared by all modules that open them."""

from __future__ import annotations


class SealError(Exception):
    """
    Something sealed is not what it says. Nothing of it may be used.

    *word* is the same in the browser's code (``web/src/crypto/errors.ts``) and in the vectors.
    """

    word = "bad_seal"

    def __init__(self, text: str, word: str | None = None) -> None:
        super().__init__(text)
        self.word = word or type(self).word


class WrongSeal(SealError):
    """Another key, another header, or a changed bit; which of them it was cannot be told."""

    word = "bad_seal"


class MalformedHeader(SealError):
    """The clear header does not follow its layout: too short, too long, a number too large."""

    word = "bad_length"


class MalformedRecord(SealError):
    """A record's frame does not follow its layout, or a file ends inside one."""

    word = "bad_length"


class BadPadding(SealError):
    """The seal is right, but what it held does not end as a padded body does."""

    word = "bad_padding"


class BadBody(SealError):
    """The seal is right, but what it held is no body: its author's program is at fault."""

    word = "bad_body"


class WrongBlob(SealError):
    """A blob is missing, or its bytes are not those that the header names."""

    word = "bad_seal"


class MalformedExport(SealError):
    """The file is no export of a log, or is damaged before its first record."""

    word = "bad_export"


class MalformedInk(SealError):
    """Packed points of a stroke that do not follow their layout or limits."""

    word = "bad_ink"


class BadUpdate(SealError):
    """A Yjs update that cannot be read, is too large, or writes as somebody else."""

    word = "bad_update"
