"""Copies and pickles: what makes another object of one, with what a subclass in Python adds."""

import copy
import gc
import pickle
import sys

import pickles
import pytest
from pickles import (
    Account,
    Argued,
    Counter,
    Fixed,
    Flat,
    Greeter,
    Holder,
    Link,
    LoudGreeter,
    Maybe,
    Open,
    Ratio,
    Session,
    Sheet,
    Ticket,
    Triple,
    Version,
)

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


def by_pickle(protocol):
    def again(thing):
        return pickle.loads(pickle.dumps(thing, protocol))  # noqa: S301

    again.__name__ = f"pickle{protocol}"
    return again


def by_pickle_in_python(thing):
    import io

    written = io.BytesIO()
    pickle._Pickler(written).dump(thing)
    return pickle._Unpickler(io.BytesIO(written.getvalue())).load()


WAYS = [copy.copy, copy.deepcopy, by_pickle_in_python, *map(by_pickle, PROTOCOLS)]
every_way = pytest.mark.parametrize("again", WAYS, ids=lambda way: way.__name__)


# --- A pair of functions ---


@every_way
@pytest.mark.parametrize("count", [0, 7])
def test_a_pair_of_functions(again, count):
    counter = Counter(count)
    other = again(counter)
    assert type(other) is Counter
    assert other is not counter
    assert other.count() == count
    other.add()
    assert (other.count(), counter.count()) == (count + 1, count)


@every_way
def test_every_storage(again):
    assert again(Account("mine")).name() == "mine"
    assert close(again(Account("mine"))) == 4
    session = again(Session(3))
    assert session.number() == 3
    assert session.self() is session


def close(account):
    length = pickles.close(account)
    with pytest.raises(RuntimeError, match="was given away"):
        account.name()
    return length


@every_way
def test_classes_that_python_does_not_make(again):
    assert again(Fixed(1, 2)).sum() == 3
    assert again(Ticket.next(5)).number() == 5
    assert again(Flat(4)).x == 4


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_arguments_of_new(protocol):
    assert by_pickle(protocol)(Argued(3)).a() == 3
    assert copy.copy(Argued(4)).a() == 4


@every_way
def test_states_that_look_like_none_or_like_others(again):
    assert again(Maybe(None)).value() is None
    assert again(Maybe(0)).value() == 0
    assert again(Triple("ferrule.state")).first() == "ferrule.state"
    assert again(Triple("x")).first() == "x"


@pytest.mark.parametrize("again", WAYS[1:], ids=lambda way: way.__name__)
def test_an_object_that_has_itself(again):
    link = Link()
    link.add(link)
    other = again(link)
    assert other is not link
    assert other.first() is other


def test_what_the_factory_says_of_the_state():
    counter = Counter.__new__(Counter)
    with pytest.raises(ValueError, match="a count below zero"):
        counter.__setstate__(-1)
    with pytest.raises(TypeError, match=r"Counter.__setstate__\(\) argument 'state': expected int, got 'str'"):
        counter.__setstate__("x")
    with pytest.raises(TypeError, match=r"Counter.__init__\(\) has not been called"):
        counter.count()
    counter.__setstate__(3)
    assert counter.count() == 3
    with pytest.raises(RuntimeError, match=r"Counter.__init__\(\) has been called already"):
        counter.__setstate__(4)
    with pytest.raises(RuntimeError, match=r"Counter.__init__\(\) has been called already"):
        counter.__init__(4)
    assert counter.count() == 3
    with pytest.raises(RuntimeError, match="the factory returned null"):
        Account.__new__(Account).__setstate__("")
    with pytest.raises(TypeError):
        Counter.__setstate__(object(), 1)


def test_a_state_is_of_what_is_made():
    with pytest.raises(TypeError, match=r"Counter.__init__\(\) has not been called"):
        copy.copy(Counter.__new__(Counter))
    account = Account("mine")
    pickles.close(account)
    with pytest.raises(RuntimeError, match="was given away"):
        pickle.dumps(account)
    with pytest.raises(RuntimeError, match="was given away"):
        account.__setstate__("mine")


def test_no_reference_is_lost_or_left():
    class Thing:
        def __deepcopy__(self, memo):
            return self

    thing = Thing()
    link = Link()
    link.add(thing)
    holder = Holder(thing)
    gc.collect()
    before = sys.getrefcount(thing)
    for _ in range(10):
        copy.copy(link)
        copy.deepcopy(link)
        copy.copy(holder)
        copy.deepcopy(holder)
    gc.collect()
    assert sys.getrefcount(thing) == before


# --- What subclasses in Python add ---


class Named(Counter):
    """Has attributes, and an __init__ with arguments of its own."""

    def __init__(self, *, label, start):
        super().__init__(start)
        self.label = label


class Slotted(Counter):
    __slots__ = ("label",)

    def __init__(self, label, start, end):
        super().__init__(start + end)
        self.label = label


class Both(Slotted):
    """Has slots and a dict."""


class NamedVersion(Version):
    def __init__(self, text):
        super().__init__(len(text), name=text)
        self.text = text


class NamedSession(Session):
    def __init__(self, label, number):
        super().__init__(number)
        self.label = label


class Polite(Greeter):
    def __init__(self, first, last):
        super().__init__(first)
        self.last = last

    def greeting(self):
        return f"dear {self.last}"


@every_way
def test_attributes_of_a_subclass(again):
    other = again(Named(label=["x"], start=0))
    assert type(other) is Named
    assert (other.count(), other.label) == (0, ["x"])

    other = again(Slotted("y", 1, 2))
    assert type(other) is Slotted
    assert (other.count(), other.label) == (3, "y")

    both = Both("z", 1, 2)
    both.more = 4
    other = again(both)
    assert (other.count(), other.label, other.more) == (3, "z", 4)

    other = again(NamedVersion("four"))
    assert (type(other), other.major, other.name, other.text) == (NamedVersion, 4, "four", "four")

    other = again(NamedSession("label", 3))
    assert (other.label, other.number(), other.self() is other) == ("label", 3, True)


@every_way
def test_overrides_work_in_what_is_made_anew(again):
    other = again(Polite("ann", "smith"))
    assert other.greet() == "dear smith, ann"
    assert again(Greeter("bob")).greet() == "hello, bob"


@every_way
def test_a_dict_of_the_class(again):
    thing = Open(3)
    thing.colour = "red"
    other = again(thing)
    assert (other.x, other.colour) == (3, "red")
    assert vars(again(Open(1))) == {}


class Told(Counter):
    """Says itself what its state is."""

    def __init__(self, label):
        super().__init__(5)
        self.label = label

    def __getstate__(self):
        return {"base": super().__getstate__(), "label": self.label + "!"}

    def __setstate__(self, state):
        super().__setstate__(state["base"])
        self.label = state["label"]


class Getting(Counter):
    """Only changes what the state is."""

    def __getstate__(self):
        return super().__getstate__() + 1


@every_way
def test_a_subclass_with_a_state_of_its_own(again):
    other = again(Told("x"))
    assert (type(other), other.count(), other.label) == (Told, 5, "x!")
    assert again(Getting(1)).count() == 2


def test_attributes_are_shared_by_a_copy_and_not_by_a_deep_one():
    named = Named(label=["x"], start=0)
    assert copy.copy(named).label is named.label
    assert copy.deepcopy(named).label is not named.label
    named.me = named
    assert copy.deepcopy(named).me is not named


def test_a_class_that_is_derived_in_cpp_has_more_than_its_base():
    for again in WAYS:
        with pytest.raises(TypeError, match="state that it inherits is that of a pickles::Greeter only"):
            again(LoudGreeter("x"))


# --- Methods of one's own ---


@every_way
def test_a_reduce_of_its_own(again):
    other = again(Ratio(1, 2))
    assert (type(other), other.up(), other.down()) == (Ratio, 1, 2)


def test_copies_of_its_own():
    assert copy.copy(Sheet(1)).copies == 2
    assert copy.deepcopy(Sheet(1)).copies == 101
    assert copy.deepcopy([Sheet(1)])[0].copies > 100
    with pytest.raises(TypeError, match=r"argument 'memo': expected dict, got 'int'"):
        Sheet(1).__deepcopy__(1)


# --- Other versions of a class that is made of its fields ---


def restored(state, kind=Version):
    thing = kind.__new__(kind)
    thing.__setstate__(state)
    return thing


def test_fields_go_by_their_names():
    version = Version(1, "one", [1, 2])
    assert version.__getstate__() == {"major": 1, "name": "one", "parts": (1, 2)}
    other = restored({"parts": [3], "name": "two", "major": 2})
    assert (other.major, other.name, list(other.parts)) == (2, "two", [3])


def test_a_field_that_is_new_has_its_default():
    other = restored({"major": 3})
    assert (other.major, other.name, list(other.parts)) == (3, "none", [])


def test_a_field_that_is_new_and_has_no_default():
    with pytest.raises(
        TypeError,
        match="this state of a 'pickles.Version' has no field 'major', and that has no default: "
        "another version of the class has made it",
    ):
        restored({"name": "x"})


def test_a_field_that_there_is_no_more():
    with pytest.raises(
        TypeError,
        match="a 'pickles.Version' has no field 'colour', which this state of one has: another "
        "version of the class has made it",
    ):
        restored({"major": 1, "colour": "red"})
    with pytest.raises(TypeError, match="has no field 7"):
        restored({"major": 1, 7: 8})


def test_a_field_of_another_type():
    with pytest.raises(TypeError, match="argument 'major': expected int, got 'str'"):
        restored({"major": "one"})
    with pytest.raises(OverflowError):
        restored({"major": 1 << 80})
    with pytest.raises(TypeError, match="the state of a 'pickles.Version' is a dict of its fields, got 'list'"):
        restored([1, 2])


def test_a_failure_leaves_an_instance_without_an_object():
    version = Version.__new__(Version)
    for _ in range(2):
        with pytest.raises(TypeError):
            version.__setstate__({})
        with pytest.raises(TypeError, match=r"Version.__init__\(\) has not been called"):
            version.major  # noqa: B018
    version.__setstate__({"major": 1})
    assert version.major == 1


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_pickle_of_another_version(protocol):
    pickled = pickle.dumps(Version(7, "name"), protocol)
    assert pickled.count(b"name") > 0
    with pytest.raises(TypeError, match="has no field 'nome'"):
        pickle.loads(pickled.replace(b"name", b"nome", 1))  # noqa: S301
    with pytest.raises(TypeError, match="no field '"):
        pickle.loads(pickle.dumps(Flat(1), protocol).replace(b"x", b"z"))  # noqa: S301


class WithSlots(Version):
    __slots__ = ("extra",)

    def __init__(self):
        super().__init__(1)
        self.extra = 2


def test_attributes_that_a_newer_subclass_has_no_more():
    pickled = pickle.dumps(WithSlots(), 0)
    with pytest.raises(AttributeError):
        pickle.loads(pickled.replace(b"extra", b"extro"))  # noqa: S301
