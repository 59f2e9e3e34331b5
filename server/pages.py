"""
The pages and what every answer carries in its headers.

Files are read once at the start and served from memory; a name that was not there then is
nowhere, so no path leads out of the folder.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from aiohttp import web

from server.errors import NotFound

STATIC: Final = Path(__file__).parent / "static"
NOT_BUILT: Final = "The pages are not built yet: run ./flipover"
#: Vite puts a hash of the content into these names
FOREVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "no-cache"
SMALLEST_COMPRESSED: Final = 512
PAGES: Final = ("/", "/coach", "/r/{log}", "/replay/{log}")
COMPRESSIBLE: Final = re.compile(
    r"text/|application/(javascript|json|manifest\+json|wasm)|image/svg"
)
HOST: Final = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")
TYPES: Final = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
}


@dataclass(frozen=True)
class File:
    """One file as it is sent: plain, and compressed where that helps."""

    plain: bytes
    by_encoding: dict[str, bytes]
    content_type: str
    cache: str


class Pages:
    """Serves the built front end."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._files = _read(folder)

    @property
    def built(self) -> bool:
        """Whether there is anything to show."""
        return "index.html" in self._files

    def tell_help(self, text: str) -> None:
        """Let the page say *text* to whoever needs help at once, in place of what it knows."""
        page = self._files.get("index.html")
        if page is None:
            return
        told = f'<meta name="flipover-help" content="{escape(text, quote=True)}" />'
        plain = page.plain.replace(b"</head>", told.encode() + b"</head>", 1)
        packed = {"gzip": gzip.compress(plain, 9, mtime=0)}
        self._files["index.html"] = File(plain, packed, page.content_type, page.cache)

    def attach(self, app: web.Application) -> None:
        """Add the routes; last, since one of them takes every path that is left."""
        for path in PAGES:
            app.router.add_get(path, self.page)
        app.router.add_get("/{file:.+}", self.file)

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The one page; what it shows is decided in the browser."""
        if not self.built:
            return web.Response(text=NOT_BUILT, status=503)
        return _send(request, self._files["index.html"])

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A script, style, font or picture."""
        file = self._files.get(request.match_info["file"])
        if file is None:
            raise NotFound()
        return _send(request, file)


def _read(folder: Path) -> dict[str, File]:
    found: dict[str, File] = {}
    if not (folder / "index.html").is_file():
        return found
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix in {".gz", ".br", ".map"}:
            continue
        name = path.relative_to(folder).as_posix()
        content_type = TYPES.get(path.suffix) or mimetypes.guess_type(name)[0]
        content_type = content_type or "application/octet-stream"
        plain = path.read_bytes()
        encoded: dict[str, bytes] = {}
        for encoding, suffix in (("br", ".br"), ("gzip", ".gz")):
            beside = path.with_name(path.name + suffix)
            if beside.is_file():
                encoded[encoding] = beside.read_bytes()
        if (
            "gzip" not in encoded
            and len(plain) >= SMALLEST_COMPRESSED
            and COMPRESSIBLE.match(content_type)
        ):
            encoded["gzip"] = gzip.compress(plain, 9, mtime=0)
        cache = FOREVER if name.startswith("assets/") else ASK_AGAIN
        found[name] = File(plain, encoded, content_type, cache)
    return found


def _send(request: web.Request, file: File) -> web.Response:
    accepted = {
        part.split(";")[0].strip() for part in request.headers.get("Accept-Encoding", "").split(",")
    }
    headers = {"Cache-Control": file.cache, "Vary": "Accept-Encoding"}
    body = file.plain
    for encoding, encoded in file.by_encoding.items():
        if encoding in accepted:
            headers["Content-Encoding"] = encoding
            body = encoded
            break
    response = web.Response(body=body, headers=headers)
    response.content_type = file.content_type
    if file.content_type.startswith("text/"):
        response.charset = "utf-8"
    return response


def security_headers(host: str, content_type: str) -> dict[str, str]:
    """
    Return what every answer says to the browser: nothing from or to elsewhere.

    A page says in full what it may do; all else (scripts, styles, data) is told that it may do
    nothing, should somebody open it as a page. What a script may do is its page's to say.
    """
    headers = {
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if content_type != "text/html":
        return headers
    # Older Safari does not take 'self' for a WebSocket of the same host.
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    policy = (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "media-src 'self' blob:",
        f"connect-src 'self'{sockets}",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
    return headers | {
        "Content-Security-Policy": "; ".join(policy),
        "Permissions-Policy": (
            "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self),"
            " geolocation=(), payment=(), usb=(), serial=()"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Robots-Tag": "noindex, nofollow",
    }
