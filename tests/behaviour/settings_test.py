"""What a module says of itself, what it runs, and what its names are."""

import builtins
import gc
import importlib
import sys

import pytest
import settings


def test_the_doc_of_the_module():
    assert settings.__doc__ == 'Says "hello".'
    assert settings.__name__ == "settings"


def test_the_body_of_the_module_runs_after_everything_is_registered():
    assert settings.answer == 42


def test_an_error_in_the_body_is_the_error_of_the_import(monkeypatch):
    monkeypatch.delitem(sys.modules, "settings")
    with monkeypatch.context() as patch:
        patch.setattr(builtins, "settings_shall_fail", True, raising=False)
        for _ in range(3):
            with pytest.raises(ValueError, match="^told to fail$"):
                importlib.import_module("settings")
            assert "settings" not in sys.modules
    assert importlib.import_module("settings").answer == 42
    sys.modules.pop("settings")
    gc.collect()


def test_a_name_that_is_a_python_keyword_gets_a_trailing_underscore():
    assert settings.from_(1) == 1
    assert settings.from_(lambda_=1, None_=2) == 3
    assert settings.from_.__text_signature__ == "(lambda_, None_=0)"
    words = settings.Words()
    words.pass_ = 5
    assert words.in_() == 5


def test_parameters_may_have_the_names_that_generated_code_uses():
    assert settings.sum(1, 2, 3, 4, 5, 6, 7, 8) == 36
    assert settings.sum(self=1, values=2, nargs=3, kwnames=4, bound=5, result=6, rest=7, glue=8) == 36
    assert settings.same(same=4) == 4
    holder = settings.Holder(self=1, target=3)
    assert holder.add(1, target=2, busy=3, value=4) == 14
    with pytest.raises(TypeError, match=r"^Holder.add\(\) got an unexpected keyword argument 'values'"):
        holder.add(1, 2, 3, values=4)


def test_python_sees_no_namespaces():
    assert settings.global_(1) == 1
    assert settings.deep() == 3
    assert settings.Deep.__qualname__ == "Deep"
