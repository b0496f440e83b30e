"""Errors: no C++ exception leaves glue, standard ones map to Python's by a table, and no Python error is lost."""

import errno
import os
import traceback

import errors
import pytest


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("out_of_range", IndexError),
        ("derived", IndexError),
        ("invalid_argument", ValueError),
        ("domain_error", ValueError),
        ("length_error", ValueError),
        ("range_error", ValueError),
        ("overflow_error", OverflowError),
        ("underflow_error", RuntimeError),
        ("runtime_error", RuntimeError),
        ("logic_error", RuntimeError),
    ],
)
@pytest.mark.parametrize("what", ["what it says", "", "ä", "100%s"])
def test_standard_exceptions_map_by_the_table(name, expected, what):
    with pytest.raises(Exception) as caught:
        getattr(errors, f"throw_{name}")(what)
    assert type(caught.value) is expected
    assert str(caught.value) == what


def test_bad_alloc_is_memory_error():
    with pytest.raises(MemoryError):
        errors.throw_bad_alloc()


def test_any_other_exception_is_runtime_error_with_its_what():
    with pytest.raises(RuntimeError, match="^custom$"):
        errors.throw_custom()
    with pytest.raises(RuntimeError, match="state"):
        errors.throw_future()


def test_what_is_no_exception_is_system_error():
    with pytest.raises(SystemError, match="^a C\\+\\+ exception that is no std::exception$"):
        errors.throw_int()


def test_a_what_that_is_no_utf8_is_escaped_and_not_lost():
    with pytest.raises(RuntimeError) as caught:
        errors.throw_invalid_utf8()
    assert str(caught.value) == "a\\xff"


@pytest.mark.parametrize("function", [errors.throw_errno, errors.throw_system])
@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOENT, FileNotFoundError), (errno.EACCES, PermissionError), (errno.EINTR, InterruptedError), (errno.EDOM, OSError)],
)
def test_system_error_is_os_error_with_errno(function, number, expected):
    with pytest.raises(OSError) as caught:
        function(number)
    assert type(caught.value) is expected
    assert caught.value.errno == number
    assert os.strerror(number) in caught.value.strerror
    assert caught.value.filename is None


def test_a_system_error_of_another_category_has_no_errno():
    with pytest.raises(RuntimeError, match="^doing: ") as caught:
        errors.throw_other_category()
    assert not isinstance(caught.value, OSError)


def test_filesystem_error_has_errno_and_file_names():
    with pytest.raises(FileNotFoundError) as caught:
        errors.throw_file("/from", "/to", errno.ENOENT)
    assert (caught.value.errno, caught.value.filename, caught.value.filename2) == (errno.ENOENT, "/from", "/to")
    with pytest.raises(FileExistsError) as caught:
        errors.throw_file("/from", "", errno.EEXIST)
    assert (caught.value.filename, caught.value.filename2) == ("/from", None)


def test_the_file_name_is_the_one_that_was_asked_for(tmp_path):
    path = str(tmp_path / "missing")
    with pytest.raises(FileNotFoundError) as caught:
        errors.size_of_file(path)
    assert caught.value.filename == path


# --- Errors of Python ---


def test_an_error_that_cpp_made_is_raised():
    with pytest.raises(KeyError, match="key"):
        errors.throw_key_error()


def test_an_error_of_python_passes_through_cpp_as_it_is():
    error = KeyError("key")
    cause = ValueError("cause")

    def raises():
        raise error from cause

    with pytest.raises(KeyError) as caught:
        errors.call(raises)
    assert caught.value is error
    assert caught.value.__cause__ is cause
    assert [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)][-1] == "raises"


@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt(), GeneratorExit()], ids=repr)
def test_an_error_that_is_no_exception_passes_through_too(error):
    def raises():
        raise error

    with pytest.raises(type(error)) as caught:
        errors.call(raises)
    assert caught.value is error


def test_cpp_can_catch_what_python_raises():
    assert errors.caught(lambda: {}["key"]) == "KeyError: 'key'"
    assert errors.caught(lambda: None) == ""
    assert errors.caught(errors.throw_int).startswith("SystemError: ")


def test_an_error_passes_through_nested_calls_of_both_languages():
    def nested():
        errors.call(lambda: errors.call(lambda: errors.throw_out_of_range("deep")))

    with pytest.raises(IndexError, match="^deep$"):
        nested()


def test_the_use_of_an_empty_reference_is_an_error():
    with pytest.raises(RuntimeError, match="empty"):
        errors.use_empty()


def test_no_exception_leaves_any_entry():
    thrower = errors.Thrower()
    for call, what in [
        (lambda: errors.Thrower(True), "constructor"),
        (lambda: errors.Thrower(now=True), "constructor"),
        (thrower.method, "method"),
        (lambda: thrower.with_arguments(1, 2), "with_arguments"),
        (lambda: thrower.one(1), "one"),
        (errors.Thrower.of_class, "of_class"),
        (thrower, "call"),
        (lambda: thrower.property, "getter"),
        (lambda: setattr(thrower, "property", 1), "setter"),
    ]:
        with pytest.raises(IndexError, match=f"^{what}$"):
            call()
