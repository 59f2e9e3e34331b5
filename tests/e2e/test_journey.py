"""The whole way of two people, from the operator's terminal to goodbye."""

from __future__ import annotations

from tests.e2e.meeting import Pair


async def test_two_people_meet_draw_write_and_part(pair: Pair) -> None:
    """What one draws, sticks and says stands at the other, and both leave for the goodbye page."""
    coach, client = pair.coach, pair.client
    await coach.sees_other()
    await client.sees_other()

    await coach.draw([(0.2, 0.2), (0.4, 0.25), (0.6, 0.2)])
    await client.strokes_are(1)
    await client.draw([(0.2, 0.5), (0.6, 0.5)])
    await coach.strokes_are(2)
    await client.stick_note((0.5, 0.7), "vijf uur slapen")
    await coach.reads_note("vijf uur slapen")
    await coach.say("Wat hielp daarbij?")
    await client.reads("Wat hielp daarbij?")
    await client.say("Telefoon uit om tien uur")
    await coach.reads("Telefoon uit om tien uur")

    await client.leave()
    await coach.other_is_gone("Sam")
    await coach.leave()
