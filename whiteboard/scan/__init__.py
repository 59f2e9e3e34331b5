"""
A photo of a paper page as a clean sheet; each step may be used alone. The home of OpenCV.

    image = read_photo(data)
    corners = find_page(image)
    sheet = clean(bounded(image) if corners is None else straighten(image, corners))

OpenCV comes with the extra `scan` and is loaded with the first of these that is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whiteboard.scan.cleaning import clean
    from whiteboard.scan.finding import find_page
    from whiteboard.scan.photo import read_photo, write_picture
    from whiteboard.scan.straightening import bounded, straighten

__all__ = ["bounded", "clean", "find_page", "read_photo", "straighten", "write_picture"]

_HOMES = {
    "bounded": "straightening",
    "clean": "cleaning",
    "find_page": "finding",
    "read_photo": "photo",
    "straighten": "straightening",
    "write_picture": "photo",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"whiteboard.scan.{_HOMES[name]}"), name)
