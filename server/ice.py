"""
Credentials for the relay (TURN), short-lived, made from a secret shared with coturn.

Source: draft-uberti-behave-turn-rest-00, "A REST API For Access To TURN Services".
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Final

from server.config import Config
from server.protocol import IceServers

#: long enough for one call with its restarts, short enough to be worthless when leaked
LIFETIME_S: Final = 4 * 3600
#: long enough for one connection check, handed to who may not have been let in yet
CHECK_LIFETIME_S: Final = 120


def ice_servers(config: Config, now_ms: int, lifetime_s: int = LIFETIME_S) -> list[IceServers]:
    """Return what RTCPeerConnection takes; empty when no relay is configured."""
    if not config.turn_url or not config.turn_secret:
        return []
    # The name says nothing of who it is: coturn and its logs see it.
    username = f"{now_ms // 1000 + lifetime_s}:{secrets.token_hex(4)}"
    digest = hmac.new(config.turn_secret.encode(), username.encode(), hashlib.sha1).digest()
    credential = base64.b64encode(digest).decode()
    return [IceServers(list(config.turn_url), username, credential)]
