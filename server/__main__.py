"""``python -m server serve`` and ``coach``: settings in, one server or one invitation out."""

from __future__ import annotations

import argparse
import asyncio
import io
import logging
import os
import signal
import sqlite3
import sys
from collections.abc import Sequence

import segno

from server import __version__
from server.app import App
from server.certificate import Certificate, load_certificate, local_address
from server.clock import SystemClock
from server.config import Config, add_options, parse_config
from server.errors import FlipoverError
from server.invitations import Invitations
from server.pages import NOT_BUILT
from server.store import Store

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; return the exit code."""
    parser = argparse.ArgumentParser(prog="flipover", description="Rooms for coaching, sealed.")
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    add_options(verbs.add_parser("serve", help="run the server"))
    coach = verbs.add_parser("coach", help="make an invitation for one more coach")
    coach.add_argument("what", nargs="?", choices=["add"], default="add")
    add_options(coach, "data", "public_url", "host", "port", "lan")
    options = vars(parser.parse_args(arguments))
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        config = parse_config(options, os.environ)
        work = serve(config) if options["verb"] == "serve" else add_coach(config)
        with asyncio.Runner(loop_factory=_new_loop) as runner:
            runner.run(work)
    except FlipoverError as error:
        print(f"flipover: {error}", file=sys.stderr)
        return 2
    except (OSError, sqlite3.Error) as error:
        print(f"flipover: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # Windows
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


async def serve(config: Config) -> None:
    """Serve until SIGINT or SIGTERM; a second one ends at once, and loses nothing either."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    clock = SystemClock()
    address = local_address() if config.lan else None
    app = await App.start(config, clock)
    try:
        if app.store.copied_to is not None:
            _say(f"The database was brought up to date; as it was: {app.store.copied_to}")
        if not app.pages.built:
            _say(NOT_BUILT)
        certificate = None
        if address is not None:
            certificate = load_certificate(config.data, address, clock.now_ms())
            port = await app.listen(address, config.port, certificate.context)
            await app.listen("127.0.0.1", port, certificate.context)
        else:
            port = await app.listen(config.host, config.port)
        base = config.public_url or _base(address or config.host, port, lan=config.lan)
        code = await app.invitations.first()
        _greet(base, code, certificate)
        await stop.wait()
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
        await app.close()


async def add_coach(config: Config) -> None:
    """Print an invitation; works beside a running server."""
    clock = SystemClock()
    store = Store.open(config.data, clock, lambda _jobs, _heads: None)
    try:
        code = await Invitations(store, clock).another()
    finally:
        await store.close()
    host = local_address() if config.lan else config.host
    base = config.public_url or _base(host, config.port, lan=config.lan)
    _say(f"{base}/coach#i{code}")


def _base(host: str, port: int, *, lan: bool) -> str:
    if host in LOOPBACK:
        host = "localhost"  # browsers give camera and microphone to this name without HTTPS
    elif ":" in host:
        host = f"[{host}]"
    return f"{'https' if lan else 'http'}://{host}:{port}"


def _greet(base: str, code: str | None, certificate: Certificate | None) -> None:
    _say(f"Flipover is at {base}")
    if certificate is not None:
        _say(f"Its certificate's SHA-256 is {certificate.fingerprint}")
    if code is not None:
        _say("Invitation for the first coach, for one use within seven days:")
        _say(f"{base}/coach#i{code}")
    if certificate is not None:
        drawn = io.StringIO()
        link = base if code is None else f"{base}/coach#i{code}"
        segno.make(link, error="l", micro=False).terminal(drawn, compact=True, border=2)
        _say(drawn.getvalue())


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
