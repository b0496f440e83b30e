"""Sub-interpreters: a module is imported where it says so (`interpreters = ...`), and refused with ImportError elsewhere.

`calls` says nothing and so supports the main interpreter alone, `classes` says shared_gil, `values` says own_gil.
"""

import sys
import sysconfig

import pytest
from scripts import run

IS_FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))

before_3_12 = pytest.mark.skipif(sys.version_info >= (3, 12), reason="from 3.12 on modules may support them")
from_3_12_on = pytest.mark.skipif(sys.version_info < (3, 12), reason="before 3.12 every import is refused")

# A legacy interpreter shares the lock of the main one. An isolated one has its own, and has CPython ask what a module
# supports; an unchecked one is isolated, too, but has CPython not ask. Before 3.12 all share the lock and nothing asks.
KINDS = ["legacy", "isolated", "unchecked"]

HARNESS = """
import sys, threading, calls, classes, values

if sys.version_info < (3, 13):
    import _xxsubinterpreters as interpreters
    def create(kind):
        return interpreters.create(isolated=kind != "legacy")
else:
    import _interpreters as interpreters
    def create(kind):
        return interpreters.create("legacy" if kind == "legacy" else "isolated")

# Warnings that are ignored in this interpreter are not in others.
PREPARE = f'''
import sys, warnings
sys.path[:] = {sys.path!r}
warnings.filterwarnings("ignore", "The global interpreter lock")
'''
UNCHECKED = '''
import importlib.util
importlib.util._incompatible_extension_module_restrictions(disable_check=True).__enter__()
'''

def run_in(kind, script):
    interpreter = create(kind)
    before = PREPARE + UNCHECKED if kind == "unchecked" else PREPARE
    failed = interpreters.run_string(interpreter, before + script)
    assert failed is None, failed
    interpreters.destroy(interpreter)

"""

USE = """
assert calls.two(a=1, b=2) == [1, 2]
assert classes.Account("Ada", balance=5).deposit(1).balance == 6
assert values.same_color(color=values.Color.green) is values.Color.green
assert type(classes.Account("Eve")) is classes.Account
"""


def outcome_of_import(module, kind):
    """Returns "ok" or the text of the ImportError. The main interpreter can use its modules all the time."""
    attempt = f"""
try:
    import {module}
    print("ok", flush=True)
except ImportError as error:
    assert error.name in ({module!r}, None), error.name
    print(error, flush=True)
"""
    script = f"{HARNESS}{USE}\nfor _ in range(2): run_in({kind!r}, {attempt!r})\n{USE}"
    first, second = run(script).splitlines()
    assert first == second  # a refusal is no worse the second time
    return first


@before_3_12
@pytest.mark.parametrize("kind", ["legacy", "isolated"])
def test_before_3_12_every_import_in_a_sub_interpreter_is_import_error(kind):
    assert outcome_of_import("calls", kind) == "module calls supports the main interpreter alone"
    for module in ("classes", "values"):
        assert (
            outcome_of_import(module, kind) == f"module {module} supports sub-interpreters only from CPython 3.12 on"
        )


@from_3_12_on
@pytest.mark.parametrize("kind", KINDS)
def test_a_module_is_imported_where_it_says_so_and_refused_elsewhere(kind):
    if kind == "unchecked" and IS_FREE_THREADED:
        pytest.skip("a free-threaded CPython always asks what a module supports")
    # Where CPython asks, it says no in words of its own.
    asks = kind == "isolated" or IS_FREE_THREADED
    said = outcome_of_import("calls", kind)
    assert said.startswith("module calls ")
    assert asks or said == "module calls supports the main interpreter alone"

    said = outcome_of_import("classes", kind)
    if kind == "legacy":
        assert said == "ok"
    else:
        assert said.startswith("module classes ")
        assert asks or said == "module classes supports sub-interpreters only where they share the GIL"

    assert outcome_of_import("values", kind) == "ok"


USE_OF_BOTH = """
import gc, values, classes
assert values.same_color(values.Color.green) is values.Color.green
account = classes.Account("Eve").deposit(5)
assert account.balance == 5 and type(account) is classes.Account
try:
    values.same_color(2)
except TypeError as error:
    assert "Color" in str(error), error
"""


@from_3_12_on
def test_each_interpreter_has_a_state_of_its_own():
    script = f"""
account = classes.Account("Ada")
Color = values.Color
run_in("legacy", {USE_OF_BOTH!r})
assert values.Color is Color and values.same_color(Color.green) is Color.green
assert account.deposit(1).balance == 1
{USE}
print("done")
"""
    assert run(HARNESS + script) == "done\n"


@from_3_12_on
def test_objects_end_with_their_interpreter():
    # Wherever the end of an interpreter looks last, and one whose end calls Python, which calls the module.
    kept = """
import builtins, sys, classes

class Derived(classes.Holder):
    def __del__(self):
        classes.Account("late", balance=1)

builtins.kept = [classes.Account("Eve"), Derived(), classes.Counter(print)]
sys.kept = classes.Holder()
sys.kept.one = sys.kept
sys.kept.add(classes.Farewell(lambda: classes.Account("later", balance=1).deposit(1)))
"""
    script = f"""
before = classes.alive()
run_in("legacy", {kept!r})
assert classes.alive() == before, classes.alive() - before
{USE}
print("done")
"""
    assert run(HARNESS + script) == "done\n"


@from_3_12_on
def test_interpreters_with_a_lock_of_their_own_run_at_once():
    use = """
import values
lamp = values.Lamp()
for _ in range(3000):
    assert values.same_color(values.Color.blue) is values.Color.blue
    lamp.state = values.Lamp.State.on
    assert lamp.state is values.Lamp.State.on
"""
    script = f"""
import threading
done = []
def work():
    for _ in range(3):
        run_in("isolated", {use!r})
    done.append(True)
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
while len(done) < 4 and any(thread.is_alive() for thread in threads):
    {"; ".join(USE.strip().splitlines())}
for thread in threads: thread.join()
print(len(done))
"""
    assert run(HARNESS + script) == "4\n"
