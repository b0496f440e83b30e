"""Classes that are derived from one another in C++, and then in Python."""

import gc
import sys
import weakref

import inheritance as m
import pytest


def test_bases_are_bases():
    assert m.Point3.__mro__ == (m.Point3, m.Point, object)
    assert m.Shape.__bases__ == (m.Named, m.Coloured)
    assert m.Square.__mro__[:4] == (m.Square, m.Shape, m.Named, m.Coloured)
    assert m.Both.__mro__[:4] == (m.Both, m.Left, m.Right, m.Node)


def test_classes_that_point_to_their_objects_have_one_root():
    root = m.Named.__base__
    assert root.__qualname__ == "Instance"
    assert m.Node.__base__ is m.Holder.__base__ is root
    assert m.Point.__base__ is object
    with pytest.raises(TypeError, match="cannot create 'ferrule.Instance' instances"):
        root()


def test_an_object_is_one_of_its_bases():
    point = m.Point3(1, 2, 3)
    assert (point.x, point.y, point.z) == (1, 2, 3)
    assert point.sum() == 3
    assert point.sum3() == 6
    assert m.sum_of(point) == 3
    m.set_x(point, 10)
    assert point.x == 10
    assert m.Point.sum(point) == 12
    with pytest.raises(TypeError, match="'sum3' for 'inheritance.Point3' objects doesn't apply"):
        m.Point3.sum3(m.Point())


def test_what_returns_itself_stays_what_it_is():
    point = m.Point3(1, 2, 3)
    assert point.shift(1) is point


def test_a_copy_as_the_base_is_one():
    assert type(m.as_point(m.Point3(1, 2, 3))) is m.Point


def test_bases_that_stand_elsewhere_in_the_object():
    square = m.Square("q", 2)
    assert square.name() == "q"
    assert square.kind() == m.Named.kind(square) == "square"
    assert square.colour == "none"
    square.colour = "red"
    assert m.colour_of(square) == "red"
    assert m.describe(square) == "square q"
    assert square.side == 2
    assert m.Square.motto() == "all have names"


def test_members_of_a_base_that_is_not_bound():
    square = m.Square("q", 2)
    square.move(3, 4)
    assert (square.x, square.y) == (3, 4)
    assert "move" in vars(m.Shape)
    assert m.Shape.dimensions() == 2
    assert not hasattr(m, "Movable")


def test_introduced_constructors_and_methods():
    assert m.Shape("s").name() == "s"
    overloaded = m.Overloaded()
    overloaded.x = 4
    assert overloaded.sum() == 4
    assert overloaded.sum(1) == 5


@pytest.mark.parametrize(
    ("which", "type_", "kind"),
    [(0, m.Named, "named"), (1, m.Shape, "shape"), (2, m.Square, "square"), (3, m.Shape, "shape")],
)
def test_a_pointer_to_a_base_becomes_what_it_is(which, type_, kind):
    for _ in range(2):
        made = m.make(which)
        assert type(made) is type_
        assert made.kind() == kind
        assert m.which(made) == type_.__name__


def test_a_pointer_to_a_second_base_becomes_what_it_is():
    square = m.make_coloured()
    assert type(square) is m.Square
    assert (square.name(), square.side) == ("c", 3)


def test_overloads_by_class_take_the_nearest():
    assert m.which(m.Square("q", 1)) == "Square"
    assert m.which(m.Shape("s")) == "Shape"
    assert m.which(m.Named("n")) == "Named"


def test_a_derived_object_is_given_away_as_its_base():
    before = m.count_alive()
    square = m.Square("q", 1)
    assert m.consume(square) == "square"
    assert m.count_alive() == before
    with pytest.raises(RuntimeError, match="this Square was given away to C\\+\\+"):
        square.kind()
    with pytest.raises(RuntimeError, match="this Square was given away to C\\+\\+"):
        m.describe(square)


def test_a_destructor_that_is_not_virtual_takes_no_derived_object():
    extended = m.Extended()
    with pytest.raises(TypeError) as info:
        m.take_plain(extended)
    assert str(info.value).endswith(
        "cannot give 'Extended' away to C++ as Plain, whose destructor is not virtual"
    )
    assert extended.text == "text"
    assert m.take_plain(m.Plain()) == 1


def test_a_shared_diamond():
    before = m.count_alive()
    both = m.Both()
    assert (both.id, both.left, both.right) == (7, 1, 2)
    assert both.weight() == m.Node.weight(both) == 2
    assert m.weight_of(both) == 4
    assert m.keep(both) >= 2
    del both
    assert m.count_alive() == before + 1
    [both] = m.drop()
    assert type(both) is m.Both
    assert (both.id, both.right) == (7, 2)
    del both
    assert m.count_alive() == before


def test_the_init_of_a_base_does_not_make_another_object():
    class Mine(m.Point3):
        def __init__(self):
            m.Point.__init__(self)

    with pytest.raises(TypeError) as info:
        Mine()
    assert str(info.value).endswith(
        "Mine is a inheritance::Point3: call the __init__() of that class, not of its base "
        "inheritance::Point"
    )
    bare = m.DerivedCaller.__new__(m.DerivedCaller)
    with pytest.raises(TypeError, match="not of its base inheritance::Caller"):
        m.Caller.__init__(bare)
    with pytest.raises(TypeError, match="is not safe, use"):
        m.Point.__new__(m.Point3)


def test_python_derives_from_derived_classes():
    class Mine(m.Point3):
        def __init__(self, z):
            super().__init__(1, 2, z)
            self.note = "mine"

    mine = Mine(4)
    assert mine.sum3() == 7
    assert m.sum_of(mine) == 3
    assert mine.note == "mine"
    with pytest.raises(TypeError, match="is not an acceptable base type"):
        type("Cannot", (m.Named,), {})


@pytest.mark.parametrize("type_", [m.Holder, m.Keeper])
def test_cycles_through_bases_are_collected(type_):
    class Witness:
        pass

    holder = type_()
    witness = Witness()
    witness.holder = holder
    holder.hold(witness)
    if type_ is m.Keeper:
        holder.keep(witness)
        holder.keep(holder)
    alive = weakref.ref(witness)
    del holder, witness
    gc.collect()
    assert alive() is None


def test_references_of_bases_are_counted_once():
    keeper = m.Keeper()
    thing = object()
    before = sys.getrefcount(thing)
    keeper.hold(thing)
    keeper.keep(thing)
    assert sys.getrefcount(thing) == before + 2
    assert gc.get_referents(keeper).count(thing) == 2
    del keeper
    assert sys.getrefcount(thing) == before


def test_derived_callables():
    assert m.Caller()(1) == 11
    assert m.DerivedCaller()(2) == 12
    assert m.DerivedCaller()(x=3) == 13
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        m.DerivedCaller()()


def test_members_that_cpp_does_not_find_are_not_there():
    hides = m.Hides()
    assert (hides.seen(), hides.all()) == (1, 60)
    for name in ("hidden", "withdrawn", "field", "guarded"):
        assert not hasattr(hides, name)
    ambiguous = m.Ambiguous()
    assert ambiguous.own() == 5
    for name in ("twice", "also_twice", "alike"):
        assert not hasattr(ambiguous, name)


def test_a_private_base_is_none():
    class Mine(m.Private):
        def own(self):
            return 10 * super().own()

    assert m.Private.__mro__[1:] == m.Keeper.__mro__[2:]
    assert m.own_of(Mine()) == 50
    assert Mine().seen() == 1
