"""Tests by GoogleTest and by pytest, one macro for each."""

load("@rules_cc//cc:defs.bzl", "cc_test")
load("@rules_python//python:defs.bzl", "py_test")
load(":copts.bzl", "FERRULE_COPTS")

_PYTEST_MAIN = Label("//bazel:pytest_main.py")

def ferrule_cc_test(name, srcs, deps = [], copts = [], **kwargs):
    """A cc_test by GoogleTest, whose main() it brings along.

    Args:
      name: of the test.
      srcs: the sources.
      deps: what they include, except GoogleTest itself.
      copts: flags besides our own warnings.
      **kwargs: passed to cc_test.
    """
    cc_test(
        name = name,
        srcs = srcs,
        copts = FERRULE_COPTS + copts,
        linkstatic = True,
        deps = deps + ["@googletest//:gtest_main"],
        **kwargs
    )

def _is_test_file(src):
    name = src.split("/")[-1].split(":")[-1]
    return name.endswith("_test.py") or (name.startswith("test_") and name.endswith(".py"))

def ferrule_pytest(name, srcs, args = [], **kwargs):
    """A py_test that runs pytest; no test found is a failure.

    Args:
      name: of the test.
      srcs: files of tests, named *_test.py or test_*.py, and what they import or pytest loads
        (conftest.py).
      args: flags of pytest.
      **kwargs: passed to py_test. deps and data are what the tests import and open.
    """
    tests = [src for src in srcs if _is_test_file(src)]
    if not tests:
        fail("{}: no file of srcs is named *_test.py or test_*.py".format(name))
    py_test(
        name = name,
        srcs = srcs + [_PYTEST_MAIN],
        args = args + ["$(rootpath %s)" % test for test in tests],
        legacy_create_init = 0,
        main = _PYTEST_MAIN,
        python_version = "PY3",
        **kwargs
    )
