"""Classes: how instances are made, what they have, how they end."""

import contextlib
import copy
import gc
import inspect
import pickle
import sys
import weakref

import classes
import pytest
from classes import Account, Closed, Counter, Farewell, Plain


@pytest.fixture(autouse=True)
def nothing_is_left_behind():
    gc.collect()
    before = classes.alive()
    yield
    gc.collect()
    assert classes.alive() == before


# The other account is there for good once it was asked for.
with contextlib.suppress(RuntimeError):
    Account("Ada").another()


class Derived(Account):
    """What Python makes of a bound class."""

    def __init__(self, owner, *, extra=None):
        super().__init__(owner, 10)
        self.extra = extra

    def greet(self):
        return f"{self.owner}, {self.balance}"


class Lazy(Account):
    """Forgets to call super().__init__()."""

    def __init__(self):
        pass


# --- Construction ---


def test_construction():
    before = classes.alive()
    account = Account("Ada", balance=5)
    assert (account.owner, account.balance) == ("Ada", 5)
    assert type(account) is Account
    assert classes.alive() == before + 1


def test_a_constructor_that_throws_leaves_nothing_behind():
    before = classes.alive()
    for make in (
        lambda: Account("Ada", -1),
        lambda: Account(owner="Ada", balance=-1),
        lambda: Account.__new__(Account).__init__("Ada", -1),
        lambda: type("Sub", (Account,), {})("Ada", -1),
        lambda: Closed(-1),
        lambda: Closed.__new__(Closed, -1),
    ):
        with pytest.raises(ValueError, match="^negative"):
            make()
        assert classes.alive() == before


def test_after_a_constructor_that_threw_another_may_succeed():
    account = Account.__new__(Account)
    with pytest.raises(ValueError, match="negative balance"):
        account.__init__("Ada", -1)
    with pytest.raises(TypeError, match=r"^Account.__init__\(\) has not been called$"):
        account.balance  # noqa: B018
    account.__init__("Ada", 1)
    assert account.balance == 1


@pytest.mark.parametrize("make", [lambda: Account.__new__(Account), lambda: Lazy()], ids=["new", "subclass"])
@pytest.mark.parametrize(
    "use",
    [
        lambda account: account.balance,
        lambda account: account.deposit(1),
        lambda account: account.owner,
        lambda account: setattr(account, "owner", "x"),
        lambda account: setattr(account, "currency", "USD"),
        lambda account: account.history,
        lambda account: account.is_richer_than(Account("x")),
        lambda account: Account("x").is_richer_than(account),
    ],
)
def test_use_before_init_is_type_error(make, use):
    account = make()
    with pytest.raises(TypeError, match=rf"{type(account).__qualname__}.__init__\(\) has not been called$"):
        use(account)


def test_a_call_before_init_is_type_error():
    counter = Counter.__new__(Counter)
    with pytest.raises(TypeError, match=r"^Counter.__init__\(\) has not been called$"):
        counter(1, 2, key=3)
    assert gc.get_referents(counter) == [Counter]


def test_a_second_init_is_runtime_error():
    account = Account("Ada", 1)
    with pytest.raises(RuntimeError, match=r"^Account.__init__\(\) has been called already$"):
        account.__init__("Eve", 2)
    assert (account.owner, account.balance) == ("Ada", 1)
    with pytest.raises(RuntimeError, match=r"^Derived.__init__\(\) has been called already$"):
        Account.__init__(Derived("x"), "y")


def test_an_init_that_runs_while_another_is_in_progress_is_runtime_error():
    account = Account.__new__(Account)

    class Sneaky:
        def __index__(self):
            with pytest.raises(RuntimeError, match=r"^Account.__init__\(\) has been called already$"):
                account.__init__("inner", 1)
            assert Account("another", 1).balance == 1
            return 2

    account.__init__("outer", Sneaky())
    assert (account.owner, account.balance) == ("outer", 2)


def test_new_wants_the_class_or_a_subclass_of_it():
    assert type(Account.__new__(Derived)) is Derived
    for wrong in (int, object, 1):
        with pytest.raises(TypeError):
            Account.__new__(wrong)
    with pytest.raises(TypeError, match="not safe"):
        object.__new__(Account)


def test_a_class_without_constructors_has_the_default_one():
    assert Plain().value == 7
    with pytest.raises(TypeError, match=r"^Plain.__init__\(\) takes 1 positional argument but 2 were given$"):
        Plain(1)


def test_a_class_without_a_public_constructor_cannot_be_made():
    assert classes.Unmakeable.make().value() == 5
    for make in (classes.Unmakeable, lambda: object.__new__(classes.Unmakeable)):
        with pytest.raises(TypeError):
            make()


# --- Subclasses ---


def test_a_subclass_in_python():
    derived = Derived("Ada", extra=[1])
    assert isinstance(derived, Account)
    assert derived.greet() == "Ada, 10"
    assert derived.extra == [1]
    assert derived.deposit(5).balance == 15
    assert Account("Eve", 100).is_richer_than(derived)


def test_a_subclass_with_slots_and_with_several_bases():
    class Slots(Account):
        __slots__ = ("extra",)

    class Extra:
        def double(self):
            return 2 * self.value

    class Mixed(Extra, Plain):
        pass

    slots = Slots("Ada")
    slots.extra = slots
    assert slots.extra.owner == "Ada"
    with pytest.raises(AttributeError):
        slots.other = 1
    assert Mixed().double() == 14
    for other in (Plain, dict):
        with pytest.raises(TypeError, match="lay-out conflict"):
            type("Two", (Account, other), {})


def test_a_closed_class_has_no_subclasses():
    with pytest.raises(TypeError, match="not an acceptable base type"):
        type("Sub", (Closed,), {})
    assert Closed(3).value == 3
    assert Closed.__new__(Closed, value=4).value == 4
    with pytest.raises(TypeError, match=r"^Closed.__init__\(\) missing 1 required positional argument: 'value'$"):
        Closed.__new__(Closed)


def test_the_class_of_an_instance_cannot_be_changed_for_one_of_another_layout():
    account = Account("Ada")
    for other in (Plain, Counter, int):
        with pytest.raises(TypeError):
            account.__class__ = other
    derived = Derived("Ada")
    derived.__class__ = type("Sibling", (Account,), {})
    assert derived.owner == "Ada"


def test_methods_and_properties_check_the_object_they_are_called_on():
    for use in (
        lambda: Account.deposit(Plain(), 1),
        lambda: Account.balance.__get__(Plain()),
        lambda: Account.owner.__set__(Plain(), "x"),
        lambda: Account.__init__(Plain(), "x"),
        lambda: Counter.__call__(Plain()),
    ):
        with pytest.raises(TypeError, match="requires a|doesn't apply to"):
            use()


# --- Fields and properties ---


@pytest.mark.parametrize(
    ("name", "default", "value"),
    [
        ("owner", "Ada", "Eve"),
        ("limit", 100, -5),
        ("level", 1, 255),
        ("rate", 0.5, 2.0),
        ("is_open", True, False),
        ("mood", classes.Mood.calm, classes.Mood.wild),
        ("pin", None, 1234),
        ("renamed", 1, 2),
    ],
)
def test_a_field_is_read_and_assigned(name, default, value):
    account = Account("Ada")
    assert getattr(account, name) == default
    setattr(account, name, value)
    assert getattr(account, name) == value
    setattr(account, name, default)
    assert getattr(account, name) == default


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("owner", 1, "expected str, got 'int'"),
        ("limit", 1.0, "expected int, got 'float'"),
        ("limit", None, "expected int, got 'NoneType'"),
        ("rate", "x", "expected float, got 'str'"),
        ("is_open", 1, "expected bool, got 'int'"),
        ("mood", 0, "expected Mood, got 'int'"),
        ("history", [1, "x"], "item 1: expected int, got 'str'"),
    ],
)
def test_an_assignment_that_fails_says_which_attribute_it_was_and_changes_nothing(name, value, expected):
    account = Account("Ada")
    before = getattr(account, name)
    with pytest.raises(TypeError) as caught:
        setattr(account, name, value)
    assert str(caught.value) == f"Account.{name}: {expected}"
    assert getattr(account, name) == before
    with pytest.raises(OverflowError, match=r"^Account.level: int out of range: expected 0 to 255$"):
        account.level = 256


@pytest.mark.parametrize("name", ["owner", "limit", "history", "currency"])
def test_an_attribute_cannot_be_deleted(name):
    account = Account("Ada")
    with pytest.raises(TypeError, match=f"^Account.{name} cannot be deleted$"):
        delattr(account, name)


@pytest.mark.parametrize("name", ["version", "serial", "balance", "entries"])
def test_what_is_read_only_cannot_be_assigned(name):
    account = Account("Ada")
    for change in (lambda: setattr(account, name, 1), lambda: delattr(account, name)):
        with pytest.raises(AttributeError):
            change()


def test_skipped_and_unknown_attributes():
    account = Account("Ada")
    for name in ("hidden", "unpleasant_name", "balance_", "unknown"):
        assert not hasattr(account, name)
        with pytest.raises(AttributeError):
            setattr(account, name, 1)


def test_a_container_read_from_a_field_is_an_immutable_snapshot():
    account = Account("Ada")
    assert account.history == ()
    account.history = [1, 2]
    snapshot = account.history
    assert snapshot == (1, 2)
    assert isinstance(snapshot, tuple)
    account.history = (3,)
    assert (snapshot, account.history) == ((1, 2), (3,))
    account.deposit(5, "first")
    assert isinstance(account.entries, tuple)


def test_a_container_in_a_container_is_an_immutable_snapshot_too():
    account = Account("Ada")
    assert account.tags is None
    account.tags = ["a", "b"]
    assert account.tags == ("a", "b")
    account.matrix = [[1], (2, 3)]
    assert account.matrix == ((1,), (2, 3))
    account.tags = None
    assert account.tags is None


def test_a_property_runs_its_setter_whose_errors_are_the_assignments():
    account = Account("Ada")
    account.currency = "USD"
    assert account.currency == "USD"
    with pytest.raises(ValueError, match="^a currency has three letters$"):
        account.currency = "$"
    with pytest.raises(TypeError, match=r"^Account.currency: expected str, got 'int'$"):
        account.currency = 1
    assert account.currency == "USD"


# --- Methods ---


def test_returning_this_is_the_same_python_object():
    account = Account("Ada")
    assert account.deposit(5).deposit(6) is account
    derived = Derived("Ada")
    assert derived.deposit(1) is derived


def test_returning_another_object_by_reference_is_refused():
    with pytest.raises(RuntimeError, match=r"^Account.another\(\) returned a reference to another object"):
        Account("Ada").another()
    with pytest.raises(RuntimeError, match=r"^Derived.another\(\)|^Account.another\(\)"):
        Derived("Ada").another()


def test_a_const_reference_returned_is_a_copy():
    account = Account("Ada", 5)
    copied = account.copy()
    assert copied is not account
    copied.deposit(1)
    assert (account.balance, copied.balance) == (5, 6)


def test_static_methods():
    assert Account.of_nobody().owner == "nobody"
    assert Account("x").of_nobody().owner == "nobody"
    assert type(Derived.of_nobody()) is Account


def test_nested_classes():
    assert (Account.Entry.__qualname__, Account.Entry.__module__) == ("Account.Entry", "classes")
    entry = Account.Entry(5, note="five")
    assert (entry.amount, entry.note) == (5, "five")
    account = Account("Ada").deposit(7, "seven")
    assert [(entry.amount, entry.note) for entry in account.entries] == [(7, "seven")]
    with pytest.raises(TypeError, match=r"^Account.Entry.__init__\(\) missing 1 required positional argument: 'amount'$"):
        Account.Entry()


def test_names():
    assert classes.Renamed().read() == 1
    assert not hasattr(classes, "Unpleasant")
    assert (Account.__name__, Account.__qualname__, Account.__module__) == ("Account", "Account", "classes")


def test_docstrings_and_signatures():
    assert Account.__doc__ == "An account with an owner."
    assert str(inspect.signature(Account)) == "(owner, balance=0)"
    assert Account.deposit.__doc__ == "Pays in."
    assert str(inspect.signature(Account.deposit)) == "(self, /, amount, note='')"
    assert Account.balance.__doc__ == "How much is in it."
    assert Account.currency.__doc__ == "Three letters."
    assert Account.owner.__doc__ == "Whom it belongs to."
    assert Account.Entry.__doc__ == "What went through an account."
    assert str(inspect.signature(Account.of_nobody)) == "()"


def test_what_is_not_promised_is_refused_and_does_not_crash():
    account = Account("Ada")
    with pytest.raises(TypeError):
        pickle.dumps(account)
    with pytest.raises(TypeError):
        copy.copy(account)
    with pytest.raises(TypeError):
        weakref.ref(account)


# --- The end ---


def test_a_destructor_can_call_python():
    calls = []
    farewell = Farewell(lambda: calls.append("gone"))
    assert calls == []
    del farewell
    assert calls == ["gone"]


def test_a_destructor_leaves_a_pending_error_alone():
    calls = []
    with pytest.raises(TypeError, match=r"^Account.__init__\(\) argument 'owner': expected str, got 'Farewell'$"):
        Account(Farewell(lambda: calls.append(sys.exc_info()[1])))
    assert len(calls) == 1


def test_an_error_in_a_destructor_goes_to_the_unraisable_hook(monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: caught.append(unraisable.exc_type))
    Farewell(lambda: 1 / 0)
    assert caught == [ZeroDivisionError]
