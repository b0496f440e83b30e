"""Instances of templates: overloads under one name, or functions with names of their own."""

import inspect

import pytest
import steady
import templates
from templates import Box, Outer, Point


def xy(point):
    return point.x, point.y


def test_instances_are_overloads():
    assert templates.add(1, 2) == 3
    assert type(templates.add(1, 2)) is int
    assert templates.add(0.5, 2) == 2.5
    assert templates.add("a", "b") == "ab"
    assert xy(templates.add(Point(1, 2), Point(3, 4))) == (4, 6)
    with pytest.raises(TypeError) as caught:
        templates.add(None)
    for signature in ["add(a: Point, ", "add(a: int, ", "add(a: float, ", "add(a: str, "]:
        assert signature in str(caught.value)


def test_cpp_evaluates_defaults_that_depend_on_the_instance():
    assert templates.add(1) == 1
    assert templates.add(0.5) == 0.5
    assert templates.add("a") == "a"
    assert xy(templates.add(Point(1, 2))) == (1, 2)


def test_an_instance_may_have_a_name_of_its_own():
    assert templates.ints([1, 2]) == 2
    assert templates.points([Point(), Point(), Point()]) == 3
    assert templates.inners([Outer.Inner()]) == 1
    assert not hasattr(templates, "count")
    with pytest.raises(TypeError, match=r"^points\(\) argument 'values': item 1: expected Point, got 'int'$"):
        templates.points([Point(), 1])


def test_arguments_may_be_values():
    assert templates.x_of(Point(3, 4)) == 3
    assert templates.twice_y_of(Point(3, 4)) == 8


def test_deduced_results_and_abbreviated_templates():
    assert templates.deduced(1) == 1.5
    assert templates.abbreviated(1) == "int"
    assert templates.abbreviated("x") == "text"


def test_docs_names_and_defaults_are_those_of_the_template():
    assert templates.later.__doc__ == "Declared with its instances, and defined elsewhere."
    assert str(inspect.signature(templates.later)) == "(value, factor=2)"
    assert templates.later(3) == 6
    assert templates.later(value=3, factor=3) == 9
    assert templates.middle(1, d=0) == 13
    assert templates.middle(1, 2, "four") == 11


def test_annotations_of_parameters_hold_for_each_instance():
    point = Point(1, 2)
    assert [xy(taken) for taken in templates.taken(point)] == [(1, 2)]
    with pytest.raises(RuntimeError, match=r"^taken\(\) argument 'value': this Point was given away to C\+\+$"):
        templates.taken(point)


def test_exceptions_arrive():
    with pytest.raises(IndexError, match="^7$"):
        templates.raises(7)


@pytest.mark.parametrize(
    ("value", "chosen"), [(1, "int"), (1.5, "double"), ("x", "function"), ([1], "ints"), (["x"], "texts")]
)
def test_templates_are_overloads_of_each_other_and_of_functions(value, chosen):
    assert templates.pick(value) == chosen


def test_a_pack_is_passed_by_position():
    assert templates.total("s") == "0s"
    assert templates.total("s", 1) == "1s"
    assert templates.total("s", 1, 2.5) == "3s"
    assert templates.total("s", 1, 2, 3) == "6s"
    assert templates.total(unit="s") == "0s"
    with pytest.raises(TypeError):
        templates.total("s", 1, 2, 3, 4)
    with pytest.raises(TypeError):
        templates.total("s", values_1=1)
    assert str(inspect.signature(templates.mixed)) == "(first, item_1, item_2, /)"
    assert templates.mixed(2, "x", Point()) == 4
    with pytest.raises(TypeError, match=r"^mixed\(\) argument 'item_2': expected Point, got 'str'$"):
        templates.mixed(2, "x", "y")
    with pytest.raises(TypeError, match=r"^mixed\(\) got some positional-only arguments passed as keyword"):
        templates.mixed(2, "x", item_2=Point())


def test_constructors():
    assert Box().text == ""
    assert Box(7).text == "7"
    assert Box("x", copies=3).text == "xxx"
    assert Box("x", "y", 3).text == "xy3"
    with pytest.raises(TypeError):
        Box(1.5)
    with pytest.raises(TypeError):
        Box("x", "y", "z")


def test_methods():
    box = Box()
    assert box.add(1) is box
    box.add("x").add(Point(2, 3))
    assert box.text == "1x2,3"
    assert box.size_as_int() == 5
    assert box.size_as_float() == 5.0
    assert type(box.size_as_float()) is float
    assert box(4) == 8
    assert box("x") == "xx"
    assert not hasattr(Box, "visit")


def test_static_and_class_methods():
    assert Box.of(1).text == "1"
    assert Box.of("x").text == "x"

    class Derived(Box):
        pass

    assert Box.named(1) == "Box1"
    assert Derived.named(2) == "Derived2"


def test_in_the_global_namespace():
    assert templates.same(3) == 3
    assert xy(templates.same(Point(1, 2))) == (1, 2)


def test_no_reference_is_lost():
    point = Point(1, 2)
    box = Box()
    steady.assert_steady(lambda: templates.add(point, point), point)
    steady.assert_steady(lambda: templates.mixed(2, "x", None), point)
    steady.assert_steady(lambda: templates.points([point, point]), point)
    steady.assert_steady(lambda: box(4), box)
