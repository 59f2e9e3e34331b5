"""
Serve pages from another folder than the product's, in a process of its own.

    python -m tests.faults.serve_other_pages FOLDER PYTHON -m server serve …

Stands in front of the server's own command, so that a test starts it like any other server.
"""

from __future__ import annotations

import sys
from pathlib import Path

import server.app
from server.__main__ import main
from server.pages import Pages


def serve_other_pages(folder: Path, command: list[str]) -> int:
    """Run *command*'s verb with the pages in *folder*."""
    setattr(server.app, "Pages", lambda: Pages(folder))  # noqa: B010  (not for type checkers)
    return main(command[command.index("server") + 1 :])


if __name__ == "__main__":
    raise SystemExit(serve_other_pages(Path(sys.argv[1]), sys.argv[2:]))
