"""Whose turn it is: two at once, in order, nobody for long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import Busy, NotFound
from server.turns import GONE_AFTER_S, MOST_AT_ONCE, MOST_WAITING, TURN_S, Place, Turns


def ask(turns: Turns, link: int, now: float = 0.0) -> Place:
    """Ask for a place under the link's number."""
    return turns.ask(link.to_bytes(16, "big"), link, now)[0]


def test_two_begin_and_the_third_is_told_how_many_come_first() -> None:
    """Ahead is 0 for who has the turn, 1 for the next, 2 for the one behind."""
    turns = Turns()
    places = [ask(turns, link) for link in range(4)]

    assert [turns.ahead(place) for place in places] == [0, 0, 1, 2]


def test_who_waits_longest_is_next_when_somebody_leaves() -> None:
    """The turn begins at that moment, not when the place was asked for."""
    turns = Turns()
    first, _, third, fourth = [ask(turns, link) for link in range(4)]
    assert turns.leave(first, 3.0) == [first]

    assert (third.began, fourth.began) == (3.0, None)
    assert turns.ahead(fourth) == 1


def test_a_turn_ends_by_itself() -> None:
    """After 20 s, however often its page asks; not a moment earlier."""
    turns = Turns()
    place = ask(turns, 1)
    for second in range(int(TURN_S)):
        assert turns.find(place.id, 1, float(second)) is place
    assert turns.pass_on(TURN_S - 0.1) == []
    assert turns.pass_on(TURN_S) == [place]
    with pytest.raises(NotFound):
        turns.find(place.id, 1, TURN_S)


def test_a_page_that_no_longer_asks_gives_up_its_place() -> None:
    """Waiting or not; who still asks gets the turn."""
    turns = Turns()
    for link in (1, 2, 3):
        ask(turns, link)
    fourth = ask(turns, 4)
    turns.find(fourth.id, 4, GONE_AFTER_S)
    ended = turns.pass_on(GONE_AFTER_S + 0.1)

    assert [place.link for place in ended] == [1, 2, 3]
    assert turns.ahead(fourth) == 0


def test_a_link_holds_one_place() -> None:
    """Asking again ends the older, and what it held goes to who waits: no jumping the queue."""
    turns = Turns()
    first, _, third = [ask(turns, link) for link in range(3)]
    again, ended = turns.ask(b"again", first.link, 1.0)

    assert ended == [first]
    assert (turns.ahead(third), turns.ahead(again)) == (0, 1)


def test_a_place_is_its_links_alone() -> None:
    """Another link that knows the id learns nothing."""
    turns = Turns()
    place = ask(turns, 1)
    with pytest.raises(NotFound):
        turns.find(place.id, 2, 0.0)


def test_the_queue_is_not_without_end() -> None:
    """One more than may wait is told to come back, and those who wait are untouched."""
    turns = Turns()
    for link in range(MOST_AT_ONCE + MOST_WAITING):
        ask(turns, link)
    with pytest.raises(Busy):
        ask(turns, 99)
    assert len(turns) == MOST_AT_ONCE + MOST_WAITING


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["ask", "look", "leave", "wait"]), st.integers(0, 6), st.floats(0, 8)
    ),
    max_size=60,
)


@given(ACTS)
def test_never_more_than_two_and_never_out_of_order(acts: list[tuple[str, int, float]]) -> None:
    """Whatever people do: at most two, nobody waits beside a free turn, older places first."""
    turns = Turns()
    held: dict[int, Place] = {}
    now = 0.0
    for what, link, seconds in acts:
        place = held.get(link)
        if what == "ask":
            held[link] = turns.ask(bytes([len(held)]), link, now)[0]
        elif what == "look" and place is not None and not place.over(now):
            turns.pass_on(now)
            if place in turns._places:
                turns.find(place.id, link, now)
        elif what == "leave" and place is not None:
            turns.leave(place, now)
        now += seconds if what == "wait" else 0
        turns.pass_on(now)
        having = [place for place in turns._places if place.began is not None]
        waiting = [place for place in turns._places if place.began is None]
        assert len(having) <= MOST_AT_ONCE
        assert not waiting or len(having) == MOST_AT_ONCE
        assert turns._places == having + waiting
