"""Functions that cross: std::function both ways, pointers to functions, and callbacks of C's with a context."""

import functools
import gc
import inspect
import threading
import weakref

import callbacks
import pytest
from callbacks import Button, Point
from steady import assert_steady


def fails(*_):
    raise LookupError("mine")


# --- Python's functions in C++ ---


def test_anything_that_can_be_called_is_a_function():
    assert callbacks.apply(lambda value: value + 1, 1) == 2
    assert callbacks.apply(abs, -3) == 3
    assert callbacks.apply(int, 7) == 7
    assert callbacks.apply((4).__add__, 5) == 9
    assert callbacks.apply(functools.partial(pow, 2), 5) == 32
    assert callbacks.join(lambda values, mark: mark.join(map(str, values))) == "1-2-3"


@pytest.mark.parametrize("value", [None, 1, "abs", object()])
def test_nothing_else_is(value):
    name = type(value).__name__
    with pytest.raises(TypeError, match=rf"^apply\(\) argument 'function': expected Callable\[\[int\], int\], got '{name}'$"):
        callbacks.apply(value, 1)


def test_an_optional_function_may_be_none():
    assert not callbacks.is_given(None)
    assert callbacks.is_given(fails)


def test_a_nullable_function_may_be_none():
    assert not callbacks.is_full(None)
    assert callbacks.is_full(fails)
    with pytest.raises(TypeError, match=r"expected Callable\[\[\], object\] \| None, got 'int'$"):
        callbacks.is_full(1)


def test_a_default_is_left_to_cpp():
    assert callbacks.or_else(5) == -5
    assert callbacks.or_else(5, abs) == 5


def test_its_result_is_taken_strictly():
    def text(value):
        return "x"

    message = r"^test_its_result_is_taken_strictly.<locals>.text\(\) result: expected int, got 'str'$"
    with pytest.raises(TypeError, match=message):
        callbacks.apply(text, 1)
    with pytest.raises(OverflowError, match=r"<lambda>\(\) result: int out of range"):
        callbacks.apply(lambda value: 2**31, 1)
    callbacks.call(lambda: "whatever a callback returns from which C++ wants nothing")


def test_its_exception_comes_back_as_it_was():
    error = LookupError("mine")

    def raises(value):
        raise error

    with pytest.raises(LookupError) as caught:
        callbacks.apply(raises, 1)
    assert caught.value is error
    assert [entry.name for entry in caught.traceback][-1] == "raises"


def test_cpp_may_handle_it():
    assert callbacks.caught(fails) == "LookupError: mine"
    assert callbacks.caught(lambda: None) == "nothing"


def test_bound_classes_are_copied_for_it():
    kept = []

    def move(point):
        kept.append(point)
        point.x += 10
        return point

    moved = callbacks.moved(move)
    assert (moved.x, moved.y) == (11, 2)
    assert moved is not kept[0]
    with pytest.raises(TypeError, match=r"result: expected Point, got 'NoneType'$"):
        callbacks.moved(kept.append)


def test_it_is_called_on_any_thread():
    threads = set()

    def remember(value):
        threads.add(threading.get_ident())
        return value

    assert callbacks.sum_on_threads(remember, 8) == 28
    assert threading.get_ident() not in threads


# --- Functions of C++'s in Python ---


def test_a_function_of_cpp_is_called():
    add = callbacks.adder(2)
    assert add(3) == 5
    assert callable(add)
    assert callbacks.nothing() is None
    assert [add and add(1) for add in callbacks.adders()] == [2, None, 3]


def test_it_tells_of_itself():
    add = callbacks.adder(2)
    assert (add.__name__, add.__qualname__, add.__module__) == ("function", "function", "ferrule")
    assert repr(add).startswith("<C++ function (arg0: int, /) -> int at 0x")
    assert str(inspect.signature(add)) == "(arg0: 'int', /) -> 'int'"
    with pytest.raises(TypeError):
        type(add)()
    with pytest.raises(TypeError):
        type("Derived", (type(add),), {})
    assert weakref.ref(add)() is add


def function(arg0, /):
    """What a function of C++'s is like."""


@pytest.mark.parametrize(
    ("arguments", "keywords"), [((), {}), ((1, 2), {}), ((1,), {"x": 2}), ((), {"arg0": 1}), ((1, 2), {"arg0": 1})]
)
def test_it_counts_arguments_as_python_does(arguments, keywords):
    with pytest.raises(TypeError) as expected:
        function(*arguments, **keywords)
    with pytest.raises(TypeError) as caught:
        callbacks.adder(1)(*arguments, **keywords)
    assert str(caught.value) == str(expected.value)


def test_it_says_which_argument_is_wrong():
    with pytest.raises(TypeError, match=r"^function\(\) argument 'arg0': expected int, got 'str'$"):
        callbacks.adder(1)("x")


def test_it_raises_what_cpp_throws():
    with pytest.raises(IndexError, match="^far$"):
        callbacks.thrower()("far")


def test_it_sees_pythons_own_object():
    point = Point()
    point.x = 7
    assert callbacks.reader()(point) == 7


# --- There and back ---


def test_a_callable_comes_back_as_itself():
    def own(value):
        return value

    assert callbacks.same(own) is own
    assert callbacks.same(abs) is abs


def test_a_function_of_cpp_is_not_wrapped_again():
    add = callbacks.adder(2)
    for _ in range(10_000):
        add = callbacks.same(add)
    assert add(3) == 5  # a tower of wrappers would be a RecursionError


def test_functions_of_both_sides_compose():
    assert callbacks.composed(abs, callbacks.adder(-10))(3) == 7
    assert callbacks.composed(callbacks.adder(-10), abs)(-3) == -7


def test_counts_stay():
    point = Point()
    assert_steady(lambda: callbacks.apply(fails, 1), fails)
    assert_steady(lambda: callbacks.apply(lambda value: "x", 1))
    assert_steady(lambda: callbacks.composed(abs, callbacks.adder(1))(3))
    assert_steady(lambda: callbacks.adder(1)("x"))
    assert_steady(lambda: callbacks.thrower()("far"))
    assert_steady(lambda: callbacks.reader()(point), point)
    assert_steady(lambda: callbacks.is_twice(abs))
    assert_steady(lambda: callbacks.visit(3, fails), fails)
    assert_steady(lambda: callbacks.visit_point(fails, callbacks.pointer()), fails)


# --- Pointers ---


def test_a_pointer_is_called():
    assert callbacks.pointer()(4) == 8
    assert callbacks.noexcept_pointer()(4) == 12
    assert callbacks.no_pointer() is None


def test_a_pointer_comes_back():
    assert callbacks.is_twice(callbacks.pointer())
    assert not callbacks.is_twice(callbacks.noexcept_pointer())
    assert callbacks.apply_pointer(callbacks.noexcept_pointer(), 2) == 6
    assert callbacks.apply(callbacks.pointer(), 2) == 4


@pytest.mark.parametrize("value", [abs, None, 1, callbacks.adder(1)])
def test_a_pointer_is_made_of_nothing_else(value):
    with pytest.raises(TypeError, match=r"^is_twice\(\) argument 'function': expected a C\+\+ function Callable\[\[int\], int\]"):
        callbacks.is_twice(value)


# --- Kept ---


def test_an_attribute_is_a_function_or_none():
    button = Button()
    assert button.on_press is None
    pressed = []
    button.on_press = pressed.append
    button.press(3)
    assert pressed == [0, 1, 2]
    button.on_press = callbacks.same(fails)
    assert button.on_press is fails
    button.on_press = None
    button.press(1)
    with pytest.raises(TypeError, match=r"^Button.on_press: expected Callable\[\[int\], object\] \| None, got 'int'$"):
        button.on_press = 1
    with pytest.raises(TypeError):
        del button.on_press


def test_a_function_may_take_itself_away():
    button = Button()
    left = []

    def once(number):
        button.on_press = None
        left.append(number)

    button.on_press = once
    del once
    gc.collect()
    button.press(3)
    assert left == [0]


@pytest.mark.parametrize("keep", [lambda button, function: setattr(button, "on_press", function), Button.listen])
def test_a_cycle_through_a_function_is_collected(keep):
    class Listener:
        def __init__(self):
            self.button = Button()
            keep(self.button, self.heard)

        def heard(self, number):
            pass

    left = weakref.ref(Listener())
    gc.collect()
    assert left() is None


def test_a_function_that_is_shared_is_left_alone():
    class Listener:
        def __init__(self):
            self.button = Button()
            self.button.on_press = self.heard
            self.last = None

        def heard(self, number):
            self.last = number

    listener = Listener()
    press = listener.button.on_press
    gc.collect()
    press(5)
    assert listener.last == 5


# --- C's way ---


def test_a_context_is_supplied():
    assert callbacks.visit(3, lambda index, name: index * 10 + len(name)) == 4 + 14 + 24
    assert str(inspect.signature(callbacks.visit)) == "(count, visitor)"
    seen = []
    assert callbacks.notify(seen.append) is None
    assert callbacks.notify(notified=seen.append) is None
    assert seen == [2.5, 2.5]


def test_the_first_exception_is_raised_when_c_has_returned():
    calls = []

    def visitor(index, name):
        calls.append(index)
        if index == 1:
            raise LookupError(index)
        return 1

    with pytest.raises(LookupError, match="^1$"):
        callbacks.visit(5, visitor)
    assert calls == [0, 1]


def test_the_result_is_given_up_if_the_callback_fails():
    seen = []
    point = callbacks.visit_point(seen.append, callbacks.pointer())
    assert (point.x, point.y) == (4, 5)
    assert (seen[0].x, seen[0].y) == (3, 4)
    with pytest.raises(LookupError):
        callbacks.visit_point(fails, callbacks.pointer())


def test_a_context_callback_is_a_callable():
    with pytest.raises(TypeError, match=r"^visit\(\) argument 'visitor': expected Callable\[\[int, str\], int\], got 'int'$"):
        callbacks.visit(1, 2)
