"""Arrays of NumPy: dtypes, shapes and orders, memory that is shared and not copied, and how long it lives."""

import sys

import arrays
import pytest
from steady import assert_steady

try:
    import numpy
except ImportError:  # of a build of the interpreter that NumPy is not installed for
    numpy = None

pytestmark = pytest.mark.skipif(numpy is None, reason="this interpreter has no NumPy")

DTYPES = [
    "bool",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float32",
    "float64",
    "longdouble",
    "complex64",
    "complex128",
]


def address_of(value):
    return value.__array_interface__["data"][0]


# --- dtype ---


@pytest.mark.parametrize("name", DTYPES)
def test_a_dtype_is_taken_by_its_cpp_type_alone(name):
    functions = [getattr(arrays, "of_" + other) for other in DTYPES]
    values = numpy.zeros(3, name)
    for function in functions:
        if function.__name__ == "of_" + name:
            assert function(values) == 3
        else:
            with pytest.raises(TypeError, match=r"got \w+ of shape \(3,\)$"):
                function(values)


@pytest.mark.parametrize("name", DTYPES)
def test_a_dtype_is_given(name):
    values = getattr(arrays, "three_" + name)()
    assert type(values) is numpy.ndarray
    assert values.dtype == numpy.dtype(name)
    assert values.tolist() == [0, 1, 0]


def test_types_of_one_width_are_the_same():
    for code in "lqn":
        dtype = numpy.intp if code == "n" else numpy.dtype(code)
        assert arrays.of_int64(numpy.zeros(2, dtype)) == 2
        assert arrays.of_long_long(numpy.zeros(2, dtype)) == 2
    assert arrays.of_byte(numpy.zeros(2, "int8")) == arrays.of_byte(numpy.zeros(2, "bool")) == 2


@pytest.mark.parametrize(
    ("dtype", "shown"),
    [
        (">f8", "format '>d'"),
        ("f2", "float16"),
        ("S8", "format '8s'"),
        ([("x", "f8")], "format 'T{d:x:}'"),
    ],
)
def test_what_cpp_has_no_type_for_is_refused(dtype, shown):
    with pytest.raises(TypeError) as caught:
        arrays.total(numpy.zeros(2, dtype))
    assert str(caught.value).endswith(f"got {shown} of shape (2,)")


def test_numpys_own_error_is_kept():
    with pytest.raises(ValueError, match="cannot include dtype 'M' in a buffer"):
        arrays.total(numpy.zeros(2, "M8[s]"))


def test_the_same_memory_in_one_byte_order_alone():
    native = "<" if sys.byteorder == "little" else ">"
    assert arrays.total(numpy.ones(2, native + "f8")) == 2


# --- Rank and shape ---


def test_any_number_of_axes():
    for rank in range(5):
        assert arrays.any_rank(numpy.zeros((2,) * rank)) == rank
    assert arrays.scalar(numpy.array(2.5)) == 2.5


def test_the_number_of_axes_is_checked():
    with pytest.raises(TypeError, match=r"of float64 with 1 dimension, got float64 of shape \(1, 2\)$"):
        arrays.total(numpy.zeros((1, 2)))
    with pytest.raises(TypeError, match=r"with 0 dimensions, got float64 of shape \(1,\)$"):
        arrays.scalar(numpy.zeros(1))


def test_the_shape_is_checked():
    assert arrays.sum_of_rows(numpy.ones((4, 3))) == 12
    assert arrays.sum_of_rows(numpy.ones((0, 3))) == 0
    with pytest.raises(ValueError, match=r"of shape \(\*, 3\), got float64 of shape \(3, 4\)$"):
        arrays.sum_of_rows(numpy.ones((3, 4)))


# --- Order and strides ---


def test_orders():
    c = numpy.arange(6.0).reshape(2, 3)
    fortran = numpy.asfortranarray(c)
    assert arrays.c_order(c) == [0, 1, 2, 3, 4, 5]
    assert arrays.f_order(fortran) == [0, 3, 1, 4, 2, 5]
    assert arrays.any_order(c) == arrays.c_order(c)
    assert arrays.any_order(fortran) == arrays.f_order(fortran)
    with pytest.raises(ValueError, match=r"C-contiguous .* got one of shape \(2, 3\) with strides \(8, 16\)$"):
        arrays.c_order(fortran)
    with pytest.raises(ValueError, match="Fortran-contiguous"):
        arrays.f_order(c)
    with pytest.raises(ValueError, match="an array|contiguous array"):
        arrays.any_order(c[:, ::2])


def test_one_row_has_both_orders():
    row = numpy.arange(3.0).reshape(1, 3)
    assert arrays.c_order(row) == arrays.f_order(row) == [0, 1, 2]
    assert arrays.c_order(numpy.zeros((0, 3))) == []


def test_elements_with_gaps():
    grid = numpy.arange(24.0).reshape(4, 6)
    part = grid[::-2, 1::2]
    for i in range(part.shape[0]):
        for j in range(part.shape[1]):
            assert arrays.element(part, i, j) == part[i, j]
            assert arrays.element(part.T, j, i) == part[i, j]
    arrays.scale(part, -1)
    assert grid[3, 1] == -19
    assert grid[2, 1] == 13
    assert arrays.total(grid[:, 2]) == grid[:, 2].sum()


def test_elements_that_are_repeated():
    repeated = numpy.broadcast_to(numpy.array([1.0, 2.0]), (3, 2))
    assert arrays.element(repeated, 2, 1) == 2
    with pytest.raises(TypeError, match="got a read-only one$"):
        arrays.scale(repeated, 2)


def test_elements_in_records():
    records = numpy.zeros(3, [("a", "i8"), ("b", "f8")])
    records["b"] = [1, 2, 3]
    assert arrays.total(records["b"]) == 6
    packed = numpy.zeros(3, [("a", "u1"), ("b", "f8")])
    with pytest.raises(ValueError, match="not aligned$"):
        arrays.total(packed["b"])


# --- Read-only arrays ---


def test_read_only_arrays_are_for_reading():
    values = numpy.arange(4.0)
    values.flags.writeable = False
    assert arrays.total(values) == 6
    with pytest.raises(TypeError, match="expected a writable array of float64, got a read-only one$"):
        arrays.set(values, 1)


def test_const_arrays_are_read_only():
    grid = arrays.const_numpy_grid()
    assert not grid.flags.writeable
    with pytest.raises(ValueError):
        grid[0, 0] = 1
    with pytest.raises(ValueError):
        grid.flags.writeable = True


# --- No copies ---


def test_arguments_are_not_copied():
    values = numpy.zeros(16, "uint8")
    assert arrays.address(values) == address_of(values)
    assert arrays.address(values[3:]) == address_of(values) + 3
    doubles = numpy.zeros(2)
    arrays.set(doubles, 7)
    assert doubles[0] == 7


def test_results_are_not_copied():
    block = arrays.numpy_block()
    again = numpy.asarray(block)
    block[0] = 9
    assert again[0] == 9
    assert block.base is not None
    memory = numpy.asarray(arrays.grid())
    assert memory.dtype == numpy.float32
    assert memory.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_an_array_comes_back_as_itself():
    values = numpy.arange(3.0)
    assert arrays.through_numpy(values) is values
    assert arrays.through_const(values) is values
    matrix = numpy.arange(4.0).view(type("Sub", (numpy.ndarray,), {}))
    assert arrays.through_numpy(matrix) is matrix


def test_another_objects_memory_comes_back_as_an_array():
    data = bytearray(16)
    values = arrays.through_numpy(memoryview(data).cast("d"))
    assert type(values) is numpy.ndarray
    values[1] = 1
    assert data[8:] != bytes(8)
    with pytest.raises(BufferError):
        data.append(1)
    del values
    data.append(1)


def test_orders_of_results():
    zeros = arrays.fortran_zeros(3)
    assert zeros.shape == (3, 2)
    assert zeros.strides == (8, 24)
    assert zeros.flags.f_contiguous
    assert arrays.none_at_all().shape == (0,)
    assert [each.tolist() for each in arrays.ranges(3)] == [[], [1], [2, 2]]


# --- Lifetime ---


def test_memory_of_cpp_lives_as_long_as_numpy_sees_it():
    assert arrays.alive() == 0
    part = arrays.numpy_block()[2:]
    assert arrays.alive() == 1
    assert part.tolist() == [3, 4]
    del part
    assert arrays.alive() == 0


def test_memory_of_numpy_lives_as_long_as_cpp_keeps_it():
    store = arrays.Store()
    values = numpy.arange(100_000.0)
    count = sys.getrefcount(values)
    store.keep(values)
    assert sys.getrefcount(values) > count
    total = values.sum()
    del values
    assert store.sum() == total


def test_a_field_that_is_an_array():
    store = arrays.Store()
    assert store.array is None
    values = numpy.arange(3.0)
    store.array = values
    assert store.array is values
    store.array = memoryview(bytearray(8)).cast("d")
    assert store.array.tolist() == [0]
    with pytest.raises(TypeError, match=r"^Store.array: expected a writable array of float64, got int64 of shape \(2,\)$"):
        store.array = numpy.array([1, 2])


# --- DLPack ---


class OnlyDLPack:
    """Shows an array by DLPack alone."""

    def __init__(self, shown):
        self.shown = shown

    def __dlpack__(self, **options):
        return self.shown.__dlpack__(**options)

    def __dlpack_device__(self):
        return self.shown.__dlpack_device__()


def test_numpy_takes_dlpack():
    memory = arrays.every_other_of_block()
    values = numpy.from_dlpack(memory)
    assert values.tolist() == [1, 3]
    assert values.strides == (16,)
    del memory
    assert arrays.alive() == 1
    assert values.tolist() == [1, 3]
    del values
    assert arrays.alive() == 0


def test_numpy_gives_dlpack():
    values = numpy.arange(12.0).reshape(3, 4)[:, ::2]
    producer = OnlyDLPack(values)
    assert arrays.element(producer, 2, 1) == 10
    assert arrays.sum_of_rows(OnlyDLPack(numpy.ones((2, 3)))) == 6
    again = arrays.through_numpy(producer)
    assert type(again) is numpy.ndarray
    assert numpy.shares_memory(again, values)
    count = sys.getrefcount(values)
    del again
    assert sys.getrefcount(values) < count
    with pytest.raises(TypeError, match=r"expected an array of float64, got int32 of shape \(3,\)$"):
        arrays.any_rank(OnlyDLPack(numpy.zeros(3, "int32")))


# --- Counts ---


def test_nothing_leaks():
    values = numpy.arange(6.0).reshape(2, 3)
    strings = numpy.zeros(2, "S3")
    times = numpy.zeros(2, "M8[s]")
    producer = OnlyDLPack(values)
    assert_steady(lambda: arrays.any_rank(values), values)
    assert_steady(lambda: arrays.total(values), values)
    assert_steady(lambda: arrays.total(strings), strings)
    assert_steady(lambda: arrays.total(times), times)
    assert_steady(lambda: arrays.through_numpy(values), values)
    assert_steady(lambda: arrays.through_numpy(memoryview(bytearray(8)).cast("d")))
    assert_steady(lambda: arrays.through_numpy(producer), producer, values)
    assert_steady(lambda: arrays.any_rank(producer), producer, values)
    assert_steady(arrays.numpy_block)
    assert_steady(lambda: numpy.from_dlpack(arrays.every_other_of_block()))
    assert arrays.alive() == 0
