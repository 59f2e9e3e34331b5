"""
What an asking names, out of the log: the recording that is lent when everybody says yes.

Pure; the same as ``web/src/share/granted.ts``, held equal by tests/wire. Whoever is asked works it
out from the log as whoever asks does, so nobody has to believe the other's picture of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from whiteboard.erased import without_erased
from whiteboard.lending import Asking
from whiteboard.log import Entry
from whiteboard.masking import mask
from whiteboard.narrowing import known, only_sessions, only_sheets
from whiteboard.recording import Recording, fold_recording


def granted(entries: Iterable[Entry], asking: Asking) -> Recording:
    """Return of the log's *entries* what *asking* names, and nothing else."""
    recording = fold_recording([entry for entry in entries if entry.seq <= asking.seq])
    recording = without_erased(recording)
    if asking.sessions:
        recording = only_sessions(recording, asking.sessions)
    recording = only_sheets(recording, asking.sheets)
    if not asking.chapters:
        recording = known({**recording, "chapters": []})
    recording = {**recording, "talk": None, "refused": []}
    return mask(recording) if asking.masked else recording
