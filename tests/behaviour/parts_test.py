"""Fields of bound classes: what Python gets is the part itself, and keeps what it is part of."""

import gc
import sys
import weakref

import parts as m
import pytest
from steady import assert_steady


@pytest.fixture(autouse=True)
def nothing_is_left():
    gc.collect()
    before = m.alive()
    yield
    gc.collect()
    assert m.alive() == before


# --- Reading and assigning ---


def test_changing_a_part_changes_the_whole():
    line = m.Line(m.Point(1, 2), m.Point(3, 4))
    line.start.x = 10
    line.end.scale(2)
    assert (line.start.x, line.start.y, line.end.x, line.end.y) == (10, 2, 6, 8)
    assert type(line.start) is m.Point
    assert line.start.sum() == 12


def test_a_part_keeps_the_whole_alive():
    part = m.Drawing().line.start
    gc.collect()
    part.x = 5
    assert part.sum() == 5
    assert m.alive() > 0
    del part
    gc.collect()


def test_a_part_of_a_part_keeps_the_outermost():
    drawing = m.Drawing()
    before = sys.getrefcount(drawing)
    line = drawing.line
    assert sys.getrefcount(drawing) == before + 1
    start = line.start
    assert sys.getrefcount(drawing) == before + 2
    assert sys.getrefcount(line) == 2
    del line, drawing
    start.x = 3
    assert start.x == 3


def test_assigning_copies_into_place():
    line = m.Line()
    start = line.start
    point = m.Point(5, 6)
    line.start = point
    assert (start.x, start.y) == (5, 6)
    point.x = 100
    assert start.x == 5
    line.start = line.start
    assert start.x == 5
    line.end = line.start
    line.end.x = 1
    assert start.x == 5


def test_a_part_is_an_argument_like_any_other():
    line = m.Line(m.Point(1, 2), m.Point(3, 4))
    assert m.sum_of(line.start) == 3
    assert m.sum_of_all([line.start, line.end, m.Point(1, 1)]) == 12
    copy = m.copy_of(line.start)
    copy.x = 100
    assert line.start.x == 1


def test_const_and_readonly_parts_are_copies():
    line = m.Line()
    for name in ("origin", "middle", "copied"):
        getattr(line, name).x = 100
        assert getattr(line, name).x != 100
    assert (line.origin.x, line.origin.y) == (7, 8)
    for name in ("origin", "middle", "shown"):
        with pytest.raises(AttributeError):
            setattr(line, name, m.Point())
    line.copied = m.Point(1, 1)
    assert line.copied.x == 1


def test_a_readonly_part_may_be_live():
    line = m.Line()
    line.shown.x = 4
    assert line.shown.x == 4


def test_optional_parts_are_copies():
    line = m.Line()
    assert line.maybe is None
    line.maybe = m.Point(1, 2)
    line.maybe.x = 100
    assert line.maybe.x == 1


def test_what_cannot_be_copied_can_be_referred_to():
    drawing = m.Drawing()
    drawing.lock.lock()
    drawing.lock.lock()
    assert drawing.lock.count() == 2
    with pytest.raises(AttributeError):
        drawing.lock = m.Lock()


def test_a_small_part():
    line = m.Line()
    flag = line.flag
    flag.letter = "b"
    assert line.flag.letter == "b"
    own = m.Flag()
    own.letter = "z"
    assert own.letter == "z"
    line.flag = own
    assert flag.letter == "z"


def test_wrong_values_are_refused():
    line = m.Line()
    with pytest.raises(TypeError, match="Line.start: expected Point, got 'int'"):
        line.start = 3
    with pytest.raises(TypeError, match="Line.start cannot be deleted"):
        del line.start


# --- Reference counts, garbage ---


def test_counts_are_steady():
    line = m.Line()
    drawing = m.Drawing()
    crate = m.Crate()
    assert_steady(lambda: line.start, line)
    assert_steady(lambda: line.start.x, line)
    assert_steady(lambda: drawing.line.start.sum(), drawing)
    assert_steady(lambda: crate.line.end.sum(), crate)
    point = m.Point()
    assert_steady(lambda: setattr(line, "start", point), line, point)


def test_parts_are_weak_to_nothing_but_their_whole():
    line = m.Line()
    part = line.start
    assert gc.get_referents(part).count(line) == 1


def test_a_cycle_through_a_derived_class_is_collected():
    class Named(m.Line):
        pass

    before = m.alive()
    for _ in range(10):
        named = Named()
        named.first = named.start
        named.second = named.first
    del named
    gc.collect()
    assert m.alive() == before


def test_a_cycle_through_references_in_cpp_is_collected():
    before = m.alive()
    for _ in range(10):
        shelf = m.Shelf()
        shelf.add(shelf.corner)
        shelf.add(shelf.flag)
    del shelf
    gc.collect()
    assert m.alive() == before


def test_parts_that_hold_references_are_collected():
    class Thing:
        pass

    things = []
    for _ in range(10):
        desk = m.Desk()
        thing = Thing()
        thing.drawer = desk.drawer
        desk.drawer.put(thing)
        assert desk.drawer.content is thing
        things.append(thing)
        assert gc.get_referents(desk).count(thing) == 1
        assert gc.get_referents(thing.drawer).count(thing) == 0
    alive = [weakref.ref(thing) for thing in things]
    del desk, thing, things
    gc.collect()
    assert [ref() for ref in alive] == [None] * 10


def test_what_lives_is_not_collected():
    shelf = m.Shelf()
    shelf.add(shelf.corner)
    shelf.corner.x = 4
    gc.collect()
    assert shelf.things[0].x == 4


# --- Giving away, sharing ---


def test_what_python_refers_to_is_not_given_away():
    crate = m.Crate()
    corner = crate.corner
    inner = crate.line.start
    for _ in range(2):
        with pytest.raises(RuntimeError, match="cannot give Crate away to C\\+\\+ while Python refers to parts of it"):
            m.sink(crate)
    corner.x = 3
    assert crate.corner.x == 3
    del corner
    with pytest.raises(RuntimeError):
        m.sink(crate)
    del inner
    m.sink(crate)
    with pytest.raises(RuntimeError, match="given away"):
        crate.corner


def test_a_part_and_the_whole_in_one_call():
    crate = m.Crate()
    with pytest.raises(RuntimeError):
        m.use_both(crate.corner, crate)
    assert crate.corner.x == 0


def test_what_came_back_has_its_parts():
    crate = m.hand_back(m.Crate())
    crate.corner.x = 2
    assert crate.corner.x == 2


def test_a_part_of_a_shared_object():
    sheet = m.Sheet()
    corner = sheet.corner
    other = m.share(sheet)
    del sheet
    corner.x = 9
    assert other.corner.x == 9


def test_a_part_is_not_given_away_or_shared():
    bicycle = m.Bicycle()
    with pytest.raises(RuntimeError, match="this Wheel refers to an object that others keep"):
        m.melt(bicycle.front)
    with pytest.raises(RuntimeError, match="this Tool refers to an object that others keep"):
        m.borrow_tool(bicycle.tool)
    bicycle.front.spokes = 28
    assert m.spokes_of(bicycle.front) == 28
    assert m.melt(m.Wheel()) == 32
    assert m.borrow_tool(m.Tool()) == 3


# --- Loans ---


def test_a_part_of_a_loan_ends_with_it():
    kept = []

    class Keeps(m.Visitor):
        def visit(self, line):
            line.start.x = 42
            kept.append(line.start)
            kept.append(line.flag)

        def visit_crate(self, crate):
            kept.append(crate.line.end)

    assert m.lend(Keeps()) == 42
    m.lend_crate(Keeps())
    for part, whole in zip(kept, ("Line", "Line", "Crate"), strict=True):
        name = type(part).__name__
        with pytest.raises(RuntimeError, match=f"this {name} is part of a {whole}, whose C\\+\\+ object is gone"):
            _ = part.x if name == "Point" else part.letter
    with pytest.raises(RuntimeError, match="whose C\\+\\+ object is gone"):
        m.sum_of(kept[0])
    with pytest.raises(RuntimeError, match="whose C\\+\\+ object is gone"):
        m.Line().start = kept[0]


# --- Misuse ---


def test_a_reference_is_not_initialised():
    line = m.Line(m.Point(1, 2), m.Point())
    start = line.start
    with pytest.raises(RuntimeError, match="Point.__init__\\(\\) has been called already"):
        start.__init__(5, 5)
    assert line.start.x == 1
    wheel = m.Bicycle().front
    with pytest.raises(RuntimeError, match="Wheel.__init__\\(\\) has been called already"):
        wheel.__init__()


def test_not_made_owners_have_no_parts():
    line = m.Line.__new__(m.Line)
    with pytest.raises(TypeError, match="Line.__init__\\(\\) has not been called"):
        line.start
    point = m.Point.__new__(m.Point)
    with pytest.raises(TypeError, match="Point.__init__\\(\\) has not been called"):
        point.x
    with pytest.raises(TypeError):
        m.Point("x")


def test_a_part_copies_as_an_object_of_its_own():
    line = m.Line(m.Point(1, 2), m.Point(3, 4))
    own = m.copy_of(line.start)
    own.x = 9
    assert line.start.x == 1


def clear_another_reference(box):
    box.holder.bag.clear()


def change_what_has_it(box):
    box.holder.empty()


def give_what_has_it(box):
    m.empty(box.holder)


def assign_the_part(box):
    box.holder.bag = m.Bag()


def assign_what_has_it(box):
    box.holder = m.Holder([])


@pytest.mark.parametrize(
    "change",
    [
        clear_another_reference,
        change_what_has_it,
        give_what_has_it,
        assign_the_part,
        assign_what_has_it,
    ],
)
def test_an_iterator_over_a_part_hears_of_every_change(change):
    box = m.Box([1, 2, 3])
    iterator = iter(box.holder.bag)
    assert next(iterator) == 1
    other = iter(m.Bag([4, 5]))
    change(box)
    with pytest.raises(RuntimeError, match="changed during iteration"):
        next(iterator)
    assert list(other) == [4, 5]
    assert list(box.holder.bag) == []
