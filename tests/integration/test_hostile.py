"""Whatever is sent, the answer is a word and the room lives on."""

from __future__ import annotations

import json
import os
import resource
from typing import Any

import aiohttp
import msgpack
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from server import protocol
from server.limits import REQUESTS
from tests.integration.conftest import Live, MakePeer, MakeRoom, Room
from tests.integration.raw import (
    NotConnected,
    Peer,
    Secret,
    b64,
    record,
)
from tests.until import until

WORDS = {*protocol.LATER, *protocol.NEVER, *protocol.OTHER}
EVENTS = ("append", "live", "signal", "knock", "admit", "entry", "connect", "")
MAX_GROWTH_KB = 64 * 1024
#: pinned, so that a failure comes again; examples run inside one event loop and one server
FUZZ = settings(
    max_examples=1,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

texts = st.text(max_size=60)
numbers = st.one_of(
    st.integers(-(2**63), 2**64 - 1), st.floats(allow_nan=True, allow_infinity=True), st.booleans()
)
atoms = st.one_of(st.none(), numbers, texts, st.binary(max_size=80))
anything = st.recursive(
    atoms,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=12,
)
#: maps that are nearly right
near_misses = st.fixed_dictionaries(
    {},
    optional={
        "records": atoms,
        "rest_ms": atoms,
        "sealed": atoms,
        "to": atoms,
        "counter": atoms,
        "device": atoms,
        "yes": atoms,
    },
)
payloads = st.one_of(anything, near_misses)


def drawn(strategy: Any, count: int) -> list[Any]:
    """Return *count* examples of *strategy*, the same at every run."""
    found: list[Any] = []

    @settings(FUZZ, max_examples=count)
    @given(strategy)
    def take(value: Any) -> None:
        found.append(value)

    take()
    return found


def memory_kb() -> int:
    """The most this process, server and clients, ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


async def prove_alive(live: Live, room: Room, coach: Peer) -> None:
    """The room still takes, hands on and gives entries."""
    author = os.urandom(8)
    (result,) = await live.http.append(room.guest, record(room.guest, author, 0))
    await until("the coach has it", lambda: any(one.author == author for one in coach.records()))
    assert (await live.http.entries(room.coach, f"?after={result['seq'] - 1}"))[0].author == author


async def test_no_payload_of_any_event_kills_a_socket_or_room(
    live: Live, room: Room, peer: MakePeer, caplog: pytest.LogCaptureFixture
) -> None:
    """Wrong types, huge, nested, unknown: each is refused by a word; the socket stays open."""
    coach, guest = await peer(room.coach), await peer(room.guest)
    sent = drawn(st.tuples(st.sampled_from(EVENTS), payloads), 400)
    before = memory_kb()
    for place, (event, payload) in enumerate(sent):
        live.clock.move(seconds=1)
        await guest.emit(event or "?", payload)
        if place % 50 == 49:
            await guest.sync()
    await guest.emit("append", {"records": bytes(900_000)})
    await guest.emit("live", {"sealed": bytes(protocol.MAX_LIVE_BYTES + 1)})
    await guest.sync()

    assert {told["error"] for told in guest.told("refused")} <= WORDS - {"internal"}
    assert not guest.ended
    assert caplog.records == []
    assert memory_kb() - before < MAX_GROWTH_KB
    await prove_alive(live, room, coach)


async def test_no_bytes_instead_of_records_are_taken(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """A record changed in one byte, cut off or doubled is taken whole or refused by a word."""
    coach = await peer(room.coach)
    author = os.urandom(8)
    right = record(room.guest, author, 0, refs=(1,), blobs=(os.urandom(32),))
    for place in range(0, len(right), 2):
        wrong = bytearray(right)
        wrong[place] ^= 0xFF
        for data in (bytes(wrong), right[:place], right + right[:place], right[place:]):
            answer = await live.http.ask("POST", "./entries", room.guest, data=data)
            words = (
                {result.get("error") for result in answer.json["results"]}
                if answer.status == 200
                else {answer.error}
            )
            assert words <= (WORDS | {None}) - {"internal"}, (place, words)
        live.clock.move(seconds=2)
    await prove_alive(live, room, coach)


async def test_packets_that_are_no_packets_are_answered_or_hung_up(
    live: Live, room: Room, peer: MakePeer, caplog: pytest.LogCaptureFixture
) -> None:
    """Below Socket.IO: random frames, packets before CONNECT, unknown types, other namespaces."""
    coach = await peer(room.coach)
    shapes = drawn(
        st.one_of(
            st.binary(max_size=200),
            texts,
            st.fixed_dictionaries(
                {"type": atoms, "nsp": st.one_of(st.just("/"), atoms), "data": anything},
                optional={"id": atoms},
            ).map(lambda packet: msgpack.packb(packet, unicode_errors="surrogatepass")),
            st.tuples(st.integers(0, 7), anything).map(
                lambda pair: msgpack.packb(
                    {"type": pair[0], "nsp": "/", "data": pair[1]}, unicode_errors="surrogatepass"
                )
            ),
        ),
        250,
    )
    url = live.base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    before = memory_kb()
    async with aiohttp.ClientSession() as http:
        for shape in shapes:
            live.clock.move(seconds=1)
            async with http.ws_connect(url) as ws:
                await ws.receive()
                try:
                    if isinstance(shape, str):
                        await ws.send_str(shape.encode("utf-8", "replace").decode())
                    else:
                        await ws.send_bytes(shape)
                    # What may be open still answers a wrong way in by a refusal.
                    await ws.send_bytes(msgpack.packb({"type": 0, "nsp": "/", "data": {"v": "1"}}))
                    answer = await ws.receive(5)
                except (ConnectionError, TimeoutError):
                    continue
                if answer.type is aiohttp.WSMsgType.BINARY:
                    said = msgpack.unpackb(answer.data)
                    assert said["type"] == 4, said
                    assert isinstance(said["data"], (dict, str))

    assert [r for r in caplog.records if r.exc_info] == []
    assert memory_kb() - before < MAX_GROWTH_KB
    await prove_alive(live, room, coach)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"v": 0}, "client_too_old"),
        ({"v": 2}, "server_too_old"),
        ({"v": True}, "malformed"),
        ({"v": None}, "malformed"),
        ({"log": "x"}, "malformed"),
        ({"log": 7}, "malformed"),
        ({"page": b64(bytes(9))}, "malformed"),
        ({"token": b64(bytes(32))}, "unknown_link"),
        ({"log": b64(bytes(16))}, "unknown_link"),
        ({"device": b64(bytes(16))}, "not_admitted"),
    ],
)
async def test_a_wrong_way_in_has_its_word(
    live: Live, room: Room, changed: dict[str, Any], word: str
) -> None:
    """Each field of ``connect`` is looked at."""
    page = Peer(live.base, room.guest)
    with pytest.raises(NotConnected, match=f"^{word}$"):
        await page.connect(**changed)


#: every route, with numbers and ids that fit its path
ROUTES = [
    ("POST", "/api/invitations"),
    ("POST", "/api/heads"),
    ("POST", "/api/logs"),
    ("GET", "."),
    ("PATCH", "."),
    ("GET", "./greeting"),
    ("GET", "./links"),
    ("POST", "./links"),
    ("PUT", "./links/{}/greeting"),
    ("DELETE", "./links/{}"),
    ("GET", "./devices"),
    ("POST", "./devices"),
    ("POST", "./devices/{}/admit"),
    ("DELETE", "./devices/{}"),
    ("GET", "./entries?after={}&until={}&skip={}"),
    ("POST", "./entries"),
    ("GET", "./keyframe"),
    ("PUT", "./keyframes/{}"),
    ("GET", "./blobs/{}"),
    ("PUT", "./blobs/{}"),
    ("GET", "./ice"),
    ("PUT", "./alarm"),
    ("GET", "./alarm"),
    ("GET", "./held"),
    ("PUT", "./held?rest_ms={}&in_place_of={}"),
    ("DELETE", "./held/{}"),
    ("PUT", "./notice"),
    ("GET", "./notices"),
    ("POST", "/notices/yes/{}"),
    ("POST", "/notices/no/{}"),
    ("GET", "./shares"),
    ("POST", "./shares"),
    ("PATCH", "./shares"),
    ("TRACE", "."),
    ("GET", "/api/logs/{}"),
    ("GET", "/r/{}"),
    ("GET", "/assets/{}"),
    ("GET", "/socket.io/?EIO=4&transport={}"),
    ("POST", "/socket.io/?EIO=4&transport=polling&sid={}"),
]
names = st.sampled_from(
    [
        "0",
        "-1",
        "99999999999999999999",
        "x",
        "%00",
        "..%2f..%2fetc%2fpasswd",
        "é",
        "1e9",
        b64(bytes(32)),
    ]
)
bodies = st.one_of(
    st.binary(max_size=300),
    anything.map(lambda value: json.dumps(value, default=repr).encode()),
    st.sampled_from(
        [
            b"{",
            b"[" * 100_000,
            b'{"knock": "always"}',
            b'{"until": 1e400}',
            b'{"until": NaN}',
            b'{"until": true}',
            b'{"yes": 1}',
            b'{"role": "owner", "token_hash": "' + b"A" * 43 + b'"}',
            b'{"greeting": "' + b"A" * 9_000 + b'"}',
            b'"\\ud800"',
            b"9" * 5_000,
        ]
    ),
)


async def test_no_request_to_any_route_brings_a_traceback(
    live: Live, make_room: MakeRoom, room: Room, peer: MakePeer, caplog: pytest.LogCaptureFixture
) -> None:
    """Every route, asked by coach, guest, stranger and nobody with nonsense: words, no 500."""
    coach = await peer(room.coach)
    victim = await make_room()
    stranger = Secret(victim.coach.log, "coach", room.coach.token, room.coach.device)
    who = st.sampled_from([victim.coach, victim.guest, stranger, None])
    asked = drawn(st.tuples(st.sampled_from(ROUTES), who, names, bodies), 500)
    before = memory_kb()
    for (method, path), one, name, body in asked:
        live.clock.move(seconds=1)
        if one is None and path.startswith("."):
            path = f"/api/logs/{b64(victim.coach.log)}{path[1:]}"
        answer = await live.http.ask(
            method,
            path.format(name, name, name),
            one,
            data=None if method == "GET" else body,
            headers={} if one is not None else {"Authorization": "Bearer é" if body else "x"},
        )
        assert answer.status < 500, (method, path, answer.body)
        if answer.status >= 400 and path.startswith((".", "/api")):
            assert answer.error in WORDS - {"internal"}, (method, path, answer.body)

    assert caplog.records == []
    assert memory_kb() - before < MAX_GROWTH_KB
    await prove_alive(live, room, coach)


async def test_a_page_of_another_site_is_kept_out(live: Live, room: Room) -> None:
    """A foreign Origin opens no socket and changes nothing; one's own does."""
    for origin in ("https://evil.example", "null", "http://", live.base + ".evil.example"):
        headers = {"Origin": origin}
        posted = await live.http.ask("POST", "./devices", room.coach, headers=headers)
        polled = await live.http.ask("GET", "/socket.io/?EIO=4&transport=polling", headers=headers)
        assert (posted.status, posted.error) == (403, "origin"), origin
        assert (polled.status, polled.error) == (403, "origin"), origin
    own = await live.http.ask("POST", "./devices", room.coach, headers={"Origin": live.base})

    assert own.status == 201


async def test_one_link_cannot_have_the_server_look_without_end_in_one_list(
    live: Live, room: Room
) -> None:
    """Each row of a list counts as a request of its link; a coach's many rooms have one each."""
    coach, guest = [
        {"log": b64(who.log), "token": b64(who.token), "device": b64(who.device)}
        for who in (room.coach, room.guest)
    ]
    told = []
    for _ in range(3):
        answer = await live.http.ask("POST", "/api/heads", json=[guest] * 500)
        told += [row["error"] for row in answer.json]
    assert told.count(None) <= REQUESTS.burst
    assert set(told) == {None, "too_fast"}
    (other,) = (await live.http.ask("POST", "/api/heads", json=[coach])).json
    assert other["error"] is None
