"""Writes the header of the module `fuzz`: functions of random types, and sets of overloads, which return what they are
given."""

import sys

import catalog

PREAMBLE = """\
// Made by tests/fuzz/make_header.py.
#include <array>
#include <chrono>
#include <complex>
#include <cstddef>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "ferrule/ferrule.h"

"""

if __name__ == "__main__":
    sys.stdout.write(PREAMBLE)
    for name, shape in catalog.functions().items():
        sys.stdout.write(f"FERRULE_FUNCTION() inline {shape.cpp} {name}({shape.cpp} value) {{ return value; }}\n")
    for name, overloads in catalog.overloads().items():
        for number, shape in enumerate(overloads.elements):
            result = f"std::pair<int, {shape.cpp}>"
            sys.stdout.write(
                f"FERRULE_FUNCTION() inline {result} {name}({shape.cpp} value) {{ return {{{number}, value}}; }}\n"
            )
