"""pugixml as Python sees it."""

import gc

import pytest
import xml_tree as xml

TEXT = "<shelf kind='old'><book year='1818'>Frankenstein</book><book/></shelf>"


@pytest.fixture
def document():
    document = xml.Document()
    document.parse(TEXT)
    return document


def test_nodes_have_children(document):
    shelf = document.root_element
    assert shelf.name == "shelf"
    assert [node.name for node in shelf] == ["book", "book"]
    assert shelf.child("book").child_value() == "Frankenstein"
    assert shelf.first_child() == shelf.child("book")
    assert shelf.parent().type is xml.NodeType.node_document


def test_what_is_not_there_is_false(document):
    assert not document.root_element.child("none")
    assert not document.root_element.attribute("none")


def test_nodes_keep_their_document():
    def shelf():
        document = xml.Document()
        document.parse(TEXT)
        return document.root_element

    (kind,) = shelf().attributes()
    assert [book.name for book in shelf()] == ["book", "book"]
    book = shelf().select("//book")[0]
    gc.collect()
    assert kind.value == "old"
    assert book.attribute("year").as_int() == 1818


def test_attributes(document):
    shelf = document.root_element
    assert [(a.name, a.value) for a in shelf.attributes()] == [("kind", "old")]
    kind = shelf.attribute("kind")
    kind.assign("new")
    assert shelf.attribute("kind").value == "new"
    assert shelf.first_child().attribute("year").as_int() == 1818


def test_changing(document):
    shelf = document.root_element
    shelf.append_child("lamp")
    shelf.name = "room"
    assert str(shelf).startswith("<room kind=")
    assert str(shelf).endswith("<lamp/></room>")


def test_xpath(document):
    assert [node.child_value() for node in document.select("//book[@year]")] == ["Frankenstein"]
    with pytest.raises(xml.XPathError):
        document.select("//[")


def test_a_document_is_a_node(document):
    assert isinstance(document, xml.Node)
    with pytest.raises(ValueError, match="at offset"):
        document.parse("<a>")
