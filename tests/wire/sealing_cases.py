"""What is sealed beside the log: greeting, knock, signal, live, keyframe, blob."""

from __future__ import annotations

from typing import Any

from tests.wire.sample_room import AUTHOR, KEYS, NOW, OTHER, ROOM, UNICODE, nonce
from tests.wire.spelling import b64, fixed
from whiteboard.crypto import sha256
from whiteboard.entry import (
    seal_blob,
)
from whiteboard.sealing import (
    Keyframe,
    seal_greeting,
    seal_keyframe,
    seal_knock,
    seal_live,
    seal_signal,
)


def sealing_vectors() -> dict[str, Any]:
    """Return greeting, knock, signal, live, keyframe and blob, each with false siblings."""
    greeting = {
        "v": 1, "coach": "Eva", "lang": "nl", "until": NOW, "agreed": "Dit blijft hier.",
        "answer": "binnen twee dagen", "knock": "new", "guest": "Sam",
    }  # fmt: skip
    knock = {"v": 1, "name": UNICODE, "form": "writing"}
    signal = {"t": "offer", "n": 1, "sdp": "v=0\r\n"}
    live = {"t": "c", "c": 5, "s": "AAAAAAAAAAA", "x": 12.5, "y": -3}
    frame = Keyframe(6, fixed("h6"), {AUTHOR: 3, OTHER: 2}, b"\0\0")
    blob = seal_blob(KEYS.entry, ROOM.log, b"een plaatje", nonce=nonce("blob"))
    empty = seal_blob(KEYS.entry, ROOM.log, b"", nonce=nonce("empty blob"))
    return {
        "log": b64(ROOM.log),
        "member_seed": b64(ROOM.member_seed),
        "another_log": b64(fixed("another room", 16)),
        "page": b64(AUTHOR),
        "other_page": b64(OTHER),
        "greeting": {
            "nonce": b64(nonce("greeting")),
            "value": greeting,
            "sealed": b64(seal_greeting(KEYS, greeting, nonce=nonce("greeting"))),
        },
        "knock": {
            "nonce": b64(nonce("knock")),
            "value": knock,
            "sealed": b64(seal_knock(KEYS, AUTHOR, knock, nonce=nonce("knock"))),
        },
        "signal": {
            "nonce": b64(nonce("signal")),
            "from": b64(AUTHOR),
            "to": b64(OTHER),
            "counter": 2**32 + 7,
            "value": signal,
            "sealed": b64(
                seal_signal(KEYS, AUTHOR, OTHER, 2**32 + 7, signal, nonce=nonce("signal"))
            ),
        },
        "live": {
            "nonce": b64(nonce("live")),
            "value": live,
            "sealed": b64(seal_live(KEYS, AUTHOR, live, nonce=nonce("live"))),
        },
        "keyframe": {
            "nonce": b64(nonce("keyframe")),
            "k": frame.k,
            "h": b64(frame.h),
            "next": {b64(author): n for author, n in frame.next_n.items()},
            "board": b64(frame.board),
            "sealed": b64(seal_keyframe(KEYS, frame, nonce=nonce("keyframe"))),
        },
        "blobs": [
            {
                "nonce": b64(nonce(word)),
                "plain": b64(plain),
                "sealed": b64(sealed),
                "id": b64(sha256(sealed)),
            }
            for word, plain, sealed in (("blob", b"een plaatje", blob), ("empty blob", b"", empty))
        ],
    }  # fmt: skip
