"""Virtual methods of C++ that Python overrides."""

import gc
import sys
import threading
import weakref

import overrides as m
import pytest


class Mine(m.Shape):
    def __init__(self, area=7.5):
        super().__init__(3)
        self.value = area

    def area(self):
        return self.value

    def name(self):
        return "mine/" + super().name()


class Lazy(m.Shape):
    """Overrides nothing."""


@pytest.fixture(autouse=True)
def steady():
    before = m.count_alive()
    yield
    gc.collect()
    assert m.count_alive() == before


# --- Calls from C++ ---


def test_cpp_calls_what_python_overrides():
    mine = Mine()
    assert m.area_of(mine) == 7.5
    assert m.name_of(mine) == "mine/shape"
    assert m.describe(mine) == "mine/shape!mine/shape!"


def test_what_is_not_overridden_is_cpp():
    lazy = Lazy(6)
    assert m.name_of(lazy) == lazy.name() == "shape"
    assert lazy.fixed() == 5
    assert m.sides_of(lazy) == 6
    assert m.area_of(m.Square(3)) == 9


def test_super_and_the_method_of_a_base_do_not_recurse():
    mine = Mine()
    assert mine.name() == "mine/shape"
    assert m.Shape.name(mine) == "shape"

    class Child(Mine):
        def name(self):
            return "child/" + super().name()

    assert m.name_of(Child()) == "child/mine/shape"


def test_derived_from_a_derived_class():
    class Bigger(m.Square):
        def area(self):
            return 10 * super().area()

    assert m.area_of(Bigger(2)) == 40
    assert m.Shape.name(Bigger(2)) == "shape"


def test_arguments_and_results_are_converted():
    class Lists(Mine):
        def list(self, values):
            assert values == [1, 2]
            return (value * 10 for value in values) if self.value < 0 else [5, *values]

        def describe(self, times, mark):
            return f"{times}{mark}"

    assert m.list_of(Lists()) == [5, 1, 2]
    assert m.describe(Lists()) == "2!"


def test_a_wrong_result_says_whose_it_is():
    class Wrong(m.Shape):
        def area(self):
            return "x"

    with pytest.raises(TypeError) as info:
        m.area_of(Wrong())
    assert str(info.value).endswith("Wrong.area() result: expected float, got 'str'")


def test_wrong_parameters_are_the_error_of_the_call():
    class Wrong(m.Shape):
        def area(self, more):
            return 1.0

    with pytest.raises(TypeError, match="missing 1 required positional argument: 'more'"):
        m.area_of(Wrong())


def test_what_python_raises_arrives_as_it_was():
    class Fails(m.Shape):
        def area(self):
            raise self.error

    fails = Fails()
    fails.error = KeyError("k")
    with pytest.raises(KeyError) as info:
        m.area_of(fails)
    assert info.value is fails.error
    with pytest.raises(KeyError) as info:
        m.not_caught(fails)
    assert info.value is fails.error
    assert "KeyError" in m.caught(fails)


def test_noexcept_reports_and_goes_on(monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "unraisablehook", lambda report: seen.append(report.exc_type))

    class Fails(Mine):
        def quiet(self, x):
            raise ValueError(x)

    assert m.quiet_of(Fails(), 4) == 4
    assert seen == [ValueError]

    class Answers(Mine):
        def quiet(self, x):
            return x + 1

    assert m.quiet_of(Answers(), 4) == 5


def test_protected_methods_are_overridden():
    class Hooked(Mine):
        def hook(self, x):
            return -x

    assert Hooked().hooked(2) == -2
    assert Mine().hooked(2) == 2


def test_what_is_private_or_said_to_stay_is_not_overridden():
    class Other(Mine):
        def set(self, x):
            return -x

        def fixed(self):
            return -5

        def secret(self):
            raise AssertionError

    assert m.set_of(Other(), 2) == 2
    assert Other().set(2) == -2


def test_properties_are_overridden():
    class Sided(Mine):
        @property
        def sides(self):
            return 12

    assert m.sides_of(Sided()) == 12
    assert m.sides_of(Mine()) == 3
    assert m.Shape.sides.__get__(Sided()) == 3


def test_static_and_class_methods_and_other_callables_override():
    class Static(m.Shape):
        area = staticmethod(lambda: 1.0)

    class Class(m.Shape):
        @classmethod
        def area(cls):
            return float(len(cls.__name__))

    class Callable:
        def __call__(self):
            return 2.0

    class Holds(m.Shape):
        area = Callable()

    assert [m.area_of(cls()) for cls in (Static, Class, Holds)] == [1.0, 5.0, 2.0]


def test_a_mixin_and_a_method_that_comes_later_override():
    class Mixin:
        def name(self):
            return "mixin"

    class Mixed(Mixin, Mine):
        pass

    mixed = Mixed()
    assert m.name_of(mixed) == "mixin"
    Mixed.name = lambda self: "later"
    assert m.name_of(mixed) == "later"
    del Mixed.name
    assert m.name_of(mixed) == "mixin"


def test_callables():
    class Doubles(m.Functor):
        def __call__(self, x):
            return 2 * super().__call__(x)

    assert m.apply(Doubles(), 4) == 8
    assert m.apply(m.Functor(), 4) == 4
    assert Doubles()(5) == 10


def test_names_like_the_glues_and_methods_that_look_alike(monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "unraisablehook", lambda report: seen.append(report.exc_type))

    class Mine(m.Overrider):
        @property
        def legs(self):
            return 6

        def constant(self):
            return 10

        def changing(self):
            return 20

    assert m.all_of(Mine()) == [6, 10, 20, 0]
    assert seen == [NotImplementedError]


# --- Abstract classes ---


def test_an_abstract_class_has_no_instances():
    with pytest.raises(TypeError) as info:
        m.Shape(3)
    assert str(info.value) == (
        "Can't instantiate Shape: it is abstract, and a class derived from it has to define 'area'"
    )


def test_a_pure_method_without_an_override():
    lazy = Lazy()
    for call in (lambda: m.area_of(lazy), lazy.area, lambda: m.Shape.area(Mine())):
        with pytest.raises(NotImplementedError) as info:
            call()
        assert str(info.value) == "Shape.area() is abstract: a derived class must override it"


def test_before_init_and_without_it():
    class Forgets(m.Shape):
        def __init__(self):
            pass

    with pytest.raises(TypeError, match=r"Forgets.__init__\(\) has not been called"):
        m.area_of(Forgets())


# --- Objects that are lent ---


def test_an_argument_is_the_objects_own():
    class Visits(Mine):
        def visit(self, value):
            value.n = 41
            super().visit(value)

    assert m.visit(Visits()) == 42


def test_what_is_kept_of_a_loan_has_no_object():
    class Keeps(Mine):
        def visit(self, value):
            self.kept = value
            value.n = 1

    keeps = Keeps()
    assert m.visit(keeps) == 1
    for use in (lambda: keeps.kept.n, lambda: setattr(keeps.kept, "n", 2)):
        with pytest.raises(RuntimeError) as info:
            use()
        assert str(info.value) == (
            "this Value was C++'s, and there for a call that has ended: copy what is to be kept"
        )


def test_a_loan_is_of_its_own_class_and_nobodys_to_give():
    class Meets(Mine):
        def meet(self, other):
            self.seen = type(other), other.area()
            m.store(other)

    class Met(m.Listener):
        def met(self, other):
            m.listen(other)

    meets = Meets()
    message = "is C\\+\\+'s, and there for a call: it cannot be given away or shared"
    with pytest.raises(RuntimeError, match="this Square " + message):
        m.meet(meets)
    assert meets.seen == (m.Square, 4.0)
    with pytest.raises(RuntimeError, match="this Listener " + message):
        m.introduce(Met())


def test_a_loan_of_what_python_derived_is_the_object_itself():
    class Hears(m.Listener):
        def itself(self, other):
            self.seen = other

    hears = Hears()
    m.introduce_self(hears)
    assert hears.seen is hears
    del hears.seen


# --- Threads ---


def test_calls_from_a_thread_that_is_not_attached():
    assert m.area_elsewhere(Mine(2.5)) == 2.5


def test_errors_on_another_thread_do_not_get_lost():
    mine = Mine()
    errors = []

    def work():
        for _ in range(200):
            if m.area_of(mine) != 7.5:
                errors.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


# --- Ownership ---


def test_cpp_keeps_the_python_half():
    mine = Mine(1.5)
    alive = weakref.ref(mine)
    m.store(mine)
    assert mine.area() == 1.5
    assert m.Shape.name(mine) == "shape"
    del mine
    gc.collect()
    assert m.stored_area() == 1.5
    assert alive() is not None
    m.drop()
    assert alive() is None


def test_what_was_given_away_is_given_once():
    mine = Mine()
    m.store(mine)
    with pytest.raises(RuntimeError, match=r"this Mine was given away to C\+\+"):
        m.store(mine)
    m.drop()
    with pytest.raises(RuntimeError, match=r"this Mine was given away to C\+\+"):
        mine.name()
    both = Mine()
    with pytest.raises(RuntimeError, match=r"was given away to C\+\+"):
        m.store_two(both, both)
    assert both.area() == 7.5  # and was given back


def test_what_is_given_and_dropped_in_one_call():
    mine = Mine(3.5)
    assert m.use_and_drop(mine) == 3.5
    with pytest.raises(RuntimeError, match=r"this Mine was given away to C\+\+"):
        mine.name()
    assert sys.getrefcount(mine) == 2


def test_what_comes_back_is_the_same_object():
    mine = Mine()
    before = sys.getrefcount(mine)
    m.store(mine)
    assert sys.getrefcount(mine) == before + 1
    assert m.take() is mine
    assert sys.getrefcount(mine) == before
    m.store(mine)
    m.drop()


def test_what_cpp_leaves_in_the_place_goes_back():
    square = m.Square(2)
    m.replace(square)
    assert (square.area(), square.side) == (36, 6)
    m.store(m.Square(3))
    m.swap_with_stored(square)
    assert (square.area(), m.stored_area()) == (9, 36)
    mine = Mine(1.5)
    m.replace(mine)  # a Square is no object for a Mine
    with pytest.raises(RuntimeError, match=r"this Mine was given away to C\+\+"):
        mine.sides  # noqa: B018
    m.drop()


def test_what_is_given_and_handed_back_in_one_call():
    mine = Mine()
    assert m.pass_(mine) is mine
    with pytest.raises(RuntimeError, match="has been called already"):
        mine.__init__()
    assert sys.getrefcount(mine) == 2
    m.store(mine)
    m.drop()


def test_dropped_on_a_thread_that_is_not_attached():
    mine = Mine()
    alive = weakref.ref(mine)
    m.store(mine)
    del mine
    m.drop_elsewhere()
    m.count_alive()
    gc.collect()
    assert m.take() is None
    list(range(100))
    assert alive() is None


def test_sharing_keeps_the_python_half():
    class Hears(m.Listener):
        def heard(self, what):
            return what * self.factor

    hears = Hears()
    hears.factor = 3
    alive = weakref.ref(hears)
    m.listen(hears)
    m.listen(m.Listener())
    del hears
    gc.collect()
    assert m.tell(2) == [6, 2]
    first, second = m.hang_up()
    assert type(first) is Hears and first.factor == 3
    assert first.self() is first
    assert type(second) is m.Listener
    del first
    assert alive() is None


def test_a_weak_pointer_lives_as_long_as_the_instance():
    class Hears(m.Listener):
        def heard(self, what):
            return -what

    hears = Hears()
    m.watch(hears)
    assert m.ping(3) == -3
    assert m.have_one_owner(hears, hears)
    del hears
    assert m.ping(3) == -1
    m.watch(None)


# --- Garbage ---


def test_cycles_through_what_cpp_owns_are_collected():
    class Cell:
        pass

    class Kept(m.Functor):
        pass

    farm, kept, cell = m.Farm(), Kept(), Cell()
    kept.hold(cell)
    farm.add(kept)
    gc.collect()
    assert gc.get_referents(farm).count(kept) == 1
    kept.farm = farm
    alive = [weakref.ref(kept), weakref.ref(cell)]
    del farm, kept, cell
    gc.collect()
    assert [reference() for reference in alive] == [None, None]


def test_cycles_through_classes_without_references_are_collected():
    farm, mine = m.Farm(), Mine()
    mine.farm = farm
    farm.add_shape(mine)
    alive = weakref.ref(mine)
    del farm, mine
    gc.collect()
    assert alive() is None


def test_the_class_of_an_instance_stays():
    square, listener = m.Square(1), m.Listener()
    for instance, cls in ((square, m.Listener), (listener, m.Square), (square, m.Shape)):
        with pytest.raises(TypeError, match="__class__ of an object of C"):
            instance.__class__ = cls

    class Other(Mine):
        pass

    mine = Mine()
    mine.__class__ = Other
    assert type(mine) is Other and mine.__class__ is Other


def test_cycles_are_collected():
    class Cyclic(m.Functor):
        pass

    cyclic = Cyclic()
    cyclic.hold(cyclic)
    cyclic.other = cyclic
    alive = weakref.ref(cyclic)
    del cyclic
    gc.collect()
    assert alive() is None


def test_a_class_with_nothing_to_override_is_derived_from():
    class Derived(m.OnlyDestructor):
        pass

    assert Derived().value() == 3
