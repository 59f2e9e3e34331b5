"""Pure rules: who may what, how fast, with which words."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import replace

import pytest

from server import errors
from server.access import LogFacts, Visitor, admitted_on_registering, needs_own_refs, refuse_append
from server.config import Config
from server.errors import Ended, NotAdmitted, NotAllowed, refusal_of
from server.ice import LIFETIME_S, ice_servers
from server.limits import Buckets, Rate, TokenBucket
from server.protocol import KINDS, LATER, MAY_APPEND, NEVER, OTHER, ROLES
from server.records import Record

LOG = bytes(16)
FACTS = LogFacts(1, LOG, "room", None, "new", "all", 1_000, 0, bytes(32))


def a_record(kind: str, role: str, n: int = 0, log: bytes = LOG) -> Record:
    """Return a record with only what rules look at."""
    return Record(log, kind, role, bytes(8), n, 0, (), (), b"", b"", b"")


@pytest.mark.parametrize("log_kind", MAY_APPEND)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_golden_table_is_the_rule(log_kind: str, role: str, kind: str) -> None:
    """A kind is taken exactly where the table has it."""
    facts = replace(FACTS, kind=log_kind)
    refused = refuse_append(a_record(kind, role), facts, role, admitted=True)  # type: ignore[arg-type]

    assert (refused is None) == (kind in MAY_APPEND[log_kind].get(role, []))


def test_a_guest_draws_only_while_all_may() -> None:
    """``writers`` = coach stops the guest's board and nothing else."""
    facts = replace(FACTS, writers="coach")

    assert refuse_append(a_record("board", "guest"), facts, "guest", admitted=True) is NotAllowed
    assert refuse_append(a_record("talk", "guest"), facts, "guest", admitted=True) is None
    assert refuse_append(a_record("board", "coach"), facts, "coach", admitted=True) is None


@pytest.mark.parametrize(
    ("kind", "n", "taken"),
    [("member", 0, True), ("talk", 1, True), ("talk", 0, False), ("member", 1, False),
     ("talk", 2, False), ("board", 0, False)],
)  # fmt: skip
def test_before_the_door_one_message_may_be_left(kind: str, n: int, taken: bool) -> None:
    """``member`` first, then ``talk``, and that is all."""
    refused = refuse_append(a_record(kind, "guest", n), FACTS, "guest", admitted=False)

    assert (refused is None) == taken


def test_role_and_log_in_the_header_must_be_the_links() -> None:
    """Nobody writes in another's name."""
    as_coach = a_record("talk", "coach")
    elsewhere = a_record("talk", "guest", log=bytes(15) + b"x")

    for wrong in (as_coach, elsewhere):
        assert refuse_append(wrong, FACTS, "guest", admitted=True) is NotAllowed


def test_whose_refs_may_be_named() -> None:
    """Edits name one's own; a coach may have anything forgotten."""
    assert needs_own_refs("edit", "coach")
    assert needs_own_refs("edit", "guest")
    assert needs_own_refs("forget", "guest")
    assert not needs_own_refs("forget", "coach")
    assert not needs_own_refs("talk", "guest")


def test_only_guests_knock() -> None:
    """Coach, trainer and owner are let in on registering; guests where knocking is off."""
    assert all(admitted_on_registering(r, "every") for r in ("coach", "trainer", "owner"))  # type: ignore[arg-type]
    assert admitted_on_registering("guest", "never")
    assert not admitted_on_registering("guest", "new")
    assert not admitted_on_registering("guest", "every")


PAGE, OTHER_PAGE = b"page 001", b"page 002"


@pytest.mark.parametrize(
    ("knock", "role", "admitted", "let_in", "refused", "state"),
    [
        ("new", "guest", True, None, None, "admitted"),
        ("new", "guest", False, None, None, "waiting"),
        ("new", "guest", False, None, PAGE, "refused"),
        ("new", "guest", False, None, OTHER_PAGE, "waiting"),
        ("every", "guest", True, None, None, "waiting"),
        ("every", "guest", True, PAGE, None, "admitted"),
        ("every", "guest", True, OTHER_PAGE, None, "waiting"),
        ("every", "guest", True, None, PAGE, "refused"),
        ("every", "coach", True, None, None, "admitted"),
    ],
)
def test_the_state_of_a_knock(
    knock: str, role: str, admitted: bool, let_in: bytes, refused: bytes, state: str
) -> None:
    """What a page may expect at the door, from what is kept of its device."""
    facts = replace(FACTS, knock=knock)
    visitor = Visitor(facts, 1, role, 1, admitted, refused, let_in)  # type: ignore[arg-type]

    assert visitor.knock_state(PAGE) == state


def test_a_keeper_is_an_admitted_coach_or_owner() -> None:
    """Everybody else is told which of the two is missing."""
    Visitor(FACTS, 1, "coach", 1, True).check_keeper()
    Visitor(FACTS, 1, "owner", 1, True).check_keeper()
    with pytest.raises(NotAllowed):
        Visitor(FACTS, 1, "guest", 1, True).check_keeper()
    with pytest.raises(NotAdmitted):
        Visitor(FACTS, 1, "coach", None, False).check_keeper()


def test_a_date_counts_from_its_first_moment() -> None:
    """One ms before it the log is open; 0 has no end."""
    FACTS.check_open(999)
    with pytest.raises(Ended):
        FACTS.check_open(1_000)
    replace(FACTS, until=0).check_open(10**15)


def test_a_bucket_gives_its_burst_and_then_its_rate() -> None:
    """Nothing is taken where there is not enough, and time that stands still adds nothing."""
    bucket = TokenBucket(Rate(per_second=2, burst=3), now=100.0)

    assert [bucket.take(100.0) for _ in range(4)] == [True, True, True, False]
    assert not bucket.take(100.4)
    assert bucket.take(100.5)
    assert not bucket.take(100.5)
    assert [bucket.take(200.0) for _ in range(4)] == [True, True, True, False]
    assert not bucket.take(200.0, 5)


def test_buckets_are_bounded() -> None:
    """The keys seen longest ago are forgotten first."""
    buckets = Buckets(Rate(0, 1), most_keys=2)

    assert buckets.take("a", 0)
    assert buckets.take("b", 0)
    assert not buckets.take("a", 0)
    assert buckets.take("c", 0)
    assert not buckets.take("a", 0)
    assert buckets.take("b", 0)


def test_relay_credentials_are_what_coturn_expects() -> None:
    """Username is the end of their life, credential its HMAC-SHA1 with the shared secret."""
    config = Config(turn_url=("turn:a.org",), turn_secret="0123456789abcdef")
    (server,) = ice_servers(config, now_ms=5_000_000, link=1)
    assert server.username is not None
    made = hmac.new(b"0123456789abcdef", server.username.encode(), hashlib.sha1).digest()

    assert server.urls == ["turn:a.org"]
    assert int(server.username.split(":")[0]) == 5_000 + LIFETIME_S
    assert server.credential == base64.b64encode(made).decode()
    assert ice_servers(Config(), 0, 1) == []


def test_every_word_has_one_class_and_a_status_of_its_kind() -> None:
    """The tree holds each wire word once; statuses are of refusals."""
    leaves = errors.Refusal.__subclasses__()

    assert sorted(leaf.word for leaf in leaves) == sorted([*LATER, *NEVER, *OTHER])
    assert all(400 <= leaf.status < 600 for leaf in leaves)


def test_unknown_errors_say_nothing() -> None:
    """What went wrong inside is not the client's business."""
    told = refusal_of(ValueError("a secret"))

    assert (told.word, told.detail) == ("internal", None)
    assert refusal_of(errors.StoreClosed()).word == "busy"
    assert refusal_of(errors.Gap()).word == "gap"
