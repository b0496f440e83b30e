"""Reads the table of docs/conversions.md, and makes a header of it: a function that takes and one that returns each type.

The stub of that header says whether the table is right: `void p3_0(T value)` shows T as a parameter, `T r3_0()` as a result.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

PREAMBLE = """\
// Made by tests/docs/tables.py from docs/conversions.md.
#include <array>
#include <chrono>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <filesystem>
#include <forward_list>
#include <functional>
#include <initializer_list>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "ferrule/ferrule.h"
#include "ferrule/iterable.h"

enum class FERRULE_ENUM() Color { red };
struct FERRULE_CLASS() Point {
  double x = 0;
};
struct FERRULE_CLASS() Widget {};
struct FERRULE_CLASS() Session {};
"""

NOTHING = "-"


@dataclass
class Row:
    cpp: list  # the types
    parameter: str  # what the stub shows, or NOTHING
    result: str

    def python_of(self, index):
        """Returns what the stub shows of each function that the row, the one with this index, makes."""
        names = {}
        for i in range(len(self.cpp)):
            if self.parameter != NOTHING:
                names[f"p{index}_{i}"] = self.parameter
            if self.result != NOTHING:
                names[f"r{index}_{i}"] = self.result
        return names


def _plain(cell):
    return cell.strip().strip("`").replace("\\|", "|")


def read_table(page):
    """Returns the first table of a page: of each row the types, and the cells behind them."""
    lines = iter(page.read_text().splitlines())
    next(line for line in lines if line.startswith("| ---"))
    table = []
    for line in lines:
        if not line.startswith("|"):
            break
        first, *others = re.split(r"(?<!\\)\|", line)[1:-1]
        table.append((re.findall(r"`([^`]+)`", first), [_plain(cell) for cell in others]))
    return table


def read_rows(page):
    return [Row(types, cells[0], cells[1]) for types, cells in read_table(page)]


def make_header(rows):
    text = PREAMBLE
    for index, row in enumerate(rows):
        for i, cpp in enumerate(row.cpp):
            if row.parameter != NOTHING:
                text += f"FERRULE_FUNCTION() inline void p{index}_{i}([[maybe_unused]] {cpp} value) {{}}\n"
            if row.result != NOTHING:
                text += f"FERRULE_FUNCTION() inline {cpp} r{index}_{i}() {{ throw 1; }}\n"
    return text


if __name__ == "__main__":
    print(make_header(read_rows(Path(sys.argv[1]))), end="")
