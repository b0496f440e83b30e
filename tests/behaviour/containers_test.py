"""Conversions of std::optional, std::vector and bound classes."""

import array
import collections

import conversions
import pytest


class Index:
    """An int that runs code while it is converted."""

    def __init__(self, value, action=lambda: None):
        self.value = value
        self.action = action

    def __index__(self):
        self.action()
        return self.value


# --- None only where the type can hold it ---


def test_none_is_an_empty_optional():
    assert conversions.optional_int(None) is None
    assert conversions.optional_text(None) is None
    assert conversions.optional_view(None) is None
    assert conversions.optional_vector(None) is None
    assert conversions.optional_vector() is None
    assert conversions.maybe_point(None) is None
    assert conversions.optional_py(None) is None


def test_an_optional_holds_a_value():
    assert conversions.optional_int(0) == 0
    assert conversions.optional_vector([]) == []
    assert conversions.optional_text("") == ""


def test_an_optional_is_as_strict_as_its_value():
    with pytest.raises(TypeError, match=r"^optional_int\(\) argument 'value': expected int \| None, got 'str'$"):
        conversions.optional_int("1")
    with pytest.raises(OverflowError):
        conversions.optional_int(2**31)


@pytest.mark.parametrize("function", [conversions.int32, conversions.text, conversions.ints, conversions.sum_of_reference])
def test_none_only_where_the_type_can_hold_it(function):
    with pytest.raises(TypeError, match="got 'NoneType'$"):
        function(None)


# --- Vector ---


class Sequence(collections.UserList):
    """A sequence that is no list."""


class ListSubclass(list):
    def __iter__(self):
        return iter([7, 8])


class TupleSubclass(tuple):
    __slots__ = ()

    def __iter__(self):
        return iter([7, 8])


@pytest.mark.parametrize("function", [conversions.ints, conversions.ints_by_reference])
@pytest.mark.parametrize(
    "value",
    [[1, 2, 3], (1, 2, 3), Sequence([1, 2, 3]), range(1, 4), array.array("i", [1, 2, 3]), collections.deque([1, 2, 3])],
    ids=lambda value: type(value).__name__,
)
def test_a_vector_is_made_from_any_sequence(function, value):
    assert function(value) == [1, 2, 3]
    assert type(function(value)) is list


def test_a_subclass_of_list_or_tuple_is_iterated_in_its_own_way():
    assert conversions.ints(ListSubclass([1])) == [7, 8]
    assert conversions.ints(TupleSubclass([1])) == [7, 8]


def test_containers_copy():
    value = [1, 2]
    result = conversions.ints(value)
    assert result == value
    assert result is not value


@pytest.mark.parametrize("function", [conversions.ints, conversions.texts])
@pytest.mark.parametrize("value", ["ab", b"ab", bytearray(b"ab"), "", b""])
def test_str_is_no_sequence(function, value):
    with pytest.raises(TypeError) as caught:
        function(value)
    name, item = type(value).__name__, "int" if function is conversions.ints else "str"
    assert str(caught.value) == f"{function.__name__}() argument 'value': expected Sequence[{item}], got '{name}'"


@pytest.mark.parametrize("value", [{1, 2}, {1: 2}, iter([1]), (i for i in [1]), 1, object()])
def test_what_has_no_order_or_no_length_is_no_sequence(value):
    with pytest.raises(TypeError, match=r"expected Sequence\[int\]"):
        conversions.ints(value)


def test_elements_of_every_kind():
    assert conversions.booleans([True, False]) == [True, False]
    assert conversions.reals((1, 2.5)) == [1.0, 2.5]
    assert conversions.texts(["ä", ""]) == ["ä", ""]
    assert conversions.optionals([1, None]) == [1, None]
    assert conversions.matrix([[1], (), range(2)]) == [[1], [], [0, 1]]
    assert conversions.ints([]) == []


@pytest.mark.parametrize("make", [list, tuple, Sequence], ids=["list", "tuple", "sequence"])
def test_a_conversion_that_fails_says_which_item_of_which_argument_of_which_function(make):
    with pytest.raises(TypeError) as caught:
        conversions.ints(make([0, 1, 2, "x"]))
    assert str(caught.value) == "ints() argument 'value': item 3: expected int, got 'str'"
    with pytest.raises(TypeError) as caught:
        conversions.matrix(make([[], make([1, 2.0])]))
    assert str(caught.value) == "matrix() argument 'value': item 1: item 1: expected int, got 'float'"
    with pytest.raises(OverflowError) as caught:
        conversions.ints(make([2**40]))
    assert str(caught.value).startswith("ints() argument 'value': item 0: int out of range")


def test_an_error_of_an_item_keeps_its_own_type_and_gets_notes():
    class Raises:
        def __index__(self):
            raise KeyError("no")

    with pytest.raises(KeyError) as caught:
        conversions.matrix([[1], [2, Raises()]])
    assert caught.value.__notes__ == ["while converting item 1", "while converting item 1", "while converting matrix() argument 'value'"]
    with pytest.raises(UnicodeEncodeError) as caught:
        conversions.texts(["a", "\ud800"])
    assert caught.value.__notes__ == ["while converting item 1", "while converting texts() argument 'value'"]


def test_a_list_that_shrinks_while_it_is_converted():
    value = [Index(1), Index(2), Index(3)]
    value[0].action = value.clear
    assert conversions.ints(value) == [1]
    value = [Index(i) for i in range(1000)]
    value[10].action = lambda: value.__delitem__(slice(5, None))
    assert conversions.ints(value) == list(range(11))


def test_a_list_that_grows_while_it_is_converted():
    value = [1, 2]
    value.insert(0, Index(0, lambda: value.append(3) if len(value) < 100 else None))
    assert conversions.ints(value) == [0, 1, 2, 3]


def test_a_sequence_whose_iteration_fails_raises_its_error():
    class Raises(Sequence):
        def __iter__(self):
            raise KeyError("no")

    with pytest.raises(KeyError) as caught:
        conversions.ints(Raises([1]))
    assert caught.value.__notes__ == ["while converting ints() argument 'value'"]


# --- Bound classes ---


def test_an_argument_of_a_bound_class_is_borrowed_for_the_call():
    point = conversions.Point(3, 4)
    assert conversions.sum_of_reference(point) == 7
    assert conversions.sum_of_value(point) == 7
    assert conversions.sum_of_pointer(point) == 7
    conversions.double_reference(point)
    assert (point.x, point.y) == (6, 8)
    conversions.double_pointer(point)
    assert (point.x, point.y) == (12, 16)


def test_none_is_the_null_pointer_and_no_reference():
    assert conversions.sum_of_pointer(None) == -1
    conversions.double_pointer(None)
    for function in (conversions.sum_of_reference, conversions.sum_of_value, conversions.double_reference):
        with pytest.raises(TypeError, match=r"argument 'point': expected Point, got 'NoneType'$"):
            function(None)


def test_a_returned_value_or_const_reference_is_an_object_of_its_own():
    point = conversions.make_point(1, 2)
    assert type(point) is conversions.Point
    assert (point.x, point.y) == (1, 2)
    first = conversions.shared_point()
    first.x = 100
    second = conversions.shared_point()
    assert (second.x, second.y) == (3, 4)


def test_bound_classes_in_containers_are_copied():
    point = conversions.Point(1, 2)
    copy = conversions.maybe_point(point)
    assert copy is not point
    assert (copy.x, copy.y) == (1, 2)
    assert [p.x for p in conversions.reversed_points((point, conversions.Point(5, 6)))] == [5, 1]
    with pytest.raises(TypeError) as caught:
        conversions.reversed_points([point, None])
    assert str(caught.value) == "reversed_points() argument 'points': item 1: expected Point, got 'NoneType'"


class Derived(conversions.Point):
    pass


def test_an_instance_of_a_subclass_is_an_argument():
    assert conversions.sum_of_reference(Derived(3, 4)) == 7
    assert [p.x for p in conversions.reversed_points([Derived(3, 4)])] == [3]


def test_an_argument_of_another_type_is_type_error():
    class Point:
        x = y = 0

    for value in (Point(), (1, 2), conversions.Point, conversions.Brittle(False)):
        with pytest.raises(TypeError) as caught:
            conversions.sum_of_reference(value)
        name = type(value).__qualname__
        assert str(caught.value) == f"sum_of_reference() argument 'point': expected Point, got '{name}'"


@pytest.mark.parametrize("point", [conversions.Point.__new__(conversions.Point), Derived.__new__(Derived)])
def test_an_argument_that_was_never_constructed_is_type_error(point):
    for function in (conversions.sum_of_reference, conversions.sum_of_pointer, conversions.of_point):
        if function is conversions.of_point:
            assert function(point) is point  # a reference to the Python object looks no further
            continue
        with pytest.raises(TypeError) as caught:
            function(point)
        name = type(point).__qualname__
        assert str(caught.value) == f"{function.__name__}() argument 'point': {name}.__init__() has not been called"


def test_a_copy_that_throws_is_the_error_of_the_call():
    whole, broken = conversions.Brittle(False), conversions.Brittle(True)
    assert conversions.copy_brittle(whole) is False
    assert conversions.count_brittle([whole, whole]) == 2
    for call in (
        lambda: conversions.copy_brittle(broken),
        lambda: conversions.has_brittle(broken),
        lambda: conversions.count_brittle([whole, broken]),
        lambda: conversions.count_brittle((whole, broken)),
        lambda: conversions.shared_brittle(True),
        lambda: conversions.shared_brittles(True),
    ):
        with pytest.raises(RuntimeError, match="^broken$"):
            call()


# --- References ---


@pytest.mark.parametrize("function", [conversions.bound, conversions.borrowed, conversions.py, conversions.optional_py])
def test_a_reference_is_the_same_object(function):
    value = object()
    assert function(value) is value


def test_references_in_a_vector_are_the_same_objects():
    values = [object(), None, 1]
    assert all(a is b for a, b in zip(values, conversions.pys(values), strict=True))


def test_an_empty_reference_has_no_python_form():
    with pytest.raises(SystemError, match="^C\\+\\+ returned an empty reference$"):
        conversions.empty()


@pytest.mark.parametrize(
    ("function", "right", "wrong", "expected"),
    [
        (conversions.of_int, [1, True], [1.0, "1"], "int"),
        (conversions.of_str, ["a", "\ud800"], [b"a", 1], "str"),
        (conversions.of_list, [[1], ListSubclass()], [(1,), "a"], "list"),
        (conversions.of_dict, [{}, collections.OrderedDict()], [[], None], "dict"),
        (conversions.of_callable, [print, int, lambda: 0], [1, None], "callable"),
        (conversions.of_point, [conversions.Point(1, 2), Derived(1, 2)], [1, None], "Point"),
    ],
)
def test_a_typed_reference_checks_the_type_and_keeps_the_object(function, right, wrong, expected):
    for value in right:
        assert function(value) is value
    for value in wrong:
        with pytest.raises(TypeError) as caught:
            function(value)
        name = type(value).__name__
        assert str(caught.value) == f"{function.__name__}() argument 'value': expected {expected}, got '{name}'"
