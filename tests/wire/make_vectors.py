"""
Write the golden vectors of the Python side: ``*.py.json`` beside this file.

    .venv/bin/python tests/wire/make_vectors.py

Everything is fixed, nonces included, so a second run changes nothing; a test compares. The
browser's vectors (``*.ts.json``) are written by ``web/src/crypto`` and opened by the tests here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.wire.board_cases import board_vectors  # noqa: E402
from tests.wire.entry_cases import entries_vectors  # noqa: E402
from tests.wire.exercise_cases import exercise_vectors  # noqa: E402
from tests.wire.ink_cases import ink_vectors  # noqa: E402
from tests.wire.key_cases import keys_vectors  # noqa: E402
from tests.wire.log_cases import chain_vectors, export_vectors  # noqa: E402
from tests.wire.moment_cases import moment_vectors  # noqa: E402
from tests.wire.protocol_cases import protocol_cases  # noqa: E402
from tests.wire.recording_cases import recording_vectors  # noqa: E402
from tests.wire.remark_cases import remark_vectors  # noqa: E402
from tests.wire.safety_cases import safety_vectors  # noqa: E402
from tests.wire.sealing_cases import sealing_vectors  # noqa: E402
from tests.wire.shape_cases import shape_vectors  # noqa: E402
from tests.wire.share_cases import share_vectors  # noqa: E402

FILES: dict[str, Callable[[], dict[str, Any]]] = {
    "keys.py.json": keys_vectors,
    "entries.py.json": entries_vectors,
    "chain.py.json": chain_vectors,
    "export.py.json": export_vectors,
    "sealing.py.json": sealing_vectors,
    "ink.py.json": ink_vectors,
    "shapes.py.json": shape_vectors,
    "board.py.json": board_vectors,
    "exercises.py.json": exercise_vectors,
    "moments.py.json": moment_vectors,
    "protocol.py.json": protocol_cases,
    "recording.py.json": recording_vectors,
    "safety.py.json": safety_vectors,
    "shares.py.json": share_vectors,
    "remarks.py.json": remark_vectors,
}


def text_of(make: Callable[[], dict[str, Any]]) -> str:
    """Return a file's text."""
    return json.dumps(make(), indent=1, ensure_ascii=True, allow_nan=False) + "\n"


def main() -> None:
    """Write all files."""
    for name, make in FILES.items():
        (HERE / name).write_text(text_of(make))


if __name__ == "__main__":
    main()
