"""What Python makes of bound classes: odd subclasses, odd lives, and misuse that has to be told."""

import abc
import gc
import sys
import typing
import weakref

import pytest
import subclasses
from subclasses import Animal, Base, Derived, Hollow, Left, Node, Right, SharedNode, Solid


@pytest.fixture(autouse=True)
def _count():
    gc.collect()
    before = subclasses.count_alive()
    yield
    subclasses.keep_node(None)
    subclasses.keep_animal(None)
    gc.collect()
    assert subclasses.count_alive() == before


# --- Objects that come back ---

LINKED = [Node, SharedNode, Animal]


def make_phoenix(kind):
    saved = []

    class Phoenix(kind):
        def __del__(self):
            saved.append(self)

    return Phoenix, saved


@pytest.mark.parametrize("kind", LINKED)
def test_a_cycle_that_comes_back_is_whole(kind):
    phoenix, saved = make_phoenix(kind)
    bird = phoenix()
    bird.me = bird
    bird.link(bird)
    alive = subclasses.count_alive()
    del bird
    gc.collect()
    assert len(saved) == 1
    assert subclasses.count_alive() == alive
    bird = saved.pop()
    assert bird.is_linked()
    assert bird.next() is bird
    assert bird.me is bird
    reference = weakref.ref(bird)
    del bird
    gc.collect()  # it has been told once, and is not told again
    assert saved == []
    assert reference() is None
    assert subclasses.count_alive() == alive - 1


@pytest.mark.parametrize("kind", LINKED)
def test_what_comes_back_keeps_what_hangs_on_it(kind):
    phoenix, saved = make_phoenix(kind)
    bird = phoenix()
    others = [kind() for _ in range(3)]
    for one, next_one in zip([bird, *others], [*others, bird], strict=True):
        one.link(next_one)
    del bird, others, one, next_one
    gc.collect()
    one = saved[0]
    for _ in range(4):
        assert one.is_linked()
        one = one.next()
    assert one is saved[0]
    del one
    saved.clear()


@pytest.mark.parametrize("kind", LINKED)
def test_what_comes_back_without_a_cycle(kind):
    phoenix, saved = make_phoenix(kind)
    bird = phoenix()
    bird.link("x")
    del bird
    assert saved[0].next() == "x"
    bird = saved.pop()
    del bird
    gc.collect()
    assert saved == []


def test_what_is_told_of_the_end_of_a_cycle():
    seen = []

    class Mine(Node):
        pass

    class Last:
        def __init__(self, node):
            self.node = node

        def __del__(self):
            seen.append(self.node.is_linked())

    node = Mine()
    node.link(Last(node))
    weakref.finalize(node, seen.append, "gone")
    del node
    gc.collect()
    assert sorted(seen, key=str) == [True, "gone"]  # nothing is cleared before all have been told


def test_what_comes_back_while_cpp_shares_it():
    phoenix, saved = make_phoenix(SharedNode)
    bird = phoenix()
    bird.link(bird)
    subclasses.keep_node(bird)
    del bird
    gc.collect()
    node = subclasses.kept()
    assert node.is_linked()
    del node
    subclasses.keep_node(None)
    for each in saved:
        each.link(None)
    saved.clear()
    gc.collect()


def test_a_python_half_that_comes_back():
    phoenix, saved = make_phoenix(Animal)

    class Dog(phoenix):
        def sound(self):
            return "woof"

    dog = Dog()
    dog.me = dog
    subclasses.keep_animal(dog)
    del dog
    gc.collect()
    assert saved == []  # C++ keeps it
    assert subclasses.kept_sound() == "woof"
    subclasses.keep_animal(None)
    gc.collect()
    assert len(saved) == 1
    subclasses.keep_animal(saved.pop())
    assert subclasses.kept_sound() == "woof"
    subclasses.keep_animal(None)
    gc.collect()
    assert saved == []
    assert subclasses.kept_sound() == "none"


def test_a_del_that_fails(monkeypatch):
    class Bad(Node):
        def __del__(self):
            raise ValueError("in __del__")

    told = []
    monkeypatch.setattr(sys, "unraisablehook", lambda error: told.append(str(error.exc_value)))
    bad = Bad()
    bad.link(bad)
    del bad
    gc.collect()
    assert told == ["in __del__"]


# --- Metaclasses and generics ---


@pytest.mark.parametrize("kind", [Node, SharedNode, Animal, Left, Solid])
def test_abstract_classes_of_python(kind):
    class Abstract(kind, abc.ABC):
        @abc.abstractmethod
        def task(self): ...

    class Concrete(Abstract):
        def task(self):
            return 7

    assert Concrete().task() == 7
    assert isinstance(Concrete(), kind)

    class Virtual:
        pass

    Abstract.register(Virtual)
    assert isinstance(Virtual(), Abstract)
    with pytest.raises(TypeError, match="abstract"):
        Abstract()


def test_what_is_only_registered_is_no_instance():
    class Lefty(Left, abc.ABC):
        pass

    class Virtual:
        pass

    Lefty.register(Virtual)
    with pytest.raises(TypeError, match=r"take_left\(\) argument 'left': expected Left, got '.*Virtual'"):
        subclasses.take_left(Virtual())


class Meta(type):
    made = ()

    def __new__(mcs, name, bases, namespace, **keywords):
        namespace["tag"] = name.lower()
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **keywords):
        super().__init__(name, bases, namespace)
        Meta.made += (name,)
        cls.keywords = keywords

    def __call__(cls, *args, **kwargs):
        made = super().__call__(*args, **kwargs)
        made.called = True
        return made

    def __instancecheck__(cls, thing):
        return type(thing) is str or super().__instancecheck__(thing)


@pytest.mark.parametrize("kind", [Node, SharedNode, Animal, Left, Solid])
def test_a_metaclass(kind):
    class Made(kind, metaclass=Meta, colour="red"):
        pass

    made = Made()
    assert (made.tag, made.called, Made.keywords) == ("made", True, {"colour": "red"})
    assert isinstance("text", Made)
    assert not isinstance("text", kind)
    if kind is Left:
        assert subclasses.take_left(made) == 1


T = typing.TypeVar("T")


@pytest.mark.parametrize("kind", [Node, SharedNode, Animal, Left, Solid])
def test_generic_classes(kind):
    class Box(kind, typing.Generic[T]):
        def __init__(self, item: T):
            super().__init__()
            self.item = item

    assert Box[int](3).item == 3
    assert typing.get_args(Box[int]) == (int,)
    assert isinstance(Box("x"), kind)


def test_a_protocol_of_python():
    @typing.runtime_checkable
    class HasNumber(typing.Protocol):
        def number(self) -> int: ...

    assert isinstance(Node(), HasNumber)
    assert not isinstance(Left(), HasNumber)


# --- Several bases ---


class Mixin:
    def __init__(self, *args, mixed="mixed", **kwargs):
        super().__init__(*args, **kwargs)
        self.mixed = mixed

    def value(self):
        return ("mixin", super().value())


class Mixed(Mixin, Left):
    def value(self):
        return ("mixed", super().value())


def test_a_cooperative_chain():
    mixed = Mixed(5, mixed="in")
    assert mixed.value() == ("mixed", ("mixin", 5))
    assert mixed.mixed == "in"
    assert subclasses.take_left(mixed) == 5


class Both(Left, Right):
    """Has the C++ object of the first alone."""


class Other(Right, Left):
    pass


def test_two_bound_bases_have_one_object():
    both = Both(5)
    assert both.left() == 5
    assert both.value() == 5
    assert isinstance(both, Right)
    message = "the C\\+\\+ object of this Both is a subclasses::Left, and no subclasses::Right"
    with pytest.raises(TypeError, match=message):
        both.right()
    with pytest.raises(TypeError, match=message):
        subclasses.take_right(both)
    with pytest.raises(TypeError, match=message):
        Right.value(both)
    assert Other(6).right() == 6
    with pytest.raises(TypeError, match="this Other is a subclasses::Right, and no subclasses::Left"):
        Other(6).left()


def test_the_init_of_another_base():
    both = Both(5)
    with pytest.raises(TypeError, match="is a subclasses::Left: call the __init__\\(\\) of that class"):
        Right.__init__(both, 6)

    class Wrong(Left, Right):
        def __init__(self):
            Right.__init__(self, 6)

    with pytest.raises(TypeError, match="the C\\+\\+ object of a .*Wrong is a subclasses::Left"):
        Wrong()

    class Cooperative(Left, Right):
        def __init__(self):
            super().__init__(7)

    assert Cooperative().left() == 7


def test_a_new_of_another_base():
    with pytest.raises(TypeError, match=r"Right.__new__\(.*Left|is not a subtype"):
        Right.__new__(Left)
    with pytest.raises(TypeError, match=r"__new__\(Both\) is not safe, use"):
        Right.__new__(Both)
    assert type(Left.__new__(Both)) is Both


def test_layouts_that_exclude_each_other():
    for bases in ((Solid, Hollow), (Solid, Left), (Solid, int), (Left, int), (Left, Exception)):
        with pytest.raises(TypeError, match="lay-?out conflict"):
            type("Conflict", bases, {})


def test_a_subclass_that_forgets_its_base():
    class Forgetful(Left):
        def __init__(self):
            pass

    forgetful = Forgetful()
    with pytest.raises(TypeError, match=r"Forgetful.__init__\(\) has not been called"):
        forgetful.left()
    with pytest.raises(TypeError, match=r"Forgetful.__init__\(\) has not been called"):
        subclasses.take_left(forgetful)
    Left.__init__(forgetful, 8)
    assert forgetful.left() == 8


# --- `__class__` ---


def test_class_assignment():
    class One(Left):
        pass

    class Two(Left):
        pass

    one = One(3)
    one.x = 1
    one.__class__ = Two
    assert (type(one), one.left(), one.x) == (Two, 3, 1)
    message = "object layout differs|can only be set to a class of the same"
    for target in (Right, Node, Solid, int, object, Left):
        with pytest.raises(TypeError):
            one.__class__ = target
    with pytest.raises(TypeError, match=message):
        Left().__class__ = Right
    with pytest.raises(TypeError):
        one.__class__ = 3
    with pytest.raises(TypeError, match="class|delete"):
        del one.__class__
    assert subclasses.take_left(one) == 3


def test_class_assignment_of_inline_classes():
    class One(Solid):
        pass

    class Two(Solid):
        pass

    class Three(Hollow):
        pass

    one = One()
    one.__class__ = Two
    assert (type(one), one.value) == (Two, 3)
    for target in (Three, Hollow, Solid, Node, object):
        with pytest.raises(TypeError):
            one.__class__ = target
    with pytest.raises(TypeError):
        Solid().__class__ = Hollow
    assert one.value == 3


def test_class_assignment_between_derived_classes():
    class MyBase(Base):
        pass

    class MyDerived(Derived):
        pass

    mine = MyBase("x")
    with pytest.raises(TypeError, match="can only be set to a class of the same C\\+\\+ class"):
        mine.__class__ = MyDerived
    with pytest.raises(TypeError):
        MyDerived("y").__class__ = MyBase
    assert mine.title() == "base x"


# --- `__init__` ---


@pytest.mark.parametrize(
    ("make", "again"),
    [(lambda: Node(2), (3,)), (lambda: Left(2), (3,)), (Solid, ()), (Animal, ()), (lambda: Base("x"), ("y",))],
)
def test_init_twice(make, again):
    thing = make()
    for _ in range(2):
        with pytest.raises(RuntimeError, match=rf"{type(thing).__name__}.__init__\(\) has been called already"):
            thing.__init__(*again)
    if isinstance(thing, Base):
        assert thing.name() == "x"


def test_init_twice_by_a_diamond():
    class Twice(Left):
        def __init__(self):
            Left.__init__(self, 1)
            Left.__init__(self, 2)

    with pytest.raises(RuntimeError, match=r"Twice.__init__\(\) has been called already"):
        Twice()


def test_init_after_one_that_failed():
    base = Base.__new__(Base)
    with pytest.raises(ValueError, match="no name"):
        base.__init__("")
    with pytest.raises(TypeError, match=r"Base.__init__\(\) has not been called"):
        base.name()
    base.__init__("x")
    assert base.name() == "x"


def test_init_of_the_wrong_kind_of_object():
    with pytest.raises(TypeError, match="requires a 'subclasses.Left' object but received a 'subclasses.Right'"):
        Left.__init__(Right(), 1)
    with pytest.raises(TypeError):
        Left.left(3)


# --- Attributes that are deleted ---


def test_deleted_attributes():
    solid = Solid()
    with pytest.raises(TypeError, match="cannot delete|can't delete|cannot be deleted"):
        del solid.value
    assert solid.value == 3
    with pytest.raises(AttributeError):
        del solid.nothing
    with pytest.raises((AttributeError, TypeError)):
        del Node().number

    class Mine(Solid):
        def method(self):
            return 1

    mine = Mine()
    mine.x = 1
    del mine.x
    with pytest.raises(AttributeError):
        mine.x  # noqa: B018
    del Mine.method
    with pytest.raises(AttributeError):
        mine.method()
    with pytest.raises(TypeError, match="cannot delete|can't delete|cannot be deleted"):
        del mine.value


def test_an_override_that_is_deleted():
    class Dog(Animal):
        def sound(self):
            return "woof"

    subclasses.keep_animal(Dog())
    assert subclasses.kept_sound() == "woof"
    del Dog.sound
    assert subclasses.kept_sound() == "..."
    Dog.sound = lambda self: "wau"
    assert subclasses.kept_sound() == "wau"


def test_classes_that_cannot_be_changed_or_can():
    Node.extra = 3
    assert Node().extra == 3
    del Node.extra
    with pytest.raises(AttributeError):
        Node().extra  # noqa: B018
