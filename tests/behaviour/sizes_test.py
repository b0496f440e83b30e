"""What an instance takes: its C++ object, the header of Python, a pointer, and nothing that it does not use."""

import gc
import struct
import sys

import pytest
import sizes

WORD = struct.calcsize("P")
HEADER = object.__basicsize__
OBJECT = 16
LEAST = HEADER + WORD + OBJECT

# The class, what its instances have beside the object, and whether the garbage collector knows them.
ROWS = [
    (sizes.Plain, 0, False),
    (sizes.Closed, 0, False),
    (sizes.Frozen, 0, False),
    (sizes.WithDict, 2 * WORD, True),  # the dict, and the mark of calls that may change it
    (sizes.WithWeakrefs, WORD, False),
    (sizes.WithBoth, 3 * WORD, True),
    (sizes.BorrowChecked, WORD, False),  # how it is borrowed
    (sizes.Callable, WORD, False),  # the vectorcall
    (sizes.Holder, WORD, True),  # the mark of calls that may change it
    (sizes.Part, WORD, True),  # what it refers to, where it has no object
    (sizes.Whole, 0, False),
]


@pytest.mark.parametrize("bound, more, is_collected", ROWS, ids=[row[0].__name__ for row in ROWS])
def test_object_within_the_instance(bound, more, is_collected):
    assert bound.__basicsize__ == LEAST + more
    assert bound.__itemsize__ == 0
    of_collector = sys.getsizeof(bound()) - bound.__basicsize__
    assert (of_collector > 0) == (is_collected and HEADER == 2 * WORD)  # else the header has it
    assert gc.is_tracked(bound()) <= is_collected


@pytest.mark.parametrize("bound", [sizes.OnHeap, sizes.Shared, sizes.Overridable])
def test_object_elsewhere(bound):
    """One layout for all, so that each can be a base of each: the record, two pointers, and four small numbers."""
    assert bound.__basicsize__ == HEADER + WORD + 3 * WORD + 12 + 4
