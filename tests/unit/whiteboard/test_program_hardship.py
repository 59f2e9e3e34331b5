"""Export and verify when things are not as they should be: words, one status, and nothing left."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.e2e.picture_files import plain_png
from tests.unit.whiteboard.rooms import EVA, ROOM, SAM, Scribe
from tests.unit.whiteboard.test_program import LINK
from tests.wire.spelling import b64, fixed
from whiteboard.__main__ import main
from whiteboard.bar import Bar
from whiteboard.crypto import sha256
from whiteboard.document import BoardDocument
from whiteboard.entry import seal_blob
from whiteboard.export import encode_export
from whiteboard.keys import Link
from whiteboard.marker import Surroundings
from whiteboard.render import sheet_svg
from whiteboard.schema import HIGHLIGHTERS, MARKERS, NOTE_COLOURS, Sheet
from whiteboard.spoken import language_of, spoken

ROOT = Path(__file__).parents[3]
NOTE, PICTURE = (b64(fixed(f"hardship {word}", 8)) for word in ("note", "picture"))


def small_room(notes: int = 1) -> Scribe:
    """A room with people, notes and a picture."""
    scribe, board = Scribe(), BoardDocument(EVA)
    scribe.append(SAM, "member", {"name": "Sam", "form": "voice"})
    for number in range(notes):
        id_ = NOTE if number == 0 else b64(fixed(f"hardship {number}", 8))
        text = f"Geheim {number}"
        scribe.append(EVA, "board", [[0, board.add_note(id_, 9.0 * number % 700, 90, text)]])
    sealed = seal_blob(ROOM.keys.entry, ROOM.log, plain_png(8, 6, (20, 90, 160, 255)))
    blob = sha256(sealed)
    scribe.blobs[blob] = sealed
    put = board.add_picture(PICTURE, (500, 100, 400, 300, 0), b64(blob))
    scribe.append(EVA, "board", [[0, put]], blobs=(blob,))
    scribe.append(SAM, "talk", {"id": "b", "text": "Tot donderdag"})
    return scribe


def packed(scribe: Scribe) -> bytes:
    """Return a room as a file's bytes."""
    return encode_export(ROOM.log, scribe.records, scribe.blobs)


WHOLE = packed(small_room())


def run(*arguments: str, link: str = LINK) -> tuple[int, str, str]:
    """Run a verb here; return its status, and what it said on both."""
    out, err = io.StringIO(), io.StringIO()
    stdin, sys.stdin = sys.stdin, io.StringIO(link + "\n")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(list(arguments))
    finally:
        sys.stdin = stdin
    return status, out.getvalue(), err.getvalue()


def said_well(status: int, out: str, err: str) -> None:
    """Check that what was said are words, and no secret."""
    assert status in (0, 1, 2)
    assert (err != "") == (status != 0)
    assert ROOM.fragment[2:] not in out + err
    assert "Traceback" not in err


def test_a_file_cut_off_anywhere_is_said_to_be(tmp_path: Path) -> None:
    """At each of its bytes; only between two entries is what is left a log, a shorter one."""
    path, statuses = tmp_path / "cut.flipover", []
    for end in range(len(WHOLE)):
        path.write_bytes(WHOLE[:end])
        found = run("verify", str(path))
        said_well(*found)
        statuses.append(found[0])
        if found[0] == 2:
            assert found[2].count("\n") == 1
    assert statuses.count(0) + statuses.count(1) == 4
    path.write_bytes(WHOLE)
    assert run("verify", str(path))[0] == 0


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(1, 255)), min_size=1, max_size=3)
)
def test_a_changed_byte_is_told_in_words(tmp_path: Path, flips: list[tuple[int, int]]) -> None:
    """Whichever it is: verify finds it, and export says it or does what can be done."""
    data = bytearray(WHOLE)
    for at, mask in flips:
        data[at] ^= mask
    path = tmp_path / "flipped.flipover"
    path.write_bytes(data)
    found = run("verify", str(path))
    said_well(*found)
    if bytes(data) != WHOLE:
        assert found[0] != 0
    for ending in ("json", "md", "flipover"):
        out = tmp_path / f"out.{ending}"
        said_well(*run("export", str(path), str(out)))
        out.unlink(missing_ok=True)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300))
def test_any_file_at_all_is_answered(tmp_path: Path, data: bytes) -> None:
    """Noise, and noise that begins like one of ours."""
    for start in (b"", b"flipover-export 1\n", b"SQLite format 3\0"):
        path = tmp_path / "noise"
        path.write_bytes(start + data)
        found = run("verify", str(path))
        said_well(*found)
        assert found[0] == 2


@given(st.text(max_size=60))
def test_any_link_at_all_is_answered(text: str) -> None:
    """In one line, which does not repeat it."""
    status, _, err = run("verify", "nowhere", link=f"http://[{text}#c")
    assert status == 2
    assert err.count("\n") == 1


def test_the_right_room_with_a_wrong_secret(tmp_path: Path) -> None:
    """One line, and not one for each entry that does not open."""
    path = tmp_path / "room.flipover"
    path.write_bytes(WHOLE)
    wrong = Link("coach", ROOM.log, fixed("another seed"), ROOM.key)
    status, _, err = run("verify", str(path), link=wrong.address("https://example.org"))
    assert (status, err) == (2, "flipover: nothing in this file opens with this link\n")


def test_a_picture_that_was_changed_or_is_gone_is_found(tmp_path: Path) -> None:
    """Its bytes are not read by any entry, so its seal is opened for its own sake."""
    path = tmp_path / "room.flipover"
    scribe = small_room()
    path.write_bytes(packed(scribe))
    status, out, _ = run("verify", str(path))
    assert (status, "1 pictures, each seal fits" in out) == (0, True)
    [(blob, sealed)] = scribe.blobs.items()
    scribe.blobs[blob] = sealed[:-1] + bytes([sealed[-1] ^ 1])
    path.write_bytes(packed(scribe))
    status, _, err = run("verify", str(path))
    assert (status, f"picture {b64(blob)}: its seal does not fit" in err) == (1, True)
    scribe.blobs.clear()
    path.write_bytes(packed(scribe))
    status, _, err = run("verify", str(path))
    assert (status, "its content is gone" in err) == (1, True)


def test_a_moment_before_there_was_anything(tmp_path: Path) -> None:
    """Is told with when the room begins."""
    path = tmp_path / "room.flipover"
    path.write_bytes(WHOLE)
    status, _, err = run("export", str(path), str(tmp_path / "a.pdf"), "--at", "2001-01-01T10:00")
    assert status == 2
    assert "nothing was there yet at 2001-01-01T10:00:00; this room begins at 2026-" in err
    status, _, err = run("export", str(path), str(tmp_path / "a.pdf"), "--at", "gisteren")
    assert (status, "gisteren is no time" in err) == (2, True)
    assert [one.name for one in tmp_path.iterdir()] == ["room.flipover"]


def test_a_json_holds_the_recording(tmp_path: Path) -> None:
    """How everything came about, as data without a seal."""
    path, out = tmp_path / "room.flipover", tmp_path / "room.json"
    path.write_bytes(WHOLE)
    assert run("export", str(path), str(out))[0] == 0
    recording = json.loads(out.read_text())["recording"]
    assert [life["fields"]["type"] for life in recording["elements"]] == ["note", "picture"]
    assert recording["talk"][0]["text"] == "Tot donderdag"


# --- in the person's language -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "link", "said"),
    [
        (["verify", "nergens"], LINK, "nergens kan niet gelezen worden: dat bestaat niet"),
        (["verify", "{cut}"], LINK, "cut is beschadigd: het is afgebroken"),
        (["verify", "{room}"], "", "de link van de ruimte is nodig"),
        (["verify", "{room}"], "https://x/r/y", "het stuk na # ontbreekt"),
        (["export", "{room}", "a.pdf", "--sheet", "7"], LINK, "er is één vel; geen nummer 7"),
        (["export", "{room}", "{room}"], LINK, "bestaat al"),
        (["export", "{room}", "a.txt"], LINK, "moet eindigen op .pdf"),
        (["export", "{room}", "a.pdf", "--at", "x"], LINK, "x is geen tijd"),
        (["export", "{room}", "a.pdf", "--at", "2001-01-01"], LINK, "was er nog niets"),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_dutch(
    arguments: list[str], link: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the person's machine speaks it."""
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "room.flipover").write_bytes(WHOLE)
    (tmp_path / "cut").write_bytes(WHOLE[:-9])
    places = {"room": "room.flipover", "cut": str(tmp_path / "cut")}
    status, _, err = run(*(one.format(**places) for one in arguments), link=link)
    assert status == 2
    assert said in err


def test_what_has_no_other_words_stays() -> None:
    """English without Dutch, and any language that is neither."""
    assert spoken("something nobody foresaw", "nl") == "something nobody foresaw"
    assert spoken("this file is cut off", "en") == "this file is cut off"
    assert spoken("a is damaged: this file is cut off", "nl") == (
        "a is beschadigd: het bestand is afgebroken"
    )
    assert language_of({"LC_ALL": "", "LANG": "nl_BE.UTF-8"}) == "nl"
    assert language_of({"LC_ALL": "de_DE", "LANG": "nl_NL"}) == language_of({}) == "en"


# --- what takes long, and what is left --------------------------------------------------------


class Screen(io.StringIO):
    """Where somebody looks."""

    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_for_what_takes_long_and_for_nobody_else() -> None:
    """Not for what is over at once, nor into a file."""
    now = [0.0]
    screen, file = Screen(), io.StringIO()
    bars = [Bar(to, lambda: now[0]) for to in (screen, file)]
    for done in range(3):
        for bar in bars:
            bar(done, 10)
    assert screen.getvalue() == ""
    now[0] = 2.0
    for bar in bars:
        bar(5, 10)
        bar(10, 10)
    assert screen.getvalue() == f"\r{'█' * 12}{'░' * 12} 50 %\r{'█' * 24} 100 %\n"
    assert file.getvalue() == ""


def program(*arguments: str, temporary: Path, **more: object) -> subprocess.Popen[bytes]:
    """Start a verb by itself, with a folder for temporary files that is watched."""
    process = subprocess.Popen(
        [sys.executable, "-m", "whiteboard", *arguments],
        cwd=ROOT, env={**os.environ, "TMPDIR": str(temporary)}, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more,  # type: ignore[call-overload]
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(LINK.encode() + b"\n")
    process.stdin.close()
    process.stdin = None
    return process


def test_one_that_is_killed_leaves_nothing(tmp_path: Path) -> None:
    """At any time: no half file, and no word in any folder for temporary files."""
    temporary, into = tmp_path / "temporary", tmp_path / "into"
    temporary.mkdir()
    into.mkdir()
    path, out = tmp_path / "room.flipover", into / "room.json"
    path.write_bytes(packed(small_room(notes=200)))
    began = time.monotonic()
    whole = program("export", str(path), str(out), temporary=temporary)
    assert whole.wait() == 0
    took = time.monotonic() - began
    assert [one.name for one in into.iterdir()] == ["room.json"]
    out.unlink()
    for part in (0.3, 0.6, 0.8, 0.9, 0.97):
        process = program("export", str(path), str(out), temporary=temporary)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(part * took)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert list(temporary.iterdir()) == []
        if out.exists():
            # It was done already.
            assert json.loads(out.read_text())["format"]
            out.unlink()


def test_a_file_that_has_no_room_leaves_nothing(tmp_path: Path) -> None:
    """The system's own reason is told in a line."""
    into = tmp_path / "into"
    into.mkdir()
    path = tmp_path / "room.flipover"
    path.write_bytes(packed(small_room(notes=30)))

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    process = program(
        "export", str(path), str(into / "room.json"), temporary=into, preexec_fn=little
    )
    _, err = process.communicate()
    assert process.returncode == 2
    assert err.decode().count("\n") == 1
    assert "File too large" in err.decode()
    assert list(into.iterdir()) == []


def test_a_link_that_is_typed_is_not_shown(tmp_path: Path) -> None:
    """Asked for on a terminal, where letters do not appear."""
    path = tmp_path / "room.flipover"
    path.write_bytes(WHOLE)
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "whiteboard", "verify", str(path)])
    shown = b""
    while not shown.endswith(b"the room's link: "):
        shown += os.read(terminal, 1000)
    os.write(terminal, LINK.encode() + b"\n")
    # A terminal whose program has ended is no longer to be read.
    with contextlib.suppress(OSError):
        while more := os.read(terminal, 1000):
            shown += more
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert b"every seal fits" in shown
    assert ROOM.fragment[2:].encode() not in shown


# --- the highlighter in an SVG ----------------------------------------------------------------


def test_a_highlighter_multiplies_in_an_svg_too() -> None:
    """Its tones are its own, so that nothing else lets shine through."""
    others = {*MARKERS, *NOTE_COLOURS, "#FFFEFA", "#74848A", "#222222"}
    assert not others & set(HIGHLIGHTERS)
    board = BoardDocument(EVA)
    for marker in range(len(HIGHLIGHTERS)):
        bar = [(x, 500.0 + 60 * marker, 128, 5) for x in range(100, 400, 20)]
        for highlighter in (True, False):
            id_ = b64(fixed(f"hardship bar {marker} {highlighter}", 8))
            board.add_ink(id_, bar, marker=marker, highlighter=highlighter)
    sheet = Sheet(b64(fixed("hardship sheet", 8)), "", "a0", "plain")
    svg = sheet_svg(sheet, board.elements(), Surroundings("nl"))
    assert svg.count(b'<path style="mix-blend-mode:multiply"') == len(HIGHLIGHTERS)
