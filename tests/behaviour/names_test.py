"""A header may name things as the glue does, and hold what only the collector has to see."""

import gc
import math
import sys
import threading
import weakref

import names
import pytest


def test_types_are_the_headers_own():
    assert names.ModuleState().state().value == names.State().value == 1
    assert names.ModuleState().inner().value == 2
    assert names.Object().value == 3
    assert names.A().b().value == 4
    assert names.A_B().value == 5
    assert names.other(names.Side.left) is names.Side.right


def test_functions_and_parameters_are_the_headers_own():
    assert (names.Same().f(1, 2), names.Same_f(1, 2)) == (3, -1)
    assert names.Execute(1) == 9
    assert names.Execute(1, values=1) == 4


def test_defaults_without_a_literal_are_kept():
    assert names.infinite() == math.inf
    assert math.isnan(names.infinite(third=1))


def test_a_const_result_is_a_result():
    assert names.constant() == "constant"


@pytest.mark.parametrize("kind", [names.Derived, names.Pointer], ids=["a private base", "an array"])
def test_a_cycle_through_what_is_private_is_collected(kind):
    class Holder(kind):
        pass

    holder = Holder()
    holder.hold(holder)
    alive = weakref.ref(holder)
    del holder
    gc.collect()
    assert alive() is None


def test_a_vector_of_references_is_read_and_assigned():
    vault = names.Vault()
    vault.items = [1, "a"]
    assert vault.items == (1, "a")


def test_what_a_destructor_throws_goes_to_the_unraisable_hook(monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: caught.append(str(unraisable.exc_value)))
    names.Unwilling()
    assert caught == ["from the destructor"]


def test_the_collector_keeps_off_an_argument_that_a_call_changes():
    vault = names.Vault()
    worker = threading.Thread(target=lambda: [names.refill(vault, 2000) for _ in range(200)])
    worker.start()
    while worker.is_alive():
        gc.collect()
    assert vault.items == ()


def test_endless_recursion_without_python_in_between_is_noticed():
    relay = names.Relay()
    relay.target = relay
    with pytest.raises(RecursionError):
        relay()
    relay.target = None
