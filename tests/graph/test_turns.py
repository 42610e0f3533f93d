"""Turns: so many at once, in order, and none lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from graph.turns import Turns


def test_turns_come_in_the_order_in_which_they_were_asked_for() -> None:
    turns = Turns(2)
    asked = [turns.ask() for _ in range(5)]
    assert [turn.done() for turn in asked] == [True, True, False, False, False]
    turns.give_back(asked[1])
    assert [turn.done() for turn in asked] == [True, True, True, False, False]
    turns.give_back(asked[0])
    assert asked[3].done()
    assert not asked[4].done()


def test_whoever_stops_waiting_is_passed_over() -> None:
    turns = Turns(1)
    first, second, third = (turns.ask() for _ in range(3))
    turns.give_back(second)
    turns.give_back(first)
    assert third.done()
    turns.give_back(third)
    assert turns.ask().done()


def test_no_turn_is_lost_among_threads() -> None:
    turns = Turns(3)

    def work(number: int) -> int:
        turn = turns.ask()
        if number % 3 == 0:
            turns.give_back(turn)
            return 0
        turn.result(30)
        turns.give_back(turn)
        return 1

    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(work, range(600))) == 400
    assert [turns.ask().done() for _ in range(4)] == [True, True, True, False]
