"""Measures ferrule against the C API written by hand: instructions and time, row by row.

See README.md for what the rows mean and how the figures are obtained.
"""

import argparse
import statistics
import sys
import sysconfig

import attaching
import runtime_by_ferrule
from glue_rows import BOUND, GLUE_ROWS
from measure import Counts, nanoseconds
from rows import SIDES, TIME_NOISE, TIME_TARGET
from runtime_rows import RUNTIME_ROWS


def describe_python():
    """Returns the version of the interpreter, and what sets it apart from others of that version."""
    text = f"CPython {sys.version.split()[0]}"
    if sysconfig.get_config_var("Py_DEBUG"):
        text += " (debug)"
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        text += " (free-threaded, lock on)" if sys._is_gil_enabled() else " (free-threaded)"
    return text


def ratio_of(figures):
    """Returns what ferrule takes relative to what is taken by hand."""
    return figures["ferrule"] / figures["hand"]


def marks(row, instructions, times):
    """Returns where a row is above its targets."""
    result = []
    if instructions and ratio_of(instructions) > row.target:
        result.append(f"over {row.target:.2f}")
    if row.nanoseconds is not None:
        if times["ferrule"] > row.nanoseconds:
            result.append(f"over {row.nanoseconds} ns")
    elif times["ferrule"] > max(times["hand"] * TIME_TARGET, times["hand"] + TIME_NOISE):
        result.append(f"time over {TIME_TARGET:.2f}")
    return ", ".join(result)


def format_figures(figures, digits):
    """Returns the columns of both sides and of their ratio; dashes where there are no figures."""
    if not figures:
        return f"{'-':>9}{'-':>9}{'-':>8}"
    return f"{figures['hand']:9.1f}{figures['ferrule']:9.1f}{ratio_of(figures):8.{digits}f}"


def print_section(title, rows, instructions, times):
    """Prints one line a row."""
    print(f"\n{title:28}{'instructions':^26}{'nanoseconds':^26}")
    print(f"{'':28}" + f"{'by hand':>9}{'ferrule':>9}{'ratio':>8}" * 2)
    for row in rows:
        counted, timed = instructions[row.key], times[row.key]
        columns = format_figures(counted, 3) + format_figures(timed, 2)
        print(f"{row.key:28}{columns}  {marks(row, counted, timed)}".rstrip())


def print_means(rows, instructions, times):
    """Prints the geometric means of the ratios."""
    means = [statistics.geometric_mean(ratio_of(figures[row.key]) for row in rows) for figures in (instructions, times)]
    print(f"{'geometric mean':46}{means[0]:8.3f}{'':18}{means[1]:8.2f}")


def print_attaching_calls(rows, counts):
    """Prints which functions that attach or ask the glue has called while the loops of rows ran."""
    total = 0
    for row in rows:
        for name, calls in counts.calls(row, "ferrule", BOUND).items():
            if attaching.attaches(name) or attaching.asks(name):
                print(f"{row.key}: {calls} calls of {name}")
                total += calls
    print(f"calls that attach, detach or ask, in {len(rows)} rows: {total}")


def print_table(rows):
    """Prints the figures of the rows, those of the glue and those of the runtime apart."""
    times = nanoseconds(rows)
    counts = Counts([row for row in rows if row.counted])
    instructions = {
        row.key: {side: counts.instructions(row, side) for side in SIDES} if row.counted else None for row in rows
    }
    print(f"{describe_python()}, {runtime_by_ferrule.compiler}")
    if glue_rows := [row for row in rows if row in GLUE_ROWS]:
        print_section("Glue", glue_rows, instructions, times)
        print_means(glue_rows, instructions, times)
        print_attaching_calls(glue_rows, counts)
    if runtime_rows := [row for row in rows if row in RUNTIME_ROWS]:
        print_section("Runtime", runtime_rows, instructions, times)


def print_profile(rows):
    """Prints which functions the instructions of each row are in."""
    counts = Counts([row for row in rows if row.counted])
    for row in rows:
        if not row.counted:
            print(f"{row.key}: not counted, it has several threads")
            continue
        for side in SIDES:
            print(f"{row.key}, {'by hand' if side == 'hand' else side}:")
            for name, count in sorted(counts.functions(row, side).items(), key=lambda item: -item[1]):
                if count >= 1:
                    print(f"{count:9.1f}  {name}")


def parse_options():
    """Returns the parsed command line, with the chosen rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", nargs="+", default=[""], metavar="TEXT", help="only rows whose name contains a text")
    parser.add_argument("--list", action="store_true", help="print the names of the rows")
    parser.add_argument("--profile", action="store_true", help="print which functions the instructions are in")
    options = parser.parse_args()
    options.rows = [row for row in GLUE_ROWS + RUNTIME_ROWS if any(text in row.key for text in options.rows)]
    if not options.rows:
        parser.error("no row has such a name; --list prints them")
    return options


def main():
    options = parse_options()
    if options.list:
        print("\n".join(row.key for row in options.rows))
    elif options.profile:
        print_profile(options.rows)
    else:
        print_table(options.rows)


if __name__ == "__main__":
    main()
