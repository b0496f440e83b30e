"""Types of the standard library: what goes there and comes back, and what is refused in which words."""

import collections
import contextlib
import datetime
import math
import os
import pathlib
import types

import pytest
import standard
from steady import assert_steady

UTC = datetime.timezone.utc

# (function, argument, result if it is another one)
SAME = object()
THERE_AND_BACK = [
    ("long_double", 0.1, SAME),
    ("complex_float", 1 + 2j, SAME),
    ("complex_double", 0.1 - 0.2j, SAME),
    ("complex_double", 1, 1 + 0j),
    ("char_", "x", SAME),
    ("char_", "\0", SAME),
    ("char8", "x", SAME),
    ("char16", "\u20ac", SAME),
    ("char32", "\U0001f600", SAME),
    ("wide_char", "\U0001f600", SAME),
    ("u8string", "\u20ac\U0001f600", SAME),
    ("u16string", "\u20ac\U0001f600\0", SAME),
    ("u32string", "\u20ac\U0001f600", SAME),
    ("wide_string", "", SAME),
    ("u8view", "\u20ac", SAME),
    ("u16view", "a\U0001f600", SAME),
    ("u32view", "a\u20ac\U0001f600", SAME),
    ("wide_view", "\u20ac", SAME),
    ("c_string", "\u20ac", SAME),
    ("byte_span", b"\0\xff", SAME),
    ("byte_span", bytearray(b"x"), b"x"),
    ("byte_span", memoryview(b"abc")[1:], b"bc"),
    ("unsigned_char_span", b"\0\xff", SAME),
    ("byte_vector", b"\0\xff", SAME),
    ("path", "a/b", pathlib.Path("a/b")),
    ("path", pathlib.Path("a"), SAME),
    ("path", os.fsdecode(b"\xff"), pathlib.Path(os.fsdecode(b"\xff"))),
    ("null_pointer", None, SAME),
    ("monostate", None, SAME),
    ("nanoseconds", datetime.timedelta(days=-1, microseconds=1), SAME),
    ("milliseconds", datetime.timedelta(milliseconds=-3), SAME),
    ("seconds", datetime.timedelta(days=10**6), SAME),
    ("real_seconds", datetime.timedelta(seconds=1.5), SAME),
    ("system_time", datetime.datetime(2024, 2, 29, 12, 30, 15, 123456, UTC), SAME),
    ("system_time", datetime.datetime(1969, 12, 31, tzinfo=UTC), SAME),
    ("system_seconds", datetime.datetime(1, 1, 1, tzinfo=UTC), SAME),
    ("local_seconds", datetime.datetime(2024, 2, 29, 23, 59, 59), SAME),
    ("steady_time", datetime.timedelta(hours=1), SAME),
    ("system_days", datetime.date(1970, 1, 1), SAME),
    ("system_days", datetime.date(1, 1, 1), SAME),
    ("date", datetime.date(2024, 2, 29), SAME),
    ("time_of_day", datetime.time(23, 59, 59, 999999), SAME),
    ("number_or_text", 1, SAME),
    ("number_or_text", "1", SAME),
    ("text_or_none", None, SAME),
    ("text_or_none", "x", SAME),
    ("exact_or_real", 1.0, SAME),
    ("exact_or_real", 1, SAME),
    ("pair", (1, "x"), SAME),
    ("pair", [1, "x"], (1, "x")),
    ("triple", (1, True, standard.Color.green), SAME),
    ("nothing", (), SAME),
    ("array", [1.0, 2.0, 3.0], SAME),
    ("array", range(3), [0.0, 1.0, 2.0]),
    ("deque", [1, 2], SAME),
    ("list", ("a", "b"), ["a", "b"]),
    ("forward_list", [3, 1], SAME),
    ("set", {1, 2}, SAME),
    ("set", frozenset({1}), {1}),
    ("set", {3: None}.keys(), {3}),
    ("unordered_set", {"a", "b"}, SAME),
    ("multiset", [2, 1, 2], [1, 2, 2]),
    ("map", {"b": 1, "a": 2}, SAME),
    ("map", types.MappingProxyType({"a": 1}), {"a": 1}),
    ("map", collections.ChainMap({"a": 1}, {"b": 2}), {"a": 1, "b": 2}),
    ("multimap", [(1, "b"), (1, "a")], SAME),
    ("set_of_tuples", {(1, (2, 3))}, SAME),
    ("map_of_vectors", {(1, 2): [3, None]}, SAME),
    ("vector_of_flags", [True, False], SAME),
    ("views", ["a", "\u20ac"], SAME),
    ("map_of_views", {"a": ["b", "c"]}, SAME),
    ("optional_view", "x", SAME),
    ("durations", {"a": None, "b": datetime.timedelta(seconds=1)}, SAME),
    ("paths", ["a", pathlib.Path("b")], [pathlib.Path("a"), pathlib.Path("b")]),
]


@pytest.mark.parametrize("function, argument, result", THERE_AND_BACK)
def test_there_and_back(function, argument, result):
    expected = argument if result is SAME else result
    got = getattr(standard, function)(argument)
    assert got == expected
    assert type(got) is type(expected)


# (function, argument, exception, message behind the name of the argument)
REFUSED = [
    ("complex_double", "1", TypeError, "expected complex, got 'str'"),
    ("char_", "xy", ValueError, None),
    ("char_", "", ValueError, None),
    ("char_", 120, TypeError, "expected str, got 'int'"),
    ("char16", "\U0001f600", ValueError, None),
    ("u16string", b"x", TypeError, "expected str, got 'bytes'"),
    ("u8string", "\ud800", UnicodeEncodeError, None),
    ("c_string", "a\0b", ValueError, "embedded null character"),
    ("c_string", None, TypeError, "expected str, got 'NoneType'"),
    ("byte_span", "x", TypeError, None),
    ("path", b"x", TypeError, None),
    ("path", 1, TypeError, None),
    ("path", "a\0b", ValueError, None),
    ("null_pointer", 0, TypeError, "expected None, got 'int'"),
    ("seconds", 1, TypeError, "expected timedelta, got 'int'"),
    ("seconds", datetime.timedelta(milliseconds=1), ValueError, None),
    ("nanoseconds", datetime.timedelta.max, OverflowError, None),
    ("system_time", datetime.datetime(2024, 1, 1), TypeError, None),
    ("local_seconds", datetime.datetime(2024, 1, 1, tzinfo=UTC), TypeError, None),
    ("system_days", datetime.datetime(2024, 1, 1), TypeError, None),
    ("number_or_text", 1.5, TypeError, "expected int | str, got 'float'"),
    ("number_or_text", 2**40, OverflowError, None),
    ("pair", (1,), ValueError, "expected 2 items, got 1"),
    ("pair", (1, 2), TypeError, "item 1: expected str, got 'int'"),
    ("pair", "ab", TypeError, None),
    ("array", [1.0, 2.0], ValueError, "expected 3 items, got 2"),
    ("array", [1.0, 2.0, "x"], TypeError, "item 2: expected float, got 'str'"),
    ("deque", {1}, TypeError, "expected Sequence[int], got 'set'"),
    ("deque", "12", TypeError, "expected Sequence[int], got 'str'"),
    ("set", [1], TypeError, "expected Set[int], got 'list'"),
    ("unordered_set", {1}, TypeError, "item 1: expected str, got 'int'"),
    ("map", [("a", 1)], TypeError, "expected Mapping[str, int], got 'list'"),
    ("map", {1: 1}, TypeError, "key 1: expected str, got 'int'"),
    ("map", {"a": "b"}, TypeError, "value of key 'a': expected int, got 'str'"),
    ("multimap", {1: "a"}, TypeError, "expected Sequence[tuple[int, str]], got 'dict'"),
    ("map_of_vectors", {(1,): [1, "x"]}, TypeError, "value of key of type 'tuple': item 1: expected int | None, got 'str'"),
    ("views", ["a", 1], TypeError, "item 1: expected str, got 'int'"),
    ("sum_iterable", "12", TypeError, "expected Iterable[int], got 'str'"),
    ("move_one", None, TypeError, "expected Point, got 'NoneType'"),
    ("fill", b"x", TypeError, None),
]


@pytest.mark.parametrize("function, argument, exception, message", REFUSED)
def test_refused(function, argument, exception, message):
    with pytest.raises(exception) as caught:
        getattr(standard, function)(argument)
    assert type(caught.value) is exception
    if message is not None:
        name = str(caught.value).split("'")[1]
        assert str(caught.value) == f"{function}() argument '{name}': {message}"


def test_nothing_is_left_behind():
    def each():
        for function, argument, _ in THERE_AND_BACK:
            getattr(standard, function)(argument)
        for function, argument, exception, _ in REFUSED:
            with contextlib.suppress(exception):
                getattr(standard, function)(argument)

    assert_steady(each)


def test_views_of_a_sequence():
    assert standard.sum_span([1, 2.5]) == 3.5
    assert standard.sum_list((1, 2)) == 3
    assert standard.sum_list([]) == 0
    assert standard.sum_iterable(n for n in range(4)) == 6
    assert standard.sum_iterable({1, 2}) == 3


def test_bytes_are_written_where_they_are():
    buffer = bytearray(3)
    standard.fill(buffer)
    assert buffer == b"***"
    standard.fill(memoryview(buffer)[:1])


def test_references_are_to_the_objects_themselves():
    first, second = standard.Point(1), standard.Point(10)
    standard.move_all([first, second, first])
    assert (first.x, second.x) == (3, 11)
    standard.move_one(first)
    assert first.x == 4


def test_a_null_c_string_is_none():
    assert standard.no_text() is None


def test_instances_within_containers():
    first = standard.Point(1)
    a, b = standard.pair_of_points((first, standard.Point(2)))
    assert (a.x, b.x) == (1, 2)
    assert a is not first
    assert [point.x for point in standard.array_of_points([a, b])] == [1, 2]
    assert {key: point.x for key, point in standard.unordered_map({7: b}).items()} == {7: 2}
    assert {key: point.x for key, point in standard.points().items()} == {"a": 1, "b": 2}


def test_nan_is_a_number():
    assert math.isnan(standard.long_double(math.nan))
    assert standard.array([math.inf, 0, -math.inf]) == [math.inf, 0, -math.inf]


def test_time_zones():
    zone = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    local = datetime.datetime(2024, 1, 1, 1, 0, tzinfo=zone)
    got = standard.system_time(local)
    assert got == local
    assert got.tzinfo is UTC
    assert got.hour == 19


def test_nanoseconds_are_rounded_to_what_python_has():
    assert standard.nanoseconds(datetime.timedelta(microseconds=1)) == datetime.timedelta(microseconds=1)


def test_attributes_cannot_be_changed_in_vain():
    store = standard.Store()
    assert store.deque == (1, 2)
    assert store.set == frozenset({(1,), (2, 3)})
    assert type(store.map) is types.MappingProxyType
    assert store.map == {"a": (1,)}
    assert store.multimap == ((1, 2),)
    assert store.pair == (1, (2,))
    assert store.array == (1, 2)
    assert store.variant == (1,)
    assert store.optional is None
    assert store.groups == {1: frozenset({2, 3})}
    with pytest.raises(TypeError):
        store.map["b"] = ()


def test_attributes_are_assigned_as_a_whole():
    store = standard.Store()
    store.deque = [3]
    store.set = {(4,)}
    store.map = {"b": [5, 6]}
    store.pair = [7, []]
    store.array = (8, 9)
    store.variant = 10
    store.optional = {1: 2}
    store.complex = 1j
    store.letter = "b"
    store.path = "c"
    store.delay = datetime.timedelta(seconds=2)
    assert (store.deque, store.set, dict(store.map)) == ((3,), {(4,)}, {"b": (5, 6)})
    assert (store.pair, store.array, store.variant) == ((7, ()), (8, 9), 10)
    assert (store.optional, store.complex, store.letter) == ({1: 2}, 1j, "b")
    assert (store.path, store.delay) == (pathlib.Path("c"), datetime.timedelta(seconds=2))
    assert store.label == "store"
    with pytest.raises(TypeError, match=r"^Store\.map: value of key 'b': item 0: expected int, got 'str'$"):
        store.map = {"b": ["x"]}
    assert dict(store.map) == {"b": (5, 6)}


def test_defaults():
    assert standard.joined() == "."
    assert standard.joined(["a", "b"], ";", "!") == "a;b!"
    assert standard.joined(["a"], end="") == "a"
    assert standard.joined(["a"], start=">") == ">,a."
    assert standard.joined.__text_signature__.endswith(", separator=',', end='.', start=None)")


def test_every_function_has_a_row():
    echoes = {name for name in vars(standard) if callable(getattr(standard, name)) and not isinstance(getattr(standard, name), type)}
    tried = {row[0] for row in THERE_AND_BACK}
    others = {
        "array_of_points", "fill", "joined", "move_all", "move_one", "no_text", "pair_of_points", "points",
        "sum_iterable", "sum_list", "sum_span", "unordered_map", "unordered_multimap", "unordered_multiset",
    }
    assert echoes == tried | others
