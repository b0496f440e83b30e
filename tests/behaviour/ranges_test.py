"""Containers and what is iterated over: items, slices, lengths, iterators."""

import collections.abc
import gc
import operator
import sys
import weakref  # noqa: F401

import pytest
import ranges
from ranges import (
    Axis,
    Bag,
    Bits,
    Countdown,
    Counts,
    Crate,
    Depth,
    Lines,
    Path,
    Point,
    Powers,
    Roster,
    Row,
    Samples,
    Sized,
    Steps,
)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


def samples():
    return Samples([0.0, 1.0, 2.0, 3.0])


# --- Sequences ---


def test_items_by_index():
    s = samples()
    assert [s[i] for i in range(4)] == [0, 1, 2, 3]
    assert [s[i] for i in range(-4, 0)] == [0, 1, 2, 3]
    assert s[Index(2)] == s[Index(-2)] == 2
    assert s[True] == 1
    assert operator.getitem(s, 3) == 3


@pytest.mark.parametrize("index", [4, -5, 10**6, -(10**6), 10**30, -(10**30), Index(4), sys.maxsize, -sys.maxsize - 1])
def test_an_index_out_of_range(index):
    s = samples()
    with pytest.raises(IndexError, match="Samples index out of range|cannot fit"):
        s[index]
    with pytest.raises(IndexError, match="Samples index out of range|cannot fit"):
        s[index] = 1.0
    with pytest.raises(IndexError):
        Samples([])[0]


@pytest.mark.parametrize("key", ["1", None, 1.0, (0, 1)])
def test_keys_that_are_no_indexes(key):
    with pytest.raises(TypeError, match=f"Samples indices must be integers or slices, not {type(key).__name__}"):
        samples()[key]
    with pytest.raises(TypeError, match=f"Samples indices must be integers, not {type(key).__name__}"):
        samples()[key] = 1.0


def test_an_index_that_raises():
    with pytest.raises(LookupError, match="no index"):
        samples()[Index(LookupError("no index"))]


def test_slices_are_lists():
    s, expected = samples(), [0.0, 1.0, 2.0, 3.0]
    bounds = [None, -9, -4, -2, 0, 1, 3, 4, 9]
    for start in bounds:
        for stop in bounds:
            for step in (None, 1, 2, -1, -3):
                assert s[start:stop:step] == expected[start:stop:step]
    assert type(s[:]) is list
    with pytest.raises(ValueError, match="slice step cannot be zero"):
        s[::0]
    with pytest.raises(TypeError, match="slice indices must be integers"):
        s["a":]
    with pytest.raises(TypeError, match="'ranges.Samples' object does not support slice assignment"):
        s[1:2] = [1.0]


def test_items_are_assigned():
    s = samples()
    s[0] = 10
    s[-1] = 2.5
    assert list(s) == [10, 1, 2, 2.5]
    with pytest.raises(TypeError, match=r"Samples.__setitem__\(\) argument 'value': expected float, got 'str'"):
        s[0] = "x"
    with pytest.raises(TypeError, match="'ranges.Samples' object doesn't support item deletion"):
        del s[0]
    assert list(s) == [10, 1, 2, 2.5]


def test_a_sequence_is_one_to_python():
    s = samples()
    assert len(s) == s.size() == 4
    assert list(reversed(s)) == [3, 2, 1, 0]
    assert operator.length_hint(s) == 4
    assert 2 in s
    assert 7 not in s
    assert s.contains(2.0)
    assert not Samples([])
    assert isinstance(s, collections.abc.Iterable)
    assert isinstance(s, collections.abc.Sized)
    assert isinstance(s, collections.abc.Container)
    with pytest.raises(TypeError, match=r"Samples.__contains__\(\) argument 'value': expected float, got 'str'"):
        "a" in s  # noqa: B015
    for name in ("begin", "end", "rbegin", "rend"):
        assert not hasattr(s, name)


def test_items_of_a_bound_class_are_copies():
    path = Path()
    path.add(Point(1, 2))
    path[0].x = 100
    for point in path:
        point.y = 100
    assert path[0] == Point(1, 2)
    path[-1] = Point(3, 4)
    assert list(path) == path[:] == [Point(3, 4)]


def test_old_iteration_ends_with_an_index_error():
    assert list(Steps(3)) == [0, 10, 20]
    assert 20 in Steps(3)
    assert 30 not in Steps(3)
    assert Steps(3)[1] == 10
    assert Steps(3)[-5] == -50  # nothing says how many there are
    with pytest.raises(IndexError, match="no such step"):
        Steps(3)[3]


def test_a_named_getitem_gets_every_key():
    assert Axis()[-3] == 9
    assert Axis()[7] == 49
    assert len(Axis()) == 3


# --- Mappings ---


def test_keys_of_other_kinds():
    counts = Counts()
    counts["a"] = 1
    counts["b"] = 2
    counts["a"] = 3
    assert counts["a"] == 3
    assert len(counts) == 2
    assert "a" in counts
    assert "c" not in counts
    del counts["a"]
    assert list(counts) == [("b", 2)]
    assert dict(counts) == {"b": 2}


def test_a_missing_key_is_a_key_error():
    counts = Counts()
    with pytest.raises(KeyError) as caught:
        counts["nothing"]
    assert caught.value.args == ("nothing",)
    assert isinstance(caught.value.__context__, IndexError)
    with pytest.raises(KeyError, match="'nothing'"):
        del counts["nothing"]
    with pytest.raises(TypeError, match=r"Counts.__getitem__\(\) argument 'key': expected str, got 'int'"):
        counts[1]
    with pytest.raises(OverflowError, match=r"Counts.__setitem__\(\) argument 'value'"):
        counts["a"] = 10**30
    assert "a" not in counts


def test_indexes_and_names():
    row = Row()
    assert row[0] == "first"
    assert row[-1] == "second"
    assert row["a"] == "by name"
    assert row[:] == ["first", "second"]
    with pytest.raises(IndexError, match="Row index out of range"):
        row[2]
    with pytest.raises(KeyError, match="'b'"):
        row["b"]
    with pytest.raises(TypeError, match=r"Row.__getitem__\(\) expected int \| str, got 'float'"):
        row[1.5]


# --- Lengths ---


def test_lengths_by_name():
    assert len(Depth(5)) == 5
    with pytest.raises(ValueError, match=r"__len__\(\) should return >= 0"):
        len(Depth(-1))
    with pytest.raises(TypeError, match="has no len"):
        len(Sized())


# --- Iteration ---


def test_iterators():
    s = samples()
    iterator = iter(s)
    assert iter(iterator) is iterator
    assert type(iterator).__name__ == "Samples_iterator"
    assert [next(iterator), *iterator] == [0, 1, 2, 3]
    for _ in range(2):
        with pytest.raises(StopIteration):
            next(iterator)
    s.push(4)
    with pytest.raises(StopIteration):
        next(iterator)
    with pytest.raises(TypeError):
        type(iterator)()


def test_two_iterators_do_not_meet():
    s = samples()
    assert [(a, b) for a in s for b in s] == [(a, b) for a in range(4) for b in range(4)]


def test_an_iterator_keeps_its_object():
    iterator = iter(Samples([1.0, 2.0]))
    roster = Roster()
    roster.add("a")
    names = iter(roster)
    del roster
    gc.collect()
    assert list(iterator) == [1, 2]
    assert list(names) == ["a"]


def test_random_access_goes_on_with_what_is_there():
    s = Samples([1.0, 2.0, 3.0])
    seen = []
    for value in s:
        seen.append(value)
        if len(seen) < 5:
            s.push(9.0)
    assert seen == [1, 2, 3, 9, 9, 9, 9]
    iterator = iter(s)
    next(iterator)
    s.clear()
    assert list(iterator) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda roster: roster.add("z"),
        lambda roster: roster.drop(),
        ranges.rename_all,
        lambda roster: setattr(roster, "note", 1),
    ],
)
def test_a_change_makes_an_iterator_stale(change):
    roster = Roster()
    for name in "abc":
        roster.add(name)
    iterator, other = iter(roster), iter(roster)
    assert next(iterator) == "a"
    change(roster)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="'ranges.Roster' object changed during iteration"):
            next(iterator)
    with pytest.raises(RuntimeError):
        next(other)
    assert len(list(roster)) == len(roster)


def test_what_is_const_makes_no_iterator_stale():
    roster, other = Roster(), Roster()
    roster.add("a")
    iterator = iter(roster)
    len(roster)
    ranges.count_all(roster)
    assert roster.note == 0
    other.add("b")
    ranges.rename_all(other)
    assert list(iterator) == ["a"]
    roster.add("b")  # the iterator is at its end
    assert list(iterator) == []


def test_an_object_that_was_given_away():
    crate = Crate()
    crate.add(1)
    iterator = iter(crate)
    assert ranges.ship(crate) == 1
    with pytest.raises(RuntimeError):
        next(iterator)
    with pytest.raises(RuntimeError):
        iter(crate)


def test_an_object_without_its_object():
    with pytest.raises(TypeError, match=r"Samples.__init__\(\) has not been called"):
        iter(Samples.__new__(Samples))
    for use in (len, lambda s: s[0], lambda s: 1 in s, lambda s: s[:]):
        with pytest.raises(TypeError, match=r"Samples.__init__\(\) has not been called"):
            use(Samples.__new__(Samples))


def test_items_that_are_no_references():
    assert list(Bits([True, False, True])) == [True, False, True]
    assert all(type(bit) is bool for bit in Bits([True, False]))


def test_a_sentinel_and_exceptions_of_ones_own():
    assert list(Powers(8)) == [1, 2, 4]
    seen = []
    with pytest.raises(ValueError, match="8 is not a good number"):
        seen.extend(Powers(100))


def test_iterators_are_collected():
    bag = Bag()
    bag.add(iter(bag))
    bag.add([bag])
    del bag
    before = len([each for each in gc.get_objects() if isinstance(each, Bag)])
    assert before == 1
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, Bag)]


def test_iteration_leaves_no_references():
    s, path, roster = samples(), Path(), Roster()
    path.add(Point(1, 2))
    roster.add("a")

    def use_all():
        list(s)
        list(path)
        list(roster)
        s[0], s[-1], s[1:3]
        iterator = iter(roster)
        roster.add("b")
        with pytest.raises(RuntimeError):
            next(iterator)

    use_all()
    gc.collect()
    before = [sys.getrefcount(each) for each in (s, path, roster, Point, Samples)]
    for _ in range(50):
        use_all()
    gc.collect()
    assert before == [sys.getrefcount(each) for each in (s, path, roster, Point, Samples)]


def test_subclasses_are_iterated_over():
    class Loud(Samples):
        def __getitem__(self, key):
            return "loud"

    class Plain(Roster):
        pass

    assert list(Loud([1.0])) == [1.0]
    assert Loud([1.0])[0] == "loud"
    plain = Plain()
    plain.add("a")
    iterator = iter(plain)
    plain.add("b")
    with pytest.raises(RuntimeError):
        next(iterator)


# --- Iterators by name ---


def test_an_empty_optional_is_the_end():
    countdown = Countdown(3)
    assert iter(countdown) is countdown
    assert list(countdown) == [3, 2, 1]
    with pytest.raises(StopIteration):
        next(countdown)
    with pytest.raises(ValueError, match="13 is not counted"):
        list(Countdown(14))
    assert operator.length_hint(Countdown(4)) == 4


def test_an_exception_is_the_end():
    lines = Lines()
    assert list(lines) == ["line 1", "line 2"]
    with pytest.raises(StopIteration, match="the end"):
        next(lines)
