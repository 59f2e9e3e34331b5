"""Two drawn people before their cameras: calm faces for pictures of the room."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.e2e.media import Mark, ffmpeg, make_tone


@dataclass(frozen=True)
class Portrait:
    """What one of them looks like."""

    name: str
    #: colours, #rrggbb
    wall: str
    light: str
    cloth: str
    skin: str
    shade: str
    line: str
    hair: str
    #: drawn behind the face
    long_hair: bool
    tone_hz: int


EVA = Portrait(
    name="eva",
    wall="#d9d2c3",
    light="#eee9dd",
    cloth="#4f6d6a",
    skin="#e9c1a2",
    shade="#d3a484",
    line="#7b5340",
    hair="#8f8a84",
    long_hair=True,
    tone_hz=440,
)
SAM = Portrait(
    name="sam",
    wall="#b4c3cb",
    light="#d3dde1",
    cloth="#7a5c4b",
    skin="#b98562",
    shade="#a06f4f",
    line="#4e3021",
    hair="#33261f",
    long_hair=False,
    tone_hz=880,
)
DRAWN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" width="640" height="480">
<rect width="640" height="480" fill="{wall}"/>
<path d="M0 0H250L150 480H0Z" fill="{light}"/>
<path d="M450 262h190v9H450z" fill="{shade}" opacity=".5"/>
<path d="M480 262v-70h26v70zm30 0v-84h20v84zm24 0v-62h30v62z" fill="{cloth}" opacity=".35"/>
{behind}
<path d="M112 480c6-92 92-116 208-116s202 24 208 116z" fill="{cloth}"/>
<path d="M276 300v62c0 40 88 40 88 0v-62z" fill="{shade}"/>
<ellipse cx="320" cy="226" rx="88" ry="114" fill="{skin}"/>
<path d="M226 236C204 62 436 62 414 236c-10-62-46-84-92-82-50 2-86 20-96 82z" fill="{hair}"/>
<g fill="none" stroke="{line}" stroke-linecap="round" stroke-width="5">
<path d="M266 206q18-11 36 0M338 206q18-11 36 0" opacity=".8"/>
<path d="M322 232q13 30-5 33" opacity=".45"/>
<path d="M288 292q32 21 64 0"/></g>
<g fill="{line}"><circle cx="284" cy="226" r="7"/><circle cx="356" cy="226" r="7"/></g>
</svg>"""
LONG_HAIR = '<path d="M214 380C180 60 460 60 426 380z" fill="{hair}"/>'


def make_portrait(folder: Path, portrait: Portrait) -> Mark:
    """Write a still picture of *portrait* as a camera, and a pulsing tone as a microphone."""
    colours = {part: getattr(portrait, part) for part in ("wall", "light", "cloth", "skin")}
    colours |= {part: getattr(portrait, part) for part in ("shade", "line", "hair")}
    behind = LONG_HAIR.format(**colours) if portrait.long_hair else ""
    drawn = folder / f"{portrait.name}.svg"
    drawn.write_text(DRAWN.format(behind=behind, **colours))
    video, audio = folder / f"{portrait.name}.mjpeg", folder / f"{portrait.name}.wav"
    ffmpeg(
        *("-loop", "1", "-t", "2", "-r", "30", "-i", str(drawn)),
        *("-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p", str(video)),
    )
    make_tone(audio, portrait.tone_hz)
    red, green, blue = bytes.fromhex(portrait.wall[1:])
    return Mark(portrait.name, (red, green, blue), portrait.tone_hz, video, audio)
