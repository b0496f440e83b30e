"""Classes that are frozen, and classes whose objects are borrowed: by many that read, or by one that changes them."""

import gc
import weakref

import borrows
import pytest
from borrows import Cell, Counter, Parcel, Point, Row, Shape, Square, Twin

ALREADY = r"^Already borrowed$"
ALREADY_MUTABLY = r"^Already mutably borrowed$"


def refused(match):
    return pytest.raises(RuntimeError, match=match)


# --- Frozen ---


def test_a_frozen_object_has_fields_that_cannot_be_assigned():
    point = Point(1, 2)
    with pytest.raises(AttributeError, match=r"^attribute 'x' of '(borrows\.)?Point' objects is not writable$"):
        point.x = 3
    with pytest.raises(AttributeError, match="attribute 'y'"):
        del point.y
    with pytest.raises(AttributeError, match="object has no attribute 'z'"):
        point.z = 3
    assert (point.x, point.y) == (1, 2)


def test_a_frozen_object_is_used_by_its_const_methods():
    point = Point(1, 2)
    assert point.moved(1, 1) == Point(2, 3)
    assert [point.at(0), point.at(1)] == [1, 2]


def test_what_python_derives_from_a_frozen_class_has_attributes_of_its_own():
    class Named(Point):
        pass

    named = Named(1, 2)
    named.name = "origin"
    with pytest.raises(AttributeError, match="attribute 'x'"):
        named.x = 3
    assert (named.x, named.name) == (1, "origin")


# --- Overlapping uses of one object ---


def test_the_decorator_of_the_guide():
    """An object that is called while it is being called, and counts without an atomic."""

    @Counter
    def say_hello():
        return say_hello()

    with refused(ALREADY):
        say_hello()
    assert say_hello.count == 1

    @Counter
    def look():
        return look.count

    with refused(ALREADY_MUTABLY):
        look()
    assert look.count == 1


def test_reads_share():
    cell = Cell(5)
    assert cell.reading(lambda: cell.reading(lambda: (cell.get(), cell.value, cell.twice))) == (5, 5, 10)
    assert cell.sum(cell) == 10
    assert cell == cell
    assert borrows.sum(cell, cell) == 10


@pytest.mark.parametrize(
    "change",
    [
        lambda cell: cell.set(1),
        lambda cell: setattr(cell, "value", 1),
        lambda cell: setattr(cell, "twice", 1),
        lambda cell: cell.changing(list),
        lambda cell: cell.add(Cell(1)),
        lambda cell: Cell(1).exchange(cell),
        lambda cell: borrows.copy(Cell(1), cell),
        lambda cell: cell.__iadd__(Cell(1)),
    ],
)
def test_who_changes_an_object_that_is_read_or_changed_is_refused(change):
    cell = Cell(5)
    with refused(ALREADY):
        cell.reading(lambda: change(cell))
    with refused(ALREADY):
        cell.changing(lambda: change(cell))
    assert cell.get() == 5
    change(cell)


@pytest.mark.parametrize(
    "read",
    [
        lambda cell: cell.get(),
        lambda cell: cell.value,
        lambda cell: cell.twice,
        lambda cell: cell == Cell(1),
        lambda cell: Cell(1).add(cell),
        lambda cell: Cell(1).add_pointer(cell),
        lambda cell: cell + Cell(1),
        lambda cell: borrows.value_of(cell),
        lambda cell: Twin(cell),
        lambda cell: setattr(Twin(Cell()), "cell", cell),
    ],
)
def test_who_reads_an_object_that_is_changed_is_refused(read):
    cell = Cell(5)
    with refused(ALREADY_MUTABLY):
        cell.changing(lambda: read(cell))
    with refused(ALREADY_MUTABLY):
        borrows.hold(cell, lambda: read(cell))
    read(cell)
    cell.reading(lambda: read(cell))


def test_one_object_twice_in_a_call():
    cell = Cell(5)
    with refused(ALREADY_MUTABLY):
        cell.add(cell)
    with refused(ALREADY):
        cell.exchange(cell)
    with refused(ALREADY):
        borrows.exchange(cell, cell)
    with refused(ALREADY):
        borrows.copy(cell, cell)
    with refused(ALREADY_MUTABLY):
        cell += cell
    assert cell.get() == 5
    cell.set(6)  # nothing is left behind
    cell.add_pointer(None)
    assert cell.get() == 6


def test_a_callback_of_cpp_finds_the_object_borrowed():
    cell = Cell(5)
    seen = []
    cell.each(seen.append)
    assert seen == [5]
    with refused(ALREADY):
        cell.each(cell.set)
    assert cell.value == 5


def test_a_conversion_finds_the_object_borrowed():
    cell = Cell(5)

    class Sly:
        def __index__(self):
            return cell.get()

    with refused(ALREADY_MUTABLY):
        cell.set(Sly())
    assert cell.get() == 5


def test_a_borrow_ends_when_a_call_fails():
    cell = Cell(5)
    with pytest.raises(ZeroDivisionError):
        cell.changing(lambda: 1 / 0)
    with pytest.raises(TypeError):
        cell.set("6")
    with pytest.raises(TypeError):
        cell.add("6")
    with refused(ALREADY):
        cell.reading(lambda: cell.exchange(Cell(1)))
    cell.set(6)
    assert cell.get() == 6


def test_an_object_that_was_never_made_is_not_borrowed():
    cell = Cell.__new__(Cell)
    with pytest.raises(TypeError, match="has not been called"):
        cell.get()
    with pytest.raises(TypeError, match="has not been called"):
        Cell(1).add(cell)
    cell.__init__(5)
    cell.set(6)
    assert cell.get() == 6


def test_iterating_reads():
    row = Row()
    for item in range(3):
        row.append(item)
    assert list(row) == [0, 1, 2]
    with refused(ALREADY_MUTABLY):
        row.changing(lambda: list(row))
    iterator = iter(row)
    with refused(ALREADY_MUTABLY):
        row.changing(lambda: next(iterator))
    assert next(iterator) == 0
    for item in row:
        if item == 0:
            row.append(3)  # between two steps nothing is borrowed
    assert list(row) == [0, 1, 2, 3]


def test_an_iterator_that_owns_the_last_reference():
    def make():
        row = Row()
        row.append(1)
        return row

    assert list(make()) == [1]


# --- Garbage collection ---


def test_a_cycle_through_a_borrowed_object_is_collected():
    class Function:
        def __call__(self):
            return self.counter

    function = Function()
    function.counter = Counter(function)
    gone = weakref.ref(function)
    function.counter()
    del function
    gc.collect()
    assert gone() is None


def test_the_collector_leaves_what_is_borrowed():
    holder = []
    counter = Counter(lambda: (gc.collect(), gc.get_referents(counter))[1])
    holder.append(counter)
    seen = counter()
    assert not any(callable(each) and not isinstance(each, type) for each in seen)
    assert any(callable(each) and not isinstance(each, type) for each in gc.get_referents(counter))


# --- Objects that change hands, and families ---


def test_an_object_that_is_borrowed_is_not_given_away():
    parcel = Parcel(3)
    for use in (parcel.reading, parcel.changing):
        with refused("cannot give Parcel away to C\\+\\+ while a call uses it"):
            use(lambda: borrows.send(parcel))
    with refused(ALREADY):
        parcel.reading(lambda: setattr(parcel, "weight", 1))
    with refused(ALREADY_MUTABLY):
        parcel.changing(lambda: parcel.weight)
    assert borrows.send(parcel) == 3
    with refused("was given away"):
        parcel.reading(list)


def test_a_family_is_borrow_checked_if_one_of_it_is():
    square = Square(2)
    with refused(ALREADY_MUTABLY):
        square.changing(lambda: square.area())
    with refused(ALREADY_MUTABLY):
        square.changing(lambda: square.side)
    with refused(ALREADY_MUTABLY):
        square.changing(lambda: borrows.sides_of(square))
    with refused(ALREADY):
        square.changing(lambda: setattr(square, "sides", 5))
    shape = Shape()
    with refused(ALREADY_MUTABLY):
        shape.changing(lambda: shape.sides)
    assert borrows.share(square) is square
    assert square.again() == 4


def test_what_overrides_a_method_runs_within_the_borrow():
    class Circle(Shape):
        def area(self):
            return 10 + self.sides

    circle = Circle()
    circle.sides = 1
    assert circle.again() == 11
    with refused(ALREADY_MUTABLY):
        circle.with_area()


# --- Size ---


def test_an_object_has_room_for_its_borrows_only_if_it_asks():
    word = 8
    header = object().__sizeof__()
    assert Point(1, 2).__sizeof__() == header + word + 2 * 4
    assert Cell().__sizeof__() == header + word + word + word  # the object, and its borrows
    assert Parcel(1).__sizeof__() == Shape().__sizeof__()
