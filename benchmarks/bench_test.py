"""Both sides of the benchmark do the same: in its rows, and where they refuse. Nothing is timed here."""

import array
import functools
import sys
import time
import types

import callgrind
import limit
import pytest
import runtime_by_ferrule
import runtime_by_hand
from glue_rows import GLUE_ROWS, ferrule
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
    assert row.evaluate(ferrule) == row.evaluate(limit)


class Index:
    def __index__(self):
        return 5


class IntSubclass(int):
    def __index__(self):
        return 7


class Shrinking:
    """An item that takes all others out of the list that it is in when it is converted."""

    @staticmethod
    def list():
        items = [1, Shrinking(), 3, 4]
        items[1].items = items
        return items

    def __index__(self):
        self.items.clear()
        return 2


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
    "m.keyword_only(b=2, a=True)",
    "m.every_kind(1, c=3, b=2)",
    "m.every_kind(Index(), 2, c=3)",
    "m.defaults(1, 2)",
    "m.defaults(b=2, a=1)",
    "m.count_args()",
    "m.count_kwargs()",
    "m.count_rest(b=1, a=2)",
    "m.count_rest(1, **{''.join(['', 'b']): 1})",
    "m.last_double([1.5, 2, Index(), True])",
    "m.last_double((1.5, 2.5))",
    "m.last_double(range(3))",
    "m.last_double([])",
    "m.last_int([2**31 - 1, IntSubclass(3)])",
    "m.last_int(Shrinking.list())",
    "m.last_double(Shrinking.list())",
    "m.last_size(['a', 'h\\xe4'])",
    "m.last_size(('abc',))",
    "m.last_value({'a': 1, 'h\\xe4': Index()})",
    "m.last_value(types.MappingProxyType({'a': 1}))",
    "m.greatest(frozenset([1, True, 5]))",
    "m.greatest({1: 2}.keys())",
    "m.add_pair([1, Index()])",
    "m.add_tuple([1, 2, 'h\\xe4'])",
    "m.value_or_zero(Index())",
    "m.int_or_size(True)",
    "m.int_or_size(Index())",
    "m.int_or_size('h\\xe4')",
    "m.count_bytes(memoryview(b'abc'))",
    "m.count_bytes(array.array('d', [1.0]))",
    "m.last_of_buffer(memoryview(array.array('d', [1.0, 2.0, 3.0]))[::2])",
    "m.last_of_buffer(array.array('d'))",
    "m.last_of_array(memoryview(array.array('d', [1.0, 2.0, 3.0]))[::-1])",
    "m.next_color(m.Color(2)).name",
    "m.by_count(b=1, a=2)",
    "m.int_or_float(True)",
    "m.int_or_float(Index())",
    "m.int_or_str(Index())",
    "m.int_or_str('h\\xe4')",
    "m.either(type('Sub', (m.Right,), {})())",
    "m.ints_or_floats([])",
    "m.ints_or_floats([1, 2.5])",
    "m.ints_or_floats((1, True))",
    "m.last_argument()",
    "m.last_argument(1, Index())",
    "m.call(lambda x: x + 1, 3)",
    "m.call(abs, 0)",
    "m.call(lambda x: True, 1)",
    "[c := m.CallCounter(print), c(), c(sep=''), c.count]",
]


@pytest.mark.parametrize("expression", ALIKE)
def test_both_sides_accept_the_same(expression):
    results = [eval(expression, dict(globals(), m=module)) for module in (ferrule, limit)]
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
    ("m.keyword_only(1, 2)", TypeError),
    ("m.keyword_only(a=1)", TypeError),
    ("m.keyword_only(a=1, b=2, c=3)", TypeError),
    ("m.keyword_only(a=1, b=2**31)", OverflowError),
    ("m.every_kind(1, 2, 3)", TypeError),
    ("m.every_kind(a=1, b=2, c=3)", TypeError),
    ("m.every_kind(1, 2)", TypeError),
    ("m.defaults()", TypeError),
    ("m.defaults(1, 2, 3, 4)", TypeError),
    ("m.defaults(1, c='3')", TypeError),
    ("m.count_args(a=1)", TypeError),
    ("m.count_kwargs(1)", TypeError),
    ("m.count_rest()", TypeError),
    ("m.count_rest(1, a=2)", TypeError),
    ("m.count_rest('1')", TypeError),
    ("m.last_double([1.5, '2'])", TypeError),
    ("m.last_double('12')", TypeError),
    ("m.last_double(b'12')", TypeError),
    ("m.last_double({1: 2})", TypeError),
    ("m.last_double({1, 2})", TypeError),
    ("m.last_double([10**400])", OverflowError),
    ("m.last_int([1, 2.0])", TypeError),
    ("m.last_int([1, 2**31])", OverflowError),
    ("m.last_size(['a', b'a'])", TypeError),
    ("m.last_size('abc')", TypeError),
    ("m.last_size(['\\ud800'])", UnicodeEncodeError),
    ("m.doubles(-1)", OverflowError),
    ("m.doubles(1.0)", TypeError),
    ("m.last_value({1: 2})", TypeError),
    ("m.last_value({'a': 'b'})", TypeError),
    ("m.last_value({'a': 2**31})", OverflowError),
    ("m.last_value([('a', 1)])", TypeError),
    ("m.greatest([1, 2])", TypeError),
    ("m.greatest({1, 'a'})", TypeError),
    ("m.greatest({2**31})", OverflowError),
    ("m.add_pair((1, 2, 3))", ValueError),
    ("m.add_pair([1])", ValueError),
    ("m.add_pair((1, '2'))", TypeError),
    ("m.add_pair(12)", TypeError),
    ("m.add_tuple((1, 2.0, 3))", TypeError),
    ("m.value_or_zero('1')", TypeError),
    ("m.value_or_zero(2**31)", OverflowError),
    ("m.int_or_size(1.0)", TypeError),
    ("m.int_or_size(2**31)", OverflowError),
    ("m.int_or_size(None)", TypeError),
    ("m.int_or_text(1)", TypeError),
    ("m.count_bytes('abc')", TypeError),
    ("m.last_of_buffer([1.0])", TypeError),
    ("m.last_of_buffer(array.array('f', [1.0]))", TypeError),
    ("m.last_of_buffer(b'12345678')", TypeError),
    ("m.last_of_array(array.array('f', [1.0]))", TypeError),
    ("m.last_of_array(None)", TypeError),
    ("m.next_color(1)", TypeError),
    ("m.by_count()", TypeError),
    ("m.by_count(1, 2, 3)", TypeError),
    ("m.by_count(b=1)", TypeError),
    ("m.by_count('1')", TypeError),
    ("m.int_or_float('1')", TypeError),
    ("m.int_or_float(2**40)", OverflowError),
    ("m.int_or_str(1.0)", TypeError),
    ("m.int_or_str(2**40)", OverflowError),
    ("m.either(1)", TypeError),
    ("m.either(m.Left.__new__(m.Left))", TypeError),
    ("m.ints_or_floats(['1'])", TypeError),
    ("m.ints_or_floats([2**40])", OverflowError),
    ("m.ints_or_floats(1)", TypeError),
    ("m.last_argument(a=1)", TypeError),
    ("m.last_argument(1, '2')", TypeError),
    ("m.call(1, 1)", TypeError),
    ("m.call(None, 1)", TypeError),
    ("m.call(lambda x: 'x', 1)", TypeError),
    ("m.call(lambda x: 2**31, 1)", OverflowError),
    ("m.call(lambda x: {}[x], 1)", KeyError),
    ("m.call(lambda: 1, 1)", TypeError),
    ("(f := lambda x: m.call(f, 1)) and f(1)", RecursionError),
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


@pytest.mark.parametrize("module", [ferrule, limit], ids=["ferrule", "limit"])
@pytest.mark.parametrize("expression, error", REFUSED)
def test_both_sides_refuse_the_same(expression, error, module):
    with pytest.raises(error) as caught:
        eval(expression, {"m": module, "array": array})
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
