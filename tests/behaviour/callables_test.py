"""Instances that are called, and that hold what they call."""

import functools
import gc
import sys
import threading

import classes
import pytest
from classes import Counter


@pytest.fixture(autouse=True)
def nothing_is_left_behind():
    gc.collect()
    before = classes.alive()
    yield
    gc.collect()
    assert classes.alive() == before


def test_a_decorator():
    @Counter
    def join(*args, **kwargs):
        return args, kwargs

    assert join(1, x=2) == ((1,), {"x": 2})
    assert join() == ((), {})
    assert join.count == 2
    assert callable(join)


def test_a_decorator_can_be_reentered():
    @Counter
    def factorial(n):
        return 1 if n == 0 else n * factorial(n - 1)

    assert factorial(20) == 2432902008176640000
    assert factorial.count == 21


def test_a_counter_may_be_dropped_by_what_it_calls():
    holder = []

    def drop():
        holder.clear()
        gc.collect()
        return "done"

    holder.append(Counter(drop))
    assert holder[0]() == "done"


def test_counters_may_be_nested():
    inner = Counter(lambda x: x + 1)
    outer = Counter(Counter(inner))
    assert outer(1) == 2
    assert (inner.count, outer.count) == (1, 1)


def test_an_endless_recursion_is_recursion_error():
    @Counter
    def forever():
        return forever()

    with pytest.raises(RecursionError):
        forever()
    assert forever.count > 10


def test_errors_of_what_is_called_pass_through():
    counter = Counter(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        counter()
    with pytest.raises(TypeError, match="not callable"):
        Counter(1)()
    assert counter.count == 1


def test_every_way_to_call():
    counter = Counter(lambda *args, **kwargs: (args, kwargs))
    expected = ((1,), {"x": 2})
    assert counter.__call__(1, x=2) == expected
    assert Counter.__call__(counter, 1, x=2) == expected
    assert functools.partial(counter, 1)(x=2) == expected
    assert list(map(counter, [1])) == [((1,), {})]
    assert counter(*[1], **{"x": 2}) == expected
    assert max([1, 2], key=Counter(lambda x: -x)) == 1


def test_a_subclass_in_python_is_called_like_its_base():
    class Loud(Counter):
        pass

    class Louder(Counter):
        def __call__(self, *args):
            return super().__call__(*args) + "!"

    assert Loud(str.upper)("a") == "A"
    assert Louder(str.upper)("a") == "A!"
    assert [*map(Louder(str.upper), "ab")] == ["A!", "B!"]


def test_it_is_called_from_several_threads():
    counter = Counter(lambda: None)
    threads = [threading.Thread(target=lambda: [counter() for _ in range(1000)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter.count == 4000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from 3.12 on CPython keeps call and vectorcall together")
def test_before_3_12_the_call_of_the_class_itself_cannot_be_replaced():
    with pytest.raises(TypeError, match="immutable"):
        Counter.__call__ = lambda self: None
