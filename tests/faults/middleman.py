"""
Somebody who holds the guest's link and runs the server: he is in the middle of the call.

    python -m tests.faults.middleman HONEST_URL (keep | pass)

A proxy as the liar is, in a process of its own. Until a line on standard input gives him the
link, he passes everything on. From then on he takes all signals off the line, opens them, and
makes two calls instead of one: with the coach as the client's page, with the client as the
coach's, each with a certificate of his own. Sound and data he hands from one to the other. With
the safety words he either keeps to the rules himself (`keep`), which is the best he can do, or
passes on what each says for the other (`pass`). What he does is printed as one JSON object a line.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import msgpack
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaRelay
from aiortc.sdp import SessionDescription, candidate_from_sdp

from tests.faults.liar import EVENT, Liar, urlsafe
from whiteboard.keys import LogKeys, parse_link, to_base64url
from whiteboard.safety import SafetySide, safety_words
from whiteboard.sealing import open_signal, seal_signal

#: takes (from, to, counter, sealed) to its victim
Carry = Callable[[str, str, int, bytes], Awaitable[None]]
PAGE_BYTES = 8


def tell(what: str, **more: Any) -> None:
    """Print one thing that was done."""
    print(json.dumps({"what": what, **more}), flush=True)


def fingerprint_in(sdp: str) -> bytes:
    """Return the SHA-256 fingerprint that a description names."""
    for media in SessionDescription.parse(sdp).media:
        for found in media.dtls.fingerprints if media.dtls else []:
            if found.algorithm == "sha-256":
                return bytes.fromhex(found.value.replace(":", ""))
    raise ValueError("no SHA-256 fingerprint")


class Leg:
    """The call with one victim, in the place of the page it believes to call."""

    def __init__(
        self, keys: LogKeys, victim: str, pretends: str, carry: Carry, keeps: bool
    ) -> None:
        self.keys, self.victim, self.pretends, self.carry = keys, victim, pretends, carry
        self.keeps = keeps
        self.other: Leg | None = None
        self.said = 0
        self.epoch = 0
        #: the page with the larger id makes the offers
        self.offers = pretends > victim
        self.nonce = secrets.token_bytes(32)
        self.theirs: dict[str, bytes] = {}
        self.waiting: list[dict[str, Any] | None] = []
        self.heard = 0
        self.pc = RTCPeerConnection()
        self.channel = self.pc.createDataChannel(
            "live", negotiated=True, id=0, ordered=False, maxRetransmits=0
        )
        self.channel.on("message", self.hand_on)
        self.pc.on("track", self.hand_on_sound)

    async def send(self, body: dict[str, Any]) -> None:
        """Seal *body* as the page he pretends to be."""
        self.said += 1
        route = (urlsafe(self.pretends), urlsafe(self.victim), self.said)
        await self.carry(
            self.pretends, self.victim, self.said, seal_signal(self.keys, *route, body)
        )

    async def begin(self) -> None:
        """Make the first offer, where that is up to him."""
        if not self.offers:
            return
        self.epoch = 1
        for kind in ("audio", "video"):
            self.pc.addTransceiver(kind)
        await self.pc.setLocalDescription(await self.pc.createOffer())
        await self.send({"t": "offer", "e": 1, "n": 1, "sdp": self.pc.localDescription.sdp})
        await self.commit()

    async def take(self, body: dict[str, Any]) -> None:
        """Answer one signal of the victim."""
        match body["t"]:
            case "offer" if not self.offers and self.epoch == 0:
                self.epoch = body["e"]
                await self.describe("offer", body["sdp"])
                for transceiver in self.pc.getTransceivers():
                    transceiver.direction = "sendrecv"
                await self.pc.setLocalDescription(await self.pc.createAnswer())
                sdp = self.pc.localDescription.sdp
                await self.send({"t": "answer", "e": body["e"], "n": body["n"], "sdp": sdp})
                await self.commit()
            case "answer" if self.offers and self.pc.remoteDescription is None:
                await self.describe("answer", body["sdp"])
            case "ice":
                await self.take_candidate(body["c"])
            case "commit" | "reveal" if not self.keeps and self.other is not None:
                await self.other.send(body)
            case "commit":
                self.theirs["commitment"] = body["c"]
                if not body["have"]:
                    await self.commit()
                await self.send({"t": "reveal", "n": self.nonce})
            case "reveal":
                self.theirs["nonce"] = body["n"]
        self.find_words()

    async def describe(self, kind: str, sdp: str) -> None:
        """Take the victim's description, and the candidates that came before it."""
        await self.pc.setRemoteDescription(RTCSessionDescription(sdp, kind))
        self.theirs["fingerprint"] = fingerprint_in(sdp)
        for candidate in self.waiting:
            await self.take_candidate(candidate)

    async def take_candidate(self, found: dict[str, Any] | None) -> None:
        """Take one of the victim's addresses."""
        if self.pc.remoteDescription is None:
            self.waiting.append(found)
        elif found is not None and found["candidate"]:
            candidate = candidate_from_sdp(found["candidate"].removeprefix("candidate:"))
            candidate.sdpMid = found["sdpMid"]
            candidate.sdpMLineIndex = found["sdpMLineIndex"]
            await self.pc.addIceCandidate(candidate)

    @property
    def side(self) -> SafetySide:
        """What he is to the victim."""
        fingerprint = fingerprint_in(self.pc.localDescription.sdp)
        return SafetySide(urlsafe(self.pretends), fingerprint, self.nonce)

    async def commit(self) -> None:
        """Say the commitment to a nonce and the certificate of this leg."""
        if self.pc.localDescription is None or not self.keeps:
            return
        have = "commitment" in self.theirs
        await self.send({"t": "commit", "c": self.side.commitment, "have": have, "list": "nl"})

    def find_words(self) -> None:
        """Print what the victim reads, once all is known."""
        if not {"nonce", "fingerprint"} <= self.theirs.keys() or self.pc.localDescription is None:
            return
        theirs = SafetySide(urlsafe(self.victim), self.theirs["fingerprint"], self.theirs["nonce"])
        tell("words", page=self.victim, places=safety_words(self.keys.call, self.side, theirs))

    def hand_on(self, message: bytes) -> None:
        """Read what came over the data channel, and give it to the other."""
        if self.heard == 0:
            tell("heard", page=self.victim, said=repr(msgpack.unpackb(message)))
        self.heard += 1
        if self.other is not None and self.other.channel.readyState == "open":
            self.other.channel.send(message)

    def hand_on_sound(self, track: MediaStreamTrack) -> None:
        """Give the sound to the other; a copy could be kept."""
        if track.kind != "audio" or self.other is None:
            return
        for transceiver in self.other.pc.getTransceivers():
            if transceiver.kind == "audio":
                transceiver.sender.replaceTrack(MediaRelay().subscribe(track))
        self.sound = track


class Middleman(Liar):
    """The proxy, who has two calls where his victims believe to have one."""

    def __init__(self, honest: str, keeps: bool) -> None:
        super().__init__(honest)
        self.keeps = keeps
        self.keys: LogKeys | None = None
        self.legs: dict[str, Leg] = {}
        self._turn = asyncio.Lock()

    async def _raised(self, data: bytes) -> list[bytes]:
        packet = msgpack.unpackb(data)
        if self.keys is None or packet.get("type") != EVENT or packet["data"][0] != "signal":
            return [data]
        signal = packet["data"][1]
        await self._take(self._auth["page"], signal["to"], signal["counter"], signal["sealed"])
        return []

    async def _twisted(self, packet: dict[str, Any]) -> list[dict[str, Any]]:
        if self.keys is None or packet.get("type") != EVENT or packet["data"][0] != "signal":
            return await super()._twisted(packet)
        signal = packet["data"][1]
        sender, own = signal["from_page"], self._auth["page"]
        await self._take(sender, own, signal["counter"], signal["sealed"])
        return []

    async def _take(self, sender: str, to: str, counter: int, sealed: bytes) -> None:
        assert self.keys is not None
        body = open_signal(self.keys, urlsafe(sender), urlsafe(to), counter, sealed)
        async with self._turn:
            if not self.legs:
                self.legs = {
                    victim: Leg(self.keys, victim, pretends, self._carry, self.keeps)
                    for victim, pretends in ((sender, to), (to, sender))
                }
                one, other = self.legs.values()
                one.other, other.other = other, one
                await one.begin()
                await other.begin()
            await self.legs[sender].take(body)

    async def _carry(self, sender: str, to: str, counter: int, sealed: bytes) -> None:
        """To the client by the socket it holds; to the coach by way of the honest server."""
        if to == self._auth["page"]:
            event = {"from_page": sender, "counter": counter, "sealed": sealed}
            line: Any = self.near
        else:
            event, line = {"to": to, "counter": counter, "sealed": sealed}, self.far
        packet = {"type": EVENT, "nsp": "/", "data": ["signal", event]}
        await line.send_bytes(msgpack.packb(packet))


async def main(honest: str, words: str) -> None:
    """Serve until standard input ends."""
    middleman = Middleman(honest, words == "keep")
    await middleman.start()
    tell("listens", url=middleman.url)
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        link = parse_link(line.decode())
        middleman.keys = link.keys
        tell("holds the link", log=to_base64url(link.log))
    for leg in middleman.legs.values():
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(leg.pc.close(), 5)
    await middleman.stop()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
