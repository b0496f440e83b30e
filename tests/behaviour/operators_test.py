"""Operators as special methods: comparison, hashes, truth, text, numbers."""

import gc
import inspect
import itertools
import math
import sys

import operators
import pytest
from operators import Any, Box, Garbled, Key, Measure, Quiet, Rank, Tag, Vector, Version, Word


class Stranger:
    """Answers for both sides."""

    def __eq__(self, other):
        return "equal"

    def __lt__(self, other):
        return "less"

    def __gt__(self, other):
        return "more"

    def __add__(self, other):
        return "added"

    def __radd__(self, other):
        return "added to"

    __hash__ = None


# --- Comparison ---


def test_a_defaulted_spaceship_is_all_comparisons():
    versions = [Version(1, 2), Version(1, 10), Version(2, 0)]
    for a, b in itertools.combinations(versions, 2):
        assert a < b
        assert a <= b
        assert b > a
        assert b >= a
        assert a != b
        assert not a == b  # noqa: SIM201
        assert not b <= a
    assert sorted(reversed(versions), key=lambda v: v) == versions
    assert Version(1, 2) == Version(1, 2)
    assert (Version(1, 2) != Version(1, 2)) is False


@pytest.mark.parametrize("stranger", [None, 1, "1.2", (1, 2), object()])
def test_strangers_are_not_equal_and_not_ordered(stranger):
    version = Version(1, 2)
    assert version != stranger
    assert stranger != version
    assert version.__eq__(stranger) is NotImplemented
    assert version.__lt__(stranger) is NotImplemented
    with pytest.raises(TypeError, match="not supported between instances of 'operators.Version' and|not supported between instances of 'Version' and"):
        version < stranger  # noqa: B015


def test_a_stranger_may_answer():
    assert (Version(1, 2) == Stranger()) == "equal"
    assert (Version(1, 2) < Stranger()) == "more"
    assert (Version(1, 2) > Stranger()) == "less"


def test_equality_has_overloads():
    assert Tag("a") == Tag("a")
    assert Tag("a") == "a"
    assert "a" == Tag("a")  # noqa: SIM300
    assert Tag("a") != "b"
    assert "b" != Tag("a")  # noqa: SIM300
    assert Tag("a") != 1


def test_what_is_equal_without_a_hash_is_unhashable():
    for unhashable in (Tag("a"), Vector(), Measure(1)):
        with pytest.raises(TypeError, match="unhashable type: '(operators.)?\\w+'"):
            hash(unhashable)
    assert Tag.__hash__ is None


def test_std_hash_is_the_hash():
    assert hash(Version(3, 7)) == 307
    assert {Version(1, 0): "one"}[Version(1, 0)] == "one"
    assert hash(Version(-1, 0)) == -2  # -1 is an error to CPython


def test_a_hash_by_name():
    assert hash(Key(7)) == 7
    assert hash(Key(-1)) == -2
    assert len({Key(1), Key(1), Key(2)}) == 2


def test_an_order_alone_leaves_identity_and_hash():
    rank = Rank(1)
    assert rank == rank  # noqa: PLR0124
    assert rank != Rank(1)
    assert hash(rank) == object.__hash__(rank)
    assert rank < Rank(2)
    assert Rank(2) > rank
    assert 0 < rank
    assert not 1 < rank
    with pytest.raises(TypeError):
        rank < 1  # noqa: B015
    with pytest.raises(OverflowError, match=r"Rank.__gt__\(\) argument 'a'"):
        10**30 < rank  # noqa: B015


def test_a_partial_order_and_its_exceptions():
    assert Measure(1) < 2
    assert Measure(1) < 1.5
    assert 2 > Measure(1)
    nan = Measure(math.nan)
    assert not nan < 1
    assert not nan >= 1
    assert not nan == math.nan  # noqa: SIM201
    assert nan != 1
    assert Measure(42) != 42  # by a `!=` of its own
    assert Measure(42) == 42
    with pytest.raises(ValueError, match="no measure is compared with 13"):
        Measure(1) < 13  # noqa: B015
    assert Measure(1).__eq__(Measure(1)) is NotImplemented


def test_comparison_in_subclasses():
    class Newer(Version):
        def __lt__(self, other):
            return "mine"

    class Plain(Version):
        pass

    assert (Newer(1, 2) < Version(1, 3)) == "mine"
    assert Newer(1, 2) == Version(1, 2)
    assert Plain(1, 2) < Version(1, 3)
    assert hash(Plain(1, 2)) == 102
    assert Plain(1, 2) in {Version(1, 2)}


def test_an_object_without_its_object_is_refused():
    empty = Version.__new__(Version)
    for use in (lambda: empty == Version(1, 2), lambda: Version(1, 2) < empty, lambda: hash(empty)):
        with pytest.raises(TypeError, match=r"Version.__init__\(\) has not been called"):
            use()
    assert repr(empty).startswith("<operators.Version object at")
    with pytest.raises(TypeError, match=r"Vector.__init__\(\) has not been called"):
        Vector() + Vector.__new__(Vector)


# --- Truth and text ---


def test_truth():
    assert Vector(0, 1)
    assert not Vector()
    assert bool(Version(0, 0)) is True


def test_a_stream_is_the_text():
    assert str(Vector(1, 2.5)) == "<1, 2.5>"
    assert f"{Vector(1, 2)}" == "<1, 2>"
    with pytest.raises(UnicodeDecodeError):
        str(Garbled())


def test_fields_are_the_repr():
    assert repr(Vector(1, 2.5)) == "Vector(x=1.0, y=2.5)"
    assert repr(Version(1, 2)) == "Version(major=1, minor=2)"
    assert repr(Box("a\n")) == "Box(content='a\\n', label='box')"

    class Wider(Vector):
        pass

    assert repr(Wider(1, 2)) == f"{Wider.__qualname__}(x=1.0, y=2.0)"
    assert repr(Tag("a")).startswith("<operators.Tag object at")


def test_a_repr_of_itself_ends():
    box = Box(None)
    box.content = [box]
    assert repr(box) == "Box(content=[Box(...)], label='box')"
    box.content = None


def test_a_repr_passes_errors_on():
    class Bad:
        def __repr__(self):
            raise LookupError("no repr")

    with pytest.raises(LookupError, match="no repr"):
        repr(Box(Bad()))
    assert repr(Box(1)) == "Box(content=1, label='box')"


def test_a_repr_by_name_and_a_format():
    assert repr(Quiet()) == str(Quiet()) == "quiet"
    assert f"{Quiet():loud}" == "loud!"
    assert f"{Quiet()}" == "quiet"


# --- Numbers ---


def test_arithmetic():
    v = Vector(1, 2)
    assert v + Vector(3, 4) == Vector(4, 6)
    assert v - Vector(1, 1) == Vector(0, 1)
    assert -v == Vector(-1, -2)
    assert +v == v
    assert v * 2 == Vector(2, 4)
    assert 2 * v == Vector(2, 4)
    assert 0.5 * v == Vector(0.5, 1)
    assert v / 2 == Vector(0.5, 1)
    assert abs(Vector(3, 4)) == 25
    assert v @ Vector(3, 4) == 11


def test_in_place_forms_keep_the_object():
    v = same = Vector(1, 2)
    v += Vector(1, 1)
    assert v is same
    v *= 3
    assert v is same
    assert v == Vector(6, 9)
    w = v
    w -= Vector(1, 1)  # by `-`: there is no `-=`
    assert w is not v
    assert v == Vector(6, 9)


@pytest.mark.parametrize("stranger", [None, "1", [1], object(), 1j])
def test_operands_that_are_strangers(stranger):
    v = Vector(1, 2)
    assert v.__mul__(stranger) is NotImplemented
    assert v.__rmul__(stranger) is NotImplemented
    assert v.__iadd__(stranger) is NotImplemented
    for use in (lambda: v + stranger, lambda: stranger + v, lambda: v / stranger, lambda: stranger * v):
        with pytest.raises(TypeError, match="unsupported operand|can only concatenate|can't multiply|must be str"):
            use()
    with pytest.raises(TypeError, match="unsupported operand"):
        v += stranger
    assert v == Vector(1, 2)


def test_a_stranger_may_add():
    assert Vector() + Stranger() == "added to"
    assert Stranger() + Vector() == "added"


def test_what_fits_and_cannot_be_converted_is_an_error():
    with pytest.raises(OverflowError, match=r"Vector.__mul__\(\) argument 'factor'"):
        Vector() * 10**400
    with pytest.raises(OverflowError, match=r"Vector.__rmul__\(\) argument 'factor'"):
        10**400 * Vector()
    with pytest.raises(ValueError, match="division by zero"):
        Vector() / 0


def test_overloads_within_a_slot():
    word = Word(0b1010)
    assert int(word & Word(0b0110)) == 0b0010
    assert int(word | 0b0101) == 0b1111
    assert int(word | "101") == 0b1111
    assert int(word | True) == 0b1011
    with pytest.raises(TypeError):
        word | 1.5
    with pytest.raises(OverflowError):
        word | 256
    with pytest.raises(ValueError, match="stoi"):
        word | "x"
    with pytest.raises(IndexError, match="a shift by more"):
        word << 8
    assert int(~word) == 0b11110101
    assert int(word << 1) == 0b10100
    assert int(word % 3) == 1
    # An int on the other side does not know a Word; it takes it for an index nowhere in arithmetic.
    with pytest.raises(TypeError):
        5 | word


def test_conversions():
    word = Word(65)
    assert int(word) == 65
    assert float(word) == 65.0
    assert chr(word) == "A"
    assert hex(word) == "0x41"
    assert [0] * Word(2) == [0, 0]
    assert word.binary() == "01000001"
    with pytest.raises(TypeError):
        int(Vector())


def test_power_has_a_modulus():
    assert int(Word(3) ** 4) == 81
    assert int(pow(Word(3), 4, 5)) == 1
    assert 2 ** Word(5) == 32
    assert divmod(Word(17), 5) == (3, 2)
    assert Word(17) // 5 == 3
    with pytest.raises(TypeError):
        pow(Word(3), 4, "5")
    with pytest.raises(TypeError):
        Word(3) ** None
    with pytest.raises(TypeError):
        pow(2, Word(5), 3)


def test_a_method_that_takes_any_operand():
    assert Any() + None is None
    assert Any() + 1 == 1
    with pytest.raises(TypeError):
        1 + Any()


def test_operators_of_subclasses():
    class Doubled(Vector):
        def __add__(self, other):
            return "doubled"

        def __radd__(self, other):
            return "doubled from the right"

    class Plain(Vector):
        pass

    assert Doubled() + Vector() == "doubled"
    assert Vector() + Doubled() == "doubled from the right"
    assert Plain(1, 1) + Vector(1, 1) == Vector(2, 2)
    assert 2 * Plain(1, 1) == Vector(2, 2)
    plain = same = Plain(1, 1)
    plain += Vector(1, 1)
    assert plain is same


def test_skipped_operators_are_not_there():
    assert "__or__" not in vars(Vector)
    assert not {"__rshift__", "__rrshift__"} & set(vars(Vector))
    with pytest.raises(TypeError):
        Vector() | 1


def test_special_methods_have_signatures():
    assert str(inspect.signature(Vector.__add__)) == "(self, value, /)"
    assert str(inspect.signature(Version.__eq__)) == "(self, value, /)"
    assert str(inspect.signature(Vector().__neg__)) == "()"


def test_operators_leave_no_references():
    v, stranger, tag = Vector(1, 2), object(), Tag("a")

    def use_all():
        w = v + v
        w += v
        w *= 2
        -w
        2 * w
        v == stranger  # noqa: B015
        v != v  # noqa: B015, PLR0124
        tag != "b"  # noqa: B015
        str(w)
        repr(w)
        v.__add__(stranger)

    use_all()
    gc.collect()
    before = [sys.getrefcount(each) for each in (v, stranger, tag, Vector, NotImplemented, True, False)]
    for _ in range(100):
        use_all()
    gc.collect()
    after = [sys.getrefcount(each) for each in (v, stranger, tag, Vector, NotImplemented, True, False)]
    assert before == after


def test_there_is_a_module_of_operators():
    assert operators.Vector is Vector
