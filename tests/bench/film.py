"""
A film of a talk of two hours with 20,000 acts: how long it takes, its size, how much is drawn.

The log is that of `seek`, unsealed and folded beforehand: what is measured is what `flipover
export` does after that. Something happens in nearly every frame; a still talk is drawn seldom.
"""

from __future__ import annotations

import os
import resource
import time

from tests.bench.figures import Figure, tell
from tests.bench.seek import LASTS_MS, log_of_a_talk
from whiteboard.film import make_film, write_script
from whiteboard.marker import Surroundings
from whiteboard.recording import fold_recording
from whiteboard.timetable import RATE

ACTS = int(os.environ.get("BENCH_ACTS", "20000"))


def main() -> None:
    """Make one film."""
    recording = fold_recording(log_of_a_talk(ACTS, LASTS_MS))
    began = time.perf_counter()
    script = write_script(recording, "nl", lambda ms: str(ms // 60_000))
    drawn = sum(1 for _ in script.scenes())
    planned = time.perf_counter() - began
    began = time.perf_counter()
    data = make_film(script, Surroundings("nl"), lambda done, of: None)
    took = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    frames = script.table.frames
    tell(
        "film",
        [
            Figure(f"{ACTS:,} acts: a film of {frames // RATE} s, seconds", f"{took:.0f}", "–"),
            Figure("of that finding which frames differ, seconds", f"{planned:.1f}", "–"),
            Figure(f"pictures drawn, of {frames} frames", str(drawn), "–"),
            Figure("its size, MB", f"{len(data) / 1e6:.1f}", "–"),
            Figure("memory at most, MB", f"{most:.0f}", "–"),
        ],
    )


if __name__ == "__main__":
    main()
