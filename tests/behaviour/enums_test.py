"""Enums that are flags, enums that keep values without an enumerator, and constants of classes."""

import enum
import inspect
import pickle

import enums
import pytest
from enums import Colour, Limits, Loose, Mode, Opcode, Permission, Strict, Tighter
from steady import assert_steady


def test_flags_are_sets_of_bits():
    assert issubclass(Permission, enum.Flag)
    assert not issubclass(Permission, int)
    both = enums.both(Permission.read, Permission.write)
    assert both == Permission.read | Permission.write
    assert both is Permission.read | Permission.write
    assert enums.bits_of(Permission.read | Permission.execute) == 5
    assert enums.permission_of(7) is Permission.all
    assert Permission.everything is Permission.all


def test_no_bit_set_is_a_value_of_a_flag():
    assert enums.permission_of(0) is Permission(0)
    assert enums.bits_of(Permission(0)) == 0


def test_all_but_some_bits_are_a_value_of_a_flag():
    assert enums.bits_of(~Permission.read) == 6
    assert enums.bits_of_strict(~Strict.one) == 2
    assert enums.same_loose(~Loose.one).value == (~Loose.one).value == 14


def test_a_flag_in_a_container_is_one_as_well():
    mixed = [Permission.read, Permission.read | Permission.write]
    assert enums.each_of(mixed) == mixed


@pytest.mark.parametrize("stranger", [1, True, "read", None, Mode.APPEND, Colour.red])
def test_a_flag_is_made_of_nothing_else(stranger):
    with pytest.raises(TypeError, match=r"^bits_of\(\) argument 'permission': expected Permission, got '\w+'$"):
        enums.bits_of(stranger)


def test_bits_without_an_enumerator_are_refused():
    with pytest.raises(ValueError, match="^9 is not a valid Permission$"):
        enums.permission_of(9)
    with pytest.raises(ValueError, match="^4 is not a valid Strict$"):
        enums.strict_of(4)
    assert enums.strict_of(3) is Strict.one | Strict.two


def test_an_int_flag_keeps_all_bits():
    assert enums.mode_of(24) is Mode.APPEND | Mode.TRUNCATE
    kept = enums.mode_of(0x40)
    assert isinstance(kept, Mode)
    assert kept == 0x40
    assert enums.same_mode(kept) == kept
    assert enums.same_mode(Mode.HIGHEST) is Mode.HIGHEST


def test_a_flag_that_keeps_bits_needs_no_member_for_each():
    assert enums.loose_of(4).value == 4
    assert enums.same_loose(Loose.mixed | Loose.one).value == 13


def test_bits_beyond_the_type_are_refused():
    with pytest.raises(OverflowError, match="^same_mode\\(\\) argument 'mode': .* has bits beyond those of Mode$"):
        enums.same_mode(Mode(1 << 32))
    with pytest.raises(OverflowError, match="^same_mode\\(\\) argument 'mode': "):
        enums.same_mode(Mode(1 << 70))
    with pytest.raises(OverflowError, match="^same_loose\\(\\) argument 'bits': .* has bits beyond those of Loose$"):
        enums.same_loose(Loose(256))


def test_an_enum_may_keep_values_without_an_enumerator():
    assert enums.opcode_of(1) is Opcode.jump
    assert enums.opcode_of(5) == 5
    assert type(enums.opcode_of(5)) is int
    assert enums.number_of(Opcode.trap) == -1
    assert enums.number_of(5) == 5
    assert enums.number_of(-1) == -1
    assert enums.reversed([Opcode.nop, 9]) == [9, Opcode.nop]


@pytest.mark.parametrize("stranger", [True, 1.0, "jump", None, Colour.red])
def test_an_enum_that_keeps_values_takes_ints_and_nothing_else(stranger):
    with pytest.raises(TypeError, match=r"^number_of\(\) argument 'opcode': expected Opcode \| int, got '\w+'$"):
        enums.number_of(stranger)


@pytest.mark.parametrize("number", [128, -129, 1 << 40, 1 << 80])
def test_an_enum_that_keeps_values_keeps_those_of_its_type(number):
    with pytest.raises(OverflowError, match=r"^number_of\(\) argument 'opcode': "):
        enums.number_of(number)


def test_overloads_tell_an_enum_that_keeps_values():
    assert enums.which(Opcode.jump) == "Opcode"
    assert enums.which(3) == "Opcode"
    assert enums.which(Colour.red) == "Colour"
    assert enums.which("x") == "str"


def test_enumerators_have_docs():
    assert Permission.__doc__ == "Who may do what."
    assert Permission.read.__doc__ == "To look."
    assert Permission.execute.__doc__ == "To run."
    assert Permission.write.__doc__ == Permission.__doc__


def test_defaults_of_flags_are_shown_as_python():
    assert str(inspect.signature(enums.same_mode)) == "(mode=<Mode.APPEND: 8>)"
    assert enums.same_mode() is Mode.APPEND
    assert enums.bits_of() == 7
    assert enums.with_default() == 3


@pytest.mark.parametrize("member", [Permission.read, Permission.read | Permission.write, Mode(0x44), Opcode.trap])
def test_members_are_pickled(member):
    assert pickle.loads(pickle.dumps(member)) == member


def test_constants_of_a_class_are_its_attributes():
    assert Limits.kMost == 7
    assert Limits.kName == "limits"
    assert Limits.kColour is Colour.green
    assert Limits.HALF == 0.5
    assert Limits().kMost == 7
    assert not hasattr(Limits, "changing")


def test_constants_are_inherited():
    assert Tighter.kMost == 3
    assert Tighter.kName == "limits"


def test_a_constant_of_a_class_is_not_assigned():
    with pytest.raises((TypeError, AttributeError)):
        Limits().kMost = 8
    assert Limits.kMost == 7


def test_values_leave_no_references():
    calls = [
        lambda: enums.both(Permission.read, Permission.write),
        lambda: enums.mode_of(0x123),
        lambda: enums.permission_of(9),
        lambda: enums.number_of(500),
        lambda: enums.bits_of(3),
        lambda: enums.same_mode(Mode(1 << 33)),
        lambda: enums.reversed([Opcode.nop, 9]),
    ]
    for call in calls:
        assert_steady(call, Permission.read, Mode.APPEND, Opcode.nop)
