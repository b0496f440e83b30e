"""Takes the figures of rows: the instructions that callgrind counts, and the time.

As a program, under callgrind, it runs the rows that its arguments name.
"""

import collections
import functools
import gc
import math
import os
import random
import sys
import time

import callgrind
from glue_rows import GLUE_ROWS
from rows import SIDES, UNROLL
from runtime_rows import RUNTIME_ROWS

# Instructions are counted for two lengths of the loop; what does not belong to a turn cancels out.
SHORT, LONG = 50, 100

ROUNDS = 30
ROUND_NANOSECONDS = 2_000_000


def warm_loops(row):
    """Returns the loops of a row, run often enough that the interpreter has specialised them."""
    loops = row.loops()
    for loop in loops.values():
        loop(SHORT, time.perf_counter_ns, time.perf_counter_ns)
    return loops


class Counts:
    """What callgrind counts when it runs rows."""

    def __init__(self, rows):
        self._texts = callgrind.run(__file__, [row.key for row in rows]) if rows else {}

    def instructions(self, row, side):
        """Returns the instructions of a statement."""
        short, long = (callgrind.total(self._text(row, side, length)) for length in (SHORT, LONG))
        return (long - short) / (LONG - SHORT) / UNROLL

    def functions(self, row, side):
        """Returns {function: instructions of a statement that are in it}."""
        short, long = (callgrind.by_function(self._text(row, side, length)) for length in (SHORT, LONG))
        return {name: (long[name] - short[name]) / (LONG - SHORT) / UNROLL for name in long}

    def calls(self, row, side, modules):
        """Returns {function: calls of it from modules}: all while the loop ran, not a statement's share."""
        text = self._text(row, side, LONG)
        calls = (callgrind.calls(text, os.path.realpath(module.__file__)) for module in modules)
        return sum(calls, collections.Counter())

    def _text(self, row, side, length):
        return self._texts[f"{side}/{length}/{row.key}"]


def run_under_callgrind(rows):
    """Has callgrind count for each side and length of each row."""
    import callgrind_marks

    gc.disable()
    for row in rows:
        for side, loop in warm_loops(row).items():
            for length in (SHORT, LONG):
                label = f"{side}/{length}/{row.key}"
                loop(length, callgrind_marks.begin, functools.partial(callgrind_marks.end, label))


def time_of(loop, length):
    """Returns the nanoseconds that a loop takes for each of its statements."""
    return loop(length, time.perf_counter_ns, time.perf_counter_ns) / length / UNROLL


def timed_length(row, loops):
    """Returns how many turns of the loops of a row are timed at once."""
    if row.length is not None:
        return row.length
    return max(SHORT, int(ROUND_NANOSECONDS / UNROLL / time_of(loops["hand"], SHORT)))


def nanoseconds(rows):
    """Returns {row key: {side: nanoseconds per statement}}: the best of rounds.

    Each round goes through all rows and both sides, so that what else the machine does meanwhile disturbs
    none of them in every round.
    """
    gc.collect()
    gc.disable()
    tasks = []
    for row in rows:
        loops = warm_loops(row)
        length = timed_length(row, loops)
        tasks += [(row.key, side, loop, length) for side, loop in loops.items()]
    best = {row.key: dict.fromkeys(SIDES, math.inf) for row in rows}
    for _ in range(ROUNDS):
        for key, side, loop, length in random.sample(tasks, len(tasks)):
            best[key][side] = min(best[key][side], time_of(loop, length))
    return best


if __name__ == "__main__":
    run_under_callgrind([row for row in GLUE_ROWS + RUNTIME_ROWS if row.key in sys.argv[1:]])
