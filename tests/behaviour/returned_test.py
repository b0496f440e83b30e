"""Results that refer to objects: who keeps them, and what becomes of them."""

import gc
import sys

import pytest
import returned as m
from steady import assert_steady


@pytest.fixture(autouse=True)
def nothing_is_left():
    gc.collect()
    before = m.alive()
    yield
    gc.collect()
    assert m.alive() == before


def test_a_reference_is_the_object_itself():
    bank = m.Bank()
    account = bank.open("a")
    account.pay(5)
    assert bank.open("a").balance() == 5
    assert bank.find("a").balance() == 5
    assert type(account) is m.Account


def test_it_keeps_what_it_is_part_of():
    account = m.Bank().open("a")
    gc.collect()
    account.pay(3)
    assert account.balance() == 3
    bank = m.Bank()
    before = sys.getrefcount(bank)
    kept = bank.open("a")
    assert sys.getrefcount(bank) == before + 1
    assert gc.get_referents(kept).count(bank) == 1
    del kept
    assert sys.getrefcount(bank) == before


def test_null_is_none():
    bank = m.Bank()
    assert bank.find("nobody") is None
    assert bank.peek("nobody") is None
    assert bank.copied_if(False) is None
    assert bank.number(False) is None
    assert m.Bank.make(-1) is None
    assert m.either(None, None) is None


def test_const_references_where_asked_for():
    bank = m.Bank()
    bank.main().pay(1)
    assert bank.vault.balance() == 101
    bank.snapshot().pay(1)
    assert bank.vault.balance() == 101
    bank.open("x")
    assert bank.peek("x").balance() == 0


def test_copies():
    bank = m.Bank()
    bank.copied().pay(1)
    bank.copied_if(True).pay(1)
    assert bank.vault.balance() == 100
    assert bank.motto() == "trust"
    assert bank.number(True) == 7


def test_a_getter():
    bank = m.Bank()
    bank.vault.pay(1)
    assert bank.vault.balance() == 101


def test_lifetimebound_is_a_word():
    bank = m.Bank()
    bank.bound().pay(1)
    bank.bound_const().pay(1)
    m.vault_of(bank).pay(1)
    assert bank.vault.balance() == 103
    account = m.vault_of(m.Bank())
    gc.collect()
    assert account.balance() == 100


def test_owned():
    before = m.alive()
    account = m.Bank.make(5)
    assert m.alive() == before + 1
    assert account.balance() == 5
    del account
    assert m.alive() == before


def test_the_object_of_a_keeper_is_that_keeper():
    a, b = m.Account(1), m.Account(2)
    assert m.richer(a, b) is b
    assert m.richer(b, a) is b
    bank = m.Bank()
    assert bank.itself() is bank
    vault = bank.vault
    assert m.richer(vault, a) is vault


def test_several_keepers():
    first, second = m.Bank(), m.Bank()
    account = m.either(first, second)
    counts = sys.getrefcount(first), sys.getrefcount(second)
    account.pay(1)
    assert first.vault.balance() == 101
    del account
    assert (sys.getrefcount(first) + 1, sys.getrefcount(second) + 1) == counts
    kept = m.either(None, m.Bank())
    gc.collect()
    assert kept.balance() == 100


def test_what_is_kept_is_not_converted():
    text = "some text " * 3
    account = m.for_text(text)
    assert gc.get_referents(account).count(text) == 1
    assert m.for_text("") is None
    with pytest.raises(TypeError):
        m.richer(m.Account(), 3)


def test_exceptions_leave_nothing_behind():
    bank = m.Bank()
    with pytest.raises(ValueError, match="no"):
        bank.fail()
    assert_steady(bank.fail, bank)


def test_counts_are_steady():
    bank = m.Bank()
    bank.open("a")
    a, b = m.Account(), m.Account()
    assert_steady(lambda: bank.open("a"), bank)
    assert_steady(lambda: bank.find("a").balance(), bank)
    assert_steady(lambda: bank.find("b"), bank, None)
    assert_steady(lambda: bank.copied(), bank)
    assert_steady(lambda: bank.copied_if(True), bank)
    assert_steady(lambda: m.Bank.make(3))
    assert_steady(lambda: m.richer(a, b), a, b)
    assert_steady(lambda: m.either(bank, m.Bank()), bank)
    assert_steady(lambda: m.either(None, bank), bank)


def test_cycles_through_derived_classes_are_collected():
    class Mine(m.Bank):
        pass

    before = m.alive()
    for _ in range(10):
        bank = Mine()
        bank.mine = bank.open("a")
        other = Mine()
        other.both = m.either(bank, other)
        bank.other = other
    del bank, other
    gc.collect()
    assert m.alive() == before


# --- Classes that are derived from one another ---


def test_the_most_derived_class():
    zoo = m.Zoo()
    assert type(zoo.at(0)) is m.Dog
    zoo.at(0).teach()
    assert zoo.show(0).tricks == 1
    assert type(zoo.at(1)) is m.Animal
    assert zoo.at(1).sound() == "ring-ding"
    dog = m.Zoo().at(0)
    gc.collect()
    assert dog.sound() == "woof"


def test_what_python_derives_comes_back_itself():
    class Cat(m.Animal):
        def sound(self):
            return "meow"

    zoo = m.Zoo()
    cat = Cat()
    zoo.add(cat)
    assert zoo.at(2) is cat
    assert zoo.release() is cat
    assert type(zoo.release()) is m.Animal
    assert type(zoo.release()) is m.Dog
    assert zoo.release() is None


def test_the_owner_is_not_given_away():
    zoo = m.Zoo()
    dog = zoo.at(0)
    with pytest.raises(RuntimeError, match="cannot give Zoo away to C\\+\\+ while Python refers to parts of it"):
        m.sell(zoo)
    with pytest.raises(RuntimeError, match="this Dog refers to an object that others keep"):
        m.adopt(dog)
    assert dog.sound() == "woof"
    del dog
    m.sell(zoo)
    with pytest.raises(RuntimeError, match="given away"):
        zoo.at(0)
