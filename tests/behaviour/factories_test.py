"""Static functions of C++ that make the objects of their class, by the name of the class."""

import inspect

import factories
import pytest
from factories import Angle, Point, Session, Shape, Task
from steady import assert_steady


def test_a_factory_is_called_by_the_name_of_the_class():
    assert Angle(90.0).degrees() == 90
    assert Angle("0.5").degrees() == 180
    assert Angle(degrees=1.5).degrees() == 1.5


def test_a_factory_is_no_static_method_beside():
    assert not hasattr(Angle, "FromDegrees")
    assert not hasattr(Point, "diagonal")
    assert Point.origin().x == 0


def test_factories_and_constructors_are_overloads_of_one_another():
    assert (Point(1, 2).x, Point(1, 2).y) == (1, 2)
    assert (Point(both=4).x, Point(both=4).y) == (4, 4)
    assert Point(3).y == 3
    assert Point(both=3, steps=2).y == 6


def test_no_call_fits():
    with pytest.raises(TypeError) as raised:
        Angle(None)
    assert "(degrees: float)" in str(raised.value)
    assert "(text: str)" in str(raised.value)


def test_an_exception_of_a_factory_leaves_no_object():
    with pytest.raises(ValueError, match="^no angle$"):
        Angle("")
    half = Angle.__new__(Angle)
    with pytest.raises(ValueError, match="^no angle$"):
        half.__init__("")
    with pytest.raises(TypeError, match=r"^Angle.__init__\(\) has not been called$"):
        half.degrees()
    half.__init__("1")
    assert half.degrees() == 360
    with pytest.raises(RuntimeError):
        half.__init__("1")


def test_an_abstract_class_may_have_a_factory():
    before = factories.count_alive()
    shape = Shape("square", 3)
    assert type(shape) is Shape
    assert shape.area() == 9
    assert factories.count_alive() == before + 1
    del shape
    assert factories.count_alive() == before


def test_a_factory_that_makes_nothing():
    with pytest.raises(RuntimeError, match="^C\\+\\+ has made no factories::Shape: the factory returned null$"):
        Shape("nothing", 3)
    with pytest.raises(ValueError, match="^no kind of shape: cube$"):
        Shape("cube", 3)


def test_python_derives_from_a_class_with_a_factory():
    class Named(Shape):
        def __init__(self, name, size):
            super().__init__("square", size)
            self.name = name

    named = Named("tile", 2)
    assert (named.name, named.area()) == ("tile", 4)


def test_a_shared_object_is_one_in_python_too():
    session = Session("one")
    assert Session.latest() is session
    assert session.same() is session
    assert session.name == "one"


def test_an_object_that_python_has_already_is_not_made_again():
    session = Session("one")
    with pytest.raises(RuntimeError, match="^C\\+\\+ has made no new factories::Session: the factory returned an object"):
        Session("two", again=True)
    del session
    taken = Session("two", again=True)
    assert taken.name == "one"
    assert Session.latest() is taken


def test_what_a_factory_makes_overrides_nothing_in_python():
    assert Task(3).run() == 3
    assert Task().run() == 1
    assert factories.run(Task(3)) == 3

    class Mine(Task):
        def run(self):
            return 7

    assert factories.run(Mine()) == 7
    message = r"^this call of Task.__init__\(\) makes an object of C\+\+'s own, which cannot be a .*Mine$"
    with pytest.raises(TypeError, match=message):
        Mine(3)


def test_the_signature_is_that_of_the_factory():
    assert str(inspect.signature(Shape)) == "(kind, size)"
    assert str(inspect.signature(Session)) == "(name, again=False)"


@pytest.mark.parametrize(
    "call",
    [
        lambda: Angle(1.0),
        lambda: Angle(""),
        lambda: Shape("square", 1),
        lambda: Shape("nothing", 1),
        lambda: Session("again"),
        lambda: Session("again", again=True),
        lambda: Task(1),
    ],
)
def test_nothing_is_left_behind(call):
    assert_steady(call)
    Session.forget()
