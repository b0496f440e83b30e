"""Measures ferrule's glue against the C API written by hand: instructions and time, row by row.

See README.md for what the rows mean and how the figures are obtained.
"""

import argparse
import gc
import itertools
import math
import random
import statistics
import sys
import time

import bound
import callgrind
import limit
from rows import ROWS

SIDES = {"limit": limit, "bound": bound}
UNROLL = 10

# Instructions are counted for two lengths of the loop; what does not belong to an iteration cancels out.
SHORT, LONG = 50, 100

ROUNDS = 30
ROUND_NANOSECONDS = 2_000_000
TIME_TARGET = 1.12


def loops(row):
    """Returns the loop of a row for each side, run often enough that the interpreter has specialised it."""
    result = {side: row.compile(module, UNROLL) for side, module in SIDES.items()}
    for loop in result.values():
        loop(itertools.repeat(None, SHORT), time.perf_counter_ns)
    return result


# -----------------------------------------------------------------------------------------------
# Instructions.


def run_for_callgrind(rows):
    """Runs the rows under callgrind, which counts for each side and length of each row."""
    import callgrind_marks

    gc.disable()
    for row in rows:
        for side, loop in loops(row).items():
            for length in (SHORT, LONG):
                repeat = itertools.repeat(None, length)
                callgrind_marks.zero()
                loop(repeat, int)
                callgrind_marks.dump(f"{side}/{length}/{row.key}")


def count_instructions(rows, read):
    """Returns {row key: {side: instructions per statement}}, as `read` has them of a count."""
    counts = callgrind.run(__file__, ["--under-callgrind", *[row.key for row in rows]])

    def per_statement(side, row):
        short, long = (read(counts[f"{side}/{length}/{row.key}"]) for length in (SHORT, LONG))
        if isinstance(long, dict):
            return {name: (long[name] - short[name]) / (LONG - SHORT) / UNROLL for name in long}
        return (long - short) / (LONG - SHORT) / UNROLL

    return {row.key: {side: per_statement(side, row) for side in SIDES} for row in rows}


# -----------------------------------------------------------------------------------------------
# Time.


def time_of(loop, length):
    """Returns the nanoseconds that a loop takes for each of its statements."""
    return loop(itertools.repeat(None, length), time.perf_counter_ns) / length / UNROLL


def measure_time(rows):
    """Returns {row key: {side: nanoseconds per statement}}: the best of rounds.

    Each round goes through all rows and both sides, so that what else the machine does meanwhile disturbs
    none of them in every round.
    """
    gc.collect()
    gc.disable()
    tasks = []
    for row in rows:
        side_loops = loops(row)
        length = max(SHORT, int(ROUND_NANOSECONDS / UNROLL / time_of(side_loops["limit"], SHORT)))
        tasks += [(row.key, side, loop, length) for side, loop in side_loops.items()]
    best = {row.key: dict.fromkeys(SIDES, math.inf) for row in rows}
    for _ in range(ROUNDS):
        for key, side, loop, length in random.sample(tasks, len(tasks)):
            best[key][side] = min(best[key][side], time_of(loop, length))
    return best


# -----------------------------------------------------------------------------------------------
# What is printed.


def format_line(row, instructions, nanoseconds):
    """Returns the line of a row, with a mark where a ratio is above its target."""
    ratio = instructions["bound"] / instructions["limit"]
    time_ratio = nanoseconds["bound"] / nanoseconds["limit"]
    marks = []
    if ratio > row.target:
        marks.append(f"over {row.target:.2f}")
    if time_ratio > TIME_TARGET:
        marks.append(f"time over {TIME_TARGET:.2f}")
    return (
        f"{row.key:28}{instructions['limit']:9.1f}{instructions['bound']:9.1f}{ratio:7.3f}"
        f"{nanoseconds['limit']:9.1f}{nanoseconds['bound']:9.1f}{time_ratio:7.2f}  {', '.join(marks)}"
    ).rstrip()


def print_table(rows):
    """Prints one line a row and the geometric means of the ratios."""
    nanoseconds = measure_time(rows)
    instructions = count_instructions(rows, callgrind.total)
    print(f"CPython {sys.version.split()[0]}")
    print(f"{'':28}{'instructions':^25}{'nanoseconds':^25}")
    print(f"{'':28}{'limit':>9}{'ferrule':>9}{'ratio':>7}{'limit':>9}{'ferrule':>9}{'ratio':>7}")
    for row in rows:
        print(format_line(row, instructions[row.key], nanoseconds[row.key]))
    means = [
        statistics.geometric_mean(figures[row.key]["bound"] / figures[row.key]["limit"] for row in rows)
        for figures in (instructions, nanoseconds)
    ]
    print(f"{'geometric mean':46}{means[0]:7.3f}{'':18}{means[1]:7.2f}")


def print_profile(rows):
    """Prints which functions the instructions of each row are in."""
    for key, sides in count_instructions(rows, callgrind.by_function).items():
        for side, functions in sides.items():
            print(f"{key}, {side}:")
            for name, count in sorted(functions.items(), key=lambda item: -item[1]):
                if count >= 1:
                    print(f"{count:9.1f}  {name}")


def parse_options():
    """Returns the parsed command line, with the chosen rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", nargs="+", default=[""], metavar="TEXT", help="only rows whose name contains a text")
    parser.add_argument("--list", action="store_true", help="print the names of the rows")
    parser.add_argument("--profile", action="store_true", help="print which functions the instructions are in")
    parser.add_argument("--under-callgrind", nargs="+", metavar="ROW", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.rows = [row for row in ROWS if any(text in row.key for text in options.rows)]
    if not options.rows:
        parser.error("no row has such a name; --list prints them")
    return options


def main():
    options = parse_options()
    if options.under_callgrind:
        run_for_callgrind([row for row in ROWS if row.key in options.under_callgrind])
    elif options.list:
        print("\n".join(row.key for row in options.rows))
    elif options.profile:
        print_profile(options.rows)
    else:
        print_table(options.rows)


if __name__ == "__main__":
    main()
