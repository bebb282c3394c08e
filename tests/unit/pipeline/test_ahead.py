"""A stage runs one item ahead of the next, in one thread, and ends when nobody wants more."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import closing
from threading import Event

import pytest

from bilingual.pipeline.ahead import ahead

PATIENCE = 10.0
"""Seconds after which a test gives up on the other thread."""


class Stage:
    """Makes the numbers from 1, and remembers what was done where."""

    def __init__(self, last: int = 4) -> None:
        self.last = last
        self.begun = [Event() for _ in range(last + 2)]
        self.threads: set[int] = set()
        self.closed = False

    def __call__(self, stop: Event) -> Generator[int, None, None]:
        try:
            for number in range(1, self.last + 1):
                self.threads.add(threading.get_ident())
                self.begun[number].set()
                yield number
        finally:
            self.threads.add(threading.get_ident())
            self.closed = True


def test_all_items_come_in_order():
    stage = Stage()
    assert list(ahead(stage)) == [1, 2, 3, 4]
    assert stage.closed


def test_the_next_item_is_made_while_one_is_in_use_and_no_more():
    stage = Stage()
    with closing(ahead(stage)) as items:
        assert next(items) == 1
        assert stage.begun[2].wait(PATIENCE)
        assert not stage.begun[3].wait(0.05)


def test_one_other_thread_does_everything_closing_included():
    stage = Stage()
    with closing(ahead(stage)) as items:
        next(items)
    assert stage.closed
    assert len(stage.threads) == 1
    assert threading.get_ident() not in stage.threads


def test_an_error_is_raised_in_the_place_of_its_item():
    def broken(stop: Event) -> Generator[int, None, None]:
        yield 1
        raise ValueError("the second")

    items = ahead(broken)
    assert next(items) == 1
    with pytest.raises(ValueError, match="the second"):
        next(items)


def test_who_leaves_early_does_not_wait_for_the_next_item():
    ended = Event()

    def endless(stop: Event) -> Generator[int, None, None]:
        yield 1
        assert stop.wait(PATIENCE), "nobody said that the item is not wanted"
        ended.set()
        raise RuntimeError("left alone, as nobody asks for it")

    with pytest.raises(KeyError), closing(ahead(endless)) as items:
        next(items)
        raise KeyError
    assert ended.is_set()
