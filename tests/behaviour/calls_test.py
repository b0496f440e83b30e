"""Signatures: Python's grammar, and errors that read word for word like CPython's own."""

import enum
import inspect
import operator

import call_shapes
import calls
import calls_twins
import pytest

FUNCTIONS = [name for name, twin in vars(calls_twins).items() if inspect.isfunction(twin)]
METHODS = ["one", "two_defaults", "every_kind", "both", "unnamed", "__call__"]
STATIC_METHODS = ["of_class", "static_nothing", "static_unnamed"]
CLASSES = ["Shapes", "Sealed", "Empty", "Empty.Inner"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_arity_and_keyword_errors_read_word_for_word_like_cpythons_own(name):
    call_shapes.assert_same(getattr(calls, name), getattr(calls_twins, name))


@pytest.mark.parametrize("name", METHODS)
def test_methods_count_self_as_python_does(name):
    call_shapes.assert_same(getattr(calls.Shapes(), name), getattr(calls_twins.Shapes(), name))


@pytest.mark.parametrize("path", ["Shapes", "Empty", "Empty.Inner"])
def test_a_method_that_takes_nothing_says_so_in_the_same_words(path):
    ours, theirs = operator.attrgetter(path)(calls)(), operator.attrgetter(path)(calls_twins)()
    for call in [
        lambda obj: obj.nothing(),
        lambda obj: obj.nothing(1),
        lambda obj: obj.nothing(1, 2),
        lambda obj: obj.nothing(a=1),
        lambda obj: obj.nothing(1, a=1),
        lambda obj: type(obj).nothing(obj),
        lambda obj: type(obj).nothing(obj, 1),
        lambda obj: type(obj).nothing(obj, a=1),
    ]:
        for _ in range(20):  # also once CPython has specialised the call
            assert call_shapes.outcome(lambda: call(ours)) == call_shapes.outcome(lambda: call(theirs))


def test_a_method_of_a_subclass_that_takes_nothing():
    class Derived(calls.Shapes):
        pass

    class Twin(calls_twins.Shapes):
        pass

    assert call_shapes.outcome(lambda: Derived().nothing(1)) == call_shapes.outcome(lambda: Twin().nothing(1))


# Taken off its object first, it is a built-in method of CPython's own making.
@pytest.mark.parametrize(("args", "kwargs"), [((1,), {}), ((1, 2), {}), ((), {"a": 1})])
def test_a_method_that_takes_nothing_and_was_taken_off_its_object_is_in_cpythons_words(args, kwargs):
    ours, theirs = calls.Shapes().nothing, [].clear
    expected = in_common_with(call_shapes.outcome(lambda: theirs(*args, **kwargs)), theirs, ours)
    assert call_shapes.outcome(lambda: ours(*args, **kwargs)) == expected


def in_common_with(expected, theirs, ours):
    """An error of one callable as that of another."""
    error, words = expected
    return error, words.replace(theirs.__qualname__, ours.__qualname__)


# A Python function takes any self; these are what CPython says of built-in methods.
@pytest.mark.parametrize("name", ["nothing", "unnamed", "one", "both", "__call__"])
def test_a_wrong_self_is_refused_in_cpythons_words(name):
    ours, theirs = getattr(calls.Shapes, name), list.append
    for args in [(), (3,), (3, 1), ([],)]:
        error, words = call_shapes.outcome(lambda: theirs(*args))
        words = words.replace("list.append", f"Shapes.{name}").replace("'append'", f"'{name}'").replace("'list'", "'Shapes'")
        if args == ([],):
            words = f"descriptor '{name}' for 'Shapes' objects doesn't apply to a 'list' object"
        assert call_shapes.outcome(lambda: ours(*args)) == (error, words)


@pytest.mark.parametrize("name", STATIC_METHODS)
def test_static_methods_do_not_count_self(name):
    call_shapes.assert_same(getattr(calls.Shapes, name), getattr(calls_twins.Shapes, name))
    call_shapes.assert_same(getattr(calls.Shapes(), name), getattr(calls_twins.Shapes(), name))


def test_an_instance_that_is_called_takes_what_its_operator_takes():
    call_shapes.assert_same(calls.Shapes(), calls_twins.Shapes())
    call_shapes.assert_same(calls.Sealed(1), calls_twins.Sealed(1))
    call_shapes.assert_same(calls.Empty(), calls_twins.Empty())


def maker(of, attribute):
    """Makes an instance, and says what of."""

    def make(*args, **kwargs):
        made = of(*args, **kwargs)
        return getattr(made, attribute)() if hasattr(made, attribute) else "made"

    make.__signature__ = inspect.signature(of)
    return make


@pytest.mark.parametrize("path", CLASSES)
def test_calling_a_class_is_calling_its_init(path):
    ours, theirs = operator.attrgetter(path)(calls), operator.attrgetter(path)(calls_twins)
    call_shapes.assert_same(maker(ours, "made_of"), maker(theirs, "made_of"))


@pytest.mark.parametrize("path", ["Shapes", "Empty"])
def test_a_subclass_is_made_in_the_same_words(path):
    class Derived(getattr(calls, path)):
        pass

    class Twin(getattr(calls_twins, path)):
        pass

    call_shapes.assert_same(maker(Derived, "made_of"), maker(Twin, "made_of"))


def test_an_unnamed_parameter_is_positional_only():
    assert calls.unnamed(1) == []
    assert calls.Shapes().unnamed(1) == []
    assert str(inspect.signature(calls.unnamed)).endswith(", /)")


# What the interpreter finds wrong before it calls: it names what is called.
UNPACKINGS = [
    lambda callee: callee(**{1: 2}),
    lambda callee: callee(1, **{"a": 1, 2: 3}),
    lambda callee: callee(a=1, **{"a": 2}),
    lambda callee: callee(**{"a": 1}, **{"a": 2}),
    lambda callee: callee(*1),
    lambda callee: callee(**1),
    lambda callee: callee(*(), **[]),
]
CALLEES = [
    *(lambda module, name=name: getattr(module, name) for name in FUNCTIONS),
    *(lambda module, path=path: operator.attrgetter(path)(module) for path in CLASSES),
    *(lambda module, name=name: getattr(module.Shapes(), name) for name in METHODS if name != "__call__"),
    *(lambda module, name=name: getattr(module.Shapes, name) for name in STATIC_METHODS),
    lambda module: module.Shapes(),
]


@pytest.mark.parametrize("unpack", UNPACKINGS)
def test_what_is_wrong_with_an_unpacking_is_in_the_same_words(unpack):
    for callee in CALLEES:
        assert call_shapes.outcome(lambda: unpack(callee(calls))) == call_shapes.outcome(lambda: unpack(callee(calls_twins)))


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


def test_a_skipped_middle_default_is_evaluated_on_each_call():
    first = calls.evaluated()
    assert calls.evaluated_in_the_middle(b=3) == [first + 1, 3]
    assert calls.evaluated_in_the_middle(b=3) == [first + 2, 3]
    assert calls.evaluated_in_the_middle(7, 3) == [7, 3]
    assert calls.evaluated_in_the_middle() == [first + 3, 2]
    assert calls.evaluated() == first + 4


def test_a_skipped_middle_default_is_passed_as_the_parameter_asks():
    shared = calls.supplied(last=1)[3]
    assert calls.supplied(last=1) == [3, 4, shared, shared + 1, shared + 1, 6, 1]
    mine = calls.Options(100)
    assert calls.supplied(mine, last=2) == [100, 4, shared + 1, shared + 2, shared + 2, 6, 2]
    assert calls.supplied(value=mine, changed=mine, pointer=mine) == [3, 100, shared + 2, 101, 101, 6, 0]
    assert mine.level == 101
    assert calls.supplied(pointer=mine, last=1)[4] == 101


def test_a_skipped_middle_default_copies_nothing_and_makes_no_more_than_cpp_does():
    def counted(call):
        before = calls.options_made()
        call()
        return [after - b for after, b in zip(calls.options_made(), before)]

    mine = calls.Options(1)
    assert counted(lambda: calls.supplied()) == [2, 0]
    assert counted(lambda: calls.supplied(last=1)) == [2, 0]
    assert counted(lambda: calls.supplied(mine, last=1)) == [1, 0]
    assert counted(lambda: calls.supplied(shared=mine, last=1)) == [2, 0]


def test_a_skipped_middle_default_may_be_of_any_type():
    assert calls.supplied_values() == "xxbc3120"
    assert calls.supplied_values(last=5) == "xxbc3125"
    assert calls.supplied_values([7], last=5) == "xxbc375"
    assert calls.supplied_values(text="-", optional=None) == "-bc-1120"
    assert calls.supplied_values(view="V", last=5) == "xxV3125"
    assert calls.supplied_in_another_order() == [7, 8, 0]
    assert calls.supplied_in_another_order(last=5) == [7, 8, 5]
    assert calls.supplied_in_another_order(value=1) == [1, 8, 0]
    assert calls.supplied_in_another_order(made=calls.Options(2)) == [7, 2, 0]


def test_names_in_a_default_mean_what_they_mean_in_the_header():
    assert calls.Scopes().made_of() == [9, 2]
    assert calls.Scopes(b=5).made_of() == [9, 5]
    assert calls.Scopes().named(last=3) == [11, 1, 10, 3]
    assert calls.Scopes().named(1, c=2) == [1, 1, 2, 0]


def test_a_default_that_throws():
    for call in (lambda: calls.throwing(), lambda: calls.throwing(last=1)):
        with pytest.raises(ValueError, match="stoi"):
            call()
    assert calls.throwing(1, 2) is None


def test_a_default_known_to_cpp_alone_must_be_given_when_a_later_one_is():
    scopes = calls.Scopes()
    assert scopes.hidden(5, 6) == [5, 6]
    assert scopes.hidden(5) == [5, 0]
    assert scopes.hidden() == [10, 0]
    assert scopes.hidden(last=6, a=5) == [5, 6]
    with pytest.raises(TypeError) as caught:
        scopes.hidden(last=6)
    assert str(caught.value) == (
        "Scopes.hidden() argument 'a' must be given when a later one is: its default is known to C++ alone"
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


@pytest.mark.parametrize("name", [*METHODS, "nothing", "made_of"])
def test_inspect_has_the_signatures_of_methods(name):
    ours, theirs = getattr(calls.Shapes(), name), getattr(calls_twins.Shapes(), name)
    assert inspect.signature(ours) == inspect.signature(theirs)


@pytest.mark.parametrize("name", [*METHODS, "nothing", "made_of"])
def test_inspect_has_the_signatures_of_methods_of_the_class(name):
    ours, theirs = getattr(calls.Shapes, name), getattr(calls_twins.Shapes, name)
    (self, *ours), (_, *theirs) = (inspect.signature(method).parameters.values() for method in (ours, theirs))
    assert ours == theirs
    assert str(self) == "self"


@pytest.mark.parametrize("name", STATIC_METHODS)
def test_inspect_has_the_signature_of_a_static_method(name):
    theirs = inspect.signature(getattr(calls_twins.Shapes, name))
    assert inspect.signature(getattr(calls.Shapes, name)) == theirs
    assert inspect.signature(getattr(calls.Shapes(), name)) == theirs


@pytest.mark.parametrize("path", CLASSES)
def test_inspect_has_the_signature_of_a_class(path):
    ours, theirs = operator.attrgetter(path)(calls), operator.attrgetter(path)(calls_twins)
    assert inspect.signature(ours) == inspect.signature(theirs)


def test_inspect_has_the_signature_of_a_subclass():
    class Derived(calls.Shapes):
        pass

    assert inspect.signature(Derived) == inspect.signature(calls_twins.Shapes)
    assert inspect.signature(Derived(1)) == inspect.signature(calls_twins.Shapes(1))


def test_inspect_has_the_signature_of_an_instance_that_is_called():
    assert inspect.signature(calls.Shapes()) == inspect.signature(calls_twins.Shapes())
    assert inspect.signature(calls.Sealed(1)) == inspect.signature(calls_twins.Sealed(1))
    assert inspect.signature(calls.Shapes()).bind(1, b=3).arguments == {"a": 1, "b": 3}


def test_inspect_knows_the_members_of_an_int_enum():
    named = calls.Named()
    for callee, name in [
        (calls.levelled, "level"),
        (named.level, "level"),
        (calls.Named.level, "level"),
        (calls.Named.of_class, "level"),
        (named.of_class, "level"),
        (named, "level"),
    ]:
        default = inspect.signature(callee).parameters[name].default
        assert default is calls.Level.high
    assert inspect.signature(calls.Named).parameters["level"].default is calls.Level.low
    assert inspect.signature(named.kind).parameters["kind"].default is calls.Named.Kind.plain
    assert calls.levelled.__text_signature__ == "(level=Level.high)"


def test_inspect_has_no_way_to_know_the_members_of_other_enums():
    assert inspect.signature(calls.shaded).parameters["shade"].default is ...
    assert inspect.signature(calls.Named()).parameters["shade"].default is ...
    assert calls.shaded() is calls.Shade.dark


def everything_that_is_called(scope):
    """The callables of a module or class, and those in them."""
    for name, value in vars(scope).items():
        if name.startswith("__") and name != "__call__" or issubclass(type(value), enum.EnumMeta):
            continue
        if callable(value) or isinstance(value, staticmethod):
            yield getattr(scope, name)
        if isinstance(value, type):
            yield from everything_that_is_called(value)


def test_inspect_has_a_signature_for_everything_that_is_called():
    callees = list(everything_that_is_called(calls))
    assert len(callees) > 60
    for callee in callees:
        assert isinstance(inspect.signature(callee), inspect.Signature)


def test_a_default_is_shown_as_python_wherever_it_has_a_python_spelling():
    assert calls.constants_in_the_middle.__text_signature__ == "(flag=True, ratio=0.5, text='text', number=-1)"
    assert calls.evaluated.__text_signature__ == "(number=...)"


def test_the_docstring_is_the_comment_of_the_declaration():
    assert calls.evaluated.__doc__ == "The default is evaluated on each call."
    assert calls.Shapes.__doc__ == ""
