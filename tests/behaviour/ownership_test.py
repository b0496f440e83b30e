"""Ownership: what is given away is gone, what is handed over is kept, what is shared is shared."""

import gc
import inspect
import threading
import weakref

import ownership
import pytest
from ownership import Chain, Holder, Node, Sealed, Session, Shelf, Widget
from steady import assert_steady


@pytest.fixture(autouse=True)
def everything_is_destroyed():
    gc.collect()
    before = ownership.alive()
    yield
    ownership.set_current(None)
    ownership.keep_node(None)
    gc.collect()
    assert ownership.alive() == before


class Derived(Widget):
    pass


class Index:
    """An int to those who ask, and whoever asks runs what it was made with."""

    def __init__(self, action):
        self.action = action

    def __index__(self):
        self.action()
        return 1


GIVEN = "this Widget was given away to C\\+\\+"
BEING_GIVEN = "this Widget is being given away to C\\+\\+"
IN_USE = "cannot give Widget away to C\\+\\+ while a call uses it"


# --- Handed over ---


def test_a_unique_pointer_that_is_returned_belongs_to_its_instance():
    before = ownership.alive()
    widget = ownership.make(5)
    assert type(widget) is Widget
    assert (widget.value, widget.plus(1), widget.doubled) == (5, 6, 10)
    assert ownership.alive() == before + 1
    del widget
    gc.collect()
    assert ownership.alive() == before


def test_null_is_none():
    assert ownership.make_none() is None
    assert ownership.take(None) == -1
    assert Shelf().pop() is None


def test_constant_objects_are_handed_over_and_given_away():
    assert ownership.make_const(3).value == 3
    assert ownership.take_const(Widget(4)) == 4


def test_a_list_of_unique_pointers():
    widgets = ownership.make_all(3)
    assert [widget.value for widget in widgets] == [0, 1, 2]


def test_an_object_whose_class_is_abstract():
    before = ownership.alive()
    shape = ownership.square(3)
    assert type(shape) is ownership.Shape
    assert shape.area() == 9
    assert ownership.area_of(shape) == 9
    assert ownership.alive() == before


# --- Given away ---


def test_what_is_given_away_is_destroyed_by_cpp():
    before = ownership.alive()
    widget = Widget(5)
    assert ownership.take(widget) == 5
    assert ownership.alive() == before


USES = {
    "a method": lambda w: w.plus(1),
    "a getter": lambda w: w.doubled,
    "a field": lambda w: w.value,
    "a field that is a container": lambda w: w.numbers,
    "an assignment": lambda w: setattr(w, "value", 1),
    "a reference": lambda w: ownership.look(w, 1),
    "a reference to change": lambda w: ownership.change(w, 1),
    "a pointer": lambda w: ownership.point(w, 1),
    "a copy": lambda w: ownership.copy(w, 1),
    "a list": lambda w: ownership.copy_all([w]),
    "a gift": ownership.take,
    "a list of gifts": lambda w: ownership.take_all([w], 0),
    "another __init__": lambda w: w.__init__(1),
}
every_use = pytest.mark.parametrize("use", USES.values(), ids=USES)


@every_use
def test_use_after_give_raises(use):
    widget = Widget(5)
    ownership.take(widget)
    with pytest.raises(RuntimeError, match=GIVEN + "$"):
        use(widget)


@every_use
def test_use_before_init_raises_something_else(use):
    widget = Widget.__new__(Widget)
    if use is USES["another __init__"]:
        assert use(widget) is None
        return
    with pytest.raises(TypeError, match="Widget.__init__\\(\\) has not been called$"):
        use(widget)


def test_messages_say_which_argument():
    widget = Widget(5)
    with pytest.raises(TypeError) as caught:
        ownership.take(7)
    assert str(caught.value) == "take() argument 'widget': expected Widget, got 'int'"
    ownership.take(widget)
    with pytest.raises(RuntimeError) as caught:
        ownership.take(widget)
    assert str(caught.value) == "take() argument 'widget': this Widget was given away to C++"


def test_the_instance_outlives_its_object():
    widget = Widget(5)
    shelf = Shelf()
    shelf.put(widget)
    assert repr(widget).startswith("<ownership.Widget object")
    again = shelf.pop()
    assert again is not widget
    assert again.value == 5
    with pytest.raises(RuntimeError, match=GIVEN):
        widget.value  # noqa: B018


def test_a_setter_takes_and_getters_hand_over():
    shelf = Shelf()
    shelf.last = Widget(3)
    assert shelf.last.value == 3
    shelf.put(Widget(1))
    shelf.put(Widget(2))
    assert [widget.value for widget in shelf.all] == [1, 2]
    assert shelf.all == []
    with pytest.raises(TypeError, match="Shelf.last"):
        shelf.last = 3


def test_a_constructor_takes():
    widget = Widget(3)
    sealed = Sealed(widget)
    assert sealed.value == 3
    with pytest.raises(RuntimeError, match=GIVEN):
        Sealed(widget)


def test_what_was_given_can_come_back():
    widget = Widget(5)
    passed = ownership.pass_(widget)
    assert passed.value == 5
    assert passed is not widget


def test_what_the_callee_leaves_goes_back_to_its_instance():
    widget = Widget(5)
    assert not ownership.take_if(widget, False)
    assert widget.value == 5
    assert ownership.take_if(widget, True)
    with pytest.raises(RuntimeError, match=GIVEN):
        widget.value  # noqa: B018


def test_a_function_that_throws_has_taken_it():
    widget = Widget(5)
    with pytest.raises(RuntimeError, match="^thrown$"):
        ownership.take_and_throw(widget)
    with pytest.raises(RuntimeError, match=GIVEN):
        widget.value  # noqa: B018


def test_no_object_is_given_twice_in_one_call():
    widget = Widget(5)
    with pytest.raises(RuntimeError) as caught:
        ownership.take_two(widget, widget)
    assert str(caught.value) == "take_two() argument 'second': this Widget is being given away to C++"
    assert widget.value == 5
    assert ownership.take_two(widget, Widget(1)) == 6


def test_no_object_is_given_and_looked_at_in_one_call():
    widget = Widget(5)
    with pytest.raises(RuntimeError, match="argument 'taken': " + IN_USE):
        ownership.look_then_take(widget, widget)
    with pytest.raises(RuntimeError, match="argument 'seen': " + BEING_GIVEN):
        ownership.take_then_look(widget, widget)
    assert widget.value == 5


def test_giving_is_undone_when_another_argument_does_not_convert():
    widget = Widget(5)
    with pytest.raises(TypeError, match="argument 'number': expected int, got 'str'"):
        ownership.take_then(widget, "x")
    with pytest.raises(OverflowError):
        ownership.take_then(widget, 2**100)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'number'"):
        ownership.take_all([widget])
    assert widget.value == 5
    assert ownership.take_then(widget) == 12


def test_what_is_being_given_is_of_no_use_to_others_meanwhile():
    widget = Widget(5)

    def look():
        with pytest.raises(RuntimeError, match=BEING_GIVEN):
            widget.value  # noqa: B018
        with pytest.raises(RuntimeError, match=BEING_GIVEN):
            widget.__init__(1)
        with pytest.raises(RuntimeError, match=BEING_GIVEN):
            ownership.take(widget)

    assert ownership.take_then(widget, Index(look)) == 6
    assert ownership.take_during(Widget(5), lambda: None) == 5
    widget = Widget(5)
    ownership.take_during(widget, look)


def test_no_object_is_given_away_during_a_call_of_it():
    widget = Widget(5)
    attempts = []

    def give():
        with pytest.raises(RuntimeError, match="take\\(\\) argument 'widget': " + IN_USE) as caught:
            ownership.take(widget)
        attempts.append(caught)

    assert widget.during(give) == 5
    assert widget.plus(Index(give)) == 6
    for function in [ownership.look, ownership.point, ownership.copy]:
        assert function(widget, Index(give)) == 6
    ownership.change(widget, Index(give))
    widget.value = Index(give)
    assert len(attempts) == 7
    assert ownership.take(widget) == 1


def test_no_object_is_given_away_while_another_thread_uses_it():
    widget = Widget(5)
    inside, leave = threading.Event(), threading.Event()

    def wait():
        inside.set()
        assert leave.wait(60)

    thread = threading.Thread(target=widget.during, args=(wait,))
    thread.start()
    assert inside.wait(60)
    with pytest.raises(RuntimeError, match=IN_USE):
        ownership.take(widget)
    leave.set()
    thread.join()
    assert ownership.take(widget) == 5


def test_a_call_that_fails_is_over():
    widget = Widget(5)

    def fail():
        raise KeyError

    with pytest.raises(KeyError):
        widget.during(fail)
    with pytest.raises(KeyError):
        widget.plus(Index(fail))
    assert ownership.take(widget) == 5


def test_a_list_is_given_as_a_whole_or_not_at_all():
    widgets = [Widget(i) for i in range(3)]
    for bad, error, message in [
        (7, TypeError, "argument 'widgets': item 3: expected Widget, got 'int'"),
        (widgets[1], RuntimeError, "argument 'widgets': item 3: " + BEING_GIVEN),
        (Derived(), TypeError, "argument 'widgets': item 3: cannot give 'Derived' away"),
    ]:
        with pytest.raises(error, match=message):
            ownership.take_all([*widgets, bad], 0)
    with pytest.raises(TypeError, match="argument 'number'"):
        ownership.take_all(widgets, "x")
    assert [widget.value for widget in widgets] == [0, 1, 2]
    assert ownership.take_all((*widgets, None), 0) == 103
    for widget in widgets:
        with pytest.raises(RuntimeError, match=GIVEN):
            widget.value  # noqa: B018


def test_a_list_that_drops_its_items_while_they_are_given():
    widgets = [Widget(i) for i in range(3)]
    assert ownership.take_all(widgets, Index(widgets.clear)) == 4
    before = ownership.alive()
    widgets = [Widget(i) for i in range(3)]

    def clear_and_fail():
        widgets.clear()
        raise KeyError

    with pytest.raises(KeyError):
        ownership.take_all(widgets, Index(clear_and_fail))
    assert ownership.alive() == before


def test_what_python_derives_is_not_given_away():
    derived = Derived(5)
    derived.mark = 1
    with pytest.raises(TypeError) as caught:
        ownership.take(derived)
    assert str(caught.value) == (
        "take() argument 'widget': cannot give 'Derived' away to C++: it is derived from Widget in Python, "
        "and what Python added would be lost"
    )
    assert (derived.value, derived.mark, ownership.look(derived, 1)) == (5, 1, 6)


def test_a_constructor_that_throws_leaves_nothing():
    with pytest.raises(ValueError, match="negative value"):
        Widget(-1)
    with pytest.raises(ValueError, match="negative value"):
        Derived(-1)


def test_giving_leaves_every_count_as_it_was():
    bad = ["x"]
    assert_steady(lambda: ownership.take(Widget(5)), bad)
    assert_steady(lambda: ownership.take_then(Widget(5), bad), bad)
    assert_steady(lambda: ownership.take_all([Widget(5), bad], 1), bad)
    widget = Widget(5)
    assert_steady(lambda: ownership.take_then(widget, bad), widget, bad)
    assert_steady(lambda: ownership.take_if(widget, False), widget)
    assert_steady(lambda: ownership.take_two(widget, widget), widget)
    assert_steady(lambda: ownership.make_all(3))
    assert_steady(lambda: Widget(-1))


# --- In containers ---


@pytest.mark.parametrize(
    ("give", "make"),
    [
        (ownership.pass_deque, list),
        (ownership.pass_list, tuple),
        (ownership.pass_two, list),
        (ownership.pass_named, lambda widgets: dict(zip("ab", widgets, strict=True))),
        (ownership.pass_numbered, lambda widgets: dict(enumerate(widgets))),
    ],
)
def test_containers_give_all_or_nothing(give, make):
    widgets = [Widget(1), Widget(2)]
    given = give(make(widgets))
    given = list(given.values()) if isinstance(given, dict) else given
    assert sorted(widget.value for widget in given) == [1, 2]
    for widget in widgets:
        with pytest.raises(RuntimeError, match="was given away"):
            widget.value
    for wrong, error in (("x", TypeError), (given[0], RuntimeError)):
        with pytest.raises(error):
            give(make([given[0], wrong]))
        assert sorted(widget.value for widget in given) == [1, 2]
    before = ownership.alive()
    del given, widgets, widget, wrong
    gc.collect()
    assert ownership.alive() == before - 2


def test_maps_of_objects():
    first, second = Widget(1), Widget(2)
    assert ownership.take_named({"a": first, "b": None}, 10) == 111
    with pytest.raises(RuntimeError):
        first.value
    with pytest.raises(TypeError, match="expected int, got 'str'"):
        ownership.take_named({"a": second}, "x")
    assert second.value == 2
    with pytest.raises(TypeError, match="value of key 'a': expected Widget, got 'int'"):
        ownership.pass_named({"a": 1})
    with pytest.raises(TypeError, match="key 1: expected str, got 'int'"):
        ownership.pass_named({1: second})
    with pytest.raises(TypeError, match=r"expected Mapping\[str, Widget | None\], got 'list'"):
        ownership.pass_named([second])
    with pytest.raises(ValueError, match="expected 2 items, got 1"):
        ownership.pass_two([second])
    assert ownership.pass_two([second, None])[1] is None
    assert ownership.pass_named({}) == {}


def test_what_cpp_takes_from_is_a_copy():
    widget = Widget(1)
    assert ownership.take_from(widget) == 2
    assert widget.numbers == (1, 2)


# --- Shared ---


def test_python_and_cpp_share_an_object():
    session = Session("a")
    assert session.owners() == 1
    ownership.set_current(session)
    assert session.owners() == 2
    assert ownership.get_current() is session
    assert session.owners() == 2
    session.name = "b"
    del session
    gc.collect()
    assert ownership.get_current().name == "b"
    assert ownership.see_current().owners() == 2


def test_the_object_knows_who_shares_it():
    session = Session("a")
    assert session.itself() is session
    assert session.constant() is session
    assert session.owners() == 1


def test_cpp_may_be_the_last_to_have_it():
    before = ownership.alive()
    ownership.set_current(Session("a"))
    gc.collect()
    assert ownership.alive() == before + 1
    ownership.set_current(None)
    assert ownership.alive() == before
    assert ownership.get_current() is None


def test_each_kind_of_parameter_shares():
    session = Session("a")
    assert ownership.name_of(session) == "a"
    assert ownership.name_of(None) == "none"
    assert ownership.owners_of(session) == 2
    assert ownership.name_or(session) == "a"
    assert ownership.name_or() == "1"
    assert ownership.name_or(number=3) == "3"
    assert session.owners() == 1
    with pytest.raises(TypeError, match="argument 'session': expected Session, got 'str'"):
        ownership.name_of("a")


def test_copies_are_no_shares():
    session = Session("a")
    copy = ownership.value_of(session)
    assert (copy.name, copy.owners(), session.owners()) == ("a", 1, 1)


def test_a_unique_pointer_to_a_shared_class():
    session = ownership.unique_session()
    assert (session.name, session.owners()) == ("unique", 1)
    assert session.itself().name == "unique"


def test_weak_pointers():
    session = Session("a")
    assert ownership.watch(session) is session
    assert ownership.watch(None) is None
    other = Session("b")
    other.previous = session
    assert other.previous is session
    assert session.owners() == 1
    del session
    gc.collect()
    assert other.previous is None


def test_fields_are_shared():
    session = Session("a")
    assert session.next is None
    session.next = Session("b")
    assert (session.next.name, session.next.owners()) == ("b", 2)
    session.next.name = "c"
    assert session.next.name == "c"
    session.next = None
    assert session.next is None


def test_containers_of_shared_objects():
    sessions = [Session("a"), Session("b")]
    named = ownership.by_name(sessions)
    assert {name: session.name for name, session in named.items()} == {"a": "a", "b": "b"}
    assert [named["a"], named["b"]] == sessions
    named["a"].name = "c"
    assert sessions[0].name == "c"
    assert [session.name for session in ownership.sessions(named)] == ["c", "b"]
    assert ownership.sessions({"a": None}) == [None]
    with pytest.raises(TypeError, match="value of key 'a': expected Session, got 'int'"):
        ownership.sessions({"a": 1})


def test_a_subclass_may_be_shared():
    class Sub(Session):
        pass

    session = Sub("a")
    ownership.set_current(session)
    assert ownership.get_current() is session
    assert session.owners() == 2
    del session
    gc.collect()
    assert type(ownership.get_current()) is Session  # what Python added went with the object of Python's


def test_an_object_is_one_in_python_as_long_as_that_lives():
    ownership.set_current(Session("a"))
    first = ownership.get_current()
    assert ownership.get_current() is ownership.see_current() is first
    first_id = id(first)
    others = [ownership.unique_session() for _ in range(100)]
    assert ownership.get_current() is first and id(first) == first_id
    assert len({id(other) for other in others}) == 100
    assert all(other.itself() is other for other in others)
    del others, first
    gc.collect()
    again = ownership.get_current()
    assert (again.name, again.owners()) == ("a", 2)
    ownership.set_current(None)


def test_an_object_that_comes_back_while_python_ends_it():
    class Ends(Session):
        def __del__(self):
            ownership.set_current(self.itself())

    before = ownership.alive()
    session = Ends("a")
    session.note = "kept"
    del session
    assert ownership.get_current().name == "a"
    ownership.set_current(None)
    gc.collect()
    assert ownership.alive() == before


def test_sharing_leaves_every_count_as_it_was():
    session = Session("a")
    assert_steady(lambda: ownership.name_of(session), session)
    assert_steady(lambda: ownership.owners_of(session), session)
    assert_steady(session.itself, session)
    assert_steady(lambda: ownership.by_name([session, session]), session)
    assert session.owners() == 1


# --- Garbage ---


def test_a_cycle_through_what_can_be_given_away_is_collected():
    before = ownership.alive()
    for _ in range(10):
        holder = Holder()
        holder.hold(holder)
    del holder
    gc.collect()
    assert ownership.alive() == before


def test_what_a_call_uses_is_not_collected():
    holder = Holder()
    holder.hold([holder])
    holder.during(gc.collect)
    chain = Chain()
    chain.add(holder)
    gc.collect()


def test_a_cycle_through_what_was_given_away_is_collected():
    before = ownership.alive()
    for _ in range(10):
        chain = Chain()
        holder = Holder()
        holder.hold(chain)
        chain.add(holder)
    del chain, holder
    gc.collect()
    assert ownership.alive() == before


def test_what_was_given_away_is_collected_once_it_came_back():
    before = ownership.alive()
    chain = Chain()
    chain.add(Holder())
    holder = chain.take()
    holder.hold(holder)
    del chain, holder
    gc.collect()
    assert ownership.alive() == before


def test_a_cycle_through_a_sole_owner_is_collected():
    before = ownership.alive()
    for _ in range(10):
        node = Node()
        node.hold(node)
        outer = Node()
        outer.next = Node()
        outer.next.hold(outer)
    del node, outer
    gc.collect()
    assert ownership.alive() == before


class Target:
    pass


def test_what_cpp_shares_is_never_cleared():
    node = Node()
    target = Target()
    node.hold([target, node])
    gone = weakref.ref(target)
    ownership.keep_node(node)
    del node, target
    gc.collect()
    assert gone() is not None
    assert ownership.get_node().holds()
    node = ownership.get_node()
    node.hold(None)
    gc.collect()
    assert gone() is None


# --- What Python is told ---


def test_signatures_say_what_may_be_none():
    assert str(inspect.signature(ownership.take)) == "(widget)"
    assert str(inspect.signature(ownership.name_or)) == "(session=None, number=1)"
