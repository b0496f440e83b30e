"""`*values`, `**options`, what C++ gives back through its parameters, class methods, and FERRULE_ARG."""

import gc
import inspect
import sys

import call_shapes
import pytest
import signatures
import signatures_twins
import steady

TWINS = [name for name, twin in vars(signatures_twins).items() if inspect.isfunction(twin)]


# --- *values and **options ---


@pytest.mark.parametrize("name", TWINS)
def test_the_rest_of_a_call_is_taken_as_python_takes_it(name):
    call_shapes.assert_same(getattr(signatures, name), getattr(signatures_twins, name))


@pytest.mark.parametrize("name", TWINS)
def test_inspect_has_the_signature_that_was_written(name):
    assert inspect.signature(getattr(signatures, name)) == inspect.signature(getattr(signatures_twins, name))


def test_the_rest_is_converted():
    assert signatures.spanned() == 0
    assert signatures.spanned(1, 2.5) == 3.5
    assert signatures.texts("a", "b" * 100) == "a" + "b" * 100
    assert signatures.nested([1], (2, 3), []) == [[1], [2, 3], []]
    assert signatures.unordered(a="x", b="y") == {"a": "x", "b": "y"}
    assert signatures.mixed(object(), None, x=1, y=2) == (2, [1, 2])
    assert signatures.options(**{"ä": 1, "": 2}) == {"ä": 1, "": 2}


def words_of(call):
    with pytest.raises(Exception) as caught:
        call()
    return caught.type, str(caught.value)


def test_an_error_says_which_item_it_was():
    assert words_of(lambda: signatures.values(1, 2, "3")) == (
        TypeError,
        "values() argument 'values': item 2: expected int, got 'str'",
    )
    assert words_of(lambda: signatures.values_between(1, 2, 2**40)) == (
        OverflowError,
        "values_between() argument 'values': item 1: int out of range: expected -2147483648 to 2147483647",
    )
    assert words_of(lambda: signatures.nested([1], [2, None])) == (
        TypeError,
        "nested() argument 'values': item 1: item 1: expected int, got 'NoneType'",
    )
    assert words_of(lambda: signatures.options(a=1, b="2")) == (
        TypeError,
        "options() argument 'options': value of key 'b': expected int, got 'str'",
    )
    assert words_of(lambda: signatures.everything(1, c=3, x=[])) == (
        TypeError,
        "everything() argument 'options': value of key 'x': expected int, got 'list'",
    )


def test_a_keyword_that_is_no_text_of_cpps():
    error, words = words_of(lambda: signatures.options(**{"\ud800": 1}))
    assert issubclass(error, UnicodeEncodeError)
    assert signatures.options() == {}


def test_an_item_that_raises_keeps_its_error():
    class Raises:
        def __index__(self):
            raise KeyError("mine")

    for call in (lambda: signatures.values(1, Raises()), lambda: signatures.options(a=Raises())):
        with pytest.raises(KeyError, match="mine"):
            call()


def test_nothing_of_the_rest_is_leaked():
    def run():
        signatures.both(1, 2**20, a=3, b=2**20)
        signatures.texts("a" * 50)
        for call in (lambda: signatures.both(1, "x"), lambda: signatures.both(1, a="x")):
            with pytest.raises(TypeError):
                call()

    steady.assert_steady(run)


# --- What C++ fills in ---


def test_what_cpp_fills_in_is_returned():
    assert signatures.one_out(4) == 8
    assert signatures.two_outs(4) == (8, "4")
    assert signatures.two_outs(a=5) == (10, "5")
    assert signatures.first_out(1) == (3, [1, 2])
    assert signatures.first_out(1, b=5) == (6, [1, 5])


def test_an_out_behind_a_default_is_filled_in_with_the_default():
    assert signatures.parse("12") == (True, 12)
    assert signatures.parse("12", 16) == (True, 18)
    assert signatures.parse("ff", base=16) == (True, 255)
    assert signatures.parse("x") == (False, 0)


def test_outs_of_members():
    half, rest = signatures.Point(7).split()
    assert (half.x, rest) == (3, 1)
    assert signatures.Point.of_class() == ("three", 3)
    this, following = signatures.Point(7)()
    assert (this.x, following.x) == (7, 8)


def test_what_was_filled_in_is_gone_when_the_call_fails():
    assert signatures.failing_out(False) == "made"
    with pytest.raises(RuntimeError, match="failed"):
        signatures.failing_out(True)
    gc.collect()
    before = signatures.Point.alive()
    signatures.Point(7).split()
    signatures.Point(7)()
    gc.collect()
    assert signatures.Point.alive() == before


def test_outs_are_no_part_of_the_signature():
    assert str(inspect.signature(signatures.two_outs)) == "(a)"
    assert str(inspect.signature(signatures.parse)) == "(text, base=10)"
    assert words_of(lambda: signatures.one_out(1, 2)) == (
        TypeError,
        "one_out() takes 1 positional argument but 2 were given",
    )
    assert words_of(lambda: signatures.one_out(1, doubled=2)) == (
        TypeError,
        "one_out() got an unexpected keyword argument 'doubled'",
    )


# --- Class methods ---


class Derived(signatures.Base):
    pass


def test_a_class_method_gets_the_class_that_it_is_called_on():
    assert type(signatures.Base.make(5)) is signatures.Base
    made = Derived.make()
    assert type(made) is Derived
    assert made.number == 1
    assert type(Derived(2).make(number=3)) is Derived
    assert (signatures.Base.name_of(), Derived.name_of(), Derived().name_of()) == ("Base", "Derived", "Derived")


@pytest.mark.parametrize("name", ["every_kind", "count"])
def test_a_class_method_counts_its_class_as_python_does(name):
    class Twin(signatures_twins.Base):
        pass

    call_shapes.assert_same(getattr(signatures.Base, name), getattr(signatures_twins.Base, name))
    call_shapes.assert_same(getattr(signatures.Base(), name), getattr(signatures_twins.Base(), name))
    call_shapes.assert_same(getattr(Derived, name), getattr(Twin, name))


@pytest.mark.parametrize("name", ["every_kind", "count"])
def test_inspect_has_the_signature_of_a_class_method(name):
    theirs = inspect.signature(getattr(signatures_twins.Base, name))
    assert inspect.signature(getattr(signatures.Base, name)) == theirs
    assert inspect.signature(getattr(signatures.Base(), name)) == theirs


def test_a_class_method_can_be_overridden():
    class Louder(signatures.Base):
        @classmethod
        def name_of(cls):
            return super().name_of() + "!"

    assert Louder.name_of() == "Louder!"


# --- FERRULE_ARG ---


class Index:
    def __index__(self):
        return 3


def test_noconvert_takes_what_it_is_for_and_nothing_else():
    assert signatures.exact(1.5) == 1.5
    assert signatures.exact_int(number=4, plain=Index()) == 7
    for value in (1, True, Index(), None, "1"):
        assert words_of(lambda value=value: signatures.exact(value)) == (
            TypeError,
            f"exact() argument 'value': expected float, got '{type(value).__name__}'",
        )
    for value in (1.0, True, Index()):
        assert words_of(lambda value=value: signatures.exact_int(value)) == (
            TypeError,
            f"exact_int() argument 'number': expected int, got '{type(value).__name__}'",
        )


def test_nullable_takes_none():
    assert signatures.nullable(None) == "null"
    assert signatures.nullable("x") == "x"
    assert words_of(lambda: signatures.nullable(1)) == (
        TypeError,
        "nullable() argument 'text': expected str | None, got 'int'",
    )


def test_a_default_that_is_null_takes_none():
    assert signatures.nullable_by_default() == "null"
    assert signatures.nullable_by_default(None) == "null"
    assert signatures.nullable_by_default("x") == "x"
    assert signatures.nullable_by_default.__text_signature__ == "(text=None)"


# --- Defaults ---


def test_a_default_without_elements_has_a_spelling():
    assert signatures.empty.__text_signature__ == "(numbers=(), options={}, last=0)"
    parameters = inspect.signature(signatures.empty).parameters
    assert (parameters["numbers"].default, parameters["options"].default) == ((), {})
    assert signatures.empty(last=1) == 1
    assert signatures.empty([1], last=1) == 2
    assert signatures.empty(options={"a": 1}) == 1


def test_a_reference_is_not_kept():
    item = object()
    before = sys.getrefcount(item)
    signatures.mixed(item, item)
    assert sys.getrefcount(item) == before
