"""
The connection check: real media to the running server and back, counted, and all freed.

aiortc offers no loopback address, so that both ends meet at this machine's own address.
"""

from __future__ import annotations

import asyncio
import gc
import re
import socket
import struct
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace

import pytest
from aioice import stun
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription

from server.checks import MOST_OFFERS
from server.echo import MOST_SENDERS, Echo
from server.limits import CHECKS
from server.turns import GONE_AFTER_S, TURN_S
from tests.conftest import ROOT
from tests.integration.conftest import Live, MakeRoom, Room
from tests.integration.echo_page import EchoPage
from tests.integration.raw import Answer, Secret, b64
from tests.until import until

RELAY = "turn:relay.example.org:3478"


@dataclass
class Check:
    """One check, as its page knows it."""

    live: Live
    who: Secret
    id: str
    state: Answer

    async def look(self) -> Answer:
        return await self.live.http.ask("GET", f"./echo/{self.id}", self.who)

    async def offer(self, sdp: object) -> Answer:
        return await self.live.http.ask("PUT", f"./echo/{self.id}", self.who, json={"sdp": sdp})

    async def leave(self) -> Answer:
        return await self.live.http.ask("DELETE", f"./echo/{self.id}", self.who)


async def ask(live: Live, who: Secret) -> Check:
    """Take a place."""
    answer = await live.http.ask("POST", "./echo", who)
    assert answer.status == 201, answer.json
    return Check(live, who, answer.json["check"], answer)


@pytest.fixture
async def page() -> AsyncIterator[EchoPage]:
    """A page that can send."""
    one = EchoPage()
    yield one
    await one.close()


@pytest.fixture
async def three(make_room: MakeRoom) -> list[Secret]:
    """Three people with links of three rooms."""
    return [(await make_room()).guest for _ in range(3)]


async def test_what_is_sent_comes_back_and_is_counted(
    live: Live, room: Room, page: EchoPage
) -> None:
    """Packets of both kinds, none lost on one machine, pictures decoded and given back."""
    check = await ask(live, room.guest)
    assert check.state.json == {"check": check.id, "ahead": 0, "ice": [], "received": None}
    await page.take((await check.offer(await page.offer())).json["sdp"])
    await until("both come back", lambda: min(page.back.values()) > 20)
    state = (await check.look()).json

    assert state["received"]["audio_packets"] > 20
    assert state["received"]["video_packets"] >= state["received"]["frames"] > 20
    assert (state["received"]["audio_lost"], state["received"]["video_lost"]) == (0, 0)
    assert state["ice"] is None


@pytest.mark.parametrize("how", ["leaves", "is gone", "has had its time", "asks again"])
async def test_everything_is_freed(live: Live, room: Room, page: EchoPage, how: str) -> None:
    """No connection, task or thread of a check is left, however it ended."""
    tasks = asyncio.all_tasks()
    check = await ask(live, room.guest)
    await page.take((await check.offer(await page.offer())).json["sdp"])
    await until("it flows", lambda: page.back["video"] > 3)
    # The control: while it runs, there is something to be found.
    assert (len(live.app.checks), live.app.checks.open_echoes) == (1, 1)
    assert connections_but(page) == 1
    if how == "leaves":
        assert (await check.leave()).status == 200
    elif how == "asks again":
        await (await ask(live, room.guest)).leave()
    else:
        live.clock.move(seconds=TURN_S if how == "has had its time" else GONE_AFTER_S + 0.1)
        await live.app.checks.pass_on()
    await until("it is closed", lambda: live.app.checks.open_echoes == 0)
    await page.close()

    assert (await check.look()).error == "not_found"
    assert len(live.app.checks) == 0
    await until("no task is left", lambda: asyncio.all_tasks() <= tasks)
    await until("no connection is left", lambda: connections_but(page) == 0)


@pytest.mark.parametrize("how", ["leaves", "asks again"])
async def test_what_is_answered_after_its_place_was_given_up_is_freed(
    live: Live, room: Room, page: EchoPage, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Nobody is left who would end it, so that it would stay for good."""
    check = await ask(live, room.guest)
    began, go = asyncio.Event(), asyncio.Event()
    take_up = Echo._take_up

    async def slow(echo: Echo, offer: str) -> None:
        began.set()
        await go.wait()
        await take_up(echo, offer)

    monkeypatch.setattr(Echo, "_take_up", slow)
    offer = asyncio.create_task(check.offer(await page.offer()))
    await began.wait()
    if how == "leaves":
        await check.leave()
    else:
        await (await ask(live, room.guest)).leave()
    go.set()
    # The control: it was taken up.
    assert "m=video" in (await offer).json["sdp"]

    await until("it is closed", lambda: live.app.checks.open_echoes == 0)


def connections_but(page: EchoPage) -> int:
    """How many peer connections there are in this process, but the page's."""
    gc.collect()
    found = [one for one in gc.get_objects() if type(one) is RTCPeerConnection]
    return sum(one is not page.connection for one in found)


async def test_the_third_waits_and_gets_the_turn(live: Live, three: list[Secret]) -> None:
    """Told how many come first; the turn comes by looking, when somebody leaves."""
    first, second, third = [await ask(live, who) for who in three]
    waiting = (await third.look()).json
    assert (waiting["ahead"], waiting["ice"]) == (1, None)
    assert (await third.offer("v=0")).error == "conflict"
    await second.leave()

    assert (await third.look()).json["ahead"] == 0
    assert (await first.look()).json["ahead"] == 0


async def test_a_link_is_all_it_takes_and_another_links_check_is_not_there(
    live: Live, room: Room, three: list[Secret]
) -> None:
    """No device is named or made known; a check is found by its own link only."""
    token = {"Authorization": room.guest.headers["Authorization"]}
    url = f"{live.base}/api/logs/{b64(room.guest.log)}/echo"
    async with live.http.session.post(url, headers=token) as answer:
        check = (await answer.json())["check"]
        assert answer.status == 201
    stranger = replace(three[0], log=room.guest.log)

    elsewhere = await live.http.ask("GET", f"./echo/{check}", three[0])
    assert elsewhere.error == "not_found"
    assert (await live.http.ask("POST", "./echo", stranger)).error == "unknown_link"


async def test_asking_without_end_is_too_fast(live: Live, room: Room) -> None:
    """One link cannot keep the turns busy."""
    words = []
    for _ in range(int(CHECKS.burst) + 1):
        answer = await live.http.ask("POST", "./echo", room.guest)
        words.append(answer.error)
    assert words[-2:] == [None, "too_fast"]
    live.clock.move(seconds=1 / CHECKS.per_second)
    assert (await live.http.ask("POST", "./echo", room.guest)).status == 201


async def test_the_relay_is_lent_with_the_turn_for_two_minutes(
    start: Callable[..., Awaitable[Live]],
) -> None:
    """Who waits is given none; who has the turn, credentials that end two minutes from now."""
    live = await start(turn_url=(RELAY,), turn_secret="sixteen characters")
    owner = await live.workspace()
    rooms = [(await live.make_log(owner, "room", "guest"))[1][0] for _ in range(3)]
    first, _, third = [await ask(live, who) for who in rooms]
    (lent,) = first.state.json["ice"]
    ends_s = int(lent["username"].split(":")[0])

    assert lent["urls"] == [RELAY]
    assert ends_s - live.clock.now_ms() // 1000 == 120
    assert third.state.json["ice"] is None
    assert (await live.http.ask("GET", "./ice", rooms[0])).error == "not_admitted"


def with_line(sdp: str, line: str) -> str:
    return sdp + line + "\r\n"


@pytest.mark.parametrize(
    "broken",
    [
        lambda _: 7,
        lambda _: "",
        lambda _: "v=0\r\nm=audio",
        lambda sdp: with_line(sdp, "m=video 9 UDP/TLS/RTP/SAVPF 96"),
        lambda sdp: with_line(sdp, "m=application 9 UDP/DTLS/SCTP webrtc-datachannel"),
        lambda sdp: sdp.replace("a=ice-ufrag", "a=ice-nothing"),
        lambda sdp: sdp[: len(sdp) // 2],
        lambda sdp: sdp + "a=x" * 5_000,
    ],
)
async def test_a_broken_offer_is_a_word_and_leaves_nothing(
    live: Live, room: Room, page: EchoPage, broken: Callable[[str], object]
) -> None:
    """Refused; the same turn can still be used with a right one."""
    check = await ask(live, room.guest)
    sdp = await page.offer()
    assert (await check.offer(broken(sdp))).error in ("malformed", "too_large")
    assert live.app.checks.open_echoes == 0
    await page.take((await check.offer(sdp)).json["sdp"])
    await until("it flows", lambda: page.back["video"] > 3)


async def test_broken_offers_are_not_read_without_end(
    live: Live, room: Room, page: EchoPage
) -> None:
    """To read one takes longest of all that a link may ask for."""
    check = await ask(live, room.guest)
    words = [(await check.offer("v=0")).error for _ in range(MOST_OFFERS + 1)]
    assert words == ["malformed"] * MOST_OFFERS + ["too_fast"]
    assert (await check.offer(await page.offer())).error == "too_fast"


async def test_a_picture_larger_than_a_page_draws_ends_the_check(
    live: Live, room: Room, page: EchoPage
) -> None:
    """It is not decoded, encoded and sent for twenty seconds."""
    check = await ask(live, room.guest)
    await page.take((await check.offer(await page.offer(width=800))).json["sdp"])
    await until("the server hung up", lambda: page.connection.connectionState == "closed")

    assert page.back["video"] == 0


async def test_senders_without_end_are_not_kept(live: Live, room: Room, page: EchoPage) -> None:
    """Each would be knocked at in turn, and all of them be sorted whenever one more comes."""
    check = await ask(live, room.guest)
    answer = (await check.offer(await page.offer())).json["sdp"]
    (echo,) = live.app.checks._echoes.values()
    own = page.connection.getTransceivers()[0].sender.transport.transport.iceGatherer
    user = f"{ice_of(answer, 'ufrag')}:{own.getLocalParameters().usernameFragment}"
    host, port = re.findall(r"a=candidate:\S+ 1 udp \d+ (\d+\.\S+) (\d+) typ host", answer)[0]

    def knock(times: int) -> None:
        for _ in range(times):
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
                request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
                request.attributes |= {"USERNAME": user, "PRIORITY": 1, "ICE-CONTROLLING": 1}
                request.add_message_integrity(ice_of(answer, "pwd").encode())
                sender.sendto(bytes(request), (host, int(port)))

    knock(5)
    # The control: they count, as long as they are few.
    await until("they are known", lambda: kept_by(echo) >= 5)
    knock(2 * MOST_SENDERS)
    await until("all came", lambda: echo._datagrams >= 2 * MOST_SENDERS + 5)
    assert kept_by(echo) <= MOST_SENDERS + 2


async def test_more_packets_than_a_page_sends_end_the_check(
    live: Live, room: Room, page: EchoPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever they hold: a flood takes the loop from everybody else."""
    check = await ask(live, room.guest)
    await page.take((await check.offer(await page.offer())).json["sdp"])
    await until("it flows", lambda: page.back["video"] > 3)
    monkeypatch.setattr("server.echo.MOST_DATAGRAMS", 0)
    await until("the server hung up", lambda: page.connection.connectionState == "closed")


async def test_an_odd_packet_is_nobodys_news(live: Live, room: Room, page: EchoPage) -> None:
    """Anybody who finds the port could otherwise fill the log; the check goes on."""
    check = await ask(live, room.guest)
    answer = (await check.offer(await page.offer())).json["sdp"]
    (echo,) = live.app.checks._echoes.values()
    host, port = re.findall(r"a=candidate:\S+ 1 udp \d+ (\d+\.\S+) (\d+) typ host", answer)[0]
    # A binding error whose error code is too short.
    odd = bytes.fromhex("011100082112a442" + "00" * 12 + "8029000212340000")
    with pytest.raises(struct.error):
        stun.parse_message(odd)  # the control: this is what aioice makes of it
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(odd, (host, int(port)))
    await until("it came", lambda: echo._datagrams > 0)
    await page.take(answer)
    await until("it flows", lambda: page.back["video"] > 3)
    asyncio.get_running_loop().set_exception_handler(None)

    assert told == []


def ice_of(sdp: str, name: str) -> str:
    return re.findall(f"a=ice-{name}:(\\S+)", sdp)[0]


def kept_by(echo: Echo) -> int:
    """How many far addresses the connection of *echo* knows."""
    transport = echo._connection.getTransceivers()[0].receiver.transport.transport
    return len(transport._connection._remote_candidates)


def test_memory_is_not_set_aside_for_what_a_picture_claims() -> None:
    """In a process of its own, since what a process took at most stays known."""
    claim = """
import re, sys
from pathlib import Path
from aiortc.codecs.vpx import Vp8Decoder
from aiortc.jitterbuffer import JitterFrame
from server.echo import BoundedDecoder
picture = bytes.fromhex("100500 9d012a ff3f ff3f") + bytes(1_000)
decoder = {"bounded": BoundedDecoder, "plain": Vp8Decoder}[sys.argv[1]]()
try:
    print(decoder.decode(JitterFrame(data=picture, timestamp=0)))
except Exception as error:
    print(type(error).__name__)
print(int(re.search("VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""
    megabytes = {}
    for which, said in (("bounded", "[Undrawn(width=16383, height=16383)]"), ("plain", "Invalid")):
        command = [sys.executable, "-c", claim, which]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.stdout.startswith(said), done.stderr
        megabytes[which] = int(done.stdout.split()[-1])

    # Of its own memory: what `getrusage` tells begins with what the parent took at most. The
    # control is libvpx by itself.
    assert megabytes["plain"] - megabytes["bounded"] > 500


async def heard(listener: socket.socket, answer: Callable[[str], Awaitable[str]]) -> bool:
    """Whether an offer that names *listener*'s address makes the far side knock there."""
    page = EchoPage()
    sdp = await page.offer()
    host = next(line.split()[4] for line in sdp.splitlines() if line.startswith("a=candidate:"))
    port = listener.getsockname()[1]
    named = f"a=candidate:9 1 udp 2130706431 {host} {port} typ host"
    await page.take(await answer(re.sub("a=candidate:.*", named, sdp)))
    await until("it flows", lambda: page.back["video"] > 20)
    await page.close()
    try:
        return bool(listener.recv(2_000))
    except BlockingIOError:
        return False


async def test_no_packet_goes_where_only_an_offer_says(live: Live, room: Room) -> None:
    """A link does not make this machine knock at an address of somebody's choice."""
    check = await ask(live, room.guest)
    plain = RTCPeerConnection(RTCConfiguration(iceServers=[]))

    async def by_server(sdp: str) -> str:
        return str((await check.offer(sdp)).json["sdp"])

    async def by_plain_aiortc(sdp: str) -> str:
        plain.on("track", plain.addTrack)
        await plain.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
        await plain.setLocalDescription(await plain.createAnswer())
        return plain.localDescription.sdp

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("0.0.0.0", 0))
        listener.setblocking(False)
        assert not await heard(listener, by_server)
        # The control: aiortc by itself knocks at whatever is named.
        assert await heard(listener, by_plain_aiortc)
    await plain.close()


async def test_without_aiortc_the_answer_is_a_word_of_its_own(
    live: Live, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page can then say that only the local part is possible."""
    monkeypatch.setitem(sys.modules, "server.echo", None)
    answer = await live.http.ask("POST", "./echo", room.guest)

    assert (answer.status, answer.error) == (501, "no_echo")


def test_a_server_that_nobody_checks_with_never_loads_aiortc() -> None:
    """Importing all of the server's program does not import it; importing its home does."""
    tell = "import sys; print(sorted({'aiortc', 'av'} & set(sys.modules)))"
    for module, loaded in (("server.__main__", "[]"), ("server.echo", "['aiortc', 'av']")):
        command = [sys.executable, "-c", f"import {module}; {tell}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.stdout.strip() == loaded, done.stderr
