"""A page that checks its connection, in Python: a tone and a picture to the server and back."""

from __future__ import annotations

import asyncio
from typing import Any

from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, MediaStreamError, VideoStreamTrack


class EchoPage:
    """Sends aiortc's own silence and green; counts what comes back."""

    def __init__(self) -> None:
        self.connection: Any = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.back = {"audio": 0, "video": 0}
        self._pumps: list[asyncio.Task[None]] = []
        self.connection.on("track", self._on_track)

    def _on_track(self, track: Any) -> None:
        self._pumps.append(asyncio.create_task(self._pump(track)))

    async def _pump(self, track: Any) -> None:
        try:
            while True:
                await track.recv()
                self.back[track.kind] += 1
        except MediaStreamError:
            return

    async def offer(self, *, width: int | None = None) -> str:
        """Return an offer of both; *width* makes the picture square and that wide."""
        self.connection.addTrack(AudioStreamTrack())
        self.connection.addTrack(VideoStreamTrack() if width is None else Square(width))
        await self.connection.setLocalDescription(await self.connection.createOffer())
        return str(self.connection.localDescription.sdp)

    async def take(self, answer: str) -> None:
        """Take the server's answer."""
        await self.connection.setRemoteDescription(RTCSessionDescription(answer, "answer"))

    async def close(self) -> None:
        """Hang up."""
        await self.connection.close()
        await asyncio.gather(*self._pumps)


class Square(VideoStreamTrack):
    """A green square."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    async def recv(self) -> Any:
        frame = await super().recv()
        larger = frame.reformat(width=self._width, height=self._width)
        larger.pts, larger.time_base = frame.pts, frame.time_base
        return larger
