"""RE2 as Python sees it."""

import gc

import pytest
import regex
from regex import RE2


def test_search_finds_groups():
    pattern = RE2(r"(\w+)@(\w+)(\.org)?")
    assert pattern.search("mail ada@home now") == ["ada@home", "ada", "home", None]
    assert pattern.search("nobody") is None
    assert pattern.full_match("ada@home") == ["ada@home", "ada", "home", None]


def test_a_pattern_tells_of_itself():
    pattern = RE2(r"(?P<user>\w+)@(?P<host>\w+)")
    assert pattern.pattern == r"(?P<user>\w+)@(?P<host>\w+)"
    assert pattern.groups == 2
    assert pattern.named_groups == {"user": 1, "host": 2}
    assert pattern.group_names == {1: "user", 2: "host"}
    assert pattern.program_size > 0
    assert repr(RE2("a")) == "RE2('a')"


def test_a_bad_pattern_says_what_is_wrong():
    options = RE2.Options()
    options.set_log_errors(False)
    assert not options.log_errors()
    pattern = RE2("a")
    assert pattern.ok
    assert pattern.error_code is RE2.ErrorCode.NoError


def test_replacing():
    assert RE2("(b+)").replace_all("abbab", r"<\1>") == "a<bb>a<b>"
    assert RE2.escape("1.5") == r"1\.5"


def test_nested_types():
    assert RE2.Options(RE2.CannedOptions.Latin1).encoding() is RE2.Options.Encoding.EncodingLatin1


@pytest.mark.parametrize("name", ["Replace", "Match", "options", "Arg"])
def test_what_is_left_out(name):
    assert not hasattr(RE2, name)


def test_patterns_are_freed():
    for _ in range(100):
        RE2("a*").search("aaa")
    gc.collect()
    assert regex.RE2 is RE2
