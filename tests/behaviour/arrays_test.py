"""Buffers and arrays of the standard library: memory that C++ and Python share. numpy_test.py has NumPy's."""

import array
import sys

import arrays
import pytest
from steady import assert_steady


def doubles(*values):
    return array.array("d", values)


# --- Buffers ---


def test_a_buffer_shows_the_memory_itself():
    data = bytearray(range(10))
    view = memoryview(data)
    assert arrays.address(view[1:]) == arrays.address(data) + 1
    grid = memoryview(doubles(*range(6))).cast("B").cast("d", (2, 3))
    arrays.scale(grid, 2)
    assert grid.tolist() == [[0, 2, 4], [6, 8, 10]]


def test_whatever_has_a_buffer_is_taken():
    assert arrays.total(doubles(1, 2)) == 3
    assert arrays.total(memoryview(doubles(1, 2, 3))[::-2]) == 4
    assert arrays.total(memoryview(bytes(16)).cast("d")) == 0
    assert arrays.of_byte(b"abc") == arrays.of_byte(bytearray(b"abc")) == arrays.of_byte(array.array("b", b"abc")) == 3
    assert arrays.of_uint8(b"abc") == 3


def test_shape_and_strides():
    assert arrays.shape(memoryview(bytes(96)).cast("f", (2, 3, 4))) == [2, 3, 4]
    assert arrays.strides(memoryview(bytes(24)).cast("i", (2, 3))) == [12, 4]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: arrays.total([1.0]), "total() argument 'values': expected a buffer of float64 with 1 dimension, got 'list'"),
        (
            lambda: arrays.total(array.array("f", [1])),
            "total() argument 'values': expected a buffer of float64 with 1 dimension, got float32 of shape (1,)",
        ),
        (
            lambda: arrays.scale(doubles(1), 2),
            "scale() argument 'values': expected a writable buffer of float64 with 2 dimensions, got float64 of shape (1,)",
        ),
        (
            lambda: arrays.scale(memoryview(bytes(16)).cast("d", (1, 2)), 2),
            "scale() argument 'values': expected a writable buffer of float64 with 2 dimensions, got a read-only one",
        ),
        (
            lambda: arrays.of_int8(b"abc"),
            "of_int8() argument 'values': expected a buffer of int8 with 1 dimension, got uint8 of shape (3,)",
        ),
        (
            lambda: arrays.any_rank(b"abc"),
            "any_rank() argument 'array': expected an array of float64, got uint8 of shape (3,)",
        ),
        (
            lambda: arrays.sizes([doubles(), None]),
            "sizes() argument 'arrays': item 1: expected an array of float64, got 'NoneType'",
        ),
    ],
)
def test_another_kind_of_object_is_a_type_error(call, message):
    with pytest.raises(TypeError) as caught:
        call()
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: arrays.sum_of_rows(memoryview(bytes(32)).cast("d", (2, 2))),
            "sum_of_rows() argument 'rows': expected an array of float64 of shape (*, 3), got float64 of shape (2, 2)",
        ),
        (
            lambda: arrays.any_order(memoryview(doubles(1, 2, 3))[::2]),
            "any_order() argument 'array': expected a contiguous array of float64, got one of shape (2,) with strides (16,)",
        ),
        (
            lambda: arrays.total(memoryview(bytearray(17))[1:].cast("d")),
            "total() argument 'values': expected a buffer of float64 with 1 dimension, got one whose elements are not aligned",
        ),
        (
            lambda: arrays.span_size(memoryview(array.array("i", range(4)))[::2]),
            "there are gaps between the elements, or they are in another order",
        ),
    ],
)
def test_another_shape_or_order_is_a_value_error(call, message):
    with pytest.raises(ValueError) as caught:
        call()
    assert str(caught.value) == message


def test_the_memory_is_lent_for_the_call():
    data = bytearray(b"abc")
    view = memoryview(data)

    def release():
        with pytest.raises(BufferError):
            view.release()
        with pytest.raises(BufferError):
            data.append(1)
        data[-1] = 7

    assert arrays.last_after(view, release) == 7
    view.release()
    data.append(1)


def test_the_memory_is_given_back_when_the_call_fails():
    data = bytearray(b"abc")

    def fail():
        raise KeyError

    with pytest.raises(KeyError):
        arrays.last_after(data, fail)
    with pytest.raises(TypeError):
        arrays.last_after(data, None)
    with pytest.raises(TypeError):
        arrays.total(data)
    data.append(1)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="classes have __buffer__ from 3.12 on")
def test_a_class_that_makes_its_buffer_in_python():
    calls = []

    class Exporter:
        def __buffer__(self, flags):
            calls.append("get")
            return memoryview(doubles(1, 2))

        def __release_buffer__(self, view):
            calls.append("release")
            view.release()

    exporter = Exporter()
    assert arrays.total(exporter) == 3
    assert calls == ["get", "release"]
    store = arrays.Store()
    store.keep(exporter)
    assert calls == ["get", "release", "get"]
    assert store.sum() == 3
    store.clear()
    assert calls == ["get", "release"] * 2


@pytest.mark.skipif(sys.version_info < (3, 12), reason="classes have __buffer__ from 3.12 on")
def test_errors_of_a_buffer_stay_what_they_are():
    class Exporter:
        def __buffer__(self, flags):
            raise ZeroDivisionError("no memory today")

    with pytest.raises(ZeroDivisionError, match="no memory today"):
        arrays.total(Exporter())
    with pytest.raises(ZeroDivisionError, match="no memory today"):
        arrays.any_rank(Exporter())


# --- Arrays ---


def test_an_array_may_be_kept():
    store = arrays.Store()
    data = doubles(1, 2)
    store.keep(data)
    data[0] = 5
    assert store.sum() == 7
    with pytest.raises(BufferError):
        data.append(3)
    store.clear()
    data.append(3)


def test_arrays_in_containers():
    assert arrays.sizes([doubles(1, 2), memoryview(doubles(3))]) == 3
    assert arrays.size_or_zero(None) == 0
    assert arrays.size_or_zero(doubles(1)) == 1


def test_an_array_of_ferrule_has_the_buffer_protocol():
    grid = arrays.grid()
    assert repr(grid) == "<ferrule.NdArray of float32, shape (2, 3)>"
    view = memoryview(grid)
    assert (view.format, view.shape, view.strides, view.readonly) == ("f", (2, 3), (12, 4), False)
    assert view.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert memoryview(arrays.const_grid()).readonly


def test_an_array_as_a_memoryview():
    view = arrays.view_grid()
    assert type(view) is memoryview
    assert view[1, 2] == 5
    view[1, 2] = 6
    assert view.tolist() == [[0, 1, 2], [3, 4, 6]]


def test_an_array_knows_dlpack():
    grid = arrays.grid()
    assert grid.__dlpack_device__() == (1, 0)
    assert '"dltensor"' in repr(grid.__dlpack__())
    assert '"dltensor_versioned"' in repr(grid.__dlpack__(max_version=(1, 0)))
    with pytest.raises(BufferError, match="read-only"):
        arrays.const_grid().__dlpack__()
    with pytest.raises(TypeError):
        grid.__dlpack__(None)


class OnlyDLPack:
    """Shows an array by DLPack alone, in the version that it is told."""

    def __init__(self, shown, version):
        self.shown = shown
        self.version = version

    def __dlpack_device__(self):
        return self.shown.__dlpack_device__()

    def __dlpack__(self, **options):
        if self.version is None and options:
            raise TypeError("options were not known before 1.0")
        return self.shown.__dlpack__(max_version=self.version)


@pytest.mark.parametrize("version", [None, (1, 0)])
def test_dlpack_both_ways(version):
    block = arrays.every_other_of_block()
    producer = OnlyDLPack(block, version)
    del block
    again = arrays.through(producer)
    arrays.set(again, 7)
    assert memoryview(producer.shown).tolist() == [7, 3]
    assert arrays.alive() == 1
    del producer
    assert memoryview(again).tolist() == [7, 3]
    del again
    assert arrays.alive() == 0


def test_memory_of_cpp_lives_as_long_as_python_sees_it():
    assert arrays.alive() == 0
    view = memoryview(arrays.every_other_of_block())
    assert view.tolist() == [1, 3]
    part = view[1:]
    del view
    assert arrays.alive() == 1
    del part
    assert arrays.alive() == 0


def test_an_empty_handle_is_no_result():
    with pytest.raises(SystemError, match="empty reference"):
        arrays.empty_handle()


# --- Counts ---


def test_nothing_leaks():
    data = doubles(1, 2, 3)
    grid = memoryview(bytes(16)).cast("d", (1, 2))
    producer = OnlyDLPack(arrays.every_other_of_block(), (1, 0))
    store = arrays.Store()
    assert_steady(lambda: arrays.total(data), data)
    assert_steady(lambda: arrays.total(b"abc"))
    assert_steady(lambda: arrays.scale(grid, 2), grid)
    assert_steady(lambda: arrays.any_rank(data), data)
    assert_steady(lambda: arrays.sum_of_rows(grid), grid)
    assert_steady(lambda: arrays.through(data), data)
    assert_steady(lambda: arrays.through(producer), producer, producer.shown)
    assert_steady(lambda: arrays.total(producer), producer, producer.shown)
    assert_steady(lambda: (store.keep(data), store.clear()), data)
    assert_steady(arrays.grid)
    assert_steady(arrays.view_grid)
    assert_steady(lambda: arrays.grid().__dlpack__())


# --- Overloads ---


def test_overloads_are_told_by_what_is_in_an_array():
    matrix = memoryview(doubles(*range(6))).cast("B").cast("d", (2, 3))
    integers = array.array("i", [1])
    assert arrays.lent(doubles(1)) == "float64"
    assert arrays.lent(array.array("f", [1])) == "float32"
    assert arrays.lent(matrix) == "float64, 2 axes"
    assert arrays.lent(integers) == "int32, writable"
    assert arrays.lent(memoryview(integers).toreadonly()) == "int32"
    assert arrays.lent(5) == "int"
    assert arrays.lent([1, 2.5]) == "list"

    assert arrays.kept(doubles(1)) == "float64, 1 axis"
    assert arrays.kept(matrix) == "float64, 2 axes"
    assert arrays.kept(array.array("f", [1])) == "float32"
    assert arrays.kept(1) == arrays.kept(1.5) == "float"
    assert arrays.kept("text") == "str"


def test_an_array_that_no_overload_takes():
    with pytest.raises(TypeError) as caught:
        arrays.kept(array.array("b", [1]))
    assert str(caught.value).splitlines()[0] == "kept() has no overload that takes these arguments:"
    assert "got int8 of shape (1,)" in str(caught.value)


def test_choosing_lends_no_array_for_longer_than_the_call():
    data = array.array("b", [1])
    assert arrays.lent(data) == "list"  # of its numbers, since no buffer is of this type
    data.append(2)  # a BufferError while it is lent
    floats = doubles(1)
    assert arrays.lent(floats) == "float64"
    floats.append(2)
    assert_steady(lambda: arrays.kept(floats))
