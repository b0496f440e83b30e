"""Modules: imported anew, and in several interpreters."""

import gc
import importlib
import os
import subprocess
import sys
import textwrap

import pytest


@pytest.fixture(autouse=True)
def modules_are_as_before():
    before = dict(sys.modules)
    yield
    sys.modules.clear()
    sys.modules.update(before)
    gc.collect()


def run(script):
    """Runs a script in an interpreter of its own, which can import what this one can."""
    # An interpreter without a GIL says when a module makes it take one.
    warnings = "ignore:The global interpreter lock:RuntimeWarning"
    command = [sys.executable, "-X", "faulthandler", "-W", warnings, "-c", textwrap.dedent(script)]
    environment = {**os.environ, "PYTHONPATH": ":".join(filter(None, sys.path))}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def import_anew(name):
    sys.modules.pop(name, None)
    return importlib.import_module(name)


def test_a_module_can_be_imported_anew():
    first = import_anew("values")
    second = import_anew("values")
    assert first is not second
    assert first.Color is not second.Color
    assert second.same_color(second.Color.red) is second.Color.red
    second_lamp = second.Lamp()
    second_lamp.state = second.Lamp.State.on
    assert second_lamp.state is second.Lamp.State.on
    del second, second_lamp
    sys.modules.pop("values")
    gc.collect()
    # The first answers again once the second is gone.
    assert first.same_color(first.Color.red) is first.Color.red


def test_instances_outlive_their_module():
    module = import_anew("classes")
    account = module.Account("Ada", 5)
    counter = module.Counter(len)
    alive = module.alive
    del module
    sys.modules.pop("classes")
    gc.collect()
    assert account.deposit(1).balance == 6
    assert counter([1, 2]) == 2
    before = alive()
    del account, counter
    assert alive() == before - 2


def test_modules_go_without_a_trace():
    for name in ("calls", "values", "classes"):
        import_anew(name)
    gc.collect()
    counts = []
    for _ in range(30):
        for name in ("calls", "values", "classes"):
            import_anew(name)
        gc.collect()
        counts.append(sys.getallocatedblocks())
    assert counts[-1] - counts[9] < 500  # one import of the three takes thousands


def test_an_interpreter_ends_well_with_instances_alive():
    script = """
        import builtins, sys
        import classes, values, calls

        class Derived(classes.Holder):
            def __del__(self):
                calls.two(a=1, b=2)

        # Wherever the end of the interpreter looks last.
        builtins.kept = [classes.Account("Ada"), Derived(), classes.Counter(print), values.Color.red]
        sys.kept = classes.Holder()
        sys.kept.one = sys.kept
        sys.kept.add(classes.Farewell(lambda: calls.two(1, 2)))
        holder = classes.Holder()
        holder.one = classes.Farewell(lambda: None)
    """
    assert run(script) == ""


SUBINTERPRETER = """
    import sys
    if sys.version_info < (3, 13):
        import _xxsubinterpreters as interpreters
        create = lambda: interpreters.create(isolated=False)
    else:
        import _interpreters as interpreters
        create = lambda: interpreters.create("legacy")

    def run_in_another(script):
        failed = interpreters.run_string(create(), f"import sys; sys.path[:] = {sys.path!r}\\n" + script)
        assert failed is None, failed
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from 3.12 on CPython tells the states of a module apart")
def test_before_3_12_the_import_in_a_sub_interpreter_is_import_error():
    script = """
    import values
    try:
        run_in_another("import values")
    except Exception as error:
        print(error)
    print(values.same_color(values.Color.red) is values.Color.red)
    """
    said = run(SUBINTERPRETER + script)
    assert "ImportError" in said
    assert "module values does not support sub-interpreters before CPython 3.12" in said
    assert said.endswith("\nTrue\n")


@pytest.mark.skipif(sys.version_info < (3, 12), reason="before 3.12 the import is refused")
def test_from_3_12_on_each_interpreter_has_a_state_of_its_own():
    other = "\n".join(
        [
            "import values, classes",
            "assert values.same_color(values.Color.green) is values.Color.green",
            "account = classes.Account('Eve').deposit(5)",
            "assert account.balance == 5",
        ]
    )
    script = f"""
    import values, classes
    account = classes.Account("Ada")
    run_in_another({other!r})
    assert values.same_color(values.Color.green) is values.Color.green
    assert account.deposit(1).balance == 1
    print("done")
    """
    assert run(SUBINTERPRETER + script) == "done\n"
