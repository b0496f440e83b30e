"""Garbage collection: what the generator sees to hold a reference is visited, each exactly once, and cycles go."""

import gc
import sysconfig
import weakref

import classes
import cycles
import pytest
from classes import Account, Counter, Farewell, Holder

FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))

gc.freeze()  # what there is already: each test collects several times


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


# --- Every way to hold a reference ---

WAYS = cycles.Holder.ways()
SHOWN_WAYS = ["in_hidden", "in_hidden_map", "in_hidden_function", "in_own_pointer", "in_shown_part"]

MAKERS = {
    "class": cycles.Holder,
    "derived": type("DerivedHolder", (cycles.Holder,), {}),
    "slots": type("SlottedHolder", (cycles.Holder,), {"__slots__": ()}),
}
CASES = [pytest.param(make, way, id=f"{name}-{way}") for name, make in MAKERS.items() for way in WAYS]
CASES += [pytest.param(cycles.Showing, way, id=way) for way in SHOWN_WAYS]
CASES += [pytest.param(cycles.ShowingMore, way, id=f"more-{way}") for way in ["in_more", "in_mixin", *SHOWN_WAYS]]
CASES += [pytest.param(cycles.ShowingMore, "in_structs", id="more-in_structs")]
every_way = pytest.mark.parametrize("make, way", CASES)


class Link:
    """What any way takes, and leads anywhere."""

    def __call__(self, *arguments):
        return 0


def hold(holder, way, value):
    getattr(holder, way)(value)


@pytest.fixture(autouse=True)
def every_holder_is_collected():
    gc.collect()
    before = cycles.alive()
    yield
    gc.collect()
    assert cycles.alive() == before


@every_way
def test_a_cycle_is_collected(make, way):
    before = cycles.alive()
    gone = []
    for _ in range(3):
        holder = make()
        link = Link()
        link.holder = holder
        gone.append(weakref.ref(link))
        hold(holder, way, link)
    del holder, link
    assert cycles.alive() > before
    gc.collect()
    assert cycles.alive() == before
    assert [each() for each in gone] == [None] * 3


@every_way
def test_a_reference_is_visited_once_and_the_living_stay(make, way):
    holder = make()
    link = Link()
    link.holder = holder
    empty = len(gc.get_referents(holder))
    hold(holder, way, link)
    gc.collect()
    assert sum(each is link for each in gc.get_referents(holder)) == 1
    assert len(gc.get_referents(holder)) == empty + 1
    del link.holder


def test_all_references_are_visited_once_each():
    holder = cycles.Holder()
    links = [Link() for _ in WAYS]
    for way, link in zip(WAYS, links):
        hold(holder, way, link)
    both = Link()
    holder.in_map_key_and_value(both)
    visited = gc.get_referents(holder)
    assert [sum(each is link for each in visited) for link in links] == [1] * len(links)
    assert sum(each is both for each in visited) == 2


@every_way
def test_a_cycle_that_is_resurrected_is_left_alone(make, way):
    class Lazarus(make):
        def __del__(self):
            risen.append(self)

    risen = []
    before = cycles.alive()
    holder = Lazarus()
    full = holder.empties
    link = Link()
    link.holder = holder
    hold(holder, way, link)
    del holder, link
    gc.collect()
    assert len(risen) == 1
    visited = [each for each in gc.get_referents(risen[0]) if isinstance(each, Link)]
    assert len(visited) == 1
    assert visited[0].holder is risen[0]
    assert risen[0].empties == full
    del visited
    risen.clear()
    gc.collect()  # what __del__ has been called on dies in silence
    assert cycles.alive() == before
    assert risen == []


@pytest.mark.parametrize("way", ["in_map_key", "in_map_value", "in_set", "in_structs", "in_deque", "in_uniques"])
def test_code_that_runs_while_references_are_dropped_may_change_the_container(way):
    """A farewell is said when the collector drops it, be it while it clears the holder."""
    said = []
    before = cycles.alive()
    for _ in range(20):
        holder = cycles.Holder()

        def last_words(holder=holder):
            for _ in range(50):
                hold(holder, way, object())
            gc.collect()
            said.append(holder.empties)

        hold(holder, way, classes.Farewell(last_words))
        hold(holder, way, holder)
        for _ in range(5):
            hold(holder, way, object())
        del holder, last_words
    gc.collect()
    assert cycles.alive() == before


def test_what_is_cleared_keeps_its_size():
    """C++ that goes by it finds empty handles, where it could find nothing."""
    seen = []
    holder = cycles.Holder()

    def last_words(holder=holder):
        seen.append(holder.empties)

    for way in ("in_structs", "in_uniques", "in_deque"):
        hold(holder, way, [holder])
    hold(holder, "in_map_value", classes.Farewell(last_words))
    del holder, last_words
    gc.collect()
    # A farewell that was cleared before has nothing to call; what it finds else is either all or nothing.
    assert seen in ([], [0], [3])


# --- What several own ---


def test_what_is_shared_is_visited_by_the_last_owner_alone():
    first, second = cycles.Holder(), cycles.Holder()
    links = [Link() for _ in range(3)]
    for way, link in zip(("in_shared_py", "in_shared", "in_function"), links):
        hold(first, way, link)
    second.copy_shared_of(first)
    for link in links:
        link.holders = [first, second]
    gc.collect()

    def visits(holder):
        visited = gc.get_referents(holder)
        return [sum(each is link for each in visited) for link in links]

    assert visits(first) == visits(second) == [0, 0, 0]
    second.forget_shared()
    assert visits(first) == [1, 1, 1]
    assert visits(second) == [0, 0, 0]


def test_nothing_of_an_object_is_visited_while_a_call_may_change_it():
    holder = cycles.Holder()
    link = Link()
    hold(holder, "in_shared_py", link)
    seen = []
    holder.call(lambda: seen.extend(each for each in gc.get_referents(holder) if each is link))
    assert seen == []
    assert sum(each is link for each in gc.get_referents(holder)) == 1


# --- Python's half of C++ objects ---


class Actor(cycles.Actor):
    def act(self):
        return 2


class Player(cycles.Player):
    def play(self):
        return 2


HALVES = {
    "unique": (Actor, cycles.Holder.take),
    "uniques": (Actor, cycles.Holder.take_more),
    "in a struct": (Actor, cycles.Holder.take_in_struct),
    "shared": (Player, cycles.Holder.share),
    "shared ones": (Player, cycles.Holder.share_more),
}
every_half = pytest.mark.parametrize("make, give", HALVES.values(), ids=HALVES)


@every_half
def test_a_cycle_through_a_python_half_is_collected(make, give):
    before = cycles.alive()
    holder = cycles.Holder()
    half = make()
    half.holder = holder
    half.hold([holder])
    gone = weakref.ref(half)
    give(holder, half)
    del half, holder
    gc.collect()
    assert gone() is None
    assert cycles.alive() == before


@every_half
def test_a_python_half_is_visited_once_and_its_references_by_itself(make, give):
    holder = cycles.Holder()
    half = make()
    link = Link()
    half.hold(link)
    half.holder = holder
    give(holder, half)
    gc.collect()
    assert sum(each is half for each in gc.get_referents(holder)) == 1
    assert sum(each is link for each in gc.get_referents(holder)) == 0
    del half
    gc.collect()
    (half,) = (each for each in gc.get_referents(holder) if isinstance(each, make))
    assert half.holder is holder
    if make is Player:
        # C++ shares the object with its instance, whose own it stays.
        assert sum(each is link for each in gc.get_referents(half)) == 1
        shared = holder.player()
        if shared is not None:
            assert shared is half


def test_a_python_half_that_is_shared_twice_is_nobodys():
    holder, other = cycles.Holder(), cycles.Holder()
    half = Player()
    holder.share(half)
    other.share(half)
    for each in (holder, other):
        assert half not in gc.get_referents(each)
    other.share(Player())
    assert sum(each is half for each in gc.get_referents(holder)) == 1
