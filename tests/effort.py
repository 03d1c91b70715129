"""How much work a thing is beside another: what else the machine does meanwhile says nothing about it."""

from collections.abc import Callable
from time import process_time


def times_as_much(one: Callable[[], object], other: Callable[[], object]) -> float:
    """Give how many times as much of the processor one takes as another: of each the best of three tries, in turn."""
    tries = [(_work(one), _work(other)) for _ in range(3)]
    return min(first for first, _ in tries) / min(second for _, second in tries)


def _work(done: Callable[[], object]) -> float:
    begun = process_time()
    done()
    return process_time() - begun
