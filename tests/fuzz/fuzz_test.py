"""Drives random objects into functions of random types, and holds each call against the model in shapes.py.

FERRULE_FUZZ_SEED and FERRULE_FUZZ_ROUNDS take it elsewhere, and further; a failure says the seed.
"""

import collections
import datetime
import math
import os
import random
import sys

import catalog
import fuzz
import pytest
import shapes
from shapes import Refused

SEED = int(os.environ.get("FERRULE_FUZZ_SEED", "1"))
ROUNDS = int(os.environ.get("FERRULE_FUZZ_ROUNDS", "300"))
AGAIN = 100  # times that each call is made when references are counted
FUNCTIONS = {**catalog.functions(), **catalog.overloads()}


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Bad:
    """Raises from whatever a conversion may call."""

    def __index__(self):
        raise KeyError("index")

    def __float__(self):
        raise LookupError("float")


class Broken(collections.UserList):
    """A sequence that ends in an error, and lies about its length."""

    def __len__(self):
        return 2**40

    def __iter__(self):
        yield from self.data
        raise ZeroDivisionError


class Number(int):
    pass


def stray(rng, depth=2):
    """An object of any kind, for which nobody has asked."""
    scalars = [
        None, True, 0, -1, 10**30, -(2**63), 2**64, 1.5, math.nan, 1e39, 2j, "", "a", "\ud800", "\u20ac", b"x",
        bytearray(b"y"), memoryview(b"zz"), Index(5), Index("no"), Index(2**70), Bad(), Number(7), object(), int,
        datetime.timedelta(seconds=1), datetime.timedelta(microseconds=1), datetime.date(2024, 1, 1), range(3),
        Broken([1, 2]), collections.UserList([1]), collections.UserDict({"a": 1}), {}.keys(), (), iter([1]), NotImplemented,
    ]  # fmt: skip
    if depth == 0 or rng.random() < 0.6:
        return rng.choice(scalars)
    items = [stray(rng, depth - 1) for _ in range(rng.randint(0, 3))]
    keys = [item for item in items if isinstance(item, collections.abc.Hashable) and not isinstance(item, memoryview)]
    keys = [key for key in keys if not isinstance(key, tuple)]
    return rng.choice([items, tuple(items), set(keys), frozenset(keys), dict.fromkeys(keys, stray(rng, depth - 1))])


def mutated(thing, rng):
    """The object with something strange in one place of it."""
    if isinstance(thing, (list, tuple)) and thing and rng.random() < 0.8:
        items = list(thing)
        place = rng.randrange(len(items))
        choice = rng.random()
        if choice < 0.6:
            items[place] = mutated(items[place], rng)
        elif choice < 0.8:
            del items[place]
        else:
            items.append(items[place])
        return type(thing)(items)
    if isinstance(thing, dict) and thing and rng.random() < 0.8:
        key = rng.choice(list(thing))
        return {**thing, key: mutated(thing[key], rng)}
    return stray(rng)


def same(a, b):
    """Whether two results are one, types and NaNs included."""
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
    if isinstance(a, complex):
        return same(a.real, b.real) and same(a.imag, b.imag)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return a == b


def outcome(function, thing, by_name=False):
    """What a call comes to: ("result", value) or ("error", exception)."""
    try:
        return ("result", function(value=thing) if by_name else function(thing))
    except Exception as error:
        return ("error", error)


def foretold(shape, thing):
    try:
        return ("result", shape.give(shape.take(thing)))
    except Refused as refused:
        return ("error", refused)


def agrees(name, got, want):
    if got[0] != want[0]:
        return False
    if got[0] == "result":
        return same(got[1], want[1])
    error, refused = got[1], want[1]
    words = str(error)
    if type(error) is not refused.kind:
        return False
    return refused.message is None or words == f"{name}() argument 'value': {refused.message}"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_calls_are_as_the_model_says(name):
    shape = FUNCTIONS[name]
    function = getattr(fuzz, name)
    rng = random.Random(f"{SEED} {name}")
    for _ in range(ROUNDS):
        thing = shape.value(rng)
        if rng.random() < 0.5:
            thing = mutated(thing, rng)
        by_name = rng.random() < 0.3
        got, want = outcome(function, thing, by_name), foretold(shape, thing)
        assert agrees(name, got, want), f"seed {SEED}: {shape.cpp}: {thing!r}: got {got!r}, the model says {want!r}"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_calls_leave_nothing_behind(name):
    shape = FUNCTIONS[name]
    function = getattr(fuzz, name)
    rng = random.Random(f"{SEED} {name} again")
    things = [mutated(shape.value(rng), rng) for _ in range(20)] + [shape.value(rng) for _ in range(20)]
    for _ in range(3):
        for thing in things:
            outcome(function, thing)
    before = [sys.getrefcount(thing) for thing in things]
    for _ in range(AGAIN):
        for thing in things:
            outcome(function, thing)
    after = [sys.getrefcount(thing) for thing in things]
    # None and small numbers are everywhere; a leak takes one in each round.
    leaked = [thing for thing, old, new in zip(things, before, after, strict=True) if new - old >= AGAIN]
    assert not leaked


def test_the_types_are_of_many_kinds():
    kinds = collections.Counter(type(shape) for shape in FUNCTIONS.values())
    assert len(catalog.overloads()) == kinds[shapes.Overloads]
    assert {shapes.Optional, shapes.Sequence, shapes.Tuple, shapes.Set, shapes.Map, shapes.Variant} <= set(kinds)
