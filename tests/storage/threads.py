"""Which threads have begun, but for those of the loop's own pool, which outlive the work they are given."""

import threading

_POOLS = ("asyncio_", "uvloop_")


def begun_since(before: set[threading.Thread]) -> set[threading.Thread]:
    """Give the threads that are there now and were not before."""
    return {thread for thread in set(threading.enumerate()) - before if not thread.name.startswith(_POOLS)}
