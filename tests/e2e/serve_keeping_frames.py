"""
Serve as ever, and keep the last picture that a connection check brought, in a process of its own.

    python -m tests.e2e.serve_keeping_frames FOLDER PYTHON -m server serve …

The product keeps none. FOLDER/frame.ppm holds the last one as it was decoded, red-green-blue.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from server import echo
from server.__main__ import main


class Keeping(echo.Counted):
    """Hands on each frame as ever; writes each picture down first."""

    folder: Path

    async def recv(self) -> Any:
        frame = await super().recv()
        if self.kind == "video":
            self._keep(frame.reformat(format="rgb24"))
        return frame

    def _keep(self, frame: Any) -> None:
        (plane,) = frame.planes
        pixels, row = bytes(plane), 3 * frame.width
        rows = [pixels[at : at + row] for at in range(0, len(pixels), plane.line_size)]
        written = self.folder / "frame.part"
        head = f"P6 {frame.width} {frame.height} 255\n".encode()
        written.write_bytes(head + b"".join(rows[: frame.height]))
        written.rename(self.folder / "frame.ppm")


def serve_keeping_frames(folder: Path, command: list[str]) -> int:
    """Run *command*'s verb."""
    Keeping.folder = folder
    setattr(echo, "Counted", Keeping)  # noqa: B010  (not for type checkers)
    return main(command[command.index("server") + 1 :])


if __name__ == "__main__":
    raise SystemExit(serve_keeping_frames(Path(sys.argv[1]), sys.argv[2:]))
