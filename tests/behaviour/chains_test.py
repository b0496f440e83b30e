"""Long chains of instances are freed without running out of stack."""

import gc
import weakref

import pytest
from chains import Bare, Heap, Kept, Open, Plain, Shared, Weak

LINKS = 200_000


class Other(Plain):
    pass


class OtherWeak(Weak):
    pass


class OtherOpen(Open):
    pass


class OtherHeap(Heap):
    pass


class OtherKept(Kept):
    pass


class Slotted(Plain):
    __slots__ = ("more",)


LINKED = [
    Plain, Weak, Open, Heap, Shared,
    Other, OtherWeak, OtherOpen, OtherHeap, Slotted,
]  # fmt: skip


class Counted:
    alive = 0

    def __init__(self):
        Counted.alive += 1

    def __del__(self):
        Counted.alive -= 1


@pytest.mark.parametrize("kind", LINKED)
def test_a_long_chain(kind):
    chain = Counted()
    for _ in range(LINKS):
        chain = kind(chain)
    del chain
    gc.collect()
    assert Counted.alive == 0


@pytest.mark.parametrize("kind", [Kept, OtherKept])
def test_a_long_chain_of_kept_arguments(kind):
    chain = None
    for _ in range(LINKS):
        chain = kind(chain)
    reference = weakref.ref(chain) if kind is OtherKept else lambda: None
    del chain
    gc.collect()
    assert reference() is None


@pytest.mark.parametrize("kind", [Bare, Open])
def test_a_long_chain_of_attributes(kind):
    chain = Counted()
    for _ in range(LINKS):
        link = Bare() if kind is Bare else Open(None)
        link.next = chain
        chain = link
    del chain, link
    gc.collect()
    assert Counted.alive == 0


@pytest.mark.parametrize("kind", [Weak, OtherWeak, Heap, OtherHeap])
def test_a_long_chain_that_weak_references_look_at(kind):
    gone = []
    references = []
    chain = None
    for _ in range(1000):
        chain = kind(chain)
        references.append(weakref.ref(chain, gone.append))
    del chain
    gc.collect()
    assert len(gone) == 1000
    assert all(reference() is None for reference in references)


def test_a_long_chain_of_several_kinds():
    chain = Counted()
    for i in range(LINKS):
        chain = LINKED[i % len(LINKED)](chain)
    del chain
    gc.collect()
    assert Counted.alive == 0
