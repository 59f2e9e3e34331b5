"""
The HTTP routes of notices by e-mail, and the two pages that their mails lead to.

A page asks before it does anything, because programs that look through mail open its links; the
one click that RFC 8058 asks for is a POST to the same address.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import replace
from typing import Final

from aiohttp import web

from server.access import Visitor
from server.bodies import NoticeState
from server.clock import Clock
from server.errors import Malformed, NotFound, TooFast
from server.limits import MAILS_TO_ADDRESS, NOTICES_ASKED, Buckets
from server.mail_address import letterbox
from server.records import decode_id
from server.shapes import read_ask_notice
from server.store import Store
from server.visits import Visits, json_answer

NOTICE: Final = "/api/logs/{log}/notice"
YES: Final = "/notices/yes/{code}"
NO: Final = "/notices/no/{code}"
CODE_BYTES: Final = 16

STYLE: Final = (
    "body{max-width:34rem;margin:12vh auto;padding:0 1.5rem;background:#fbf8f2;color:#2b2a27;"
    "font:1.125rem/1.6 system-ui,sans-serif}"
    "button{min-height:3rem;padding:0 1.5rem;border:0;border-radius:.6rem;background:#1f5c55;"
    "color:#fff;font:inherit;cursor:pointer}"
    "button:focus-visible{outline:3px solid #d98e04;outline-offset:3px}"
    "p[lang=en]{color:#57544d}"
)
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
#: what these pages may do: show themselves, and send their one form to this site
HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    # Without one, browsers do not say which site a form comes from.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}

#: (Dutch, English) of a paragraph, and of the button under it
Said = tuple[str, str]
ASK_YES: Final[Said] = (
    "Wil je op dit adres een mail krijgen als er een bericht voor je is?",
    "Would you like a mail at this address when there is a message for you?",
)
SAY_YES: Final[Said] = ("Ja, mail mij", "Yes, mail me")
DONE_YES: Final[Said] = (
    "Dat is geregeld. Je krijgt een mail als er een bericht voor je is.",
    "That is settled. You will get a mail when there is a message for you.",
)
TOO_LATE: Final[Said] = (
    "Deze link werkt niet meer. Je kunt je adres opnieuw opgeven via je eigen link.",
    "This link no longer works. You can give your address again by your own link.",
)
ASK_NO: Final[Said] = (
    "Wil je geen mail meer krijgen als er een bericht voor je is?",
    "Would you like no more mail when there is a message for you?",
)
SAY_NO: Final[Said] = ("Geen mail meer", "No more mail")
DONE_NO: Final[Said] = (
    "Je krijgt geen mail meer. Je adres is hier gewist.",
    "No more mail will come. Your address has been erased here.",
)


class Notifying:
    """Giving an address, confirming it, taking it back."""

    def __init__(self, store: Store, visits: Visits, clock: Clock, *, available: bool) -> None:
        self._store = store
        self._visits = visits
        self._clock = clock
        self._available = available
        self._asked = Buckets(NOTICES_ASKED)
        self._mailed = Buckets(MAILS_TO_ADDRESS)

    def attach(self, app: web.Application) -> None:
        """Add the routes."""
        app.add_routes(
            [
                web.get(NOTICE, self.state),
                web.put(NOTICE, self.ask),
                web.delete(NOTICE, self.drop),
                web.get(NOTICE + "s", self.states),
                web.get(YES, self.ask_yes),
                web.post(YES, self.take_yes),
                web.get(NO, self.ask_no),
                web.post(NO, self.take_no),
            ]
        )

    # --- routes -------------------------------------------------------------------------------

    async def state(self, request: web.Request) -> web.Response:
        visitor = await self._visits.admitted(request)
        return json_answer(await self._state_of(visitor))

    async def _state_of(self, visitor: Visitor) -> NoticeState:
        state = await self._store.notice(visitor.link)
        return replace(state, available=self._available and visitor.facts.kind == "room")

    async def ask(self, request: web.Request) -> web.Response:
        visitor = await self._visits.admitted(request)
        if not self._available or visitor.facts.kind != "room":
            raise NotFound("no mail is sent from here")
        visitor, said = await self._visits.told(request, visitor)
        asked = read_ask_notice(said)
        now = self._clock.seconds()
        to = hashlib.sha256(letterbox(asked.address).encode()).digest()
        if not self._asked.take(visitor.link, now) or not self._mailed.take(to, now):
            raise TooFast("this address was asked before")
        code = secrets.token_bytes(CODE_BYTES)
        await self._store.ask_notice(
            visitor.facts.number, visitor.link, asked.address, asked.language, code
        )
        return json_answer(await self._state_of(visitor), status=201)

    async def drop(self, request: web.Request) -> web.Response:
        visitor = await self._visits.admitted(request)
        await self._store.drop_notice(visitor.link)
        return web.json_response({})

    async def states(self, request: web.Request) -> web.Response:
        visitor = await self._visits.keeper(request)
        return json_answer(await self._store.notices_of(visitor.facts.number))

    # --- pages --------------------------------------------------------------------------------

    async def ask_yes(self, request: web.Request) -> web.Response:
        """The page behind the link in a question."""
        return _page(ASK_YES, SAY_YES)

    async def take_yes(self, request: web.Request) -> web.Response:
        """Its button."""
        self._visits.check_arrivals(request)
        code = _code_of(request)
        done = code is not None and await self._store.confirm_notice(code)
        return _page(DONE_YES if done else TOO_LATE)

    async def ask_no(self, request: web.Request) -> web.Response:
        """The page behind the link to stop."""
        return _page(ASK_NO, SAY_NO)

    async def take_no(self, request: web.Request) -> web.Response:
        """Its button, and the one click of a mail program; who asks twice hears the same."""
        self._visits.check_arrivals(request)
        code = _code_of(request)
        if code is not None:
            await self._store.stop_notice(code)
        return _page(DONE_NO)


def _code_of(request: web.Request) -> bytes | None:
    try:
        return decode_id(request.match_info["code"], CODE_BYTES)
    except Malformed:
        return None


def _page(said: Said, button: Said | None = None) -> web.Response:
    """Return a page in both languages; nothing in it comes from a request or a room."""
    label = f'{button[0]} / <span lang="en">{button[1]}</span>' if button is not None else ""
    form = f'<form method="post"><button type="submit">{label}</button></form>' if label else ""
    html = (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Flipover</title>'
        '<meta name="viewport" content="width=device-width">'
        f'<meta name="robots" content="noindex"><style>{STYLE}</style></head>'
        f'<body><main><p>{said[0]}</p><p lang="en">{said[1]}</p>{form}</main></body></html>'
    )
    return web.Response(text=html, content_type="text/html", headers=HEADERS)
