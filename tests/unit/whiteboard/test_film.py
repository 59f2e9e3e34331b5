"""A film: which moment each frame shows, whose name stands under it, and what is drawn for it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.whiteboard.rooms import EVA, NOW, ROOM, SAM, Scribe
from tests.unit.whiteboard.test_program import LINK
from tests.wire.moment_cases import Doings
from tests.wire.spelling import b64, fixed
from whiteboard import film
from whiteboard.__main__ import main
from whiteboard.captions import LEAST_CHAPTER, Line, Names, chapters_of, lines_of, sheet_words
from whiteboard.document import BoardDocument
from whiteboard.entry import Body
from whiteboard.export import encode_export
from whiteboard.film import Script, make_film, write_script
from whiteboard.log import Entry
from whiteboard.marker import Surroundings
from whiteboard.playhead import Playhead
from whiteboard.recording import Recording, fold_recording
from whiteboard.replay import acts_of, drawing_at, elements_at, sheets_at, stillness
from whiteboard.schema import FIRST_SHEET, Sheet
from whiteboard.stage import Stage
from whiteboard.timetable import CUT_MS, HELD_FRAMES, MOST_FRAMES, RATE, Timetable
from whiteboard.turns import turns_of

SECOND, HOUR = b64(fixed("film second", 8)), 3_600_000
#: a talk of so many ms of work, each followed by so many of nothing
TALKS = st.lists(st.tuples(st.integers(0, 600_000), st.integers(5000, 40 * 24 * HOUR)), max_size=40)


def timetable_of(talk: list[tuple[int, int]], start: int = NOW) -> Timetable:
    """Return the timetable of a talk of work and stillness in turn."""
    still, at = [], start
    for busy, quiet in talk:
        still.append((at + busy, at + busy + quiet))
        at += busy + quiet
    return Timetable(start, at, still)


@pytest.fixture(scope="module")
def lively() -> Recording:
    """What three people did by chance, on several sheets."""
    return fold_recording(Doings(7).run(200).entries)


class Told:
    """A log of acts at times of one's choosing, ms after its start."""

    def __init__(self) -> None:
        self.boards = {author: BoardDocument(author) for author in (EVA, SAM)}
        self.entries: list[Entry] = []

    def say(self, author: bytes, kind: str, data: object, at: int) -> None:
        """Append an entry."""
        seq, role = len(self.entries) + 1, "coach" if author == EVA else "guest"
        body = Body(NOW + at, (0, bytes(16)), data)
        n = sum(entry.author == author for entry in self.entries)
        self.entries.append(Entry(seq, NOW + at, kind, role, author, n, 0, (), body))

    def draw(self, author: bytes, at: int, sheet: str = FIRST_SHEET) -> None:
        """Let somebody put down a note."""
        board, other = self.boards[author], self.boards[SAM if author == EVA else EVA]
        number = len(self.entries)
        id_ = b64(fixed(f"film note {number}", 8))
        act = [[0, board.add_note(id_, 40.0 * number % 700, 300, f"{number}", sheet=sheet)]]
        other.apply_acts(author, act)
        self.say(author, "board", act, at)

    def recording(self) -> Recording:
        """Fold it."""
        return fold_recording(self.entries)


def minutes(ms: int) -> str:
    """Spell a moment by the minutes since the start."""
    return str((ms - NOW) // 60_000)


# --- the timetable ----------------------------------------------------------------------------


@given(TALKS)
def test_a_film_goes_on_from_its_start_to_its_end_in_at_most_four_minutes(
    talk: list[tuple[int, int]],
) -> None:
    """Never back, at 30 pictures a second; how it is in the end stays for two seconds."""
    table = timetable_of(talk)
    moments = [table.moment(frame) for frame in range(table.frames)]
    assert table.frames <= MOST_FRAMES == 240 * 30
    assert moments == sorted(moments)
    assert (moments[0], moments[-1]) == (table.start, table.end)
    assert moments[-HELD_FRAMES:] == [table.end] * HELD_FRAMES


@given(TALKS, st.integers(0, 2**40))
def test_whatever_happened_is_in_the_next_frame(talk: list[tuple[int, int]], after: int) -> None:
    """The first one at its moment or later."""
    table = timetable_of(talk)
    moment = table.start + after % (table.end - table.start + 1)
    frame = table.frame_of(moment)
    assert table.moment(frame) >= moment
    assert frame == 0 or table.moment(frame - 1) < moment


@given(TALKS)
def test_stillness_lasts_a_second_at_most(talk: list[tuple[int, int]]) -> None:
    """And no talk goes faster than it must; one that fits takes what it takes in the player."""
    table = timetable_of(talk)
    for cut in table.cuts:
        assert RATE - 1 <= cut.last - cut.first <= RATE + 1
        assert table.moment(cut.first) >= cut.start
        assert table.moment(cut.last - 1) < cut.end
        assert cut.end - cut.start > CUT_MS * table.speed
    if table.speed == 1:
        played = sum(busy + min(CUT_MS, quiet) for busy, quiet in talk)
        assert (played * RATE / 1000) <= table.frames - HELD_FRAMES <= played * RATE / 1000 + 1
        assert len(table.cuts) == len(talk)
    else:
        assert table.frames >= MOST_FRAMES - 2


def test_a_long_talk_goes_evenly_faster_but_for_its_cuts() -> None:
    """Two hours of work and one of nothing: all of it but a second is told at one speed."""
    table = timetable_of([(HOUR, HOUR), (HOUR, 5000)])
    assert table.speed == pytest.approx((2 * HOUR + 5000) / (238_000 - 1000))
    [cut] = table.cuts
    steps = [
        table.moment(frame + 1) - table.moment(frame)
        for frame in range(table.frames - HELD_FRAMES - 1)
        if not cut.first - 1 <= frame <= cut.last
    ]
    assert {round(step / (table.speed * 1000 / RATE), 2) for step in steps} <= {1.0, 0.99, 1.01}


def test_a_moment_is_a_film_of_one_picture() -> None:
    """A base alone, of which nobody knows how it came about."""
    table = Timetable(NOW, NOW, [])
    assert (table.frames, table.cuts, table.moment(0)) == (HELD_FRAMES, [], NOW)
    # What lies beyond the talk, or across another stillness, is none of it.
    assert Timetable(0, 100_000, [(-5, 9000), (10_000, 50_000), (40_000, 90_000)]).cuts == [
        timetable_of([(10_000, 40_000)], 0).cuts[0]
    ]


# --- what is in sight -------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_played_forwards_a_recording_shows_what_it_shows_when_sought(seed: int) -> None:
    """On every sheet at each of many moments; and no sheet changes unsaid."""
    recording = fold_recording(Doings(seed).run(150).entries)
    rng, head = Random(seed), Playhead(recording)
    start, end = recording["start"], recording["end"]
    before: dict[str, object] = {}
    drawn = 0
    for at in sorted([start, end, *(rng.randint(start, end) for _ in range(400))]):
        changed = head.advance(at)
        sheets = sheets_at(recording, at)
        assert head.sheets() == sheets
        for sheet in sheets:
            shown = (
                sheet, elements_at(recording, at, sheet.id), drawing_at(recording, at, sheet.id),
            )  # fmt: skip
            assert (head.settled(sheet.id), head.growing(sheet.id)) == shown[1:]
            assert sheet.id in changed or before.get(sheet.id) == shown
            before[sheet.id] = shown
            drawn += len(shown[2])
    assert drawn > 0


def test_a_stroke_that_is_gone_before_the_next_look_is_gone_from_under_the_hand() -> None:
    """Drawn, put down and taken back again between two frames."""
    told, id_ = Told(), b64(fixed("film stroke", 8))
    told.draw(EVA, 0)
    line = [(0.0, 0.0, 128, 0), (90.0, 0.0, 128, 900)]
    told.say(EVA, "board", [[0, told.boards[EVA].add_ink(id_, line)]], 3000)
    told.say(EVA, "board", [[0, told.boards[EVA].delete([id_])]], 3010)
    head = Playhead(told.recording())
    assert head.advance(NOW + 2500) == {FIRST_SHEET}
    assert len(head.growing(FIRST_SHEET)) == 1
    assert head.advance(NOW + 3020) == {FIRST_SHEET}
    assert (head.growing(FIRST_SHEET), len(head.settled(FIRST_SHEET))) == ([], 1)
    assert head.advance(NOW + 3100) == set()


def test_the_sheet_in_sight_is_the_one_that_the_player_shows() -> None:
    """Where the coach turned, else where somebody acts once the work before rests."""
    told = Told()
    new = told.boards[EVA].add_sheet(SECOND, "Tweede")
    told.boards[SAM].apply_acts(EVA, [[0, new]])
    told.say(EVA, "board", [[0, new]], 0)
    told.draw(EVA, 5000)
    told.draw(SAM, 6000, SECOND)
    told.draw(SAM, 20_000)
    told.say(EVA, "chapter", {"type": "sheet", "sheet": SECOND, "together": True}, 20_100)
    told.say(EVA, "chapter", {"type": "sheet", "sheet": FIRST_SHEET, "together": False}, 21_000)
    recording = told.recording()
    turns = [(turn.at - NOW, turn.sheet) for turn in turns_of(recording, acts_of(recording))]
    assert turns == [
        (0, SECOND), (5000, FIRST_SHEET), (7000, SECOND), (20_000, FIRST_SHEET), (20_100, SECOND),
    ]  # fmt: skip


# --- words ------------------------------------------------------------------------------------


def test_every_act_is_in_a_frame_with_the_name_of_who_did_it(lively: Recording) -> None:
    """Also at thirty times its speed, and where it stands between two stillnesses."""
    slow = Timetable(lively["start"], lively["end"], stillness(lively))
    fast = Timetable(lively["start"], lively["end"], [])
    assert (slow.speed == 1, fast.speed > 1) == (True, True)
    names = Names(lively, "nl")
    for table in (slow, fast):
        lines = list(lines_of(table, acts_of(lively), names, "nl", minutes))
        assert len(lines) == table.frames
        for act in acts_of(lively):
            for moment in (act.start, act.at):
                assert names.of(act.by) in lines[table.frame_of(moment)].who.split(" · ")
        assert any(line.who == "" for line in lines)


def test_the_line_says_how_long_it_was_still_and_lets_the_clock_rest() -> None:
    """In both languages, where it is cut and nowhere else."""
    told = Told()
    told.say(SAM, "member", {"name": "Sam"}, 0)
    told.draw(EVA, 0)
    told.draw(SAM, 4 * 60_000)
    recording = told.recording()
    table = Timetable(recording["start"], recording["end"], stillness(recording))
    acts = acts_of(recording)
    for language, still, coach in (("nl", "4 min stil", "de coach"), ("en", "4 min still", "the coach")):  # fmt: skip  # noqa: E501
        names = Names(recording, language)
        lines = list(lines_of(table, acts, names, language, minutes))
        assert [line for a, line in pairwise([None, *lines]) if a != line] == [
            ("0", still, coach), ("0", still, ""), ("4", "", "Sam"), ("4", "", ""),
        ]  # fmt: skip
        assert sum(line.still != "" for line in lines) == RATE


def test_who_gave_no_name_is_called_by_role() -> None:
    """But for the only client, who gave one on another page."""
    told = Told()
    told.draw(EVA, 0)
    told.draw(SAM, 1)
    names = Names(told.recording(), "en")
    assert [names.of(b64(author)) for author in (EVA, SAM, fixed("nobody", 8))] == [
        "the coach", "the client", "somebody",
    ]  # fmt: skip
    told.say(fixed("sams other page", 8), "member", {"name": " Sam "}, 2)
    assert Names(told.recording(), "en").of(b64(SAM)) == "Sam"


def test_a_sheet_is_called_by_number_and_title() -> None:
    """One that was put away by its title alone."""
    sheets = [Sheet("a", "", "a0", "plain", gone=True), Sheet("b", " Wat \n lukt ", "a1", "plain")]
    assert sheet_words(sheets, "b", "nl") == "Vel 1: Wat lukt"
    assert sheet_words([replace(sheets[1], title="")], "b", "en") == "Sheet 1"
    assert sheet_words(sheets, "a", "en") == "A sheet that was put away later"


def test_chapters_are_sessions_sheets_and_steps(lively: Recording) -> None:
    """The first begins with the film; what begins within a second is one, with both titles."""
    told = Told()
    told.say(EVA, "session", {"id": "s1", "do": "start"}, 0)
    told.draw(EVA, 200)
    told.say(EVA, "chapter", {"type": "snapshot", "sheet": FIRST_SHEET, "title": "Begin"}, 4000)
    new = told.boards[EVA].add_sheet(SECOND, "")
    told.say(EVA, "board", [[0, new]], 4500)
    named = told.boards[EVA].set_sheet(SECOND, "title", "Schaal")
    told.say(EVA, "board", [[0, named]], 8000)
    round_ = {"type": "round", "id": SECOND, "do": "start", "sheet": SECOND}
    told.say(EVA, "chapter", round_, 9900)
    recording = told.recording()
    turns = turns_of(recording, acts_of(recording))
    table = Timetable(recording["start"], recording["end"], stillness(recording))
    chapters = chapters_of(recording, turns, table, "nl")
    assert [(one.frame, one.title) for one in chapters] == [
        (0, "Gesprek 1 · Vel 1"),
        (120, "Vel 2: Schaal · Bewaard: Begin"),
        (297, "Een ronde"),
    ]
    table = Timetable(lively["start"], lively["end"], stillness(lively))
    many = chapters_of(lively, turns_of(lively, acts_of(lively)), table, "en")
    assert len(many) > 10
    assert many[0].frame == 0
    assert all(b.frame - a.frame >= LEAST_CHAPTER for a, b in pairwise(many))


# --- drawing and encoding ---------------------------------------------------------------------


def counted(monkeypatch: pytest.MonkeyPatch, script: Script) -> tuple[bytes, Stage, int]:
    """Make a film; return it, its stage, and how often a picture was drawn."""
    stages: list[Stage] = []
    shown: list[object] = []

    class Counted(Stage):
        def __init__(self, around: Surroundings) -> None:
            super().__init__(around)
            stages.append(self)

        def show(self, *scene: object) -> None:
            shown.append(scene)
            super().show(*scene)  # type: ignore[arg-type]

    monkeypatch.setattr("whiteboard.stage.Stage", Counted)
    data = make_film(script, Surroundings(script.language), lambda done, of: None)
    return data, stages[0], len(shown)


def test_a_long_still_talk_is_drawn_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three notes in three hours: a second for each stillness, and a picture where one changes."""
    told = Told()
    for at in (0, HOUR, 3 * HOUR):
        told.draw(EVA, at)
    data, stage, shown = counted(monkeypatch, write_script(told.recording(), "nl", minutes))
    # A note comes, its maker's name goes, and the stillness is told or over.
    assert shown <= 9
    assert (stage.sheets_drawn, stage.elements_drawn) == (1, 3)
    with av.open(io.BytesIO(data)) as opened:
        frames = sum(1 for _ in opened.decode(video=0))
        assert 4.0 <= (opened.duration or 0) / 1e6 <= 4.1
    assert frames <= shown + 5


def test_a_talk_that_goes_fast_is_drawn_no_oftener_than_it_has_frames(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: where something happens all the time, pictures are many."""
    told = Told()
    for at in range(0, 6000, 100):
        told.draw(SAM, at)
    _, stage, shown = counted(monkeypatch, write_script(told.recording(), "nl", minutes))
    assert 60 <= shown <= 65
    assert (stage.sheets_drawn, stage.elements_drawn) == (1, 60)


@pytest.mark.parametrize("many", [0, 4, 1000])
def test_a_stage_that_keeps_shows_what_a_new_one_draws(
    lively: Recording, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever came before, and whatever is kept: each picture is what it would be alone."""
    monkeypatch.setattr("whiteboard.stage._MANY", many)
    script = write_script(lively, "nl", minutes)
    kept = Stage(Surroundings("nl"))
    different = 0
    for number, scene in enumerate(script.scenes()):
        before = kept.pixels.copy()
        kept.show(scene.sheet, scene.elements, scene.growing, scene.line)
        different += bool((before != kept.pixels).any())
        if number % 40 == 0:
            alone = Stage(Surroundings("nl"))
            alone.show(scene.sheet, scene.elements, scene.growing, scene.line)
            assert (alone.pixels == kept.pixels).all()
    assert different > 50


def test_a_choice_that_another_took_away_is_drawn_no_more() -> None:
    """Though the note that had it stayed as it was."""
    board, ids = BoardDocument(SAM), [b64(fixed(f"film choice {n}", 8)) for n in range(2)]
    person = f"chosen:{b64((7).to_bytes(4, 'big') + bytes(4))}"
    for number, id_ in enumerate(ids):
        board.add_note(id_, 100, 400.0 * number, "Wat lukt")
    kept = Stage(Surroundings("nl"))
    plain, none = Sheet(FIRST_SHEET, "", "a0", "plain"), Line("", "", "")
    looks, shown = [], board.elements()
    for at, id_ in enumerate(ids):
        board.set_field(id_, person, [float(at), b64(SAM), ["Sam"]])
        pairs = zip(shown, board.elements(), strict=True)
        elements = shown = [old if old == new else new for old, new in pairs]
        kept.show(plain, elements, [], none)
        alone = Stage(Surroundings("nl"))
        alone.show(plain, elements, [], none)
        assert (alone.pixels == kept.pixels).all()
        looks.append(kept.pixels.copy())
    assert (looks[0] != looks[1]).any()


# --- the program ------------------------------------------------------------------------------


@pytest.fixture
def take_along(tmp_path: Path) -> Path:
    """A room with two notes, kept as one file."""
    scribe, board = Scribe(), BoardDocument(EVA)
    for number in range(2):
        note = board.add_note(b64(fixed(f"film {number}", 8)), 99, 400.0 * number, "Geheim")
        scribe.append(EVA, "board", [[0, note]])
    path = tmp_path / "room.flipover"
    path.write_bytes(encode_export(ROOM.log, scribe.records, scribe.blobs))
    return path


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch, take_along: Path) -> Callable[..., int]:
    """Ask the program for a film."""

    def run(*arguments: str) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(LINK + "\n"))
        out = take_along.with_name("talk.mp4")
        return main(["export", str(take_along), str(out), *arguments])

    return run


def test_a_film_is_kept_for_its_owner_alone(make: Callable[..., int], take_along: Path) -> None:
    """Beside nothing else, and none is written over."""
    assert make("--language", "en") == 0
    assert sorted(path.name for path in take_along.parent.iterdir()) == [
        "room.flipover", "talk.mp4",
    ]  # fmt: skip
    out = take_along.with_name("talk.mp4")
    assert out.stat().st_mode & 0o777 == 0o600
    with av.open(str(out)) as opened:
        assert [chapter["metadata"]["title"] for chapter in opened.chapters()] == ["Sheet 1"]
        assert opened.metadata["title"] == "Flipover"
    assert make() == 2


def test_what_is_broken_off_leaves_nothing(
    make: Callable[..., int], take_along: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the film nor a part of it, under whatever name."""

    def stop(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(film._Encoder, "finish", stop)
    assert make() == 130
    assert [path.name for path in take_along.parent.iterdir()] == ["room.flipover"]


def test_what_stands_in_the_way_is_said_in_both_languages(
    make: Callable[..., int],
    take_along: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without PyAV, with one that cannot, and where nothing happened."""

    def said(language: str) -> str:
        monkeypatch.setenv("LC_ALL", language)
        assert make() == 2
        return capsys.readouterr().err

    assert make("--sheet", "1") == 2
    assert "--sheet" in capsys.readouterr().err
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "av", None)
        assert said("en_GB.UTF-8") == "flipover: a film needs PyAV: pip install av\n"
        assert said("nl_NL.UTF-8") == "flipover: voor een film is PyAV nodig: pip install av\n"
    with monkeypatch.context() as patch:
        patch.setattr(av, "codecs_available", {"h264"})
        assert "cannot write H.264" in said("en")
        assert "kan geen H.264 schrijven" in said("nl")
    take_along.write_bytes(encode_export(ROOM.log, Scribe().records, {}))
    empty = Scribe()
    empty.append(SAM, "member", {"name": "Sam", "form": "voice"})
    take_along.write_bytes(encode_export(ROOM.log, empty.records, {}))
    assert "nothing has happened on the sheets yet" in said("en")
    assert "er is nog niets op de vellen gebeurd" in said("nl")
    assert [path.name for path in take_along.parent.iterdir()] == ["room.flipover"]
