"""Where notes and marks lie in exercises, as Python reads it; the browser reads the same."""

from __future__ import annotations

from random import Random
from typing import Any

from whiteboard.exercises import along, read_zone_change, stretch_of, zone_of
from whiteboard.schema import Frame, Scale

CIRCLES: Frame = (45.0, 207.0, 910.0, 910.0, 0.0)
LEVEL: Frame = (110.0, 640.0, 780.0, 120.0, 0.0)
UPRIGHT: Frame = (440.0, 180.0, 120.0, 1000.0, 0.0)
ID = "AAAAAAAAAAA"
CHANGES: list[Any] = [
    {"type": "zone", "note": "AAAAAAAAAAE", "from": "ring", "to": "inner"},
    {"type": "zone", "note": "AAAAAAAAAAE", "from": "ring", "to": "ring"},
    {"type": "zone", "note": "short", "from": "ring", "to": "inner"},
    {"type": "zone", "note": "AAAAAAAAAAE", "from": "ring", "to": "elsewhere"},
    {"type": "sheet", "note": "AAAAAAAAAAE", "from": "ring", "to": "inner"},
    None,
    [1],
]


def _scale(*, upright: bool) -> Scale:
    frame = UPRIGHT if upright else LEVEL
    return Scale("scale", ID, ID, "a0", ID, frame, "", "", "", [], upright=upright)


def exercise_vectors() -> dict[str, Any]:
    """Return notes with their zones and stretches, values with their points, chapters read."""
    rng = Random(5)
    corners = [(rng.uniform(-100, 1000), rng.uniform(-100, 1400)) for _ in range(60)]
    notes: list[Frame] = [(round(x, 3), round(y, 3), 168.0, 168.0, 0.0) for x, y in corners]
    # exactly on the inner border, and on the outer one
    notes += [(500.0 + 250.25, 662.0, 0.0, 0.0, 0.0), (955.0, 662.0, 0.0, 0.0, 0.0)]
    values = [-40.0, -1.0, -0.5, 0.0, 0.5, 5.0, 7.5, 10.0, 11.0, 60.0]
    return {
        "circles": list(CIRCLES),
        "zones": [{"note": list(note), "zone": zone_of(note, CIRCLES)} for note in notes],
        "scales": [
            {
                "upright": upright,
                "frame": list(_scale(upright=upright).frame),
                "points": [
                    {"value": value, "at": list(along(_scale(upright=upright), value))}
                    for value in values
                ],
                "stretches": [
                    {
                        "note": list(note),
                        "now": now,
                        "stretch": stretch_of(note, _scale(upright=upright), now),
                    }
                    for note in notes
                    for now in (None, -2.0, 4.5)
                ],
            }
            for upright in (False, True)
        ],
        "changes": [
            {"data": data, "read": read_zone_change(data, 7) is not None} for data in CHANGES
        ],
    }
