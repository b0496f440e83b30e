"""Garbage collection: what the generator sees to hold a reference is visited, each exactly once, and cycles go."""

import gc
import sysconfig

import classes
import pytest
from classes import Account, Counter, Farewell, Holder

FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


@pytest.fixture(autouse=True)
def everything_is_collected():
    gc.collect()
    before = classes.alive()
    yield
    gc.collect()
    assert classes.alive() == before


HOLDS = {
    "a reference": lambda holder, held: setattr(holder, "one", held),
    "a vector of references": lambda holder, held: holder.add(held),
    "an optional reference": lambda holder, held: holder.keep(held),
    "an instance by value": lambda holder, held: holder.nest(held),
    "a vector of instances": lambda holder, held: holder.nest_many(held),
    "an optional instance": lambda holder, held: holder.nest_maybe(held),
}
every_hold = pytest.mark.parametrize("hold", HOLDS.values(), ids=HOLDS)


class Derived(Holder):
    pass


@every_hold
def test_a_cycle_through_a_field_is_collected(hold):
    before = classes.alive()
    for _ in range(10):
        holder = Holder()
        hold(holder, holder)
    del holder
    gc.collect()
    assert classes.alive() == before


@every_hold
def test_a_cycle_through_a_subclass_and_its_dict_is_collected(hold):
    before = classes.alive()
    for _ in range(10):
        holder = Derived()
        holder.box = [holder]
        hold(holder, holder.box)
    del holder
    gc.collect()
    assert classes.alive() == before


def test_a_cycle_through_a_decorated_function_is_collected():
    before = classes.alive()

    def decorate():
        @Counter
        def recurse():
            return recurse

        recurse()

    decorate()
    gc.collect()
    assert classes.alive() == before


def test_a_cycle_through_the_dict_of_a_subclass_of_a_class_that_holds_nothing_is_collected():
    class Owner(Account):
        pass

    before = classes.alive()
    owner = Owner("Ada")
    owner.me = owner
    del owner
    gc.collect()
    assert classes.alive() == before


@pytest.mark.parametrize("make", [Holder, Derived])
def test_each_reference_is_visited_exactly_once(make):
    held = [object() for _ in range(7)]
    holder = make()
    holder.one = held[0]
    holder.add(held[1])
    holder.add(held[2])
    holder.keep(held[3])
    holder.nest(held[4])
    holder.nest_many(held[5])
    holder.nest_maybe(held[6])
    visited = gc.get_referents(holder)
    assert [sum(each is one for each in visited) for one in held] == [1] * 7
    assert sum(each is make for each in visited) == 1


def test_the_same_object_held_twice_is_visited_twice():
    held = object()
    holder = Holder()
    holder.add(held)
    holder.add(held)
    assert sum(each is held for each in gc.get_referents(holder)) == 2
    del holder
    gc.collect()


def test_the_living_are_not_cleared():
    holder = Holder()
    held = [holder]
    holder.one = held
    holder.add(held)
    gc.collect()
    assert holder.one is held
    holder.one = None
    del held


def test_only_classes_that_hold_references_are_tracked():
    assert gc.is_tracked(Holder())
    assert gc.is_tracked(Counter(print))
    assert not gc.is_tracked(Account("Ada"))


def test_collection_while_a_reference_is_replaced():
    seen = []
    holder = Holder()

    def last_words():
        gc.collect()
        seen.append(holder.one)

    holder.one = Farewell(last_words)
    holder.one = 5
    assert seen in ([5], [None])  # the slot is never left with the object that goes
    assert holder.one == 5


def test_a_farewell_in_a_cycle_is_said_once():
    said = []
    holder = Holder()
    holder.one = Farewell(lambda: said.append(1))
    holder.add(holder)
    del holder
    gc.collect()
    # Which of the two is cleared first is up to the collector; a farewell that was cleared has nothing to call.
    assert said == [1] or (FREE_THREADED and not said)


def test_instances_without_an_object_are_collected():
    def make():
        class Lazy(Holder):
            def __init__(self):
                self.me = self

        return Lazy()

    for _ in range(10):
        make()
        Holder.__new__(Holder)
    gc.collect()
    assert not [each for each in gc.get_objects() if type(each).__name__ == "Lazy"]


@pytest.mark.parametrize("base", [Counter, type("Derived", (Counter,), {})], ids=["class", "subclass"])
def test_a_long_chain_is_freed_without_recursion(base):
    before = classes.alive()
    chain = base(print)
    for _ in range(200_000):
        chain = base(chain)
    assert classes.alive() == before + 200_001
    del chain
    assert classes.alive() == before


def test_a_long_chain_in_a_cycle_is_collected():
    before = classes.alive()
    last = Holder()
    chain = last
    for _ in range(100_000):
        chain = Counter(chain)
    last.one = chain
    del last, chain
    gc.collect()
    assert classes.alive() == before


def test_attaching_is_forbidden_during_each_traverse():
    holder = Holder()
    holder.one = []
    assert classes.attach_in_traverse(holder) == ["type: forbidden", "list: forbidden", "afterwards: attached"]
    wraps = [].append
    assert classes.attach_in_traverse(Counter(wraps))[1] == f"{type(wraps).__name__}: forbidden"
    assert classes.attach_in_traverse(Farewell([].clear))[0] == "type: forbidden"
    # Of Python's own traverse functions, only the part that calls ours is concerned.
    derived = Derived()
    derived.one = []
    assert "list: forbidden" in classes.attach_in_traverse(derived)
    said = classes.attach_in_traverse(classes)
    assert "type: forbidden" in said
    assert "dict: attached" in said


def test_types_and_modules_go_when_nobody_needs_them():
    def make():
        class Temporary(Holder):
            pass

        Temporary.instance = Temporary()
        Temporary.instance.one = Temporary

    make()
    gc.collect()
    assert not [each for each in Holder.__subclasses__() if each.__name__ == "Temporary"]


def test_the_collector_does_not_change_a_container_that_is_being_read():
    """Making the result makes Python objects, and that may collect garbage, whose destructors may do anything."""
    account = Account("reader", 1)
    whole = ((1, 2),) * 50

    class Meddler:
        def __init__(self):
            self.itself = self

        def __del__(self):
            account.matrix = [[3] * 40] * 5000

    threshold = gc.get_threshold()
    account.matrix = whole
    Meddler()
    try:
        gc.set_threshold(1)
        read = account.matrix
    finally:
        gc.set_threshold(*threshold)
    assert read in (whole, ((3,) * 40,) * 5000)
