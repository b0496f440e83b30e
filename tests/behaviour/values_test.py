"""Enums and constants."""

import enum
import pickle

import pytest
import values
from values import Color


def test_an_enum_is_one_of_pythons_enum_module():
    assert issubclass(Color, enum.Enum)
    assert not issubclass(Color, int)
    assert [(member.name, member.value) for member in Color] == [("red", 0), ("green", 5), ("blue", 6)]
    assert (Color.__module__, Color.__qualname__, Color.__doc__) == ("values", "Color", "What light has.")
    assert Color(5) is Color.green


def test_a_second_name_for_a_value_is_an_alias():
    assert Color.crimson is Color.red
    assert values.same_color(Color.crimson) is Color.red


@pytest.mark.parametrize("member", [*Color], ids=str)
def test_a_member_keeps_its_identity(member):
    assert values.same_color(member) is member
    assert values.color_of(member.value) is member
    assert values.value_of(member) == member.value
    assert values.maybe_color(member) is member


def test_a_member_is_a_default():
    assert values.default_color() is Color.blue
    assert values.default_color.__text_signature__ == "(color=...)"


def test_members_in_containers():
    assert values.colors((Color.red, Color.blue)) == [Color.red, Color.blue]
    assert values.maybe_color(None) is None
    with pytest.raises(TypeError, match=r"^colors\(\) argument 'colors': item 1: expected Color, got 'int'$"):
        values.colors([Color.red, 5])


@pytest.mark.parametrize("value", [1, -1, 2**31 - 1, -(2**31)])
def test_a_value_without_an_enumerator_is_value_error(value):
    with pytest.raises(ValueError, match=rf"^{value} is not a valid Color$"):
        values.color_of(value)


class Other(enum.Enum):
    red = 0


@pytest.mark.parametrize("value", [0, 5, "red", None, Other.red, Color, values.Level.HIGH])
def test_only_a_member_of_the_enum_is_one(value):
    with pytest.raises(TypeError) as caught:
        values.same_color(value)
    assert str(caught.value) == f"same_color() argument 'color': expected Color, got '{type(value).__qualname__}'"


def test_an_int_enum_is_an_int_and_takes_members_only():
    assert issubclass(values.Level, enum.IntEnum)
    assert values.Level.LOW == -1
    assert values.Level.HIGH + 1 == 11
    assert values.same_level(values.Level.HIGH) is values.Level.HIGH
    with pytest.raises(TypeError, match="expected Level, got 'int'"):
        values.same_level(10)


def test_an_enum_of_64_bits_without_sign():
    assert values.Wide.most.value == 2**64 - 1
    assert values.same_wide(values.Wide.most) is values.Wide.most
    with pytest.raises(ValueError, match=rf"^{2**64 - 2} is not a valid Wide$"):
        values.wide_of(2**64 - 2)


def test_names_and_skipped_enumerators():
    assert [(member.name, member.value) for member in values.Renamed] == [("a", 97)]
    assert not hasattr(values, "Unpleasant")


def test_an_enum_in_a_class():
    state = values.Lamp.State
    assert (state.__qualname__, state.__module__) == ("Lamp.State", "values")
    lamp = values.Lamp()
    assert lamp.state is state.off
    lamp.state = state.on
    assert lamp.state is state.on
    with pytest.raises(TypeError, match=r"^Lamp.state: expected Lamp.State, got 'int'$"):
        lamp.state = 1


@pytest.mark.parametrize("member", [Color.blue, values.Level.HIGH, values.Lamp.State.on], ids=str)
def test_members_can_be_pickled(member):
    assert pickle.loads(pickle.dumps(member)) is member


def test_constants():
    assert values.kNumber == -3
    assert values.kLarge == 2**64 - 1
    assert values.RATIO == 0.5
    assert values.kTruth is True
    assert values.kName == "näme"
    assert values.kText == "te"  # as C++ has it: the view ends at the literal's first zero
    assert values.kColor is Color.green
    assert not hasattr(values, "kRatio")
