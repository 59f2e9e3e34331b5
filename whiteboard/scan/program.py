"""
The verb scan: a photo in, a sheet out, and a word in the person's language.

Imports OpenCV only once a photo is there to be read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Literal

from whiteboard.bodies import Language

Ending = Literal[".png", ".jpg", ".jpeg", ".webp", ".pdf"]
ENDINGS: Final[tuple[Ending, ...]] = (".png", ".jpg", ".jpeg", ".webp", ".pdf")

WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "nl": {
        "ending": "de naam {file} eindigt niet op {endings}",
        "exists": "{file} bestaat al; kies een andere naam",
        "no folder": "{file} kan daar niet staan: {folder} is geen map om in te schrijven",
        "missing": "{file} is er niet",
        "unread": "{file} kan niet gelezen worden",
        "unwritten": "{file} kan niet geschreven worden; misschien is de schijf vol",
        "no opencv": "hiervoor is OpenCV nodig: pip install 'flipover[scan]'",
        "no picture": "{file} is geen foto die dit leest; JPEG, PNG en WebP wel",
        "heic": "{file} is een HEIC-foto, en die leest dit niet; deel de foto als JPEG, of zet de "
        "camera van de telefoon op 'meest compatibel'",
        "damaged": "{file} is beschadigd en kan niet geopend worden",
        "too small": "{file} is te klein om handschrift in te lezen: minstens {least} px hoog en "
        "breed",
        "too large": "{file} is te groot: tot {most} megapixel en {bytes} MB gaat het goed",
        "found": "het vel is recht en schoon: {file}",
        "whole": "de randen van het vel zijn niet zeker te zien; de hele foto is schoongemaakt: "
        "{file}",
    },
    "en": {
        "ending": "{file} should end in {endings}",
        "exists": "{file} exists already; choose another name",
        "no folder": "{file} cannot be written: {folder} is no folder to write in",
        "missing": "{file} is not there",
        "unread": "{file} cannot be read",
        "unwritten": "{file} cannot be written; the disk may be full",
        "no opencv": "this needs OpenCV: pip install 'flipover[scan]'",
        "no picture": "{file} is no photo that this reads; JPEG, PNG and WebP are",
        "heic": "{file} is a HEIC photo, which this does not read; share it as JPEG, or set the "
        "phone's camera to 'most compatible'",
        "damaged": "{file} is damaged and cannot be opened",
        "too small": "{file} is too small to read handwriting in: at least {least} px high and "
        "wide",
        "too large": "{file} is too large: up to {most} megapixels and {bytes} MB will do",
        "found": "the sheet is straight and clean: {file}",
        "whole": "the sheet's edges cannot be told for sure; the whole photo was cleaned: {file}",
    },
}


class CannotScan(Exception):
    """There is no sheet, and no file was written; a sentence."""


def scan_file(
    photo: Path, out: Path, language: Language, keep: Callable[[Path, bytes], None]
) -> str:
    """
    Write the sheet in *photo* to *out*; return what to say of it.

    Args:
        keep: writes a new file whole, or leaves none.

    Raises:
        CannotScan: in words of *language*; *out* is not there, or as it was.
    """
    words = WORDS[language]
    ending = next((known for known in ENDINGS if out.suffix.lower() == known), None)
    if ending is None:
        raise CannotScan(words["ending"].format(file=out, endings=", ".join(ENDINGS)))
    if out.exists():
        raise CannotScan(words["exists"].format(file=out))
    if not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
        raise CannotScan(words["no folder"].format(file=out, folder=out.parent))
    try:
        from whiteboard.scan import bounded, clean, find_page, straighten
        from whiteboard.scan import photo as photos
    except ImportError:
        raise CannotScan(words["no opencv"]) from None
    try:
        with photo.open("rb") as file:
            data = file.read(photos.MOST_BYTES + 1)
        image = photos.read_photo(data)
    except FileNotFoundError:
        raise CannotScan(words["missing"].format(file=photo)) from None
    except OSError:
        raise CannotScan(words["unread"].format(file=photo)) from None
    except photos.NoPhoto as error:
        limits = {
            "least": photos.LEAST_PX,
            "most": photos.MOST_PX // 1_000_000,
            "bytes": photos.MOST_BYTES // 2**20,
        }
        raise CannotScan(words[error.reason].format(file=photo, **limits)) from None
    corners = find_page(image)
    sheet = bounded(image) if corners is None else straighten(image, corners)
    try:
        keep(out, photos.write_picture(clean(sheet), ending))
    except OSError:
        raise CannotScan(words["unwritten"].format(file=out)) from None
    return words["whole" if corners is None else "found"].format(file=out)
