"""Signatures: Python's grammar, and errors that read word for word like CPython's own."""

import inspect
import itertools
import re

import calls
import calls_twins
import pytest

FUNCTIONS = [name for name, twin in vars(calls_twins).items() if inspect.isfunction(twin)]
METHODS = ["one", "two_defaults", "every_kind", "both", "__call__"]


def outcome(call):
    """What a call returns, or the words of its TypeError, without CPython's guess at what was meant."""
    try:
        return call()
    except TypeError as error:
        return re.sub(r"\. Did you mean '\w+'\?$", "", str(error))


def call_shapes(twin):
    """Arguments for calls with up to five positional arguments and up to three keywords, right and wrong ones."""
    names = [p.name for p in inspect.signature(twin).parameters.values() if p.name != "self"] + ["unknown"]
    keywords = [chosen for count in range(4) for chosen in itertools.permutations(names, count)]
    for count, chosen in itertools.product(range(6), keywords):
        yield tuple(range(1, count + 1)), {name: 10 + i for i, name in enumerate(chosen)}


def not_interned(names):
    """The same names in strings of their own, as a dict that was read from a file has them."""
    return {"".join(list(name)): value for name, value in names.items()}


def assert_same(bound, twin):
    checked = 0
    for args, kwargs in call_shapes(twin):
        expected = outcome(lambda: twin(*args, **kwargs))
        assert outcome(lambda: bound(*args, **kwargs)) == expected, (args, kwargs)
        assert outcome(lambda: bound(*args, **not_interned(kwargs))) == expected, (args, kwargs)
        checked += 1
    assert checked >= 6 * 2


@pytest.mark.parametrize("name", FUNCTIONS)
def test_arity_and_keyword_errors_read_word_for_word_like_cpythons_own(name):
    assert_same(getattr(calls, name), getattr(calls_twins, name))


@pytest.mark.parametrize("name", METHODS)
def test_methods_count_self_as_python_does(name):
    assert_same(getattr(calls.Shapes(), name), getattr(calls_twins.Shapes(), name))


def test_static_methods_do_not_count_self():
    assert_same(calls.Shapes.of_class, calls_twins.Shapes.of_class)
    assert_same(calls.Shapes().of_class, calls_twins.Shapes.of_class)


def test_calling_a_class_is_calling_its_init():
    def make(*args, **kwargs):
        return calls.Shapes(*args, **kwargs).made_of()

    def make_twin(*args, **kwargs):
        return calls_twins.Shapes(*args, **kwargs).made_of()

    make_twin.__signature__ = inspect.signature(calls_twins.Shapes)
    assert_same(make, make_twin)


def test_a_subclass_is_made_in_the_same_words():
    class Derived(calls.Shapes):
        pass

    class Twin(calls_twins.Shapes):
        pass

    def make_twin(*args, **kwargs):
        return Twin(*args, **kwargs).made_of()

    make_twin.__signature__ = inspect.signature(calls_twins.Shapes)
    assert_same(lambda *args, **kwargs: Derived(*args, **kwargs).made_of(), make_twin)


def test_an_unnamed_parameter_is_positional_only():
    assert calls.unnamed(1) == []
    assert calls.Shapes().unnamed(1) == []
    assert str(inspect.signature(calls.unnamed)).endswith(", /)")


# CPython itself counts the arguments of these, in the words that it has for its own functions of the kind.
@pytest.mark.parametrize(
    ("ours", "theirs", "args", "kwargs"),
    [
        (calls.Shapes().unnamed, [].append, (), {}),
        (calls.Shapes().unnamed, [].append, (1, 2), {}),
        (calls.Shapes().unnamed, [].append, (), {"a": 1}),
        (calls.Shapes().made_of, [].clear, (1,), {}),
        (calls.Shapes().made_of, [].clear, (), {"a": 1}),
    ],
)
def test_what_cpython_counts_itself_is_in_its_words(ours, theirs, args, kwargs):
    expected = outcome(lambda: theirs(*args, **kwargs)).replace(theirs.__qualname__, ours.__qualname__)
    assert outcome(lambda: ours(*args, **kwargs)) == expected


@pytest.mark.parametrize("callee", [calls.one, calls.both, calls.Shapes, calls.Shapes().one, calls.Shapes()])
def test_a_keyword_that_is_no_string_is_refused(callee):
    with pytest.raises(TypeError, match="keywords must be strings"):
        callee(**{1: 2})


def test_a_keyword_that_is_no_string_is_refused_by_the_init_of_a_subclass():
    class Derived(calls.Shapes):
        pass

    with pytest.raises(TypeError, match="keywords must be strings"):
        Derived(**{1: 2})


class Name(str):
    """Keywords may be of a subclass of str, and of one that hashes and compares by itself."""

    __slots__ = ()


def test_a_keyword_of_a_subclass_of_str_is_a_keyword():
    assert calls.two(**{Name("a"): 1, Name("b"): 2}) == [1, 2]
    assert calls.kwargs(**{Name("a"): 1}) == ({"a": 1},)


# --- Defaults ---


def test_a_default_is_evaluated_on_each_call():
    first = calls.evaluated()
    assert calls.evaluated() == first + 1
    assert calls.evaluated(100) == 100
    assert calls.evaluated() == first + 2


def test_a_skipped_middle_default_has_its_constant_value():
    assert calls.constants_in_the_middle() == "1 0.500000 text -1"
    assert calls.constants_in_the_middle(number=7) == "1 0.500000 text 7"
    assert calls.constants_in_the_middle(text="other") == "1 0.500000 other -1"
    assert calls.constants_in_the_middle(False, number=0) == "0 0.500000 text 0"
    assert calls.constants_in_the_middle(ratio=2.0, number=3) == "1 2.000000 text 3"


def test_a_default_known_to_cpp_alone_must_be_given_when_a_later_one_is():
    assert calls.opaque_in_the_middle(5, 6) == [5, 6]
    assert calls.opaque_in_the_middle(5) == [5, 2]
    assert calls.opaque_in_the_middle()[1] == 2
    assert calls.opaque_in_the_middle(b=6, a=5) == [5, 6]
    with pytest.raises(TypeError) as caught:
        calls.opaque_in_the_middle(b=6)
    assert str(caught.value) == (
        "opaque_in_the_middle() argument 'a' must be given when a later one is: its default is known to C++ alone"
    )


def test_none_is_a_value_and_not_a_missing_argument():
    with pytest.raises(TypeError, match=r"^one_default\(\) argument 'a': expected int, got 'NoneType'$"):
        calls.one_default(None)


# --- Forwarding ---


def test_forwarding_hands_on_every_argument():
    assert calls.forward(calls.both, 1, 2, x=3, y=4) == ((1, 2), {"x": 3, "y": 4})
    assert calls.forward(calls.both) == ((), {})
    assert calls.forward(calls.nothing) == []
    assert calls.forward(lambda *args, **kwargs: (args, kwargs), 1, x=2) == ((1,), {"x": 2})
    assert calls.forward(calls.forward, calls.forward, calls.one, a=3) == [3]


def test_forwarding_without_the_keywords_that_were_taken():
    assert calls.repeat(calls.both, 1, x=2, times=2, y=3) == ((1,), {"x": 2, "y": 3})
    assert calls.repeat(calls.both, 1, times=1) == ((1,), {})
    assert calls.repeat(calls.both, x=2) == ((), {"x": 2})
    assert calls.repeat(calls.both, times=0) == ()


def test_forwarding_passes_errors_on():
    with pytest.raises(ZeroDivisionError):
        calls.forward(lambda: 1 / 0)
    with pytest.raises(TypeError, match=r"^two\(\) missing 1 required positional argument: 'b'$"):
        calls.forward(calls.two, 1)
    with pytest.raises(TypeError, match="^'int' object is not callable$"):
        calls.forward(1)


def test_kwargs_keep_the_order_of_the_call():
    assert calls.spell(z=1, a="x", m=None) == "z=1;a='x';m=None;"


# --- What Python knows of a signature ---


@pytest.mark.parametrize("name", FUNCTIONS)
def test_inspect_has_the_signature_that_the_header_declares(name):
    assert inspect.signature(getattr(calls, name)) == inspect.signature(getattr(calls_twins, name))


@pytest.mark.parametrize("name", ["one", "two_defaults", "every_kind", "both", "made_of"])
def test_inspect_has_the_signatures_of_methods(name):
    twin = inspect.signature(getattr(calls_twins.Shapes(), name))
    assert inspect.signature(getattr(calls.Shapes(), name)) == twin


def test_inspect_has_the_signature_of_a_static_method():
    assert inspect.signature(calls.Shapes.of_class) == inspect.signature(calls_twins.Shapes.of_class)


def test_inspect_has_the_signature_of_a_class():
    assert inspect.signature(calls.Shapes) == inspect.signature(calls_twins.Shapes)


def test_a_default_is_shown_as_python_wherever_it_has_a_python_spelling():
    assert calls.constants_in_the_middle.__text_signature__ == "(flag=True, ratio=0.5, text='text', number=-1)"
    assert calls.evaluated.__text_signature__ == "(number=...)"


def test_the_docstring_is_the_comment_of_the_declaration():
    assert calls.evaluated.__doc__ == "The default is evaluated on each call."
    assert calls.Shapes.__doc__ == ""
