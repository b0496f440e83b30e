"""Reference counts, checked for every kind of wrapper, on success and on each path that fails."""

import contextlib
import sys

import calls
import classes
import conversions
import errors
import pytest
import values
from steady import assert_steady


class Raises:
    def __index__(self):
        raise KeyError("index")

    def __call__(self):
        raise KeyError("call")


class Index:
    def __index__(self):
        return 5


# Objects that are made anew are counted by the memory they take, these by their references.
BIG = 10**30
TEXT = "text that is not interned ä"
LIST = [1, 2, 3]
TEXTS = [TEXT, TEXT]
OBJECT = object()
POINT = conversions.Point(1, 2)
WHOLE = conversions.Brittle(False)
BROKEN = conversions.Brittle(True)
SHAPES = calls.Shapes()
RAISES = Raises()
INDEX = Index()
COUNTER = classes.Counter(calls.both)
ACCOUNT = classes.Account("Ada", 1)
ACCOUNT.history = LIST
UNMADE = classes.Account.__new__(classes.Account)
THROWER = errors.Thrower()
RED = values.Color.red

# The other account is there for good once it was asked for.
with contextlib.suppress(RuntimeError):
    ACCOUNT.another()


class Derived(classes.Account):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.me = self


COUNTED = [
    *[BIG, TEXT, LIST, TEXTS, OBJECT, POINT, WHOLE, BROKEN, SHAPES, RAISES, INDEX, COUNTER, ACCOUNT, UNMADE, THROWER, RED],
    *[None, True, (), conversions.Point, classes.Account, classes.Counter, values.Color, Derived],
]

CALLS = {
    # Arguments: positional, by keyword, left out, too many, unknown, doubled, missing.
    "positional": lambda: calls.two(1000, 2000),
    "keywords": lambda: calls.two(b=1000, a=2000),
    "keywords not interned": lambda: calls.two(**{"".join(["b"]): 1, "".join(["a"]): 2}),
    "defaults": lambda: calls.three_defaults(1, c=3),
    "too many": lambda: calls.two(1, 2, BIG),
    "missing": lambda: calls.two(BIG),
    "unknown": lambda: calls.two(1, 2, unknown=BIG),
    "doubled": lambda: calls.two(1, 2, a=BIG),
    "positional-only by keyword": lambda: calls.positional_only(a=BIG, b=BIG),
    "none at all": lambda: calls.nothing(),
    "none at all, given some": lambda: calls.nothing(BIG),
    "args": lambda: calls.args(OBJECT, BIG),
    "args between": lambda: calls.args_between(1, OBJECT, b=3),
    "args between, wrong": lambda: calls.args_between(OBJECT, OBJECT, b=3),
    "kwargs": lambda: calls.kwargs(a=OBJECT, b=BIG),
    "kwargs after": lambda: calls.kwargs_after(b=OBJECT, a=1, c=BIG),
    "kwargs after, wrong": lambda: calls.kwargs_after(b=OBJECT, a=BIG, c=BIG),
    "everything": lambda: calls.everything(1, 2, OBJECT, c=3, e=OBJECT),
    "everything, missing": lambda: calls.everything(1, 2, OBJECT, e=OBJECT),
    "method": lambda: SHAPES.every_kind(1, b=2, c=3),
    "method, missing": lambda: SHAPES.every_kind(1, b=BIG),
    "static method": lambda: calls.Shapes.of_class(1),
    "static method, wrong": lambda: calls.Shapes.of_class(OBJECT),
    "one": lambda: SHAPES.unnamed(5),
    "one, wrong": lambda: SHAPES.unnamed(OBJECT),
    "forward": lambda: calls.forward(calls.both, OBJECT, x=OBJECT),
    "forward, raising": lambda: calls.forward(RAISES),
    "forward without some": lambda: calls.repeat(calls.both, OBJECT, times=2, x=OBJECT),
    # Conversions.
    "int": lambda: conversions.int64(2**40),
    "int out of range": lambda: conversions.int64(BIG),
    "int of another type": lambda: conversions.int64(TEXT),
    "index": lambda: conversions.int64(INDEX),
    "index, raising": lambda: conversions.int64(RAISES),
    "float": lambda: conversions.real(1.5),
    "float of an int": lambda: conversions.real(BIG),
    "float, wrong": lambda: conversions.real(TEXT),
    "text": lambda: conversions.text(TEXT),
    "text, wrong": lambda: conversions.text(BIG),
    "text with a surrogate": lambda: conversions.text("\ud800"),
    "no text": lambda: conversions.invalid_utf8(),
    "optional": lambda: conversions.optional_text(TEXT),
    "optional, none": lambda: conversions.optional_text(None),
    "optional, wrong": lambda: conversions.optional_text(BIG),
    "vector of a list": lambda: conversions.ints(LIST),
    "vector of a tuple": lambda: conversions.texts((TEXT, TEXT)),
    "vector of a sequence": lambda: conversions.ints(range(5)),
    "vector, wrong": lambda: conversions.ints(OBJECT),
    "vector of a list, wrong item": lambda: conversions.ints([BIG, 1]),
    "vector of a tuple, wrong item": lambda: conversions.texts((TEXT, BIG)),
    "vector of a sequence, wrong item": lambda: conversions.texts(range(5)),
    "vector, raising": lambda: conversions.ints([1, RAISES]),
    "vector of vectors, wrong item": lambda: conversions.matrix([[1], [OBJECT]]),
    "vector with an item that has no form": lambda: conversions.invalid_texts(),
    "references": lambda: conversions.pys([OBJECT, BIG]),
    "references in an optional": lambda: conversions.optional_py(OBJECT),
    "bound": lambda: conversions.bound(OBJECT),
    "borrowed": lambda: conversions.borrowed(OBJECT),
    "py": lambda: conversions.py(OBJECT),
    "empty": lambda: conversions.empty(),
    "typed reference": lambda: conversions.of_list(LIST),
    "typed reference, wrong": lambda: conversions.of_list(OBJECT),
    "reference to a class": lambda: conversions.of_point(POINT),
    "reference to a class, wrong": lambda: conversions.of_point(OBJECT),
    # Instances as arguments and results.
    "instance": lambda: conversions.sum_of_value(POINT),
    "instance, wrong": lambda: conversions.sum_of_reference(OBJECT),
    "instance, not constructed": lambda: ACCOUNT.is_richer_than(UNMADE),
    "pointer": lambda: conversions.sum_of_pointer(None),
    "new instance": lambda: conversions.make_point(1, 2),
    "new instance, wrong": lambda: conversions.make_point(1, OBJECT),
    "instances": lambda: conversions.reversed_points([POINT, POINT]),
    "instances, wrong item": lambda: conversions.reversed_points((POINT, OBJECT)),
    "copy": lambda: conversions.shared_brittle(False),
    "copy that throws": lambda: conversions.shared_brittle(True),
    "copies of which one throws": lambda: conversions.shared_brittles(True),
    "argument whose copy throws": lambda: conversions.copy_brittle(BROKEN),
    "list in which a copy throws": lambda: conversions.count_brittle([WHOLE, BROKEN]),
    "tuple in which a copy throws": lambda: conversions.count_brittle((WHOLE, BROKEN)),
    "itself": lambda: ACCOUNT.deposit(0, note="") and ACCOUNT,
    "another": lambda: ACCOUNT.another(),
    # Making and ending.
    "construct": lambda: classes.Account("Ada", balance=1),
    "construct, throwing": lambda: classes.Account(TEXT, -1),
    "construct, wrong": lambda: classes.Account(OBJECT),
    "construct, missing": lambda: classes.Account(),
    "construct, closed": lambda: classes.Closed(1),
    "construct, closed and throwing": lambda: classes.Closed(-1),
    "construct, closed by new": lambda: classes.Closed.__new__(classes.Closed, value=1),
    "construct, closed by new and wrong": lambda: classes.Closed.__new__(classes.Closed, value=OBJECT),
    "construct, holding": lambda: classes.Counter(OBJECT),
    "construct by new and init": lambda: classes.Counter.__new__(classes.Counter).__init__(OBJECT),
    "construct by new and init, keywords": lambda: classes.Account.__new__(classes.Account).__init__(owner=TEXT),
    "construct by new and init, wrong": lambda: classes.Account.__new__(classes.Account).__init__(owner=OBJECT),
    "construct twice": lambda: ACCOUNT.__init__(TEXT),
    "new": lambda: classes.Counter.__new__(classes.Counter),
    "subclass": lambda: Derived("Ada", balance=1),
    "subclass, throwing": lambda: Derived("Ada", balance=-1),
    "destructor": lambda: classes.Farewell(calls.nothing),
    # Attributes.
    "field": lambda: ACCOUNT.owner,
    "field, snapshot": lambda: ACCOUNT.history,
    "field, enum": lambda: ACCOUNT.mood,
    "field, not constructed": lambda: UNMADE.owner,
    "field, assigned": lambda: setattr(ACCOUNT, "history", LIST),
    "field, wrong": lambda: setattr(ACCOUNT, "history", TEXTS),
    "field, deleted": lambda: delattr(ACCOUNT, "owner"),
    "field, not constructed and assigned": lambda: setattr(UNMADE, "owner", TEXT),
    "property": lambda: ACCOUNT.currency,
    "property, assigned": lambda: setattr(ACCOUNT, "currency", "USD"),
    "property, throwing": lambda: setattr(ACCOUNT, "currency", TEXT),
    "property, wrong": lambda: setattr(ACCOUNT, "currency", OBJECT),
    "getter that throws": lambda: THROWER.property,
    "setter that throws": lambda: setattr(THROWER, "property", 1),
    # Calling instances.
    "call": lambda: COUNTER(OBJECT, x=OBJECT),
    "call, raising": lambda: classes.Counter(RAISES)(),
    "call that throws": lambda: THROWER(),
    # Enums.
    "member": lambda: values.same_color(RED),
    "member, wrong": lambda: values.same_color(OBJECT),
    "member without an enumerator": lambda: values.color_of(77),
    "members": lambda: values.colors([RED, RED]),
    # Errors.
    "throwing": lambda: errors.throw_out_of_range(TEXT),
    "throwing errno": lambda: errors.throw_errno(2),
    "throwing a file error": lambda: errors.throw_file(TEXT, TEXT, 2),
    "throwing no exception": lambda: errors.throw_int(),
    "throwing an error of python": lambda: errors.throw_key_error(),
    "raising": lambda: errors.call(RAISES),
    "caught": lambda: errors.caught(RAISES),
    "use of an empty reference": lambda: errors.use_empty(),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_call_leaves_every_count_as_it_was(call):
    before = classes.alive()
    assert_steady(call, *COUNTED)
    assert classes.alive() == before


def test_a_leak_would_be_seen():
    kept = []
    with pytest.raises(AssertionError):
        assert_steady(lambda: kept.append(OBJECT), OBJECT)


@pytest.mark.skipif(sys.getallocatedblocks() == 0, reason="PYTHONMALLOC has CPython count no blocks")
def test_a_leak_of_memory_would_be_seen():
    kept = []
    with pytest.raises(AssertionError):
        assert_steady(lambda: kept.append([1]))


def test_what_a_call_returns_is_the_callers_alone():
    for make in (
        lambda: conversions.make_point(1, 2),
        lambda: conversions.shared_point(),
        lambda: conversions.text(TEXT),
        lambda: conversions.ints(LIST),
        lambda: calls.args(1),
        lambda: classes.Account("Ada"),
        lambda: Derived.__new__(Derived),
    ):
        result, twin = make(), object()
        assert sys.getrefcount(result) == sys.getrefcount(twin)
