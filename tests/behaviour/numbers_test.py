"""Conversions of numbers: strict, never truncated; out of range is OverflowError."""

import decimal
import fractions
import math

import conversions
import pytest

INTEGERS = [
    (conversions.int8, -(2**7), 2**7 - 1),
    (conversions.uint8, 0, 2**8 - 1),
    (conversions.int16, -(2**15), 2**15 - 1),
    (conversions.uint16, 0, 2**16 - 1),
    (conversions.int32, -(2**31), 2**31 - 1),
    (conversions.uint32, 0, 2**32 - 1),
    (conversions.int64, -(2**63), 2**63 - 1),
    (conversions.uint64, 0, 2**64 - 1),
    (conversions.long_, -(2**63), 2**63 - 1),
    (conversions.unsigned_long, 0, 2**64 - 1),
    (conversions.long_long, -(2**63), 2**63 - 1),
    (conversions.unsigned_long_long, 0, 2**64 - 1),
    (conversions.size, 0, 2**64 - 1),
]
IDS = [function.__name__ for function, _, _ in INTEGERS]
every_width = pytest.mark.parametrize(("function", "minimum", "maximum"), INTEGERS, ids=IDS)

# Where CPython's own representation changes, and where a C type ends.
EDGES = [0, 2**7, 2**8, 2**15, 2**16, 2**29, 2**30, 2**31, 2**32, 2**60, 2**62, 2**63, 2**64, 2**90, 2**1000]
SAMPLES = sorted({sign * (edge + step) for edge in EDGES for step in (-1, 0, 1) for sign in (-1, 1)})


class Subclass(int):
    """An int whose value is one thing and whose conversions say another."""

    def __index__(self):
        return 99

    def __int__(self):
        return 99


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


@every_width
def test_an_int_in_range_is_kept_and_out_of_range_is_overflow_error(function, minimum, maximum):
    for value in SAMPLES:
        if minimum <= value <= maximum:
            assert function(value) == value
        else:
            with pytest.raises(OverflowError) as caught:
                function(value)
            assert str(caught.value) == (
                f"{function.__name__}() argument 'value': int out of range: expected {minimum} to {maximum}"
            )


@every_width
def test_int_is_taken_through_index(function, minimum, maximum):
    assert function(Index(maximum)) == maximum
    assert function(Index(minimum)) == minimum
    for value in (minimum - 1, maximum + 1):
        with pytest.raises(OverflowError):
            function(Index(value))


@every_width
def test_a_subclass_of_int_uses_its_value(function, minimum, maximum):
    assert function(Subclass(7)) == 7
    assert function(Subclass(maximum)) == maximum
    with pytest.raises(OverflowError):
        function(Subclass(maximum + 1))


@every_width
@pytest.mark.parametrize("value", [1.0, "1", b"1", None, [1], 1j, decimal.Decimal(1), fractions.Fraction(1), object, int])
def test_no_float_to_int_and_nothing_else_either(function, minimum, maximum, value):
    with pytest.raises(TypeError) as caught:
        function(value)
    assert str(caught.value) == f"{function.__name__}() argument 'value': expected int, got '{type(value).__name__}'"


@every_width
def test_bool_is_an_int(function, minimum, maximum):
    assert function(True) == 1
    assert type(function(True)) is int


@pytest.mark.parametrize("error", [ValueError("no"), KeyError("no"), TypeError("no"), OverflowError("no"), SystemExit(3)])
def test_an_error_of_index_keeps_its_own_type_and_says_which_argument_it_was(error):
    class Raises:
        def __index__(self):
            raise error

    with pytest.raises(type(error)) as caught:
        conversions.int32(Raises())
    assert caught.value is error
    assert caught.value.__notes__ == ["while converting int32() argument 'value'"]
    assert caught.value.__traceback__.tb_next is not None


def test_an_index_that_is_no_int_is_cpythons_type_error():
    with pytest.raises(TypeError, match=r"^int32\(\) argument 'value': __index__ returned non-int \(type str\)$"):
        conversions.int32(Index("1"))


def test_bool_only_from_bool():
    assert conversions.boolean(True) is True
    assert conversions.boolean(False) is False
    for value in (0, 1, None, "", "True", [], 1.0, Index(1)):
        with pytest.raises(TypeError) as caught:
            conversions.boolean(value)
        assert str(caught.value) == f"boolean() argument 'value': expected bool, got '{type(value).__name__}'"


def test_numpys_bool_is_one():
    numpy = pytest.importorskip("numpy")
    assert conversions.boolean(numpy.bool_(True)) is True
    assert conversions.boolean(numpy.bool_(False)) is False
    with pytest.raises(TypeError, match="expected bool, got 'int8'"):
        conversions.boolean(numpy.int8(1))


def test_numpys_scalars_are_numbers():
    numpy = pytest.importorskip("numpy")
    assert conversions.int32(numpy.int8(-3)) == -3
    assert conversions.uint64(numpy.uint64(2**64 - 1)) == 2**64 - 1
    assert conversions.real(numpy.float32(0.5)) == 0.5
    assert conversions.real(numpy.int8(-3)) == -3.0
    with pytest.raises(TypeError, match="expected int, got 'float64'"):
        conversions.int32(numpy.float64(1.0))


class Float:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value


class FloatSubclass(float):
    pass


@pytest.mark.parametrize("value", [0.0, -0.0, 1.5, 5e-324, 1.7976931348623157e308, math.inf, -math.inf, math.nan])
def test_a_float_is_kept_bit_for_bit(value):
    assert conversions.real(value).hex() == value.hex()
    assert conversions.real(FloatSubclass(value)).hex() == value.hex()


@pytest.mark.parametrize("function", [conversions.real, conversions.single])
def test_float_takes_int_and_what_has_float_or_index(function):
    assert function(3) == 3.0
    assert type(function(3)) is float
    assert function(True) == 1.0
    assert function(Float(2.5)) == 2.5
    assert function(Index(4)) == 4.0
    assert function(fractions.Fraction(1, 2)) == 0.5


@pytest.mark.parametrize("function", [conversions.real, conversions.single])
@pytest.mark.parametrize("value", ["1.0", b"1", None, [1.0], 1j, object()])
def test_float_takes_nothing_else(function, value):
    with pytest.raises(TypeError) as caught:
        function(value)
    assert str(caught.value) == f"{function.__name__}() argument 'value': expected float, got '{type(value).__name__}'"


def test_an_int_too_large_for_a_float_is_overflow_error():
    with pytest.raises(OverflowError) as caught:
        conversions.real(10**400)
    assert "argument 'value'" in str(caught.value)


def test_a_float_out_of_range_of_single_precision_is_overflow_error():
    assert conversions.single(3.4028234663852886e38) == 3.4028234663852886e38
    assert conversions.single(0.1) == pytest.approx(0.1, rel=1e-7)
    assert conversions.single(math.inf) == math.inf
    assert math.isnan(conversions.single(math.nan))
    assert conversions.single(1e-60) == 0.0
    for value in (1e39, -1e39, 10**39):
        with pytest.raises(OverflowError, match=r"^single\(\) argument 'value': float out of range of a C\+\+ float$"):
            conversions.single(value)


def test_an_error_of_float_keeps_its_own_type():
    class Raises:
        def __float__(self):
            raise KeyError("no")

    with pytest.raises(KeyError) as caught:
        conversions.real(Raises())
    assert caught.value.__notes__ == ["while converting real() argument 'value'"]
