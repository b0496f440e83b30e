"""A memoryview never outlives the memory that it shows."""

import gc
import io

import exports
import pytest
from exports import Crate, Pile, Pool, Robot, Stack, Tile, Wall, Worker


def test_what_is_shown_is_not_given_away():
    crate = Crate(3)
    view = memoryview(crate)
    with pytest.raises(RuntimeError, match="cannot give Crate away to C\\+\\+ while Python refers to"):
        exports.ship(crate)
    assert view[0] == 7
    part = view[1:]
    view.release()
    with pytest.raises(RuntimeError, match="cannot give Crate away"):
        exports.ship(crate)
    assert part[0] == 7
    part.release()
    assert exports.ship(crate) == 3
    with pytest.raises(RuntimeError, match="was given away"):
        memoryview(crate)


def test_views_are_counted():
    crate = Crate(2)
    views = [memoryview(crate) for _ in range(5)]
    for view in views:
        with pytest.raises(RuntimeError, match="cannot give"):
            exports.ship(crate)
        view.release()
    assert exports.ship(crate) == 2


def test_a_view_that_cannot_be_made_is_not_counted():
    pile = Pile()
    pile.push(1)
    with pytest.raises((BufferError, TypeError), match="writable|read-write"):
        io.BytesIO(b"x").readinto(pile)
    pile.push(2)
    exports.drop(pile)


def test_a_subclass_counts_too():
    class Mine(Crate):
        pass

    crate = Mine(3)
    view = memoryview(crate)
    assert view[2] == 7
    assert memoryview(view).obj is crate
    view.release()
    with pytest.raises(ValueError, match="released"):
        view[2]


def test_a_view_keeps_what_it_shows():
    for make in (lambda: Crate(3), lambda: Tile(3), Pool, Wall):
        thing = make()
        view = memoryview(thing.tile if isinstance(thing, Wall) else thing)
        first = view[0]
        del thing
        gc.collect()
        assert view[0] == first


def test_a_part_that_is_shown():
    wall = Wall()
    view = memoryview(wall.tile)
    gc.collect()
    with pytest.raises(RuntimeError, match="cannot give Wall away to C\\+\\+ while Python refers to"):
        exports.sell(wall)
    assert view[0] == 1.5
    view.release()
    gc.collect()
    exports.sell(wall)


def test_what_is_there_for_a_call_shows_nothing():
    seen = []

    class Curious(Worker):
        def look(self, thing):
            with pytest.raises(BufferError, match="is C\\+\\+'s, and may be gone before the view of it"):
                memoryview(thing)
            with pytest.raises(BufferError):
                bytes(thing)
            seen.append(type(thing).__name__)

        def lift(self, crate):
            assert len(crate) == 4
            self.look(crate)

        def lay(self, tile):
            self.look(tile)

        def build(self, wall):
            self.look(wall.tile)

    Curious().work()
    assert seen == ["Crate", "Tile", "Tile"]


def test_what_cpp_owns_by_now_shows_nothing():
    class Mine(Robot):
        def run(self):
            with pytest.raises(BufferError, match="is C\\+\\+'s"):
                memoryview(self)
            self.ran = True
            kept.append(self)

    kept = []
    exports.launch(Mine())
    assert kept[0].ran
    with pytest.raises(RuntimeError, match="was given away"):
        memoryview(kept[0])
    robot = Mine()
    view = memoryview(robot)
    with pytest.raises(RuntimeError, match="cannot give"):
        exports.launch(robot)
    assert view[0] == 1


def test_a_view_borrows():
    stack = Stack()
    stack.push(3)
    view = memoryview(stack)
    with pytest.raises(RuntimeError, match="Already borrowed"):
        stack.push(4)
    assert stack.sum() == 3
    view[0] = 5
    assert stack.sum() == 5
    other = memoryview(stack)
    view.release()
    with pytest.raises(RuntimeError, match="Already borrowed"):
        stack.push(4)
    other.release()
    stack.push(4)
    assert memoryview(stack).tolist() == [5, 4]
    stack.push(6)
    assert stack.sum() == 15


def test_a_view_borrows_what_could_be_given_away():
    pile = Pile()
    pile.push(1)
    view = memoryview(pile)
    with pytest.raises(RuntimeError):
        pile.push(2)
    with pytest.raises(RuntimeError):
        exports.drop(pile)
    assert view.tolist() == [1]
    view.release()
    pile.push(2)
    exports.drop(pile)
    with pytest.raises(RuntimeError, match="was given away"):
        memoryview(pile)
