"""Both sides of the benchmark do the same: in its rows, and where they refuse. Nothing is timed here."""

import functools
import sys
import time

import bound
import callgrind
import limit
import pytest
import runtime_by_ferrule
import runtime_by_hand
from glue_rows import GLUE_ROWS
from rows import SIDES, UNROLL
from runtime_rows import RUNTIME_ROWS


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("row", GLUE_ROWS + RUNTIME_ROWS, ids=lambda row: row.key)
def test_a_row_runs_in_its_loop(row, side):
    assert row.loops()[side](20, time.perf_counter_ns, time.perf_counter_ns) > 0


# -----------------------------------------------------------------------------------------------
# The runtime.


@pytest.mark.parametrize("module", [runtime_by_hand, runtime_by_ferrule])
def test_each_row_of_the_runtime_is_a_loop(module):
    assert module.names == tuple(row.key for row in RUNTIME_ROWS)


# How many references a statement adds to those of the object, by the time that the loop has ended.
ADDED_REFERENCES = {
    "drop Py": {"hand": -1, "ferrule": -1},
    "drop_ref(py)": {"hand": -1, "ferrule": -1},
    "drop Py, detached": {"hand": -1, "ferrule": 0},
    "drop Py, detached; drain": {"hand": -1, "ferrule": -1},
    "drop Py, 8 threads; drain": {"hand": -1, "ferrule": -1},
    "clone_ref(py)": {"hand": 1, "ferrule": 1},
    "bind(py) of a temporary": {"hand": -1, "ferrule": -1},
}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("row", RUNTIME_ROWS, ids=lambda row: row.key)
def test_a_loop_drops_and_makes_the_references_it_shall(row, side):
    count = functools.partial(sys.getrefcount, row.referent)
    before = count()
    added = row.loops()[side](20, count, count)
    assert added == ADDED_REFERENCES.get(row.key, {side: 0})[side] * 20 * UNROLL
    assert count() == before


class Mortal:
    died = 0

    def __del__(self):
        Mortal.died += 1


@pytest.mark.parametrize("module", [runtime_by_hand, runtime_by_ferrule])
def test_the_last_reference_ends_the_object(module):
    assert module.run("drop Py, the last", Mortal(), 3 * UNROLL, lambda: Mortal.died, lambda: Mortal.died) == 3 * UNROLL


@pytest.mark.parametrize("module", [runtime_by_hand, runtime_by_ferrule])
def test_a_loop_asks_for_its_name_and_for_whole_turns(module):
    with pytest.raises(KeyError, match="no such row"):
        module.run("no such row", object(), UNROLL, int, int)
    with pytest.raises(ValueError, match="multiple of 10"):
        module.run("drop Py", object(), 1, int, int)


# -----------------------------------------------------------------------------------------------
# The glue.


@pytest.mark.parametrize("row", GLUE_ROWS, ids=lambda row: row.key)
def test_both_sides_give_the_same(row):
    assert row.evaluate(bound) == row.evaluate(limit)


class Index:
    def __index__(self):
        return 5


class IntSubclass(int):
    def __index__(self):
        return 7


ALIKE = [
    "m.add(True, Index())",
    "m.add(IntSubclass(1), 2)",
    "m.add(2**31 - 1, 0)",
    "m.add(**{''.join(['', 'a']): 1, 'b': 2})",
    "m.add(b=1, a=2)",
    "m.mixed(1, 2)",
    "m.mixed(1, 2.0, 'text', False, 2**40, 0.5)",
    "m.mixed(1, 2.0, n=3, flag=False)",
    "m.length('h\\xe4\\u20ac')",
    "m.use_point(type('Sub', (m.Point,), {})(1, 2))",
    "m.Point(y=1, x=2).x",
    "[c := m.CallCounter(print), c(), c(sep=''), c.count]",
]


@pytest.mark.parametrize("expression", ALIKE)
def test_both_sides_accept_the_same(expression):
    results = [eval(expression, dict(globals(), m=module)) for module in (bound, limit)]
    if isinstance(results[0], list):
        results = [result[1:] for result in results]  # without the object itself
    assert results[0] == results[1]


REFUSED = [
    ("m.nothing(1)", TypeError),
    ("m.nothing(a=1)", TypeError),
    ("m.add()", TypeError),
    ("m.add(1, 2, 3)", TypeError),
    ("m.add(1, c=2)", TypeError),
    ("m.add(1, a=2)", TypeError),
    ("m.add(1.0, 2)", TypeError),
    ("m.add('1', 2)", TypeError),
    ("m.add(2**31, 1)", OverflowError),
    ("m.add(1, -2**100)", OverflowError),
    ("m.negate_positional(value=1)", TypeError),
    ("m.mixed(1)", TypeError),
    ("m.mixed(1, '2')", TypeError),
    ("m.mixed(1, 2.0, 'a', 1)", TypeError),
    ("m.mixed(1, 2.0, n=2**63)", OverflowError),
    ("m.length(b'')", TypeError),
    ("m.length('\\ud800')", UnicodeEncodeError),
    ("m.fail()", RuntimeError),
    ("m.use_point(1)", TypeError),
    ("m.use_point(m.Point.__new__(m.Point))", TypeError),
    ("m.Point()", TypeError),
    ("m.Point(1, 'y')", TypeError),
    ("m.Point.__new__(m.Point).sum()", TypeError),
    ("m.Point.__new__(m.Point).x", TypeError),
    ("m.Point(1, 2).__init__(1, 2)", RuntimeError),
    ("setattr(m.Point(1, 2), 'x', 1.0)", TypeError),
    ("delattr(m.Point(1, 2), 'x')", TypeError),
    ("setattr(m.Point(1, 2), 'product', 1)", AttributeError),
    ("m.CallCounter(1)()", TypeError),
    ("m.CallCounter.__new__(m.CallCounter)()", TypeError),
]


@pytest.mark.parametrize("module", [bound, limit], ids=["bound", "limit"])
@pytest.mark.parametrize("expression, error", REFUSED)
def test_both_sides_refuse_the_same(expression, error, module):
    with pytest.raises(error) as caught:
        eval(expression, {"m": module})
    assert caught.type is error


# -----------------------------------------------------------------------------------------------
# Callgrind.

COUNT = """\
desc: Trigger: Client Request: limit/50/add
ob=(1) /limit.so
fn=(1) add
+3 10
cob=(2) /python
cfn=(2) PyLong_FromLong
calls=2 7
* 40
+1 5
cfi=(9) other.c
cfn=(3) PyLong_FromLong
calls=1 9
* 20
ob=(2)
fn=(2)
7 20
cfn=(4) malloc
calls=2 1
* 8
fn=(3)
7 10
ob=(1)
fn=(1)
-4 1
summary: 30
totals: 46
"""


def test_reads_what_callgrind_writes():
    assert callgrind.total(COUNT) == 46
    assert callgrind.by_function(COUNT) == {"add": 16, "PyLong_FromLong": 30}
    assert callgrind.calls(COUNT, "/limit.so") == {"PyLong_FromLong": 3}
    assert callgrind.calls(COUNT, "/python") == {"malloc": 2}
