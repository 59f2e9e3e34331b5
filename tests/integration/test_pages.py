"""The pages and what every answer carries in its headers."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from server.pages import NOT_BUILT, Pages
from tests.integration.conftest import Live, MakePeer, Room
from tests.integration.raw import b64, record


async def test_a_page_lets_in_nothing_from_elsewhere(live: Live, room: Room) -> None:
    """Its policy names this host alone; nothing may frame it, and it runs in a group of its own."""
    for path in ("/", "/coach", f"/r/{b64(room.coach.log)}"):
        headers = (await live.http.ask("GET", path)).headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        host = live.base.removeprefix("http://")
        assert policy["default-src"] == policy["object-src"] == policy["frame-ancestors"]
        assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["connect-src"] == f"'self' ws://{host} wss://{host}"
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=(self)" in headers["Permissions-Policy"]


async def test_what_is_no_page_may_do_nothing_when_opened_as_one(live: Live, room: Room) -> None:
    """API, refusals and files carry a policy that allows nothing, whatever they look like."""
    for method, path in (
        ("GET", "/api/logs/x"),
        ("POST", "/api/logs"),
        ("GET", "/nowhere.js"),
        ("GET", "/healthz"),
    ):
        headers = (await live.http.ask(method, path)).headers
        assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Server" not in headers


async def test_a_made_up_host_gets_nothing_into_the_policy(live: Live) -> None:
    """The Host header is not repeated unless it is a host's name."""
    headers = {"Host": "evil.example;script-src *"}
    answer = await live.http.ask("GET", "/healthz", headers=headers)

    assert "evil" not in answer.headers.get("Content-Security-Policy", "")


async def test_what_the_api_says_is_not_kept(live: Live, room: Room) -> None:
    """No cache between server and page keeps a room's answers."""
    answer = await live.http.ask("GET", "./entries", room.coach)

    assert answer.headers["Cache-Control"] == "no-store"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A small front end as the build leaves it."""
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><div id=app></div>" + " " * 600)
    (folder / "assets" / "main-1a2b.js").write_text("console.log(1);" * 100)
    (folder / "assets" / "main-1a2b.js.gz").write_bytes(gzip.compress(b"made by the build"))
    (folder / "assets" / "face.woff2").write_bytes(b"font" * 300)
    (tmp_path / "secret.txt").write_text("secret")
    return folder


async def served(pages: Pages) -> tuple[web.AppRunner, str]:
    """Serve *pages* alone on a free port."""
    app = web.Application()
    pages.attach(app)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


async def test_hashed_files_are_kept_for_ever_and_compressed(built: Path) -> None:
    """A compressed file beside is sent as it is; others are compressed once; pages ask again."""
    runner, base = await served(Pages(built))
    plain = {"Accept-Encoding": "identity"}
    zipped = {"Accept-Encoding": "gzip"}
    async with aiohttp.ClientSession(auto_decompress=False) as http:
        async with http.get(base + "/assets/main-1a2b.js", headers=zipped) as answer:
            assert gzip.decompress(await answer.read()) == b"made by the build"
            assert answer.headers["Content-Encoding"] == "gzip"
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.content_type == "text/javascript"
        async with http.get(base + "/coach", headers=zipped) as answer:
            assert gzip.decompress(await answer.read()).startswith(b"<!doctype html>")
            assert answer.headers["Cache-Control"] == "no-cache"
        async with http.get(base + "/assets/main-1a2b.js", headers=plain) as answer:
            assert "Content-Encoding" not in answer.headers
            assert (await answer.read()).startswith(b"console.log")
        async with http.get(base + "/assets/face.woff2", headers=zipped) as answer:
            assert "Content-Encoding" not in answer.headers
            assert answer.content_type == "font/woff2"
    await runner.cleanup()


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
async def test_the_page_holds_what_the_operator_says_for_need(built: Path, encoding: str) -> None:
    """As text in the head, whatever is in it, however the page is packed."""
    (built / "index.html").write_text("<!doctype html><head></head><body>" + " " * 600)
    (built / "index.html.br").write_bytes(b"packed before")
    pages = Pages(built)
    pages.tell_help('Bel "112" <script>\nof 113 & praat')
    runner, base = await served(pages)
    async with (
        aiohttp.ClientSession() as http,
        http.get(base + "/r/x", headers={"Accept-Encoding": encoding}) as answer,
    ):
        text = await answer.text()
    await runner.cleanup()
    told = "Bel &quot;112&quot; &lt;script&gt;\nof 113 &amp; praat"
    assert f'<meta name="flipover-help" content="{told}" />' in text


async def test_no_path_leads_out_of_the_folder(built: Path) -> None:
    """What was not in the folder at the start is nowhere."""
    pages = Pages(built)

    assert set(pages._files) == {"index.html", "assets/main-1a2b.js", "assets/face.woff2"}


async def test_without_a_build_one_line_says_what_to_do(tmp_path: Path) -> None:
    """Not a 404: the command that builds the pages."""
    runner, base = await served(Pages(tmp_path))
    async with aiohttp.ClientSession() as http, http.get(base + "/coach") as answer:
        assert answer.status == 503
        assert await answer.text() == NOT_BUILT
        assert "./flipover" in NOT_BUILT
    await runner.cleanup()


async def test_counts_name_no_room(live: Live, room: Room, peer: MakePeer) -> None:
    """/metrics has numbers only, whatever happened."""
    await peer(room.coach)
    await live.http.ask("GET", f"/api/logs/{b64(room.coach.log)}/entries")
    text = (await live.http.ask("GET", "/metrics")).body.decode()
    words = set(re.findall(r'"([^"]*)"', text))

    assert "flipover_sockets 1\n" in text
    assert words <= {"unknown_link"}
    assert not re.search(r"[A-Za-z0-9_-]{22}", re.sub(r"flipover_\w+", "", text))


async def test_the_coachs_list_comes_in_one_request(live: Live, room: Room) -> None:
    """Head, last guest entry, alarm and who waits per room; a broken row spoils no other."""
    await live.http.append(room.guest, record(room.guest, bytes(range(8)), 0))
    alarm = {"at": live.clock.now_ms() + 5, "to_role": "coach"}
    assert (await live.http.ask("PUT", "./alarm", room.guest, json=alarm)).status == 200
    row = {
        "log": b64(room.coach.log),
        "token": b64(room.coach.token),
        "device": b64(room.coach.device),
    }
    gone = row | {"log": b64(bytes(16))}
    stranger = row | {"device": b64(bytes(16))}
    broken = row | {"token": "x"}
    answer = await live.http.ask("POST", "/api/heads", json=[row, gone, stranger, broken])

    assert [one["error"] for one in answer.json] == [
        None,
        "not_found",
        "not_admitted",
        "malformed",
    ]
    first = answer.json[0]
    assert (first["seq"], first["last_guest_at"]) == (1, live.clock.now_ms())
    assert (first["alarm"], first["waiting"]) == (alarm["at"], 0)
    assert first["alarms"] == [{"slot": 0, "at": alarm["at"]}]


async def test_without_a_relay_none_is_offered(live: Live, room: Room) -> None:
    """The list is empty, and that is no error."""
    answer = await live.http.ask("GET", "./ice", room.guest)

    assert answer.json == []
