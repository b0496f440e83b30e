"""Whether a call leaves every count as it was: of the references to objects, and of the memory in use."""

import contextlib
import gc
import sys

ROUNDS = 1000

# What the interpreter may take for itself meanwhile. A leak takes one in each round.
TOLERANCE = ROUNDS // 10

# Its caches and free lists grow in leaps; a leak grows in every attempt.
ATTEMPTS = 4


def _run(call, rounds):
    for _ in range(rounds):
        with contextlib.suppress(Exception):
            call()


def _counts(objects):
    """References to the objects, then what grows with any leak: memory, and all references in a debug build."""
    gc.collect()
    gc.collect()  # without a GIL, what the first one collects is freed by the next
    return [*map(sys.getrefcount, objects), sys.getallocatedblocks(), getattr(sys, "gettotalrefcount", int)()]


def _moved(call, objects):
    """The counts that moved while `call` ran, as text."""
    before = _counts(objects)
    _run(call, ROUNDS)
    names = [*map(repr, objects), "memory", "all references"]
    grown = [(name, after - count) for name, count, after in zip(names, before, _counts(objects), strict=True)]
    return [f"{name}: {growth:+}" for name, growth in grown if abs(growth) >= TOLERANCE]


def assert_steady(call, *objects):
    """Runs a call many times, also one that raises, and holds the counts after it against those before."""
    _run(call, ROUNDS // 10)
    moved = []
    for _ in range(ATTEMPTS):
        moved = _moved(call, objects)
        if not moved:
            return
    raise AssertionError(f"counts that moved in {ROUNDS} calls: {moved}")
