"""A stage that is one item ahead of the stage that takes its items.

The engine's cores stand still while one thread checks and writes what was translated, and that
thread while they translate: so each has the other's time.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar

Item = TypeVar("Item")
Make = Callable[[Event], Generator[Item, None, None]]
"""Gives the items; should soon raise or return once the event is set, as nobody wants more."""


def ahead(make: Make[Item]) -> Generator[Item, None, None]:
    """Yield the items of `make`, each made while the one before is in use.

    One thread runs `make` from its beginning to its end, closing included, so that it may hold
    what no other thread may touch (an SQLite connection). At most two items are in memory. Close
    this iterator (`contextlib.closing`) where it may be left before its end; errors of `make` are
    raised here, when their item is asked for.
    """
    stop = Event()
    making = make(stop)
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as thread:
        try:
            waiting = thread.submit(next, making, None)
            while (item := waiting.result()) is not None:
                waiting = thread.submit(next, making, None)
                yield item
        finally:
            stop.set()
            thread.submit(making.close)
