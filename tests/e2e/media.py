"""Fake cameras and microphones that can be told apart: a coloured, moving picture and a tone."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mark:
    """What one person's camera shows and microphone hears."""

    name: str
    #: the colour of nearly all of the picture, red-green-blue, 0..255
    colour: tuple[int, int, int]
    tone_hz: int
    video: Path
    audio: Path


def ffmpeg(*arguments: str) -> None:
    """Run ffmpeg; its words are shown only if it fails."""
    command = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def make_mark(folder: Path, name: str, colour: tuple[int, int, int], tone_hz: int) -> Mark:
    """
    Write a two-second picture, *colour* with a white square crossing it, and a pulsing tone.

    The square makes every frame differ from the one before; the tone pulses because a steady
    one is what noise suppression takes out.
    """
    video, audio = folder / f"{name}.mjpeg", folder / f"{name}.wav"
    spelled = "0x" + "".join(f"{part:02x}" for part in colour)
    ffmpeg(
        *("-f", "lavfi", "-i", f"color=c={spelled}:s=640x480:r=30:d=2"),
        *("-f", "lavfi", "-i", "color=c=white:s=64x64:r=30:d=2"),
        *("-filter_complex", "overlay=x='mod(t*288,576)':y=380"),
        *("-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p", str(video)),
    )
    make_tone(audio, tone_hz)
    return Mark(name, colour, tone_hz, video, audio)


def make_tone(audio: Path, tone_hz: int) -> None:
    """Write four seconds of a pulsing tone."""
    wave = f"0.5*sin({tone_hz}*2*PI*t)*(0.55+0.45*sin(2*PI*3*t))"
    ffmpeg(
        *("-f", "lavfi", "-i", f"aevalsrc='{wave}':s=48000:d=4"),
        *("-c:a", "pcm_s16le", "-ac", "1", str(audio)),
    )
