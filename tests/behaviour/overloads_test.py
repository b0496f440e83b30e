"""Overloads: what is chosen, whatever the order of declaration, and what is said when nothing is."""

import inspect
import itertools
import pathlib

import overloads
import pytest
import steady
from overloads import Circle, Color, Level, Span, Square

ORDERS = ["".join(order) for order in itertools.permutations("abc")]


class Index:
    """An integer by its __index__ alone, which counts how often it is asked."""

    def __init__(self, value):
        self.value = value
        self.asked = 0

    def __index__(self):
        self.asked += 1
        if isinstance(self.value, type):
            raise self.value("of Python")
        return self.value


class Float:
    def __float__(self):
        return 0.5


class Int(int):
    pass


class Str(str):
    __slots__ = ()


class Items:
    """A sequence that is neither a list nor a tuple."""

    def __init__(self, *items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]


CIRCLE = Circle()
SQUARE = Square()


class SubCircle(Circle):
    pass


# What each set makes of a value; None for a TypeError.
CHOSEN = {
    "truth": [
        (Color.red, "Color"),
        (True, "bool"),
        (False, "bool"),
        (0, "int"),
        (Int(3), "int"),
        (Level.low, "int"),
        (Index(3), "int"),
        (2**40, OverflowError),
        (1.0, None),
        ("1", None),
        (None, None),
    ],
    "levels": [(Level.high, "Level"), (1, "int"), (True, "int"), ("a", "text"), (Color.red, None)],
    "numbers": [
        (1, "int"),
        (1.0, "double"),
        (float("nan"), "double"),
        (True, "int"),
        (Index(1), "int"),
        (Float(), "double"),
        (2**70, OverflowError),
        ("1", "text"),
        (b"1", None),
        (1j, None),
    ],
    "widths": [
        (0, "int"),
        (-(2**31), "int"),
        (2**31 - 1, "int"),
        (2**31, "unsigned"),
        (2**32 - 1, "unsigned"),
        (2**32, "long long"),
        (-(2**31) - 1, "long long"),
        (2**63 - 1, "long long"),
        (-(2**63), "long long"),
        (2**63, OverflowError),
        (-(2**63) - 1, OverflowError),
        (2**200, OverflowError),
        (True, "int"),
        (Int(2**31), "unsigned"),
        (Index(2**31), "unsigned"),
        (Index(-1), "int"),
        (Index(2**63), OverflowError),
        (1.0, None),
        ("1", None),
    ],
    "widths_and_float": [
        (1, "int"),
        (2**31, "long long"),
        (2**63, OverflowError),
        (Index(2**31), "long long"),
        (Index(2**63), OverflowError),
        (1.5, "double"),
        (Float(), "double"),
        (True, "int"),
    ],
    "texts": [
        ("a", "char"),
        ("", "text"),
        ("ab", "text"),
        ("é", "text"),
        (Str("a"), "char"),
        (Str("ab"), "text"),
        (["a"], "texts"),
        (b"a", None),
        (1, None),
    ],
    "paths": [
        ("a", "text"),
        (b"a", "bytes"),
        (bytearray(b"a"), "bytes"),
        (memoryview(b"a"), "bytes"),
        (pathlib.Path("a"), "path"),
        (1, None),
        (None, None),
    ],
    "complex": [(1, "int"), (1.0, "double"), (1j, "complex"), (True, "int"), (Float(), "double"), ("1", None)],
    "lists": [
        ([], "ints"),
        ((), "ints"),
        ([1, 2], "ints"),
        ((1, 2), "ints"),
        ([1.0, 2.0], "doubles"),
        ([1, 2.0], "doubles"),
        ([True], "ints"),
        (["a"], "texts"),
        (["a", 1], None),
        ([Float()], "doubles"),
        ("ab", None),
        (5, None),
        ([[1]], None),
    ],
    "classes": [
        (CIRCLE, "Circle"),
        (SubCircle(), "Circle"),
        (SQUARE, "Square"),
        (None, "object"),
        (5, "object"),
        (Circle, "object"),
    ],
    "pointers": [(CIRCLE, "Circle"), (None, "Circle*"), (1.0, "double"), (1, "double"), (SQUARE, None)],
    "optionals": [
        (1, "optional"),
        (None, "optional"),
        (True, "optional"),
        (1.0, "double"),
        (Float(), "double"),
        ("a", "object"),
        (2**31, OverflowError),
    ],
}


def outcome(call):
    try:
        return call()
    except TypeError:
        return None
    except OverflowError:
        return OverflowError


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", CHOSEN)
def test_the_order_of_declaration_does_not_matter(name, order):
    choose = getattr(overloads, f"{name}_{order}")
    for value, expected in CHOSEN[name]:
        assert outcome(lambda: choose(value)) == expected, value


@pytest.mark.parametrize("name", CHOSEN)
def test_a_keyword_chooses_as_a_position_does(name):
    choose = getattr(overloads, f"{name}_abc")
    for value, expected in CHOSEN[name]:
        assert outcome(lambda: choose(value=value)) == expected, value


@pytest.mark.parametrize("order", ORDERS)
def test_the_documentation_is_the_same_in_every_order(order):
    for name in CHOSEN:
        text = getattr(overloads, f"{name}_{order}").__doc__  # None where Python has but one to call
        assert text == ((getattr(overloads, f"{name}_abc").__doc__ or "").replace("_abc", f"_{order}") or None)


def numpy():
    return pytest.importorskip("numpy")


@pytest.mark.parametrize("order", ORDERS)
def test_numpy_scalars(order):
    np = numpy()

    def check(name, value, expected):
        assert outcome(lambda: getattr(overloads, f"{name}_{order}")(value)) == expected, (name, value)

    for kind in (np.int8, np.uint8, np.int16, np.int32, np.int64, np.uint64):
        check("truth", kind(1), "int")
        check("numbers", kind(1), "int")
        check("widths", kind(1), "int")
    check("truth", np.bool_(True), "bool")
    check("numbers", np.float64(1), "double")
    check("numbers", np.float32(1), "double")
    check("widths", np.int64(2**31), "unsigned")
    check("widths", np.int64(-(2**40)), "long long")
    check("widths", np.uint64(2**63), OverflowError)
    check("widths_and_float", np.int64(2**40), "long long")
    check("widths_and_float", np.float32(1), "double")
    check("complex", np.complex128(1), "complex")
    check("complex", np.float32(1), "double")
    check("lists", [np.int64(1)], "ints")
    check("lists", [np.float32(1)], "doubles")
    check("optionals", np.int64(1), "optional")


# --- Counts, keywords, defaults ---


def test_the_number_of_arguments_chooses():
    assert overloads.area(2, 3) == "2x3"
    assert overloads.area(1.5).startswith("r1.5")
    assert overloads.area(2).startswith("r2.0")


def test_names_choose():
    assert overloads.area(width=2, height=3) == "2x3"
    assert overloads.area(2, height=3) == "2x3"
    assert overloads.area(height=3, width=2) == "2x3"
    assert overloads.area(radius=1).startswith("r1.0")
    assert overloads.by_name(width=1) == "width 1"
    assert overloads.by_name(height=1) == "height 1"
    name = "".join(["wid", "th"])  # not interned
    assert overloads.by_name(**{name: 1}) == "width 1"


def test_defaults():
    assert overloads.defaults(1) == "123"
    assert overloads.defaults(1, 4) == "143"
    assert overloads.defaults(1, c=7) == "127"
    assert overloads.defaults(1, 4, 7) == "147"
    assert overloads.defaults("a") == "a5"
    assert overloads.defaults("a", 1) == "a1"
    assert overloads.defaults(a="a", b=1) == "a1"
    with pytest.raises(TypeError):
        overloads.defaults("a", 1, 2)


def test_args_and_kwargs_come_last():
    assert overloads.rest(1) == "int 1"
    assert overloads.rest() == "args 0"
    assert overloads.rest(1.5) == "args 1"
    assert overloads.rest(1, 2, 3, 4) == "args 4"
    assert overloads.rest("a") == "kwargs a0"
    assert overloads.rest("a", x=1, y=2) == "kwargs a2"
    assert overloads.rest(first=1) == "int 1"
    assert overloads.rest(first="a", x=1) == "kwargs a1"


def test_converted_args_and_kwargs_have_a_say():
    assert overloads.total() == "options 0"
    assert overloads.total(1) == "one int"
    assert overloads.total(1, 2, 3, True) == "ints 4"
    assert overloads.total("a", "b") == "texts 2"
    assert overloads.total("a") == "texts 1"
    assert overloads.total(x="a") == "options 1"
    assert message(lambda: overloads.total(1, "b")) == (
        "total() has no overload that takes these arguments:\n"
        "  total(**options: str): takes 0 positional arguments but 2 were given\n"
        "  total(first: int): takes 1 positional argument but 2 were given\n"
        "  total(first: int, *others: int): argument 'others': item 0: expected int, got 'str'\n"
        "  total(*words: str): argument 'words': item 0: expected str, got 'int'"
    )
    assert "argument 'options': value of key 'x': expected str, got 'int'" in message(lambda: overloads.total(x=1))


def test_arguments_that_take_no_conversion():
    assert overloads.exactly(1.0) == "float"
    assert overloads.exactly(value=1.0) == "float"
    assert overloads.exactly(1) == "object"
    assert overloads.exactly(value=Float()) == "object"


def test_arguments_that_may_be_none():
    assert overloads.nullable(None) == "None"
    assert overloads.nullable(text=None) == "None"
    assert overloads.nullable("a") == "a"
    assert overloads.nullable(5) == "int"


def test_each_argument_that_differs_has_a_say():
    assert overloads.mixed(1, 1.0) == "int, float"
    assert overloads.mixed(1.0, 1) == "float, int"
    assert overloads.mixed(1, 1) == "int, float"
    assert outcome(lambda: overloads.mixed(1.0, 1.0)) is None


def test_what_all_take_alike_is_left_to_the_one_that_is_chosen():
    assert overloads.alike(1, [1.0, 2]) == "int 2"
    assert overloads.alike("a", Items(1, 2.5)) == "text 2"
    with pytest.raises(TypeError, match=r"^alike\(\) argument 'b': item 1: expected float, got 'str'$"):
        overloads.alike(1, [1.0, "x"])


def test_integers_are_chosen_by_value_each():
    assert overloads.pair(1, 1) == "ii"
    assert overloads.pair(1, 2**40) == "il"
    assert overloads.pair(2**40, 1) == "li"
    assert overloads.pair(Index(1), 2**40) == "il"
    with pytest.raises(OverflowError):
        overloads.pair(2**40, 2**40)


def test_an_int_of_any_size_takes_what_is_too_large():
    assert overloads.big(5) == "int"
    assert overloads.big(True) == "int"
    assert overloads.big(2**100) == f"Int {2**100}"
    assert overloads.big(Index(2**100)) == f"Int {2**100}"
    assert overloads.big(Index(7)) == "int"


# --- What Python code runs ---


@pytest.mark.parametrize("call", [overloads.widths_abc, overloads.numbers_abc, overloads.big])
def test_index_is_asked_once(call):
    index = Index(1)
    call(index)
    assert index.asked == 1
    call(value=index)
    assert index.asked == 2


@pytest.mark.parametrize("name", ["widths_abc", "numbers_abc", "truth_abc", "widths_and_float_abc"])
@pytest.mark.parametrize("error", [KeyError, TypeError, OverflowError])
def test_what_index_raises_comes_out(name, error):
    index = Index(error)
    with pytest.raises(error) as caught:
        getattr(overloads, name)(index)
    assert caught.value.args == ("of Python",)
    assert caught.value.__notes__ == [f"while converting {name}() argument 'value'"]
    assert index.asked == 1


def test_what_is_raised_while_reasons_are_looked_for_comes_out():
    with pytest.raises(KeyError, match="of Python"):
        overloads.lists_abc([Index(KeyError), object()])


# --- Errors ---


def message(call, kind=TypeError):
    with pytest.raises(kind) as caught:
        call()
    return str(caught.value)


def test_the_error_lists_the_overloads_and_what_each_refused():
    assert message(lambda: overloads.area("x")) == (
        "area() has no overload that takes these arguments:\n"
        "  area(width: int, height: int): missing 1 required positional argument: 'height'\n"
        "  area(radius: float): argument 'radius': expected float, got 'str'"
    )
    assert message(lambda: overloads.area(1, 2, 3)) == (
        "area() has no overload that takes these arguments:\n"
        "  area(width: int, height: int): takes 2 positional arguments but 3 were given\n"
        "  area(radius: float): takes 1 positional argument but 3 were given"
    )
    assert message(lambda: overloads.area(1, 2.5)) == (
        "area() has no overload that takes these arguments:\n"
        "  area(width: int, height: int): argument 'height': expected int, got 'float'\n"
        "  area(radius: float): takes 1 positional argument but 2 were given"
    )
    assert message(lambda: overloads.area(diameter=1)) == (
        "area() has no overload that takes these arguments:\n"
        "  area(width: int, height: int): got an unexpected keyword argument 'diameter'\n"
        "  area(radius: float): got an unexpected keyword argument 'diameter'"
    )
    assert message(lambda: overloads.area(2, width=1)) == (
        "area() has no overload that takes these arguments:\n"
        "  area(width: int, height: int): got multiple values for argument 'width'\n"
        "  area(radius: float): got an unexpected keyword argument 'width'"
    )


def test_the_error_says_where_in_a_container():
    assert message(lambda: overloads.lists_abc(["a", 1])) == (
        "lists_abc() has no overload that takes these arguments:\n"
        "  lists_abc(value: Sequence[int]): argument 'value': item 0: expected int, got 'str'\n"
        "  lists_abc(value: Sequence[float]): argument 'value': item 0: expected float, got 'str'\n"
        "  lists_abc(value: Sequence[str]): argument 'value': item 1: expected str, got 'int'"
    )


def test_integers_of_several_widths_are_listed_once():
    assert message(lambda: overloads.widths_abc("x")) == (
        "widths_abc() has no overload that takes these arguments:\n"
        "  widths_abc(value: int): argument 'value': expected int, got 'str'"
    )


def test_defaults_are_shown():
    assert message(lambda: overloads.defaults(1.5)).splitlines()[1:] == [
        "  defaults(a: int, b: int = 2, c: int = 3): argument 'a': expected int, got 'float'",
        "  defaults(a: str, b: int = 5): argument 'a': expected str, got 'float'",
    ]


def test_members_are_listed_without_self():
    assert message(lambda: Span(1.5)) == (
        "Span() has no overload that takes these arguments:\n"
        "  Span(): takes 0 positional arguments but 1 was given\n"
        "  Span(seconds: int): argument 'seconds': expected int, got 'float'\n"
        "  Span(minutes: int, seconds: int): missing 1 required positional argument: 'seconds'\n"
        "  Span(text: str): argument 'text': expected str, got 'float'"
    )
    assert message(lambda: Span(1).add(None)) == (
        "Span.add() has no overload that takes these arguments:\n"
        "  Span.add(other: Span): argument 'other': expected Span, got 'NoneType'\n"
        "  Span.add(seconds: int): argument 'seconds': expected int, got 'NoneType'"
    )


def test_what_the_function_raises_is_its_own():
    with pytest.raises(ValueError, match="^of C\\+\\+$"):
        overloads.throwing(1)
    with pytest.raises(UnicodeEncodeError):
        overloads.throwing("\ud800")


def test_overflow_is_that_of_the_widest():
    assert message(lambda: overloads.widths_abc(2**70), OverflowError) == (
        f"widths_abc() argument 'value': int out of range: expected {-(2**63)} to {2**63 - 1}"
    )


def test_an_object_without_its_cpp_half_is_taken_for_what_it_is():
    bare = Span.__new__(Span)
    with pytest.raises(TypeError, match=r"^Span.add\(\) argument 'other': Span.__init__\(\) has not been called$"):
        Span(1).add(bare)
    with pytest.raises(TypeError, match=r"^Span.__init__\(\) has not been called$"):
        bare.add(1)


# --- Members ---


def test_constructors():
    assert Span().seconds() == 0
    assert Span(5).seconds() == 5
    assert Span(1, 5).seconds() == 65
    assert Span(minutes=1, seconds=5).seconds() == 65
    assert Span("four").seconds() == 4
    assert Span(text="four").seconds() == 4

    class Derived(Span):
        pass

    assert Derived(1, 5).seconds() == 65
    assert Derived("four").seconds() == 4
    assert overloads.Closed(5).text() == "5"
    assert overloads.Closed("a").text() == "a"
    assert message(lambda: overloads.Closed(None)).startswith("Closed() has no overload")


def test_an_instance_that_no_overload_made_has_no_object():
    span = Span.__new__(Span)
    with pytest.raises(TypeError):
        span.__init__(1.5)
    span.__init__(3)
    assert span.seconds() == 3


def test_methods_static_methods_and_calls():
    span = Span(1)
    assert span.add(2) == 3
    assert span.add(Span(4)) == 7
    assert span.add(other=Span(1)) == 8
    assert Span.add(span, 1) == 9
    assert Span.of(3).seconds() == 3
    assert span.of("four").seconds() == 4
    assert span() == 9
    assert span("s") == "9s"
    assert span(unit="s") == "9s"
    assert span.__call__("s") == "9s"
    assert message(lambda: span(1)).startswith("Span.__call__() has no overload")
    with pytest.raises(TypeError, match="Span"):
        Span.add(CIRCLE, 1)


# --- Documentation ---


def test_the_docstring_lists_the_overloads():
    assert overloads.area.__doc__ == (
        "area(width: int, height: int) -> str\n    Of a rectangle.\narea(radius: float) -> str\n    Of a circle."
    )
    assert Span.__doc__ == (
        "A span of time.\n\nSpan()\nSpan(seconds: int)\n    In seconds.\nSpan(minutes: int, seconds: int)\nSpan(text: str)"
    )


def test_inspect_shows_what_is_true_of_all():
    assert str(inspect.signature(overloads.area)) == "(*args, **kwargs)"
    assert str(inspect.signature(overloads.mixed)) == "(*args)"
    assert str(inspect.signature(overloads.by_name)) == "(**kwargs)"
    assert str(inspect.signature(Span)) == "(*args, **kwargs)"
    assert str(inspect.signature(Span.add)) == "(self, /, *args, **kwargs)"
    assert str(inspect.signature(Span().add)) == "(*args, **kwargs)"
    assert str(inspect.signature(Span.of)) == "(*args, **kwargs)"


# --- References ---


def test_counts_stay_as_they_were():
    index = Index(1)
    large = Index(2**63)
    failing = Index(KeyError)
    name = "text"
    for call in [
        lambda: overloads.area(1, 2),
        lambda: overloads.area(width=1, height=2),
        lambda: overloads.area(name),
        lambda: overloads.area(height=name, width=index),
        lambda: overloads.widths_abc(index),
        lambda: overloads.widths_abc(value=index),
        lambda: overloads.widths_abc(large),
        lambda: overloads.widths_abc(failing),
        lambda: overloads.lists_abc([name, index]),
        lambda: overloads.alike(1, [1.0, name]),
        lambda: overloads.rest(name, x=index),
        lambda: Span(1.5),
        lambda: Span(name),
        lambda: Span(1).add(name),
    ]:
        steady.assert_steady(call, index, large, failing, name, Span)
