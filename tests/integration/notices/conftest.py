"""A room whose server sends mail, and the mail server that takes it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from tests.integration.conftest import Live
from tests.integration.notices.letterbox import FROM, FRONT
from tests.integration.test_held import Team, team_of
from tests.mail_server import MailServer, mail_server


@pytest.fixture
async def post() -> AsyncIterator[MailServer]:
    """A mail server."""
    async with mail_server() as running:
        yield running


@pytest.fixture
async def live(post: MailServer, start: Callable[..., Awaitable[Live]]) -> Live:
    """An app that sends mail."""
    return await start(mail_url=post.url, mail_from=FROM, public_url=FRONT)


@pytest.fixture
async def team(live: Live) -> Team:
    """A coach and two guests, without knocking."""
    return await team_of(live.http, await live.workspace(), 2)
