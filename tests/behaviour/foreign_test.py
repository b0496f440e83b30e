"""Classes, enums and functions of a library that knows nothing of ferrule."""

import gc
import inspect
import weakref

import foreign
import pytest


class TestAClassByAnother:
    """`struct FERRULE_CLASS(of = shapes::Box) BoxOf : shapes::Box`"""

    def test_has_the_public_members_of_the_class(self):
        box = foreign.Box(2, 3)
        assert box.width == 2
        assert box.fits(foreign.Box(4, 4))
        assert foreign.Box.square(3).area == 9
        assert foreign.Box.__doc__.startswith("A rectangle.")

    def test_says_what_members_are_to_python(self):
        box = foreign.Box(2, 3)
        assert box.area == 6
        assert box.times(4) == 24
        with pytest.raises(TypeError):
            box.times(by=4)
        box.border = 9
        assert box.border == 9
        with pytest.raises(AttributeError):
            box.height = 1

    def test_leaves_members_out(self):
        assert not hasattr(foreign.Box, "secret")
        assert not hasattr(foreign.Box, "not_exported")

    def test_adds_members(self):
        box = foreign.Box(2, 3)
        assert box.perimeter() == 10
        assert foreign.Box.perimeter.__doc__ == "All sides."
        assert str(inspect.signature(foreign.Box.widen)) == "(self, /, by=1)"
        box.widen()
        box.widen(by=4)
        assert (box.width, len(box)) == (7, 7)
        assert foreign.Box.unit().width == 1

    def test_refuses_other_objects_as_self(self):
        with pytest.raises(TypeError, match="perimeter"):
            foreign.Box.perimeter(foreign.IntStack())

    def test_has_members_of_bases_that_are_not_bound(self):
        box = foreign.Box()
        box.rename("ada")
        assert box.name() == "ada"

    def test_has_nested_types(self):
        box = foreign.Box(2, 3)
        assert isinstance(box.corner(), foreign.Box.Corner)
        assert box.corner().y == 3
        assert box.fill() is foreign.Box.Fill.kFull
        assert not hasattr(foreign.Box, "Raw")

    def test_has_operators_that_stand_beside_it(self):
        assert foreign.Box(1, 2) + foreign.Box(2, 1) == foreign.Box(3, 3)
        assert str(foreign.Box(2, 3)) == "2x3"
        assert not hasattr(foreign.Box, "__mul__")

    @pytest.mark.parametrize("name", ["read", "print", "handle", "file", "as", "as_"])
    def test_has_nothing_for_what_has_no_python_form(self, name):
        assert not hasattr(foreign.Box, name)

    def test_throws_a_foreign_exception(self):
        with pytest.raises(foreign.Trouble, match="no good") as caught:
            foreign.Box().fail()
        assert isinstance(caught.value, RuntimeError)


class TestAnAlias:
    def test_may_stand_before_that_of_the_base(self):
        assert foreign.Dog.__bases__ == (foreign.Animal,)
        assert foreign.ask(foreign.Dog()) == "woofwoof"

    def test_binds_a_class_that_python_overrides(self):
        class Cow(foreign.Animal):
            def sound(self):
                return "moo"

        assert foreign.ask(Cow()) == "moomoo"
        with pytest.raises(TypeError):
            type("Puppy", (foreign.Dog,), {})

    def test_binds_a_final_class_with_free_functions_for_members(self):
        box = foreign.seal(4)
        assert type(box).__name__ == "Closed"
        assert (box.doubled(), box.doubled(plus=2), box.value) == (8, 10, 4)
        box.value = 7
        assert box.value == 7
        with pytest.raises(ValueError, match="negative"):
            box.value = -1
        assert not hasattr(foreign, "twice")

    def test_binds_an_enum(self):
        assert foreign.Box().color() is foreign.Color.kGreen

    def test_binds_instances_of_a_template(self):
        stack = foreign.IntStack()
        stack.push(3)
        assert (stack.pop(), stack.empty()) == (3, True)
        with pytest.raises(TypeError):
            stack.push("x")
        texts = foreign.TextStack()
        texts.push("x")
        assert texts.pop() == "x"
        assert not hasattr(stack, "dump")


def test_a_using_declaration_binds_the_overloads_that_can_be_bound():
    assert foreign.add(1) == 2
    assert foreign.add(1.5, 2.5) == 4.0
    with pytest.raises(TypeError):
        foreign.add("x", None)


def test_a_using_declaration_binds_a_constant():
    assert foreign.kSides == 4


def test_objects_are_freed():
    class Cow(foreign.Animal):
        pass

    cow = Cow()
    alive = weakref.ref(cow)
    del cow
    gc.collect()
    assert alive() is None
