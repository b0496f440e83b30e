"""Implicit conversions where a constructor declares them, and classes that are made of their fields."""

import gc
import inspect

import implicit
import pytest
from implicit import Box, Meters, Options, Path, Point, Ticket
from steady import assert_steady


@pytest.fixture(autouse=True)
def everything_is_destroyed():
    gc.collect()
    before = implicit.alive()
    yield
    gc.collect()
    assert implicit.alive() == before


class Index:
    def __init__(self, action):
        self.action = action

    def __index__(self):
        self.action()
        return 1


# --- Conversions that a constructor allows ---


@pytest.mark.parametrize("function", [implicit.by_const_ref, implicit.by_value, implicit.does_not_throw])
def test_what_the_constructor_takes_is_taken(function):
    before = implicit.alive()
    assert function(2.5) == 2.5
    assert function(2) == 2
    assert function(Meters(3.5)) == 3.5
    assert implicit.alive() == before


def test_several_are_made_in_one_call():
    assert implicit.both(1, Meters(2)) == 3
    assert implicit.both(1, 2.5) == 3.5
    length = Meters(2)
    assert implicit.both(length, length) == 4


def test_defaults():
    assert implicit.with_default(1) == 4
    assert implicit.with_default(1, 2) == 3
    assert implicit.with_default(1, length=2.5) == 3.5


def test_methods_take_them():
    assert Meters(3).is_longer_than(2)
    assert not Meters(3).is_longer_than(other=Meters(4))


def test_what_is_neither_is_a_type_error_that_names_both():
    with pytest.raises(TypeError) as caught:
        implicit.by_const_ref("x")
    assert str(caught.value) == "by_const_ref() argument 'length': expected Meters | float, got 'str'"


def test_errors_of_the_constructor_are_raised():
    with pytest.raises(ValueError, match="negative length"):
        implicit.by_const_ref(-1.0)
    with pytest.raises(ValueError, match="negative length"):
        implicit.does_not_throw(-1.0)
    with pytest.raises(ZeroDivisionError):
        implicit.by_const_ref(Index(lambda: 1 / 0))
    with pytest.raises(TypeError, match="Meters.__init__\\(\\) has not been called"):
        implicit.by_const_ref(Meters.__new__(Meters))


def test_where_cpp_may_write_only_instances_will_do():
    with pytest.raises(TypeError, match="argument 'length': expected Meters, got 'float'"):
        implicit.by_ref(2.5)
    with pytest.raises(TypeError, match="argument 'length': expected Meters( \\| None)?, got 'float'"):
        implicit.by_pointer(2.5)
    with pytest.raises(TypeError, match="item 1: expected Meters, got 'int'"):
        implicit.total([Meters(1), 2])
    length = Meters(1)
    implicit.by_ref(length)
    assert length.value == 2


def test_there_are_never_two_conversions_in_a_row():
    assert implicit.length_of(Path(Meters(2))) == 2
    assert implicit.length_of(Meters(2)) == 2
    with pytest.raises(TypeError, match="expected Path \\| Meters, got 'float'"):
        implicit.length_of(2.0)
    assert Path(2.0).length == 2  # the constructor's own parameter converts


def test_what_shows_its_source_is_good_for_the_call():
    assert implicit.shout("häh\N{PILE OF POO}" * 100) == "häh\N{PILE OF POO}" * 100 + "!"


def test_what_is_made_for_a_call_is_nobody_elses():
    ticket = Ticket(5)

    def give():
        with pytest.raises(RuntimeError, match="while a call uses it"):
            implicit.take(ticket)

    assert implicit.read(ticket, give) == 5
    assert implicit.read(6, lambda: None) == 6
    with pytest.raises(TypeError, match="expected Ticket, got 'int'"):
        implicit.take(6)
    assert implicit.take(ticket) == 5


def test_conversions_leave_every_count_as_it_was():
    bad, good = ["x"], 10**6
    assert_steady(lambda: implicit.by_const_ref(bad), bad)
    assert_steady(lambda: implicit.both(good, bad), good, bad)
    assert_steady(lambda: implicit.by_const_ref(-1.0))
    assert_steady(lambda: implicit.shout("häh"))


# --- Classes made of their fields ---


def test_fields_are_arguments():
    point = Point(1)
    assert (point.x, point.y, point.name, point.tags) == (1, 0.5, "origin", ())
    point = Point(1, name="a", tags=[3])
    assert (point.x, point.y, point.name, point.tags) == (1, 0.5, "a", (3,))
    assert Point(1, 2, "b").y == 2
    assert str(inspect.signature(Point)) == "(x, y=0.5, name='origin', tags=())"


def test_errors_are_those_of_a_call():
    with pytest.raises(TypeError) as caught:
        Point()
    assert str(caught.value) == "Point.__init__() missing 1 required positional argument: 'x'"
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Point(1, z=2)
    with pytest.raises(TypeError, match="argument 'y': expected float, got 'str'"):
        Point(1, "x")


def test_defaults_are_those_of_the_class():
    options = Options(1, None)
    assert (options.level, options.limit, options.computed, options.loud, options.late) == (1, None, 42, True, 7)
    with pytest.raises(TypeError, match="missing 2 required"):
        Options()
    assert Options(2, 3, 4, False).computed == 4
    assert str(inspect.signature(Options)) == "(level, limit, computed=Ellipsis, loud=True)"
    with pytest.raises(TypeError, match="argument 'computed' must be given"):
        Options(2, 3, loud=True)


def test_a_subclass_of_such_a_class():
    class Sub(Point):
        def __init__(self):
            super().__init__(x=3)

    assert Sub().x == 3


def test_any_storage_will_do():
    box = Box([1])
    assert box.content == [1]
    box.content = box
    del box
    gc.collect()


def test_a_dict_is_taken_for_an_object():
    assert implicit.show({"x": 1}) == "origin(1.000000, 0.500000)"
    assert implicit.show({"x": 1, "name": "a"}) == "a(1.000000, 0.500000)"
    assert implicit.show(Point(1)) == "origin(1.000000, 0.500000)"
    assert implicit.moved({"x": 1}, 2).x == 3
    fields = {"x": 1}
    implicit.moved(fields, 2)
    assert fields == {"x": 1}


def test_wrong_dicts_raise_what_the_call_would():
    for fields, message in [
        ({}, "show\\(\\) argument 'point': Point.__init__\\(\\) missing 1 required positional argument: 'x'$"),
        ({"x": 1, "z": 2}, "Point.__init__\\(\\) got an unexpected keyword argument 'z'"),
        ({"x": "a"}, "Point.__init__\\(\\) argument 'x': expected float, got 'str'$"),
        ({1: 2}, "keywords must be strings$"),
        ([("x", 1)], "expected Point \\| dict\\[str, Any\\], got 'list'$"),
    ]:
        with pytest.raises(TypeError, match=message):
            implicit.show(fields)
    with pytest.raises(TypeError, match="item 0: expected Point, got 'dict'"):
        implicit.sum_x([{"x": 1}])


def test_a_dict_that_changes_while_it_is_read():
    fields = {"x": Index(lambda: fields.clear()), "name": "a"}
    assert implicit.show(fields) == "a(1.000000, 0.500000)"


def test_dicts_leave_every_count_as_it_was():
    good, bad = {"x": 1.5, "name": "a"}, {"x": 1.5, "z": 2}
    assert_steady(lambda: implicit.show(good), good)
    assert_steady(lambda: implicit.show(bad), bad)


