"""Special methods that CPython looks up by name, and slices of sequences."""

import asyncio
import cmath
import math
import operator
import os
import pathlib
import sys

import pytest
from by_name import Gate, Number, Power, Row, Shelf, Tape, Wrong


def test_forms_of_a_number():
    number = Number(2.75)
    assert bytes(number) == b"2"
    assert complex(number) == 2.75 + 1j
    assert cmath.phase(number) > 0
    assert os.fspath(number) == "/2"
    assert pathlib.PurePosixPath(number) == pathlib.PurePosixPath("/2")
    assert round(number).value() == 3
    assert round(number, 1).value() == 2.8
    assert round(number, None).value() == 3
    with pytest.raises(TypeError, match=r"Number.__round__\(\) argument 'digits'"):
        round(number, "x")
    assert (math.floor(number), math.ceil(number), math.trunc(number)) == (2, 3, 2)
    assert f"{number}" == "<>"
    assert f"{number:>7}" == "<>7>"
    with pytest.raises(ValueError, match="bad format"):
        format(number, "bad")
    assert sys.getsizeof(number) >= 1234
    assert dir(number) == ["a", "b"]


def test_power_in_place():
    number = same = Number(3)
    number **= 2
    assert number is same
    assert number.value() == 9
    with pytest.raises(TypeError, match=r"unsupported operand type\(s\) for \*\*"):
        number **= "x"
    assert operator.ipow(number, 0.5) is number
    assert number.value() == 3

    power = before = Power(2)
    power **= 5
    assert (power.value, before.value) == (32, 2)
    with pytest.raises(TypeError, match=r"unsupported operand type\(s\) for \*\*"):
        power **= 0.5


def test_special_methods_that_return_what_they_should_not():
    wrong = Wrong()
    with pytest.raises(TypeError, match="__bytes__ returned non-bytes"):
        bytes(wrong)
    with pytest.raises(TypeError, match="__complex__.*returned non-complex"):
        complex(wrong)
    with pytest.raises(TypeError, match="__fspath__.*to return str or bytes"):
        os.fspath(wrong)
    with pytest.raises(TypeError, match="__format__ must return a str"):
        format(wrong, "x")
    with pytest.raises(ValueError, match="__length_hint__"):
        operator.length_hint(wrong)


def test_an_asynchronous_context():
    gate = Gate()

    async def enter():
        async with gate as entered:
            assert gate.open
            return entered

    async def swallow():
        async with gate:
            raise LookupError

    assert asyncio.run(enter()) == 7
    assert not gate.open
    asyncio.run(swallow())
    assert not gate.open
    with pytest.raises((TypeError, AttributeError)), gate:
        pass


def test_reversed():
    assert list(reversed(Row(3))) == [20, 10, 0]
    assert [*reversed(Shelf())] == [3, 2, 1]  # by length and index
    with pytest.raises(TypeError, match="not reversible|has no len"):
        reversed(Number(1))


def test_slices_of_a_sequence():
    row = Row(5)
    assert row[1:3] == [10, 20]
    assert row[::-2] == [40, 20, 0]
    assert row[7:] == []
    with pytest.raises(ValueError, match="slice step cannot be zero"):
        row[::0]
    with pytest.raises(TypeError, match="slice indices must be integers"):
        row["a":]
    row[-1] = 7
    assert row[4] == 7
    for key in (slice(1, 3), slice(None)):
        with pytest.raises(TypeError, match="'by_name.Row' object does not support slice assignment"):
            row[key] = [1, 2]
        with pytest.raises(TypeError, match="'by_name.Row' object doesn't support item deletion"):
            del row[key]
    with pytest.raises(TypeError, match="Row indices must be integers, not str"):
        row["x"] = 1
    with pytest.raises(IndexError):
        row[5] = 1
    with pytest.raises(IndexError):
        row[-6] = 1
    with pytest.raises(TypeError):
        del row[0]
    assert row[:] == [0, 10, 20, 30, 7]


def test_a_sequence_that_takes_slices_itself():
    tape = Tape()
    assert tape[1:2] == "get slice(1, 2, None)"
    tape[3:] = [1, 2]
    assert tape.log == "set slice(3, None, None) to 2"
    del tape[::2]
    assert tape.log == "delete slice(None, None, 2)"
    tape["key"] = ()
    assert tape.log == "set 'key' to 0"
    with pytest.raises(TypeError, match="expected Sequence\\[int\\], got 'int'"):
        tape[1] = 1


def test_slices_that_cannot_be_deleted():
    shelf = Shelf()
    del shelf[0]
    assert shelf[:] == [2, 3]
    with pytest.raises(TypeError, match="expected int, got 'slice'"):
        del shelf[0:1]
    with pytest.raises(IndexError, match="no such item"):
        del shelf[7]
    shelf[0] = 9
    assert shelf[:] == [9, 3]
