"""Special methods by name: attributes, descriptors, contexts, buffers, copies, hooks of classes."""

import array
import asyncio
import copy
import gc
import pickle
import sys
import weakref

import pytest
import special
from special import (
    Block,
    Field,
    Guard,
    Later,
    Letters,
    Open,
    OpenCall,
    Pair,
    Plugin,
    Record,
    Sealed,
    Settings,
    Sink,
)

# --- Attributes ---


def test_attributes_that_are_not_there_are_asked_for():
    settings = Settings()
    settings.width = 3
    assert settings.width == 3
    assert settings.count() == 1
    with pytest.raises(AttributeError, match="'special.Settings' object has no attribute 'height'"):
        settings.height  # noqa: B018
    with pytest.raises(ValueError, match="broken settings"):
        settings.broken  # noqa: B018
    assert getattr(settings, "height", 7) == 7
    assert not hasattr(settings, "height")


def test_attributes_that_are_set_and_deleted():
    settings = Settings()
    settings.width = 3
    del settings.width
    assert settings.count() == 0
    with pytest.raises(AttributeError):
        del settings.width
    with pytest.raises(TypeError):
        settings.width = "wide"
    with pytest.raises(AttributeError):
        settings._private = 1  # left to CPython, which has no place for it

    class Wider(Settings):
        pass

    wider = Wider()
    wider._private = 1
    wider.width = 2
    assert vars(wider) == {"_private": 1}
    assert wider.width == 2


def test_a_setattr_alone():
    sealed = Sealed()
    assert sealed.value == 0
    with pytest.raises(ValueError, match="sealed: value"):
        sealed.value = 1
    with pytest.raises(TypeError, match="cannot be deleted|can't delete|cannot delete"):
        del sealed.value
    assert sealed.value == 0


# --- Descriptors ---


def test_descriptors():
    class Owner:
        field = Field()
        sink = Sink()

    owner = Owner()
    assert Owner.field == "field of the class"
    owner.field = "x"
    assert owner.field == "field = x"
    del owner.field
    assert owner.field == "field = nothing"
    with pytest.raises(TypeError, match=r"Field.__set__\(\) argument 'value': expected str, got 'int'"):
        owner.field = 1
    owner.sink = 5
    assert Owner.__dict__["sink"].last == 5
    with pytest.raises(AttributeError, match="__delete__"):
        del owner.sink


# --- Contexts, awaiting ---


def test_contexts():
    guard = Guard()
    with guard as entered:
        assert entered is guard
        assert guard.entered == 1
    assert guard.entered == 0
    with guard:
        raise LookupError  # which it swallows


def test_awaiting():
    async def run():
        seen = [each async for each in Later(3)]
        return seen, await Later(7)

    assert asyncio.run(run()) == ([3, 2, 1], 7)


# --- Buffers ---


def test_a_span_is_shown_as_it_is():
    block = Block(3)
    with memoryview(block) as view:
        assert (view.format, view.itemsize, view.shape, view.readonly) == ("d", 8, (3,), False)
        assert view.tolist() == [1.5, 1.5, 1.5]
        assert view.obj is block
        view[0] = 4.0
        part = view[1:]
        assert part.tolist() == [1.5, 1.5]
        part.release()
    assert block.first() == 4.0
    assert array.array("d", bytes(block)).tolist() == [4.0, 1.5, 1.5]
    assert memoryview(Block(0)).tolist() == []


def test_a_view_keeps_its_object():
    block = Block(2)
    references = sys.getrefcount(block)
    view = memoryview(block)
    assert sys.getrefcount(block) > references
    del block
    gc.collect()
    assert view.tolist() == [1.5, 1.5]


def test_memory_of_others_and_errors():
    assert bytes(Letters()) == b"letters"
    assert memoryview(Letters()).readonly
    with pytest.raises(ValueError, match="no memory"):
        memoryview(Block(13))
    with pytest.raises(TypeError, match=r"Block.__init__\(\) has not been called"):
        memoryview(Block.__new__(Block))


# --- Copies ---


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda r: pickle.loads(pickle.dumps(r))])  # noqa: S301
def test_a_record_is_copied_by_its_fields(again):
    record = Record(1, "two", [3, 4], {"five": 6})
    other = again(record)
    assert other == record
    assert other is not record
    other.number = 2
    assert record.number == 1


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_protocol_of_pickle(protocol):
    record = Record(7, items=[1])
    assert pickle.loads(pickle.dumps(record, protocol)) == record  # noqa: S301


class Tagged(Record):
    """A subclass with attributes."""


def test_a_subclass_is_copied_with_its_attributes():
    tagged = Tagged(1)
    tagged.tag = ["x"]
    for again in (copy.copy, copy.deepcopy, lambda r: pickle.loads(pickle.dumps(r))):  # noqa: S301
        other = again(tagged)
        assert type(other) is Tagged
        assert other == tagged
        assert other.tag == ["x"]


def test_what_says_nothing_of_its_state_is_not_pickled():
    with pytest.raises(TypeError, match="cannot pickle"):
        pickle.dumps(Guard())


# --- Patterns ---


def test_patterns():
    assert Record.__match_args__ == ("number", "text", "items", "counts")
    assert Pair.__match_args__ == ("first", "second")
    assert not hasattr(Guard, "__match_args__")
    match Pair(1, 2):
        case Pair(1, second):
            assert second == 2
        case _:
            pytest.fail("no match")


# --- Attributes of instances, weak references ---


@pytest.mark.parametrize("kind", [Open, OpenCall])
def test_an_instance_has_attributes(kind):
    instance = kind()
    assert vars(instance) == {}
    instance.colour = "red"
    assert instance.colour == "red"
    assert vars(instance) == {"colour": "red"}
    del instance.colour
    with pytest.raises(AttributeError):
        instance.colour  # noqa: B018
    if kind is OpenCall:
        assert instance() == 7


@pytest.mark.parametrize("kind", [Open, OpenCall, Record])
def test_weak_references(kind):
    instance = kind()
    gone = []
    reference = weakref.ref(instance, lambda _: gone.append(True))
    assert reference() is instance
    del instance
    gc.collect()
    assert reference() is None
    assert gone == [True]


@pytest.mark.parametrize("kind", [Open, OpenCall])
def test_attributes_are_collected(kind):
    instance = kind()
    instance.me = instance
    instance.bound = instance.__init__
    reference = weakref.ref(instance)
    del instance
    gc.collect()
    assert reference() is None


def test_a_subclass_has_one_dict():
    class Wider(Open):
        pass

    wider = Wider()
    wider.x = 1
    wider.number = 2
    assert vars(wider) == {"x": 1}
    reference = weakref.ref(wider)
    del wider
    gc.collect()
    assert reference() is None


def test_other_classes_have_neither():
    with pytest.raises(AttributeError):
        Guard().x = 1
    with pytest.raises(TypeError, match="cannot create weak reference"):
        weakref.ref(Guard())


# --- Hooks of classes ---


def test_hooks_of_classes():
    class Mine(Plugin, key="mine"):
        pass

    class Plain(Plugin):
        pass

    assert Mine.key == "mine!"
    assert Plain.key == "!"
    assert Plugin[int] == "Plugin[int]"
    assert Mine[str] == "Mine[str]"


def test_there_is_a_module_of_special_methods():
    assert special.Record is Record
