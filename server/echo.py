"""
One connection check: media comes from a page, is decoded, counted, and sent back.

The only home of aiortc, which is large and slow to import: ``checks`` imports this module when
somebody checks for the first time. Knows nothing of links, places or HTTP.

- What comes is looked at for nothing but its size, and kept nowhere.
- A packet goes only to an address from which this check's page proved to send (RFC 8445, 7.3.1.3:
  peer-reflexive candidates). Addresses that an offer names are passed over: a link is not enough
  to make this machine knock elsewhere. It also makes offers right that hide their addresses.
- No STUN server is asked; aiortc's own default would be a third party's.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpReceiver,
    RTCSessionDescription,
    rtcrtpreceiver,
)
from aiortc.codecs.vpx import Vp8Decoder
from aiortc.contrib.media import MediaRelay
from aiortc.mediastreams import MediaStreamError

from server.bodies import EchoReceived
from server.errors import Malformed

#: what the page draws is 640 by 360; more costs more to decode than a check may
MOST_PIXELS: Final = 640 * 480
#: twice what a turn of 20 s holds at 30 pictures and 50 pieces of sound a second
MOST_FRAMES: Final = {"video": 1_200, "audio": 2_000}
#: twice what a page sends in a turn at 2.5 Mbit/s, sound and all else included
MOST_DATAGRAMS: Final = 15_000
#: a page sends from few addresses, each of its networks and each relay one. aioice keeps and sorts
#: all that ever sent to it: 5,000 of them took 8 s of the loop (measured).
MOST_SENDERS: Final = 64
#: what one offer asks for, once each
KINDS: Final = ("audio", "video")
#: what every browser has and a call would use; the other decoders stay out of reach
CODECS: Final = {"audio/opus", "video/VP8", "video/rtx"}
#: aioice gives up at once on an empty list, before the page's own packets can be heard. Nothing
#: ever answers at this address (RFC 5737, TEST-NET-1).
NOWHERE: Final = "a=candidate:1 1 udp 1 192.0.2.1 9 typ host"

# Both say on every odd packet what a hostile page can make them say without end.
for _name in ("aiortc", "aioice"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Undrawn:
    """In place of a picture that is larger than a page draws: it was not decoded."""

    width: int
    height: int


class BoundedDecoder(Vp8Decoder):
    """
    Decodes what a page draws, and gives ``Undrawn`` for anything larger.

    libvpx sets memory aside for what the first ten bytes of a picture claim: one packet of 1 kB
    that claims 16,383 by 16,383 pixels takes 900 MB.
    """

    def decode(self, encoded_frame: Any) -> list[Any]:
        width, height = claimed_size(encoded_frame.data)
        if width * height > MOST_PIXELS:
            return [Undrawn(width, height)]
        return list(super().decode(encoded_frame))


def claimed_size(vp8: bytes) -> tuple[int, int]:
    """Return (width, height) as a key frame claims them, else zero (RFC 6386, 9.1 and 19.1)."""
    if len(vp8) < 10 or vp8[0] & 1:
        return 0, 0
    width, height = (int.from_bytes(vp8[at : at + 2], "little") & 0x3FFF for at in (6, 8))
    return width, height


def _bounded(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda codec: BoundedDecoder() if codec.mimeType.lower() == "video/vp8" else make(codec)


# Receivers make their decoders themselves, in a thread of their own.
_receivers: Any = rtcrtpreceiver
_receivers.get_decoder = _bounded(_receivers.get_decoder)


class Counted(MediaStreamTrack):
    """The frames of another track, counted, as long as they are what a page draws and hums."""

    def __init__(self, source: MediaStreamTrack, on_too_much: Callable[[], None]) -> None:
        super().__init__()
        self.kind = source.kind
        self.frames = 0
        self._source = source
        self._on_too_much = on_too_much

    async def recv(self) -> Any:
        """
        Return the next frame.

        Raises:
            MediaStreamError: the track ended, or brought more or larger ones than it may.
        """
        frame: Any = await self._source.recv()
        self.frames += 1
        too_large = self.kind == "video" and frame.width * frame.height > MOST_PIXELS
        if too_large or self.frames > MOST_FRAMES[self.kind]:
            self._on_too_much()
            raise MediaStreamError
        return frame


class Echo:
    """The server's end of one check: ``await Echo.answer(…)``, at the end ``close``."""

    def __init__(self) -> None:
        self._connection: Any = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._counted: dict[str, Counted] = {}
        self._relay = MediaRelay()
        self._ending: asyncio.Task[None] | None = None
        self._datagrams = 0
        self._senders: set[tuple[str, int]] = set()
        self.sdp = ""

    @classmethod
    async def answer(cls, offer: str) -> Echo:
        """
        Take up *offer*; the answer is ``sdp``, with all addresses of this machine but loopback.

        Raises:
            Malformed: no SDP, or one that asks for anything but a tone and a picture.
        """
        echo = cls()
        try:
            await echo._take_up(offer)
        except BaseException as error:
            await echo.close()
            if isinstance(error, Exception):
                # aiortc and its parser raise whatever comes to hand.
                raise Malformed("no offer of a tone and a picture") from None
            raise
        return echo

    async def _take_up(self, offer: str) -> None:
        connection = self._connection
        for kind in KINDS:
            transceiver = connection.addTransceiver(kind, direction="recvonly")
            known: Any = RTCRtpReceiver.getCapabilities(kind)
            wanted = [codec for codec in known.codecs if codec.mimeType in CODECS]
            transceiver.setCodecPreferences(wanted)
        connection.on("track", self._give_back)
        await connection.setRemoteDescription(RTCSessionDescription(_heard_only(offer), "offer"))
        await connection.setLocalDescription(await connection.createAnswer())
        # Before anybody is told where to send to.
        for transceiver in connection.getTransceivers():
            for socket in transceiver.receiver.transport.transport._connection._protocols:
                socket.datagram_received = self._bounded(socket.datagram_received)
        self.sdp = connection.localDescription.sdp

    def _bounded(self, take: Callable[[bytes, Any], None]) -> Callable[[bytes, Any], None]:
        def datagram_received(data: bytes, sender: Any) -> None:
            self._datagrams += 1
            if self._datagrams > MOST_DATAGRAMS:
                self._end()
            elif len(self._senders) < MOST_SENDERS or sender[:2] in self._senders:
                self._senders.add(sender[:2])
                # aioice raises whatever comes to hand at an odd packet, and the loop would log
                # each, for anybody who finds the port.
                with contextlib.suppress(Exception):
                    take(data, sender)

        return datagram_received

    def _give_back(self, track: MediaStreamTrack) -> None:
        counted = self._counted[track.kind] = Counted(track, self._end)
        # Of the picture only the newest: what is decoded faster than encoded would pile up.
        back = self._relay.subscribe(counted, buffered=track.kind == "audio")
        self._connection.addTrack(back)

    def _end(self) -> None:
        self._ending = self._ending or asyncio.get_running_loop().create_task(self.close())

    async def received(self) -> EchoReceived:
        """Return what came so far; all zero before the first packet."""
        packets = dict.fromkeys(KINDS, 0)
        lost = dict.fromkeys(KINDS, 0)
        for transceiver in self._connection.getTransceivers():
            for row in (await transceiver.receiver.getStats()).values():
                if row.type == "inbound-rtp":
                    packets[row.kind] += row.packetsReceived
                    # Packets that came twice make it negative (RFC 3550, 6.4.1).
                    lost[row.kind] += max(row.packetsLost, 0)
        video = self._counted.get("video")
        return EchoReceived(
            packets["audio"],
            lost["audio"],
            packets["video"],
            lost["video"],
            0 if video is None else video.frames,
        )

    async def close(self) -> None:
        """End it and free all it held; may be called again."""
        await self._connection.close()
        for counted in self._counted.values():
            counted.stop()


def _heard_only(offer: str) -> str:
    """
    Return *offer* with nowhere in place of all addresses that it names.

    Raises:
        Malformed: anything but one tone and one picture.
    """
    lines = offer.splitlines()
    kinds = [line[2:].split(" ")[0] for line in lines if line.startswith("m=")]
    if sorted(kinds) != sorted(KINDS):
        raise Malformed()
    kept: list[str] = []
    for line in lines:
        if line.startswith("m=") and len(kinds) == len(KINDS):
            kinds.pop()  # before the first of them, attributes belong to all
        elif line.startswith("m="):
            kept.append(NOWHERE)
        if not line.startswith(("a=candidate:", "a=end-of-candidates")):
            kept.append(line)
    return "\r\n".join([*kept, NOWHERE, ""])
