"""
A talk as a film: its frames drawn and encoded; the home of PyAV.

A picture is drawn when something on it changed, and encoded when it was drawn, or a second after
it last was: until then the one before stands. All of it is made in memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from whiteboard.album import NoSkia, NoSuchSheet
from whiteboard.bodies import Language
from whiteboard.captions import FilmChapter, Line, Names, Spell, chapters_of, lines_of
from whiteboard.elements import Element
from whiteboard.marker import Surroundings
from whiteboard.playhead import Playhead
from whiteboard.recording import Recording
from whiteboard.replay import acts_of, stillness
from whiteboard.room import Progress
from whiteboard.schema import Ink, Sheet
from whiteboard.timetable import RATE, Timetable
from whiteboard.turns import turns_of

#: every computer, phone and television plays it
CODEC: Final = "libx264"
_OPTIONS: Final = {
    "preset": "veryfast",
    #: handwriting stays sharp; 18 would be half as large again
    "crf": "21",
    # A picture that is asked for as a key is one that a player can begin at.
    "forced-idr": "1",
}
#: a player that is sent somewhere decodes so many pictures at most
_KEY_EVERY: Final = 150


class NoFilm(Exception):
    """No film can be made here; a sentence."""


@dataclass(frozen=True)
class Scene:
    """What one frame shows."""

    frame: int
    sheet: Sheet | None
    elements: Sequence[Element]
    #: strokes under the hand
    growing: Sequence[Ink]
    line: Line


@dataclass(frozen=True)
class Script:
    """A film before it is drawn."""

    recording: Recording
    table: Timetable
    chapters: Sequence[FilmChapter]
    language: Language
    spell: Spell

    def scenes(self) -> Iterator[Scene]:
        """Yield the frames that look otherwise than the one before, the first among them."""
        recording, table = self.recording, self.table
        acts = acts_of(recording)
        turns, turn = turns_of(recording, acts), 0
        names = Names(recording, self.language)
        lines = lines_of(table, acts, names, self.language, self.spell)
        head = Playhead(recording)
        before: tuple[str, Line] | None = None
        for frame, line in enumerate(lines):
            moment = table.moment(frame)
            changed = head.advance(moment)
            while turn + 1 < len(turns) and turns[turn + 1].at <= moment:
                turn += 1
            id_ = turns[turn].sheet
            if id_ in changed or (id_, line) != before:
                sheet = next((one for one in head.sheets() if one.id == id_), None)
                yield Scene(frame, sheet, head.settled(id_), head.growing(id_), line)
            before = id_, line


def write_script(recording: Recording, language: Language, spell: Spell) -> Script:
    """
    Return the film that is to be made of a recording.

    Args:
        spell: says day and time of a moment, to the minute: a line that changes is drawn anew.

    Raises:
        NoSuchSheet: nothing ever happened on its sheets.
    """
    acts = acts_of(recording)
    if not acts and not recording["elements"]:
        raise NoSuchSheet("nothing has happened on the sheets yet")
    table = Timetable(recording["start"], recording["end"], stillness(recording))
    turns = turns_of(recording, acts)
    chapters = chapters_of(recording, turns, table, language)
    return Script(recording, table, chapters, language, spell)


def make_film(script: Script, around: Surroundings, progress: Progress) -> bytes:
    """
    Return an MP4 with H.264 of at most four minutes.

    Raises:
        NoSkia: skia-python is not installed.
        NoFilm: PyAV is not, or was built without an encoder.
    """
    try:
        from whiteboard.stage import Stage
    except ImportError:
        raise NoSkia("pictures need skia-python: pip install 'flipover[pictures]'") from None
    stage, keys = Stage(around), {chapter.frame for chapter in script.chapters}
    encoder, frames = _Encoder(stage.size, script), script.table.frames
    scenes = script.scenes()
    scene = next(scenes, None)
    last = -RATE
    for frame in range(frames):
        new = scene is not None and scene.frame == frame
        if new and scene is not None:
            stage.show(scene.sheet, scene.elements, scene.growing, scene.line)
            scene = next(scenes, None)
        if new or frame in keys or frame - last >= RATE or frame == frames - 1:
            encoder.add(stage.pixels if new else None, frame, key=frame in keys)
            last = frame
        progress(frame, frames)
    data = encoder.finish()
    progress(frames, frames)
    return data


class _Encoder:
    """Takes pictures, each with its place; the film is whole when it is finished."""

    def __init__(self, size: tuple[int, int], script: Script) -> None:
        try:
            import av
        except ImportError:
            raise NoFilm("a film needs PyAV: pip install av") from None
        if CODEC not in av.codecs_available:
            raise NoFilm("this PyAV cannot write H.264; pip install av gives one that can")
        self._av = av
        self._file = io.BytesIO()
        self._container = av.open(self._file, "w", format="mp4")
        self._container.metadata["title"] = "Flipover"
        stream = self._container.add_stream(CODEC, rate=RATE, options=_OPTIONS)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        self._stream, self._tick = stream, Fraction(1, RATE)
        codec = stream.codec_context
        codec.time_base, codec.gop_size = self._tick, _KEY_EVERY
        # Pictures come at uneven times; one that waits for a later one would be late.
        codec.max_b_frames = 0
        self._colours = av.video.reformatter
        # BT.709 in its usual range, as 1, 1, 1, 1 in the stream's own description.
        codec.color_primaries = codec.color_trc = codec.colorspace = codec.color_range = 1
        self._container.set_chapters(_chapters(script))
        self._picture: Any = None

    def add(self, pixels: Any, frame: int, *, key: bool) -> None:
        """Add a picture, rows of red, green, blue, alpha; None for the last one once more."""
        av = self._av
        if pixels is not None:
            picture = av.VideoFrame.from_numpy_buffer(pixels, format="rgba")
            self._picture = picture.reformat(
                format="yuv420p",
                src_color_range=self._colours.ColorRange.JPEG,
                dst_colorspace=self._colours.Colorspace.ITU709,
                dst_color_range=self._colours.ColorRange.MPEG,
            )
        picture = self._picture
        picture.pts, picture.time_base = frame, self._tick
        kind = av.video.frame.PictureType
        picture.pict_type = kind.I if key else kind.NONE
        self._mux(picture)

    def finish(self) -> bytes:
        """Return the whole film."""
        self._mux(None)
        self._container.close()
        return self._file.getvalue()

    def _mux(self, picture: Any) -> None:
        for packet in self._stream.encode(picture):
            # What is between two pictures is the first one's: nothing else says how long it stays.
            self._container.mux(packet)


def _chapters(script: Script) -> list[Any]:
    begins = [chapter.frame for chapter in script.chapters]
    ends = [*begins[1:], script.table.frames]
    return [
        {
            "id": number,
            "start": chapter.frame,
            "end": end,
            "time_base": Fraction(1, RATE),
            "metadata": {"title": chapter.title},
        }
        for number, (chapter, end) in enumerate(zip(script.chapters, ends, strict=True), 1)
    ]
