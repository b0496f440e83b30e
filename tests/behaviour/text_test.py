"""Conversions of text: UTF-8, never truncated, never replaced."""

import conversions
import pytest

FUNCTIONS = [
    conversions.text,
    conversions.text_by_reference,
    conversions.text_moved,
    conversions.view,
    conversions.optional_text,
    conversions.optional_view,
]
every_kind = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)


class Subclass(str):
    __slots__ = ()


TEXTS = ["", "a", "a\0b", "\0", "ä", "日本語", "\U0001f600", "x" * 100_000, "ä" * 100_000, "\x7f\x80"]


@every_kind
@pytest.mark.parametrize("value", TEXTS, ids=[ascii(value)[:12] for value in TEXTS])
def test_text_comes_back_as_it_was(function, value):
    assert function(value) == value
    assert function(Subclass(value)) == value
    assert type(function(Subclass(value))) is str


def test_the_size_of_a_view_is_that_of_the_utf8():
    assert conversions.length("a\0b") == 3
    assert conversions.length("ä\U0001f600") == 6


@every_kind
def test_lone_surrogates_are_unicode_encode_error(function):
    with pytest.raises(UnicodeEncodeError) as caught:
        function("a\ud800")
    assert caught.value.reason == "surrogates not allowed"
    assert (caught.value.start, caught.value.end) == (1, 2)
    assert caught.value.__notes__ == [f"while converting {function.__name__}() argument 'value'"]


@every_kind
@pytest.mark.parametrize("value", [b"a", bytearray(b"a"), 1, ["a"], object()])
def test_only_str_is_text(function, value):
    with pytest.raises(TypeError) as caught:
        function(value)
    name = "str | None" if function.__name__.startswith("optional") else "str"
    assert str(caught.value) == f"{function.__name__}() argument 'value': expected {name}, got '{type(value).__name__}'"


def test_invalid_utf8_is_unicode_decode_error():
    with pytest.raises(UnicodeDecodeError) as caught:
        conversions.invalid_utf8()
    assert caught.value.object == b"a\xff"
    with pytest.raises(UnicodeDecodeError):
        conversions.invalid_texts()
