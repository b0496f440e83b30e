"""Classes and enums that one extension binds, in another, which is built separately."""

import gc
import inspect
import subprocess
import sys
import textwrap
import weakref

import abroad
import abroad_users
import pytest
from abroad import Crate, Keeper, Point, Right, Session, Speaker, Unit
from abroad_users import Named, Parrot, Pool, Shelf
from steady import assert_steady


def test_an_import_brings_the_module_that_binds_the_types():
    code = "import abroad_users, sys; assert 'abroad' in sys.modules; print(type(abroad_users.doubled).__name__)"
    subprocess.run([sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}\n{code}"], check=True)


# --- Arguments and results ---


def test_an_instance_of_the_other_module_is_taken_and_returned():
    doubled = abroad_users.doubled(Point(1, 2))
    assert type(doubled) is Point
    assert (doubled.x, doubled.y, doubled.sum()) == (2, 4, 6)


def test_a_reference_is_the_object_itself():
    point = Point(1, 2)
    abroad_users.move_on(point, by=3)
    assert point.x == 4


def test_instances_in_containers():
    assert abroad_users.sum([Point(1, 2), Point(3, 4)]) == 10
    assert abroad_users.maybe(False) is None
    assert abroad_users.maybe(True).sum() == 3
    named = abroad_users.by_name()
    assert {name: type(point) for name, point in named.items()} == {"origin": Point, "one": Point}


def test_nested_types():
    assert abroad_users.first_of(Point.Pair()) == 1
    assert abroad_users.other(Point.Side.left) is Point.Side.right


def test_enums():
    assert abroad_users.unit_of(0) is Unit.metre
    assert abroad_users.number_of(Unit.FOOT) == 1
    assert abroad_users.number_of() == 1
    assert abroad_users.both(Right.read, Right.write) is Right.read | Right.write
    with pytest.raises(ValueError, match="^2 is not a valid Unit$"):
        abroad_users.unit_of(2)


@pytest.mark.parametrize("stranger", [1, None, "x", Crate("x")])
def test_strangers_are_refused(stranger):
    with pytest.raises(TypeError, match=r"^doubled\(\) argument 'point': expected Point, got '\w+'$"):
        abroad_users.doubled(stranger)


def test_an_instance_that_is_not_constructed_is_refused():
    with pytest.raises(TypeError, match=r"^doubled\(\) argument 'point': .*Point.__init__\(\) has not been called"):
        abroad_users.doubled(Point.__new__(Point))


def test_overloads():
    assert abroad_users.kind(Point()) == "Point"
    assert abroad_users.kind(Unit.metre) == "Unit"
    assert abroad_users.kind(3) == "int"


def test_signatures_are_read():
    assert str(inspect.signature(abroad_users.move_on)) == "(point, by=1)"
    assert str(inspect.signature(abroad_users.level_of)) == "(level=<Level.high: 9>)"
    assert str(inspect.signature(Pool.level)) == "(self, /, level=<Level.high: 9>)"


# --- Ownership ---


def count_crates():
    """Each of the modules has a counter of its own, as they have all state of what both link."""
    return abroad.count_crates() + abroad_users.count_crates()


def test_what_is_given_away_belongs_to_the_other_module():
    before = count_crates()
    crate = Crate("tea")
    assert abroad_users.unpack(crate) == "tea"
    assert count_crates() == before
    with pytest.raises(RuntimeError):
        _ = crate.label
    with pytest.raises(RuntimeError):
        abroad_users.unpack(crate)


def test_what_the_other_module_makes_is_owned():
    before = count_crates()
    crate = abroad_users.pack("rice")
    assert type(crate) is Crate
    assert crate.label == "rice"
    assert count_crates() == before + 1
    del crate
    assert count_crates() == before


def test_a_shared_object_is_one_in_both_modules():
    pool = Pool()
    session = pool.open(3)
    assert type(session) is Session
    assert pool.last() is session
    mine = Session(4)
    pool.take(mine)
    assert pool.last() is mine


# --- Bases ---


def test_a_class_of_the_other_module_is_a_base():
    assert Named.__bases__ == (Point,)
    named = Named("here", 1, 2)
    assert isinstance(named, Point)
    assert named.sum() == 3
    named.x = 5
    assert (named.name, named.sum()) == ("here", 7)
    assert abroad_users.doubled(named).x == 10


def test_python_derives_from_both():
    class Mine(Named):
        def __init__(self, name):
            super().__init__(name, 1, 1)

    assert Mine("a").sum() == 2


def test_the_init_of_the_base_makes_no_object_of_the_derived_class():
    half = Named.__new__(Named)
    with pytest.raises(TypeError, match="call the __init__\\(\\) of that class, not of its base abroad::Point$"):
        Point.__init__(half, 1, 2)
    with pytest.raises(TypeError):
        half.sum()


def test_virtual_methods_of_a_base_in_the_other_module():
    parrot = Parrot()
    assert parrot.say("hi") == "hi, hi"
    assert abroad.listen(parrot) == "hello, hello"

    class Loud(Parrot):
        def say(self, word):
            return super().say(word).upper()

    assert abroad.listen(Loud()) == "HELLO, HELLO"
    assert abroad_users.call(Loud()) == "Polly HI, HI"

    class Quiet(Speaker):
        def say(self, word):
            return "..."

    assert abroad.listen(Quiet()) == "..."


def test_a_result_is_of_the_most_derived_class_of_all_modules():
    hatched = abroad_users.hatch()
    assert type(hatched) is Parrot
    assert hatched.say("x") == "x, x"


# --- Garbage collection ---


class Node:
    pass


def test_references_within_objects_of_the_other_module_are_collected():
    node = Node()
    node.keeper = Keeper(node)
    node.shelf = Shelf()
    node.shelf.put(node.keeper)
    gone = weakref.ref(node)
    del node
    gc.collect()
    gc.collect()
    assert gone() is None


# --- What goes wrong ---


def run(code):
    prefix = f"import sys; sys.path[:] = {sys.path!r}\n"
    result = subprocess.run(
        [sys.executable, "-c", prefix + textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    return result.stderr.strip().splitlines()[-1] if result.stderr else result.stdout


def test_a_module_that_is_not_there():
    said = run(
        """
        sys.modules["abroad"] = None
        import abroad_users
        """
    )
    assert said == "ModuleNotFoundError: import of abroad halted; None in sys.modules"


def test_a_module_that_does_not_bind_the_class():
    said = run(
        """
        import types
        sys.modules["abroad"] = types.ModuleType("abroad")
        import abroad_users
        """
    )
    assert said == (
        "ImportError: module 'abroad' does not bind class abroad::Point any more: build this module anew"
    )


def test_calls_leave_no_references():
    point = Point(1, 2)
    for call in [
        lambda: abroad_users.doubled(point),
        lambda: abroad_users.doubled(None),
        lambda: abroad_users.sum([point, point]),
        lambda: abroad_users.unpack(Crate("x")),
        lambda: abroad_users.pack("x"),
        lambda: abroad_users.unit_of(1),
        lambda: Pool().open(3),
        lambda: Named("x", 1, 2).sum(),
    ]:
        assert_steady(call, point)
