"""Native threads that attach: while the program runs, and while the interpreter ends."""

import gc
import threading
import weakref

import pytest
import threads
from scripts import run


def test_native_threads_call_python():
    seen = []
    caller = threads.Caller(seen.append, 4)
    while caller.calls() < 100:
        threads.sleep(0.001)
    caller.stop()
    assert sorted(seen) == list(range(caller.calls()))
    assert caller.why() == "not yet"


def test_a_thread_attaches_while_the_caller_is_detached():
    assert threads.on_a_thread(threading.get_ident) != threading.get_ident()


def test_an_exception_of_a_native_thread_keeps_its_text():
    with pytest.raises(RuntimeError, match="^ZeroDivisionError: division by zero$"):
        threads.on_a_thread(lambda: 1 / 0)


def test_threads_and_detaches_nest():
    def nest(depth):
        return 0 if depth == 0 else 1 + threads.on_a_thread(lambda: nest(depth - 1))

    assert nest(20) == 20


def test_references_dropped_on_a_native_thread_are_released():
    class Object:
        pass

    objects = [Object() for _ in range(10)]
    refs = [weakref.ref(o) for o in objects]
    threads.drop_on_a_thread(objects)
    del objects
    threads.sleep(0)  # attaches again, which drains
    gc.collect()
    assert [r() for r in refs] == [None] * 10


def test_other_threads_run_while_one_is_detached():
    done = threading.Event()
    other = threading.Thread(target=done.set)
    other.start()
    threads.sleep(0.05)
    assert done.is_set()
    other.join()


def test_a_token_kept_beyond_its_scope_is_an_exception():
    assert threads.use_without_attaching().startswith(
        "Python was used on a thread that is not attached to the interpreter: ")


START = """
import sys, threads, time
caller = threads.Caller(lambda n: [str(i) for i in range(20)], 4)
while caller.calls() < 50: time.sleep(0.001)
"""

ENDINGS = {
    "falling off the end": "",
    "sys.exit": "sys.exit(0)",
    "stopping first": "caller.stop()",
    "an atexit function that uses threads": "import atexit; atexit.register(threads.on_a_thread, int)",
    "daemon threads in a detach": """
import threading
for _ in range(4):
    threading.Thread(target=threads.sleep, args=(0.0005,), daemon=True).start()
for _ in range(4):
    def again():
        while True: threads.sleep(0.0001)
    threading.Thread(target=again, daemon=True).start()
""",
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_the_process_ends_while_native_threads_call(ending):
    for _ in range(5):
        assert run(START + ending) == ""


def test_threads_hear_that_the_interpreter_finalizes():
    # Registered before the runtime's own function, so called after it.
    assert run("import atexit\natexit.register(lambda: print(caller.why()))\n" + START) == "finalizing\n"
