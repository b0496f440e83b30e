"""Calls of every shape, right and wrong ones, of a callable and of its twin in Python."""

import inspect
import itertools
import re


def in_common(error):
    """The type of an error and its words, without what may differ: the module that CPython writes before some
    names, the address that stands for an instance, and CPython's guess at what was meant."""
    words = re.sub(r"\b(calls|signatures)(_twins)?\.", "", str(error))
    words = re.sub(r" object at 0x\w+", "", words)
    return type(error), re.sub(r"\. Did you mean '\w+'\?$", "", words)


def outcome(call):
    """What a call returns, or its error."""
    try:
        return call()
    except Exception as error:
        return in_common(error)


def shapes(twin):
    """Arguments for calls with up to five positional arguments and up to three keywords, right and wrong ones."""
    names = [p.name for p in inspect.signature(twin).parameters.values() if p.name != "self"] + ["unknown"]
    keywords = [chosen for count in range(4) for chosen in itertools.permutations(names, count)]
    for count, chosen in itertools.product(range(6), keywords):
        yield tuple(range(1, count + 1)), {name: 10 + i for i, name in enumerate(chosen)}


def not_interned(names):
    """The same names in strings of their own, as a dict that was read from a file has them."""
    return {"".join(list(name)): value for name, value in names.items()}


def assert_same(bound, twin):
    checked = 0
    for args, kwargs in shapes(twin):
        expected = outcome(lambda: twin(*args, **kwargs))
        assert outcome(lambda: bound(*args, **kwargs)) == expected, (args, kwargs)
        assert outcome(lambda: bound(*args, **not_interned(kwargs))) == expected, (args, kwargs)
        checked += 1
    assert checked >= 6 * 2
