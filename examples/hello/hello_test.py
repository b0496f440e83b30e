"""The example does what its README says."""

import hello
import pytest


def test_greets():
    assert hello.greet() == "Hello, world!"
    assert hello.greet("C++") == "Hello, C++!"
    assert hello.greet(name="C++") == "Hello, C++!"


def test_help_has_signature_and_comment():
    assert hello.greet.__text_signature__ == "(name='world')"
    assert hello.greet.__doc__ == "Greets somebody."


def test_wrong_type_says_which_argument_of_which_function():
    with pytest.raises(TypeError) as caught:
        hello.greet(1)
    assert str(caught.value) == "greet() argument 'name': expected str, got 'int'"
