"""One-time invitations for coaches: the only thing the server ever makes, kept as a hash."""

from __future__ import annotations

import secrets
from typing import Final

from server.clock import Clock
from server.records import encode_id
from server.store import Store

CODE_BYTES: Final = 16
VALID_MS: Final = 7 * 24 * 3600 * 1000


class Invitations:
    """Makes codes; what becomes of them is the store's."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def first(self) -> str | None:
        """Return a new code while no coach has come in yet, and let the one before it lapse."""
        if await self._store.has_workspace():
            return None
        return await self._make(only=True)

    async def another(self) -> str:
        """Return a code for one more coach."""
        return await self._make(only=False)

    async def _make(self, *, only: bool) -> str:
        code = secrets.token_bytes(CODE_BYTES)
        await self._store.invite(code, self._clock.now_ms() + VALID_MS, only=only)
        return encode_id(code)
