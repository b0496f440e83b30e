"""The example does what its README says."""

import gc
import subprocess
import sys
import threading
import weakref
from pathlib import Path

from decorator import Counter

EXPECTED_OUTPUT = """\
say_hello has been called 1 time(s).
hello
say_hello has been called 2 time(s).
hello
say_hello has been called 3 time(s).
hello
say_hello has been called 4 time(s).
hello
"""


def test_main_prints_the_calls():
    main = Path(__file__).with_name("main.py")
    environment = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    result = subprocess.run([sys.executable, main], env=environment, capture_output=True, text=True, check=True)
    assert result.stdout == EXPECTED_OUTPUT


def test_arguments_and_result_pass_through(capsys):
    @Counter
    def add(a, b, *, scale=1):
        return (a + b) * scale

    assert add(1, 2) == 3
    assert add(1, b=2, scale=10) == 30
    assert add.count == 2
    assert capsys.readouterr().out == "add has been called 1 time(s).\nadd has been called 2 time(s).\n"


def test_a_call_may_call_again(capsys):
    """What a method that borrows its object exclusively could not do: `Already borrowed`."""

    @Counter
    def say_hello():
        if say_hello.count < 2:
            print("hello from decorator")
            say_hello()

    say_hello()
    assert say_hello.count == 2
    assert capsys.readouterr().out == (
        "say_hello has been called 1 time(s).\nhello from decorator\nsay_hello has been called 2 time(s).\n"
    )


def test_no_call_is_lost_between_threads(capsys):
    @Counter
    def work():
        pass

    threads = [threading.Thread(target=lambda: [work() for _ in range(100)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert work.count == 400


def test_an_exception_passes_through(capsys):
    error = LookupError("nothing there")

    @Counter
    def fail():
        raise error

    try:
        fail()
    except LookupError as caught:
        assert caught is error
    else:
        raise AssertionError("the exception was lost")
    assert fail.count == 1


def test_a_cycle_through_the_wrapped_function_is_collected():
    def function():
        pass

    function.counter = Counter(function)
    alive = weakref.ref(function)
    del function
    gc.collect()
    assert alive() is None
