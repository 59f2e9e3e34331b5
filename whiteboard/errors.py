"""What can be wrong with sealed things: one tree, shared by all modules that open them."""

from __future__ import annotations


class SealError(Exception):
    """Something sealed is not what it says. Nothing of it may be used."""


class WrongSeal(SealError):
    """Another key, another header, or a changed bit; which of them it was cannot be told."""


class MalformedHeader(SealError):
    """The clear header does not follow its layout: too short, too long, a number too large."""


class MalformedRecord(SealError):
    """A record's frame does not follow its layout, or a file ends inside one."""


class BadPadding(SealError):
    """The seal is right, but what it held does not end as a padded body does."""


class BadBody(SealError):
    """The seal is right, but what it held is no body: its author's program is at fault."""


class WrongBlob(SealError):
    """A blob is missing, or its bytes are not those that the header names."""


class MalformedExport(SealError):
    """The file is no export of a log, or is damaged before its first record."""


class MalformedInk(SealError):
    """Packed points of a stroke that do not follow their layout or limits."""


class BadUpdate(SealError):
    """A Yjs update that cannot be read, is too large, or writes as somebody else."""
