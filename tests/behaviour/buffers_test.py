"""Bytes: seen without a copy, written where they are, and let go of whatever becomes of the call."""

import array
import sys

import buffers
import pytest


def refusal(function, *arguments):
    """What the call raises, without what names the argument."""
    with pytest.raises(Exception) as caught:
        function(*arguments)
    prefix = f"{function.__name__}() argument 'value': "
    return caught.type, str(caught.value).removeprefix(prefix)


def test_bytes_like_objects_are_taken():
    for value in (b"a\0b", bytearray(b"a\0b"), memoryview(b"xa\0bx")[1:4]):
        assert buffers.seen(value) == b"a\0b"
        assert buffers.owned(value) == b"a\0b"
        assert buffers.sum(value) == ord("a") + ord("b")
    assert buffers.seen(array.array("B", [1, 2])) == b"\1\2"


def test_a_writable_buffer_is_written_in_place():
    value = bytearray(3)
    buffers.fill(value, 7)
    assert value == b"\7\7\7"
    numbers = array.array("H", [1, 2])
    buffers.fill(memoryview(numbers)[:1], 0xFF)
    assert list(numbers) == [0xFFFF, 2]


def test_one_that_is_not_is_refused():
    assert refusal(buffers.fill, b"abc", 1) == (TypeError, "expected bytearray | memoryview, got 'bytes'")
    assert refusal(buffers.fill, memoryview(b"abc"), 1) == (
        TypeError,
        "expected a writable buffer, got a read-only memoryview",
    )


def test_what_is_no_buffer_is_refused():
    for value in ("abc", [1, 2], 3, None):
        expected = (TypeError, f"expected bytes | bytearray | memoryview, got '{type(value).__name__}'")
        assert refusal(buffers.seen, value) == expected
        assert refusal(buffers.owned, value) == expected
    assert refusal(buffers.seen, memoryview(b"abcd")[::2])[0] is BufferError


def test_a_buffer_is_released_whatever_becomes_of_the_call():
    value = bytearray(b"abc")
    with pytest.raises(TypeError, match="argument 'number'"):
        buffers.size_and(value, "x")
    value.append(1)
    with pytest.raises(RuntimeError, match="thrown"):
        buffers.throws(value)
    value.append(2)
    assert buffers.size_and(value, 1) == 6
    value.append(3)
    assert len(value) == 6


def test_a_buffer_stays_where_it_is_while_other_arguments_are_converted():
    value = bytearray(b"abc")

    class Grows:
        def __index__(self):
            value.append(0)
            return 1

    with pytest.raises(BufferError):
        buffers.size_and(value, Grows())
    assert value == b"abc"


def test_no_reference_is_left():
    value = bytearray(b"abc")
    before = sys.getrefcount(value)
    for _ in range(100):
        buffers.seen(value)
        buffers.owned(memoryview(value))
        with pytest.raises(TypeError):
            buffers.size_and(value, "x")
    assert sys.getrefcount(value) == before


def test_numpy_arrays_have_buffers():
    numpy = pytest.importorskip("numpy")
    grid = numpy.arange(6, dtype=numpy.uint8).reshape(2, 3)
    assert buffers.sum(grid) == 15
    buffers.fill(grid, 9)
    assert grid.tolist() == [[9, 9, 9], [9, 9, 9]]
    assert refusal(buffers.sum, grid.T)[0] is ValueError
    grid.flags.writeable = False
    assert refusal(buffers.fill, grid, 1)[0] is ValueError
