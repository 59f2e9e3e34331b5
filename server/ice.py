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

from server.bodies import IceServers
from server.config import Config

#: long enough for one call with its restarts, short enough to be worthless when leaked
LIFETIME_S: Final = 4 * 3600
#: for so long a link keeps its name at the relay
NAME_S: Final = 4 * 3600
#: of this process alone: a relay's log joins no two visits for longer than one name lasts
_NAMES_KEY: Final = secrets.token_bytes(32)
#: long enough for one connection check, handed to who may not have been let in yet
CHECK_LIFETIME_S: Final = 120


def ice_servers(
    config: Config, now_ms: int, link: int, lifetime_s: int = LIFETIME_S
) -> list[IceServers]:
    """
    Return what RTCPeerConnection takes; empty when no relay is configured.

    All that one *link* is given bears one name, by which coturn counts (``user-quota``): names of
    its own for each asking would let one link take every place at the relay.
    """
    if not config.turn_url or not config.turn_secret:
        return []
    # The name says nothing of who it is: coturn and its logs see it.
    named = f"{link} {now_ms // 1000 // NAME_S}".encode()
    name = hmac.new(_NAMES_KEY, named, hashlib.sha256).hexdigest()[:16]
    username = f"{now_ms // 1000 + lifetime_s}:{name}"
    digest = hmac.new(config.turn_secret.encode(), username.encode(), hashlib.sha1).digest()
    credential = base64.b64encode(digest).decode()
    return [IceServers(list(config.turn_url), username, credential)]
