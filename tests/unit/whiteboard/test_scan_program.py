"""The verb scan: what it takes, what it refuses in words, and what it leaves out of the file."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pypdf
import pytest

from tests.e2e.picture_files import CANARY, bomb, with_place
from tests.paper_photos import Array, Circumstance, take_photo, take_photo_without_page
from whiteboard.__main__ import main
from whiteboard.scan import read_photo
from whiteboard.scan.photo import WORK_PX
from whiteboard.scan.program import WORDS

ROOT = Path(__file__).parents[3]
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)


def jpeg(image: Array) -> bytes:
    """Return a JPEG of *image*."""
    return bytes(cv2.imencode(".jpg", image)[1])


@pytest.fixture(scope="module")
def image() -> Array:
    """A photo of a lined page under a hand's shadow."""
    return take_photo(3, Circumstance("cloth", "lined", hand=0.5)).image


@pytest.fixture
def photo(image: Array, tmp_path: Path) -> Path:
    """The photo as a phone keeps it: with where it was taken."""
    path = tmp_path / "photo.jpg"
    path.write_bytes(with_place(jpeg(image), 1))
    return path


@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "pdf"])
def test_a_photo_becomes_a_sheet(
    photo: Path, tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """White where paper was, for its owner alone, and without the photo's place and description."""
    out = tmp_path / f"sheet.{ending}"
    assert CANARY.encode() in photo.read_bytes()

    assert main(["scan", str(photo), str(out)]) == 0

    assert capsys.readouterr().out == f"het vel is recht en schoon: {out}\n"
    data = out.read_bytes()
    for trace in (CANARY.encode(), b"Exif", b"eXIf", b"EXIF", b"GPS", b"xmp"):
        assert trace not in data
    assert out.stat().st_mode & 0o077 == 0
    if ending == "pdf":
        page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
        assert max(page.mediabox.width, page.mediabox.height) == pytest.approx(841.89)
        data = data[data.index(b"\xff\xd8\xff") : data.rindex(b"\xff\xd9") + 2]
    sheet = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert np.median(sheet) > 250


def test_a_photo_without_a_page_is_cleaned_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said, and it is no failure."""
    image = take_photo_without_page(1, "clutter").image
    (tmp_path / "photo.jpg").write_bytes(jpeg(image))
    out = tmp_path / "sheet.png"

    assert main(["scan", str(tmp_path / "photo.jpg"), str(out), "--language", "en"]) == 0

    assert "the whole photo was cleaned" in capsys.readouterr().out
    assert cv2.imread(str(out)).shape == image.shape


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_sheet_is_the_right_way_up(image: Array, orientation: int) -> None:
    """As EXIF says the camera was held, whether the photo is halved while it is read or not."""
    # What EXIF undoes. Source: Exif 2.3, 4.6.4, Orientation.
    turns = {
        1: lambda a: a, 2: lambda a: a[:, ::-1], 3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1], 5: lambda a: a.transpose(1, 0, 2),
        6: lambda a: np.rot90(a), 7: lambda a: a[::-1, ::-1].transpose(1, 0, 2),
        8: lambda a: np.rot90(a, -1),
    }  # fmt: skip
    small = cv2.resize(image, (600, 800))
    for size in ((600, 800), (3900, 5200)):
        upright = cv2.resize(small, size, interpolation=cv2.INTER_NEAREST)
        data = with_place(jpeg(np.ascontiguousarray(turns[orientation](upright))), orientation)
        read = cv2.resize(read_photo(data), (600, 800), interpolation=cv2.INTER_AREA)

        assert np.abs(read.astype(int) - small).mean() < 4


REFUSED = {
    "no picture": ("photo.jpg", b"not a picture at all", "out.png"),
    "heic": ("photo.heic", HEIC, "out.png"),
    "damaged": ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "out.png"),
    "too small": ("photo.jpg", jpeg(np.zeros((100, 400, 3), np.uint8)), "out.png"),
    "too large": ("photo.png", bomb(), "out.png"),
    "missing": ("photo.jpg", None, "out.png"),
    "ending": ("photo.jpg", b"", "out.gif"),
    "no folder": ("photo.jpg", b"", "nowhere/out.png"),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("word", REFUSED)
def test_what_is_no_photo_is_refused_in_words(
    word: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the person's language, naming the file, and nothing is written."""
    name, data, out = REFUSED[word]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    command = ["scan", str(tmp_path / name), str(tmp_path / out), "--language", language]

    assert main(command) == 2

    said = capsys.readouterr().err
    words = WORDS["nl" if language == "nl" else "en"][word]
    assert str(tmp_path) in said
    assert max(words.split("{file}"), key=len).split("{")[0].strip() in said
    assert "{" not in said
    assert not (tmp_path / out).exists()


def test_a_file_that_is_there_stays_as_it_is(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody loses a sheet to the next one."""
    out = tmp_path / "sheet.png"
    out.write_bytes(b"mine")

    assert main(["scan", str(photo), str(out)]) == 2

    assert "bestaat al" in capsys.readouterr().err
    assert out.read_bytes() == b"mine"


def test_a_full_disk_leaves_no_half_sheet(photo: Path, tmp_path: Path) -> None:
    """What cannot be written whole is not there."""
    code = (
        "import resource, signal, sys; from whiteboard.__main__ import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000));"
        f"sys.exit(main(['scan', {str(photo)!r}, {str(tmp_path / 'sheet.png')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)

    assert done.returncode == 2
    assert "kan niet geschreven worden" in done.stderr
    assert not (tmp_path / "sheet.png").exists()


def test_every_word_is_there_in_both_languages() -> None:
    """With the same things named."""
    assert WORDS["nl"].keys() == WORDS["en"].keys()
    for word, said in WORDS["nl"].items():
        for name in ("file", "folder", "least", "most", "bytes", "endings"):
            assert (f"{{{name}}}" in said) == (f"{{{name}}}" in WORDS["en"][word]), word


@pytest.mark.slow
def test_a_photo_of_fifty_megapixels_takes_bounded_memory(image: Array, tmp_path: Path) -> None:
    """A phone's largest photo, as it is unfolded and all that comes after."""
    large = cv2.resize(image, (8160, 6120), interpolation=cv2.INTER_LINEAR)
    (tmp_path / "photo.jpg").write_bytes(jpeg(large))
    code = (
        "from whiteboard.__main__ import main;"
        f"assert main(['scan', {str(tmp_path / 'photo.jpg')!r}, {str(tmp_path / 'a.png')!r}]) == 0;"
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)

    # In KiB. The photo alone would be 146 MiB, and with what is made of it some 600.
    assert int(done.stdout.split()[-1]) < 400 * 1024, done.stderr
    assert np.prod(read_photo((tmp_path / "photo.jpg").read_bytes()).shape[:2]) <= WORK_PX
