"""Data members of every kind: bit-fields, arrays, pointers, pairs of methods, and what has no name."""

import gc
import sys
import weakref

import members as m
import pytest
from steady import assert_steady


@pytest.fixture(autouse=True)
def nothing_is_left():
    gc.collect()
    before = m.alive()
    yield
    gc.collect()
    assert m.alive() == before


# --- Bit-fields ---


def test_bit_fields_are_read_and_assigned():
    register = m.Register()
    assert (register.mode, register.offset, register.ready, register.wide) == (5, -1, False, 0)
    register.mode = 7
    register.offset = -8
    register.ready = True
    register.wide = 2**64 - 1
    register.signed_wide = -(2**39)
    register.level = m.Level.kHigh
    assert (register.mode, register.offset, register.ready) == (7, -8, True)
    assert (register.wide, register.signed_wide) == (2**64 - 1, -(2**39))
    assert register.level is m.Level.kHigh
    assert register.raw() == 7
    assert (register.fixed, register.shown) == (3, 200)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("mode", 8, "expected 0 to 7"),
        ("mode", -1, "expected 0 to 4294967295"),
        ("offset", 8, "expected -8 to 7"),
        ("offset", -9, "expected -8 to 7"),
        ("wide", 2**64, "expected 0 to 18446744073709551615"),
        ("signed_wide", 2**39, "expected -549755813888 to 549755813887"),
        ("level", 5, "expected 0 to 3"),
    ],
)
def test_nothing_is_cut_off(name, value, expected):
    register = m.Register()
    before = getattr(register, name)
    with pytest.raises(OverflowError, match=expected):
        setattr(register, name, value)
    assert getattr(register, name) == before


def test_bit_fields_are_strict():
    register = m.Register()
    with pytest.raises(TypeError, match="expected int, got 'str'"):
        register.mode = "1"
    with pytest.raises(TypeError, match="expected bool, got 'int'"):
        register.ready = 1
    for name in ("fixed", "shown"):
        with pytest.raises(AttributeError):
            setattr(register, name, 1)
    with pytest.raises(TypeError, match="cannot be deleted"):
        del register.mode


def test_bit_fields_as_arguments():
    packed = m.Packed(7)
    assert (packed.a, packed.b) == (7, 1)
    assert m.Packed(a=1, b=-2).b == -2
    with pytest.raises(OverflowError, match="int out of range: expected 0 to 7"):
        m.Packed(8)
    with pytest.raises(OverflowError, match="int out of range: expected -2 to 1"):
        m.Packed(1, 2)


# --- Arrays ---


def test_arrays_are_read_as_tuples():
    table = m.Table()
    assert table.values == (1, 2, 3)
    assert table.grid == ((1.0, 2.0, 3.0), (4.0, 5.0, 6.0))
    assert table.texts == ("x", "y")
    assert table.primes == (2, 3, 5)
    assert table.words == ("one", "two")
    assert table.bytes == (1, 2, 3, 255)
    assert [(point.x, point.y) for point in table.corners] == [(0, 0), (0, 0)]


def test_arrays_are_assigned_as_a_whole():
    table = m.Table()
    table.values = [4, 5, 6]
    table.grid = ((0, 0, 1), [1, 0, 0])
    table.texts = ["longer than before", ""]
    assert (table.values, table.sum()) == ((4, 5, 6), 15)
    assert table.grid == ((0, 0, 1), (1, 0, 0))
    assert table.texts == ("longer than before", "")
    table.corners = [m.Point(1, 2), m.Point(3, 4)]
    assert [(point.x, point.y) for point in table.corners] == [(1, 2), (3, 4)]
    table.corners[0].x = 100
    assert table.corners[0].x == 1


@pytest.mark.parametrize(
    ("name", "value", "error", "message"),
    [
        ("values", [1, 2], ValueError, "expected 3 items, got 2"),
        ("values", [1, 2, 3, 4], ValueError, "expected 3 items, got 4"),
        ("values", [1, 2, "3"], TypeError, "item 2: expected int, got 'str'"),
        ("values", 1, TypeError, r"expected Sequence\[int\], got 'int'"),
        ("values", "123", TypeError, r"expected Sequence\[int\], got 'str'"),
        ("values", [1, 2, 2**40], OverflowError, "item 2"),
        ("grid", [[1, 2, 3]], ValueError, "expected 2 items, got 1"),
        ("grid", [[1, 2, 3], [1]], ValueError, "item 1: expected 3 items, got 1"),
        ("tags", ["ab", "abcd"], ValueError, "item 1: text too long"),
    ],
)
def test_arrays_that_do_not_fit(name, value, error, message):
    table = m.Table()
    before = getattr(table, name)
    with pytest.raises(error, match=message):
        setattr(table, name, value)
    assert getattr(table, name) == before


def test_arrays_of_characters_are_text():
    table = m.Table()
    assert table.name == "ferrule"
    table.name = "abc"
    assert table.name == "abc"
    assert table.end_of_name() == "\0" * 5
    table.name = "äöü"
    assert table.name == "äöü"
    with pytest.raises(ValueError, match="text too long: expected at most 7 bytes of UTF-8, got 8"):
        table.name = "ferrules"
    with pytest.raises(ValueError, match="embedded null character"):
        table.name = "a\0b"
    with pytest.raises(TypeError, match="expected str, got 'bytes'"):
        table.name = b"abc"
    assert table.name == "äöü"
    table.fill_name()
    assert table.name == "x" * 8
    table.spoil_name()
    with pytest.raises(UnicodeDecodeError):
        table.name
    assert table.tags == ("ab", "cd")
    table.tags = ["xyz", ""]
    assert table.tags == ("xyz", "")


def test_views_of_arrays():
    table = m.Table()
    live = table.live
    live[0] = 70
    live[1:] = [80, 90]
    assert list(live) == [70, 80, 90]
    assert table.live_sum() == 240
    table.live = [1, 2, 3]
    assert list(live) == [1, 2, 3]
    with pytest.raises(TypeError, match="fixed"):
        live.append(4)
    with pytest.raises(IndexError):
        live[3]
    points = table.points
    points[0] = m.Point(8, 9)
    assert table.points[0].x == 8


def test_arrays_of_objects_of_python():
    class Thing:
        pass

    table = m.Table()
    things = [Thing(), Thing()]
    counts = [sys.getrefcount(thing) for thing in things]
    table.things = things
    assert list(table.things) == things
    table.things = [None, None]
    assert [sys.getrefcount(thing) for thing in things] == counts
    table.things = [table, table]
    table.things = things
    gone = weakref.ref(things[0])
    things[0].table = table
    del table, things
    gc.collect()
    assert gone() is None


def test_arrays_of_constants():
    assert m.Table.kSizes == [10, 20]
    assert m.Table.kTitle == "table"


def test_arrays_are_steady():
    table = m.Table()

    def run():
        table.values = [4, 5, 6]
        table.texts = ["a" * 100, "b"]
        table.corners = [m.Point(), m.Point()]
        with pytest.raises(TypeError):
            table.texts = ["a", 1]
        table.texts, table.corners, table.grid

    assert_steady(run)


# --- What fields own ---


def test_what_a_field_owns_is_referred_to():
    node = m.Node(1)
    assert node.next is None
    node.next = m.Node(2)
    assert node.next.value == 2
    node.next.value = 3
    assert node.next_value() == 3
    node.next.next = m.Node(4)
    assert node.next.next.value == 4
    node.next.next.at.x = 5
    assert node.next.next.at.x == 5


def test_what_is_assigned_is_given_away():
    node, other = m.Node(1), m.Node(2)
    node.next = other
    with pytest.raises(RuntimeError, match="was given away to C\\+\\+"):
        other.value
    with pytest.raises(RuntimeError, match="cannot be given away"):
        node.next = node.next
    with pytest.raises(TypeError, match="expected Node, got 'int'"):
        node.next = 1
    with pytest.raises(RuntimeError):
        node.next = node
    assert node.next_value() == 2
    child = node.next
    with pytest.raises(RuntimeError, match="while Python refers to parts of it"):
        m.Holder.consume(node)
    del child
    assert m.Holder.consume(node) == 1


def test_a_reference_keeps_the_owner():
    child = m.Holder()
    child.root.next = m.Node(7)
    child = child.root.next
    gc.collect()
    assert child.value == 7


def test_what_was_there_before_is_pythons_if_it_refers_to_it():
    node = m.Node(1)
    node.next = m.Node(2)
    before = m.alive()
    child, at = node.next, node.next.at
    node.next = m.Node(3)
    assert (child.value, node.next.value) == (2, 3)
    child.value = 20
    at.x = 4
    assert (child.value, child.at.x, node.next.value) == (20, 4, 3)
    assert m.alive() == before + 2
    del child
    gc.collect()
    assert at.x == 4
    del at
    gc.collect()
    assert m.alive() == before
    node.next = None
    assert node.next is None


def test_what_cpp_replaces_is_gone():
    node = m.Node(1)
    node.next = m.Node(2)
    child, at = node.next, node.next.at
    node.drop()
    for use in (lambda: child.value, lambda: at.x, lambda: child.kind()):
        with pytest.raises(RuntimeError, match="is gone"):
            use()
    node.replace(5)
    assert node.next.value == 5


def test_a_call_in_progress_keeps_its_object():
    node = m.Node(1)
    node.next = m.Node(2)

    def replace():
        node.next = m.Node(3)
        gc.collect()

    assert node.next.call(replace) == 2
    assert node.next.value == 3


def test_owned_objects_are_of_their_own_class():
    holder = m.Holder()
    holder.take_leaf()
    assert type(holder.root.next) is m.Leaf
    assert holder.root.next.weight == 1
    holder.root.next = m.Node(1)
    assert type(holder.root.next) is m.Node
    leaf = m.Leaf(4)
    leaf.weight = 40
    holder.root.next = leaf
    assert holder.root.next.kind() == "leaf"
    assert holder.root.next.weight == 40


def test_owned_objects_that_python_derived():
    class Special(m.Node):
        def kind(self):
            return "special"

    node = m.Node(1)
    special = Special(2)
    special.extra = 3
    node.next = special
    assert node.next is special
    assert node.next.kind() == "special"
    del special
    gc.collect()
    assert node.next.extra == 3
    kept = node.next
    node.next = None
    assert (kept.value, kept.extra) == (2, 3)


def test_fields_that_own_and_cannot_be_assigned():
    holder = m.Holder()
    assert (holder.shown.x, holder.fixed.y) == (1, 4)
    holder.shown.x = 10
    assert holder.shown.x == 10
    for name in ("shown", "fixed"):
        with pytest.raises(AttributeError):
            setattr(holder, name, m.Point())


def test_cycles_through_what_is_owned():
    node = m.Node(1)
    node.next = m.Node(2)
    node.next.payload = node.next
    node.payload = node.next
    del node
    gc.collect()


def test_owned_objects_are_steady():
    node = m.Node(1)

    def run():
        node.next = m.Node(2)
        child = node.next
        node.next = m.Leaf(3)
        assert child.value == 2
        node.next = None
        with pytest.raises(TypeError):
            node.next = 1

    assert_steady(run)


# --- What fields point to ---


def test_pointers_keep_what_they_are_assigned():
    links = m.Links()
    assert links.other is None
    point = m.Point(1, 2)
    links.other = point
    assert links.other is point
    gone = sys.getrefcount(point)
    assert gone > 2
    del point
    gc.collect()
    assert links.sum() == 3
    links.other.x = 5
    assert links.sum() == 7
    links.other = m.Point(3, 4)
    assert links.sum() == 7


def test_what_a_pointer_pointed_to_lives_on():
    links = m.Links()
    links.other = m.Point(1, 2)
    old = links.other
    links.other = m.Point(3, 4)
    gc.collect()
    assert (old.x, links.other.x) == (1, 3)
    links.other = None
    assert links.other is None
    before = m.alive()
    links.other = m.Point()
    links.other = None
    assert m.alive() == before


def test_pointers_to_parts():
    links, other = m.Links(), m.Links()
    links.other = other.own
    del other
    gc.collect()
    assert (links.other.x, links.sum()) == (5, 11)
    part = links.other
    links.other = m.Point()
    del links
    gc.collect()
    assert part.x == 5


def test_pointers_that_cpp_moves():
    links = m.Links()
    assert links.current is None
    links.point_at(False)
    current = links.current
    assert current.x == 5
    links.point_at(True)
    with pytest.raises(RuntimeError, match="is gone, or elsewhere"):
        current.x
    assert links.current.x == 7
    with pytest.raises(AttributeError):
        links.current = m.Point()
    links.other = m.Point(1, 1)
    links.show_own()
    assert links.other.x == 5
    links.forget()
    assert links.other is None


def test_pointers_by_copy_and_references():
    links = m.Links()
    assert links.copied is None
    links.copy_own()
    links.copied.x = 100
    assert links.own.x == 5
    links.same.x = 50
    assert links.own.x == 50
    assert links.constant.x == 7
    links.constant.x = 70
    assert links.second.x == 7
    for name in ("copied", "same", "constant"):
        with pytest.raises(AttributeError):
            setattr(links, name, m.Point())
    links.seen = m.Point(8, 9)
    assert links.seen.y == 9
    with pytest.raises(TypeError, match="expected Point, got 'int'"):
        links.seen = 1


def test_what_is_handed_over_is_collected():
    node = m.Node(1)
    node.next = m.Node(2)
    child = node.next
    child.payload = child
    node.next = None
    del child
    gc.collect()
    assert m.alive() >= 1


def test_cycles_of_pointers():
    links, other = m.Links(), m.Links()
    links.peer, other.peer = other, links
    assert links.peer.peer is links
    del links, other
    gc.collect()


def test_pointers_are_steady():
    links = m.Links()

    def run():
        links.other = m.Point(1, 2)
        old = links.other
        links.other = links.own
        links.other = None
        links.point_at(True)
        links.current.x
        old.x

    assert_steady(run)


# --- Pairs ---


def test_pairs_are_properties():
    widget = m.Widget()
    assert (widget.width, widget.title, widget.visible, widget.height, widget.scale) == (
        10,
        "w",
        True,
        20,
        1.5,
    )
    widget.width, widget.title, widget.visible, widget.height, widget.scale = 1, "t", False, 2, 2.5
    assert (widget.width, widget.title, widget.visible, widget.height, widget.scale) == (
        1,
        "t",
        False,
        2,
        2.5,
    )
    assert m.Widget.height.__doc__ == "How high it is."
    for name in ("set_width", "getTitle", "setTitle", "isVisible", "get_height", "GetScale"):
        assert not hasattr(widget, name)
    with pytest.raises(TypeError, match="expected int, got 'str'"):
        widget.width = "1"


def test_what_is_no_pair_is_a_method():
    widget = m.Widget()
    assert (widget.depth(), widget.count(), widget.margin()) == (1, 2, 3)
    widget.set_depth(1.0)
    widget.set_color(1)
    widget.set_margin(1)
    widget.set_margin(1, 2)
    widget.settle(1)


# --- Members of bases and of what has no name ---


def test_fields_that_a_class_takes_from_a_base():
    shown = m.Shown()
    assert (shown.open, shown.shielded, m.Shown.kShared) == (1, 3, 4)
    shown.shielded = 30
    assert shown.shielded == 30
    assert not hasattr(shown, "shut")


def test_members_of_unnamed_structs():
    shown = m.Shown()
    assert (shown.x, shown.y) == (10, 20)
    shown.y = 21
    assert shown.y == 21
    assert not hasattr(shown, "secret")
    assert m.Flat().inner == 30


def test_unnamed_enums_are_constants():
    assert (m.Shown.kFirst, m.Shown.kSecond, m.Shown.third) == (1, 2, 3)
    assert m.Shown.kLetter == ord("a")
    assert m.Shown().state == m.Shown.kSecond
    assert not hasattr(m.Shown, "kSecret")


# --- Reference qualifiers ---


def test_methods_by_reference_qualifier():
    qualified = m.Qualified()
    assert qualified.of_lvalue() == 1
    assert qualified.of_const() == 1
    assert qualified.of_both() == 1
    assert qualified.of_consts() == 3
    assert qualified.of_three() == 6
    assert qualified.items() == [1]
    assert m.Qualified().of_both() == 1
