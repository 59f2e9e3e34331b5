"""
A talk of two hours with 20,000 acts in Python: its recording, a sheet at any moment, and a PDF.

The log is that of `replay`, unsealed: what is measured is what `flipover export` does once a log is
open. A seek gives all elements of one sheet at a random moment, and the strokes under way on it.
"""

from __future__ import annotations

import io
import os
import time
from random import Random

import pypdf

from tests.bench.figures import Figure, spread, tell
from tests.bench.filled import lively_acts, talk_acts
from whiteboard.document import BoardDocument
from whiteboard.elements import Element
from whiteboard.entry import Body
from whiteboard.log import Entry
from whiteboard.marker import Surroundings
from whiteboard.recording import Recording, fold_recording
from whiteboard.render import sheets_pdf
from whiteboard.replay import drawing_at, elements_at, sheets_at
from whiteboard.schema import Sheet
from whiteboard.tally import tally

ACTS, LASTS_MS, SEEKS = int(os.environ.get("BENCH_ACTS", "20000")), 2 * 3_600_000, 200
SHEETS, EACH = 20, 100
BEGAN, AUTHOR, GOAL_MS = 1_790_000_000_000, bytes(range(8)), 50


def log_of_a_talk(acts: int, lasts_ms: int, seed: int = 3) -> list[Entry]:
    """Return the entries of one author's talk; the same acts for the same seed, ids apart."""
    board = BoardDocument(AUTHOR)
    seen = (0, bytes(16))
    return [
        Entry(
            seq + 1, BEGAN + at, "board", "coach", AUTHOR, seq, 0, (),
            Body(BEGAN + at, seen, [[0, update]]),
        )
        for seq, (at, update) in enumerate(talk_acts(board, acts, lasts_ms, seed))
    ]  # fmt: skip


def milliseconds(began: float) -> float:
    """Return the time since *began*."""
    return (time.perf_counter() - began) * 1000


def sought(recording: Recording, seeks: int) -> list[float]:
    """Return what each seek took, ms."""
    rng, found = Random(5), []
    for _ in range(seeks):
        at = rng.randrange(recording["start"], recording["end"] + 1)
        began = time.perf_counter()
        sheet = rng.choice(sheets_at(recording, at)).id
        elements_at(recording, at, sheet)
        drawing_at(recording, at, sheet)
        found.append(milliseconds(began))
    return found


def lively_sheets() -> list[tuple[Sheet, list[Element]]]:
    """Return the sheets that a long talk may leave."""
    board = BoardDocument(AUTHOR)
    for _ in lively_acts(board, Random(2), SHEETS, EACH):
        pass
    return [(sheet, board.elements(sheet.id)) for sheet in board.sheets()]


def measure() -> list[Figure]:
    """Fold, seek, count and draw."""
    entries = log_of_a_talk(ACTS, LASTS_MS)
    began = time.perf_counter()
    recording = fold_recording(entries)
    folded = milliseconds(began)
    seeks = sought(recording, SEEKS)
    began = time.perf_counter()
    tally(recording)
    counted = milliseconds(began)
    began = time.perf_counter()
    pdf = sheets_pdf(lively_sheets(), Surroundings("nl"))
    drawn = milliseconds(began)
    pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return [
        Figure(f"{ACTS:,} acts: folding the recording", f"{folded:.0f}", "-"),
        Figure(f"a sheet at a random moment, n = {SEEKS}", spread(seeks, 1), f"goal {GOAL_MS}"),
        Figure("counting who did what when", f"{counted:.0f}", "-"),
        Figure(
            f"PDF of {pages} sheets with {EACH} things on each",
            f"{drawn:.0f}, {len(pdf) / 1e6:.1f} MB",
            "-",
        ),
    ]


def main() -> None:
    """Read a long talk."""
    tell("seek", measure())


if __name__ == "__main__":
    main()
