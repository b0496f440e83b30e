"""What an object refers to is kept as long as the object: keep_alive = self."""

import gc
import sys
import weakref

import kept as m
import pytest
from steady import assert_steady


@pytest.fixture(autouse=True)
def nothing_is_left():
    gc.collect()
    before = m.alive()
    yield
    gc.collect()
    assert m.alive() == before


def test_a_constructor_keeps():
    cursor = m.Cursor(m.Page("a"))
    gc.collect()
    assert cursor.text == "a"
    assert m.Name("".join(["a", "b"])).text == "ab"
    name = m.Name(str(10**30))
    assert name.text == str(10**30)


def test_what_was_kept_goes_with_the_object():
    before = m.alive()
    page = m.Page("a")
    count = sys.getrefcount(page)
    cursor = m.Cursor(page)
    assert sys.getrefcount(page) == count + 1
    del cursor
    assert sys.getrefcount(page) == count
    assert page.text == "a!"  # its destructor could use it
    cursor = m.Cursor(page)
    del page
    assert m.alive() == before + 2
    del cursor
    assert m.alive() == before


def test_what_fails_keeps_nothing():
    page = m.Page("a")
    count = sys.getrefcount(page)
    with pytest.raises(RuntimeError, match="no cursor"):
        m.Cursor(page, 1)
    with pytest.raises(TypeError):
        m.Cursor("a")
    assert sys.getrefcount(page) == count


def test_a_setter_keeps_the_last():
    first, second = m.Page("a"), m.Page("b")
    counts = sys.getrefcount(first), sys.getrefcount(second)
    cursor = m.Cursor(m.Page())
    cursor.page = first
    assert sys.getrefcount(first) == counts[0] + 1
    cursor.page = first
    assert sys.getrefcount(first) == counts[0] + 1
    cursor.page = second
    assert (sys.getrefcount(first), sys.getrefcount(second)) == (counts[0], counts[1] + 1)
    assert cursor.text == "b"
    assert cursor.page.text == "b"
    with pytest.raises(TypeError):
        cursor.page = None
    assert cursor.text == "b"


def test_a_method_keeps_all():
    cursor = m.Cursor(m.Page())
    for text in ["a", "bc", "def"]:
        cursor.note(m.Page(text))
    cursor.note(None)
    gc.collect()
    assert cursor.noted() == 6
    page = m.Page("x")
    count = sys.getrefcount(page)
    cursor.note(page)
    cursor.note(page)
    assert sys.getrefcount(page) == count + 1


def test_transient_arguments_are_not_kept():
    page = m.Page("abc")
    count = sys.getrefcount(page)
    reader = m.Reader(page)
    assert sys.getrefcount(page) == count
    assert reader.size == 3


def test_what_is_kept_is_not_given_away():
    page = m.Page("a")
    leaf = m.Leaf(page)
    with pytest.raises(RuntimeError, match="refers to parts of it"):
        m.take_page(page)
    assert leaf.text == "a"
    with pytest.raises(RuntimeError, match="refers to objects that Python keeps for it"):
        m.take_leaf(leaf)
    assert leaf.text == "a"
    del leaf
    m.take_page(page)
    with pytest.raises(RuntimeError, match="given away"):
        page.text


def test_several_keepers_are_counted():
    a, b = m.Book(), m.Book()
    page = m.page_of(a, b, True)
    for book in [a, b]:
        with pytest.raises(RuntimeError, match="refers to parts of it"):
            m.take_book(book)
    a.first.text = "x"
    assert page.text == "x"
    del page
    m.take_book(a)
    m.take_book(b)
    page = m.page_of(m.Book(), m.Book(), False)
    gc.collect()
    assert page.text == ""
    first, second = m.Page("aa"), m.Page("b")
    assert m.longer(first, second) is first
    assert m.longer(second, first) is first


def test_cycles_are_collected():
    class Child(m.Cursor):
        pass

    class Parent(m.Page):
        pass

    parent = Parent("a")
    parent.child = Child(parent)
    gone = weakref.ref(parent), weakref.ref(parent.child)
    del parent
    gc.collect()
    assert [each() for each in gone] == [None, None]


def test_cycles_of_nothing_but_kept_arguments_are_collected():
    a, b = m.Partner(), m.Partner()
    a.other = b
    b.other = a
    assert a.other is not None
    c = m.Partner()
    c.other = c
    del a, b, c
    gc.collect()  # nothing_is_left looks


def test_a_long_chain():
    chain = m.Partner()
    for _ in range(50000):
        longer = m.Partner()
        longer.other = chain
        chain = longer
    del longer, chain


def test_what_lives_is_not_collected():
    a, b = m.Partner(), m.Partner()
    a.other = b
    b.other = a
    del b
    gc.collect()
    assert a.other.other is not None


def test_derived_classes_keep():
    class Mine(m.Square):
        pass

    for kind in [m.Square, Mine]:
        shape = kind()
        shape.paint_on(m.Page("a"))
        gc.collect()
        assert shape.text == "a"


def test_counts_are_steady():
    page = m.Page("a")
    cursor = m.Cursor(m.Page())

    def use():
        m.Cursor(page)
        cursor.page = page
        m.Name("abc")
        m.longer(page, m.Page())

    assert_steady(use, page, cursor)
    assert_steady(lambda: m.Cursor(page, 1), page)


def test_an_element_may_be_referred_to():
    table = m.Table(2)
    page = table[1]
    page.text = "x"
    assert table[1].text == "x"
    assert table[-1].text == "x"
    with pytest.raises(IndexError):
        table[2]
    del table
    gc.collect()
    assert page.text == "x"


def test_what_was_given_is_had_back():
    page = m.Page("a")
    cursor = m.Cursor(page)
    assert cursor.page is page
    cursor.page = other = m.Page("b")
    assert cursor.page is other


def test_what_a_property_had_before_outlives_it():
    cursor = m.Cursor(m.Page("a"))
    page = cursor.page
    cursor.page = m.Page("b")
    gc.collect()
    assert page.text == "a"
    book = m.Book()
    book.first.text = "c"
    cursor.page = book.first
    part = cursor.page
    cursor.page = m.Page("d")
    del book
    gc.collect()
    assert part.text == "c"


def test_any_object_may_be_kept():
    names = m.Names()
    name = "".join(["a", "b"])
    count = sys.getrefcount(name)
    names.add(name)
    assert sys.getrefcount(name) == count + 1
    del names
    assert sys.getrefcount(name) == count
