"""
Files that come about whole or not at all, for their owner alone.

Nothing is written anywhere else on the way: what was sealed lies open nowhere but where it was
wanted.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import Final

#: a file without a name is not to be had on every system, nor in every folder
_NO_NAMELESS: Final = (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL, errno.EXDEV)


def keep_file(out: Path, data: bytes) -> None:
    """
    Write a new file.

    Where the system can, it gets its name only when it is whole, so that a program that is killed
    leaves nothing.

    Raises:
        OSError: it is there already, or cannot be written whole; none is left then.
    """
    if hasattr(os, "O_TMPFILE"):
        try:
            return _keep_nameless(out, data)
        except OSError as error:
            if error.errno not in _NO_NAMELESS:
                raise
    return _keep_named(out, data)


def _keep_nameless(out: Path, data: bytes) -> None:
    descriptor = os.open(out.parent, os.O_TMPFILE | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        # Links are followed only where a folder is named, of which a whole path needs none.
        os.link(f"/proc/self/fd/{descriptor}", out, src_dir_fd=descriptor, follow_symlinks=True)


def _keep_named(out: Path, data: bytes) -> None:
    descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    except BaseException:
        with contextlib.suppress(OSError):
            out.unlink()
        raise
