"""Faults are shown on the same real servers and browsers as the journeys."""

from __future__ import annotations

from tests.e2e.conftest import browsers, client_mark, coach_mark, pair, server

__all__ = ["browsers", "client_mark", "coach_mark", "pair", "server"]
