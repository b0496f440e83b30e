"""Modules: imported anew, and at the end of an interpreter."""

import gc
import importlib
import sys
import sysconfig

import pytest
from scripts import run


@pytest.fixture(autouse=True)
def modules_are_as_before():
    before = dict(sys.modules)
    yield
    sys.modules.clear()
    sys.modules.update(before)
    gc.collect()


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


@pytest.mark.skipif(
    bool(sysconfig.get_config_var("Py_GIL_DISABLED")), reason="there the collector clears in the order of addresses"
)
def test_what_is_left_of_a_module_may_be_called_while_it_is_collected():
    """The collector has freed the module by then, but not yet the last method that somebody holds."""
    script = """
        import gc, sys

        def make():
            import classes
            holder = classes.Holder()

            def late(add=classes.Holder().add, Counter=classes.Counter):
                print(add(value=[]), type(Counter(wraps=print)) is Counter)
                try:
                    add(velue=[])
                except TypeError as error:
                    print(error)

            holder.one = classes.Farewell(late)
            holder.add(late)
            late.holder = holder

        make()
        del sys.modules["classes"]
        gc.collect()
        print("done")
    """
    assert run(script).splitlines() == [
        "None True",
        "Holder.add() got an unexpected keyword argument 'velue'",
        "done",
    ]


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
