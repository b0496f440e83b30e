"""Exception classes: bound ones become classes of Python's, with bases, attributes and causes; foreign ones are translated."""

import copy
import errno
import json
import pickle
import traceback

import exceptions
import exceptions_far
import pytest
from steady import assert_steady


def caught(call, *args):
    try:
        call(*args)
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


# --- Classes ---


@pytest.mark.parametrize(
    ("name", "bases"),
    [
        ("Error", (RuntimeError,)),
        ("ParseError", (exceptions.Error, ValueError)),
        ("BadIndex", (IndexError,)),
        ("TaggedError", (exceptions.BadIndex,)),
        ("SystemFailure", (OSError,)),
        ("FileFailure", (OSError,)),
        ("Undecodable", (json.JSONDecodeError,)),
        ("Signal", (Exception,)),
        ("LoudSignal", (exceptions.Signal,)),
    ],
)
def test_bases_are_those_of_cpp_and_the_written_one(name, bases):
    assert getattr(exceptions, name).__bases__ == bases


def test_a_class_says_what_it_is_and_where():
    assert exceptions.Error.__doc__ == "Whatever goes wrong."
    assert (exceptions.Error.__module__, exceptions.Error.__qualname__) == ("exceptions", "Error")
    assert exceptions.Parser.Stopped.__qualname__ == "Parser.Stopped"
    assert type(caught(exceptions.Parser().stop)) is exceptions.Parser.Stopped


def test_message_and_attributes_are_those_of_cpp():
    error = caught(exceptions.throw_parse_error)
    assert type(error) is exceptions.ParseError
    assert str(error) == "bad token"
    assert error.args == ("bad token",)
    assert (error.line, error.expected, error.file) == (12, ["(", ")"], None)
    assert (error.numbers, error.hint, error.code) == ({"one": 1.0}, "line 12", 2)
    assert (error.spot.line, error.spot.column) == (3, 4)
    assert not hasattr(error, "unseen")


def test_attributes_belong_to_the_instance():
    error = caught(exceptions.throw_parse_error)
    error.line = 13
    error.expected.append("]")
    assert (error.line, error.expected) == (13, ["(", ")", "]"])
    assert caught(exceptions.throw_parse_error).line == 12


def test_the_most_derived_bound_class_is_raised():
    assert type(caught(exceptions.throw_error, "x", 3)) is exceptions.Error
    assert type(caught(exceptions.throw_deep)) is exceptions.ParseError
    error = caught(exceptions.throw_tagged)
    assert type(error) is exceptions.TaggedError
    assert error.tag == "tagged"
    assert type(caught(exceptions.throw_bad_index)) is exceptions.BadIndex


def test_what_is_no_utf8_is_escaped_and_not_lost():
    assert str(caught(exceptions.throw_invalid_utf8)) == "a\\xff"
    assert str(caught(exceptions.throw_loud_signal)) == "loud \\xff"


def test_system_errors_keep_errno_and_file_names():
    error = caught(exceptions.throw_system, errno.EACCES)
    assert type(error) is exceptions.SystemFailure
    assert error.errno == errno.EACCES
    error = caught(exceptions.throw_file)
    assert type(error) is exceptions.FileFailure
    assert (error.errno, error.filename, error.filename2) == (errno.ENOENT, "/from", "/to")


def test_what_is_no_std_exception_can_be_bound_too():
    error = caught(exceptions.throw_signal)
    assert type(error) is exceptions.Signal
    assert (error.args, error.number) == ((), 9)
    error = caught(exceptions.throw_loud_signal)
    assert (type(error), error.number) == (exceptions.LoudSignal, 10)


def test_all_entries_raise_them():
    with pytest.raises(exceptions.ParseError, match="bad token") as error:
        exceptions.Parser().parse(5)
    assert error.value.line == 5


# --- What goes wrong on the way ---


def test_an_attribute_that_cannot_be_had_is_missing_and_its_error_is_not_lost():
    error = caught(exceptions.throw_broken)
    assert type(error) is exceptions.Broken
    assert error.after == 5
    assert not any(hasattr(error, name) for name in ("text", "thrower", "again"))
    assert [note.split(":")[0] for note in error.__notes__] == [
        "attribute 'text' could not be set",
        "attribute 'thrower' could not be set",
        "attribute 'again' could not be set",
    ]
    chain = []
    context = error.__context__
    while context is not None:
        chain.append(type(context))
        context = context.__context__
    assert UnicodeDecodeError in chain
    assert IndexError in chain


def test_an_exception_that_cannot_be_made_raises_why_and_says_what_it_was():
    error = caught(exceptions.throw_undecodable)
    assert type(error) is TypeError  # JSONDecodeError wants more than a message
    assert error.__notes__ == ["while raising Undecodable('no json',)"]
    assert type(caught(exceptions.throw_throwing)) is SystemError


# --- Causes ---


def test_nested_exceptions_are_causes():
    error = caught(exceptions.throw_nested, 2)
    assert (type(error), str(error), error.code) == (exceptions.Error, "level 2", 2)
    assert str(error.__cause__) == "level 1"
    assert str(error.__cause__.__cause__) == "level 0"
    first = error.__cause__.__cause__.__cause__
    assert (type(first), str(first), first.__cause__) == (exceptions.BadIndex, "the first", None)
    assert "The above exception was the direct cause" in "".join(traceback.format_exception(error))


def test_standard_exceptions_have_causes_too():
    error = caught(exceptions.throw_nested_standard)
    assert (type(error), type(error.__cause__)) == (ValueError, SystemError)
    error = caught(exceptions.throw_nested_signal)
    assert (type(error), type(error.__cause__)) == (exceptions.Signal, exceptions.Error)
    assert caught(exceptions.throw_nested_in_nothing).__cause__ is None


def test_an_error_of_python_is_a_cause_as_it_is():
    inner = KeyError("key")

    def raises():
        raise inner

    error = caught(exceptions.throw_nested_around, raises)
    assert str(error) == "callee failed"
    assert error.__cause__ is inner
    assert inner.__traceback__ is not None


def test_causes_are_bounded():
    error = caught(exceptions.throw_nested, 150)
    depth = 0
    while error.__cause__ is not None:
        error = error.__cause__
        depth += 1
    assert depth == 100
    assert error.__notes__ == ["further C++ exceptions that led to it are left out"]


# --- In the hands of Python ---


def test_python_makes_raises_derives_and_catches_them():
    class Mine(exceptions.ParseError):
        def __init__(self, line):
            super().__init__("mine")
            self.line = line

    with pytest.raises(exceptions.Error) as error:
        raise Mine(4)
    assert (str(error.value), error.value.line) == ("mine", 4)
    assert not hasattr(exceptions.ParseError("made here"), "line")


def test_one_that_python_raised_passes_through_cpp_as_it_is():
    error = exceptions.ParseError("from Python")

    def raises():
        raise error

    assert caught(exceptions.call, raises) is error
    assert caught(exceptions.call, exceptions.throw_parse_error).line == 12


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_they_are_pickled_with_their_attributes(protocol):
    error = caught(exceptions.throw_deep)
    del error.spot  # which is no affair of the exception
    again = pickle.loads(pickle.dumps(error, protocol))
    assert (type(again), again.args, again.line, again.code) == (type(error), error.args, 7, 2)
    stopped = caught(exceptions.Parser().stop)
    if protocol >= 4:
        assert type(pickle.loads(pickle.dumps(stopped, protocol))) is exceptions.Parser.Stopped
    assert copy.copy(error).line == 7


# --- Other modules ---


def test_another_module_raises_them_too():
    error = caught(exceptions_far.throw_parse_error)
    assert (type(error), error.line) == (exceptions.ParseError, 1)


def test_the_most_derived_is_found_over_modules():
    error = caught(exceptions_far.throw_far)
    assert type(error) is exceptions_far.FarError
    assert type(error).__bases__ == (RuntimeError,)


# --- Translators ---


def test_a_translator_makes_the_exception():
    assert repr(caught(exceptions.throw_foreign, 3)) == "LookupError('foreign 3')"
    assert repr(caught(exceptions.throw_far_foreign)) == "LookupError('foreign 4')"
    assert repr(caught(exceptions.throw_stranger)) == "KeyError('strange')"


def test_a_translator_is_for_its_own_module():
    assert repr(caught(exceptions_far.throw_foreign)) == "RuntimeError('foreign')"


def test_what_a_translator_throws_is_raised_and_nothing_is_lost():
    error = caught(exceptions.throw_clumsy)
    assert repr(error) == 'IndexError("the translator\'s own")'
    assert repr(error.__context__) == "RuntimeError('clumsy')"


def test_what_no_translator_is_for_goes_by_the_table():
    assert repr(caught(exceptions.throw_plain)) == "RuntimeError('plain')"


# --- Counts ---


@pytest.mark.parametrize(
    "call",
    [
        exceptions.throw_parse_error,
        exceptions.throw_broken,
        exceptions.throw_undecodable,
        exceptions.throw_signal,
        exceptions.throw_file,
        exceptions.throw_clumsy,
        exceptions.throw_stranger,
        exceptions.throw_nested_standard,
        lambda: exceptions.throw_nested(3),
        lambda: exceptions.throw_foreign(1),
        exceptions_far.throw_far,
    ],
)
def test_counts_are_steady(call):
    assert_steady(call, exceptions.Error, exceptions.ParseError, exceptions.Signal, None)
