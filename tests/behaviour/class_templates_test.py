"""Instances of class templates."""

import gc
import weakref

import class_templates as ct
import pytest


class TestBases:
    def test_hand_on_their_members(self):
        bag = ct.Bag()
        bag.add("x")
        assert bag.count() == 1
        assert ct.Bag.count.__doc__ == "How many there are."

    def test_hand_on_what_they_inherit(self):
        bag = ct.Bag()
        bag.label, bag.steps = "mine", 3
        assert (bag.label, bag.steps) == ("mine", 3)

    def test_are_no_classes_of_python(self):
        assert not hasattr(ct, "Labelled")


class TestAliases:
    def test_have_methods_of_their_types(self):
        floats = ct.Floats(1.5)
        floats.add(2)
        assert floats.size() == len(floats) == 4
        with pytest.raises(TypeError):
            floats.add("x")
        texts = ct.Texts("x")
        texts.add("y")
        assert list(texts) == ["x", "x", "y"]

    def test_have_constructors(self):
        assert len(ct.Floats()) == 0
        assert len(ct.Floats(1.0, count=5)) == 5
        assert len(ct.Texts("x")) == 2
        assert "Makes one of equal things." in ct.Floats.__init__.__doc__ + ct.Floats.__doc__

    def test_have_operators(self):
        assert ct.Floats.pair(1, 2) == ct.Floats.pair(1, 2)
        assert list(ct.Floats(1, 1) + ct.Floats(2, 1)) == [1.0, 2.0]
        assert ct.Texts.pair("a", "b")[-1] == "b"

    def test_have_fields_with_their_docs(self):
        floats = ct.Floats()
        floats.label = "mine"
        assert floats.label == "mine"
        assert ct.Floats.label.__doc__ == "What it is for."

    def test_have_nested_types_of_their_own(self):
        assert ct.Floats.Mode is not ct.Texts.Mode
        floats = ct.Floats(1.5)
        floats.mode = ct.Floats.Mode.kTight
        assert floats.mode is ct.Floats.Mode.kTight
        with pytest.raises(TypeError):
            floats.mode = ct.Texts.Mode.kTight
        assert ct.Texts("x").first().value == "x"
        assert isinstance(floats.first(), ct.Floats.Item)

    def test_heed_the_annotations_of_the_template(self):
        assert ct.Floats.pair(1, 2).largest(least=0) == 2.0
        assert not hasattr(ct.Floats, "max")
        assert not hasattr(ct.Floats, "data")
        assert not hasattr(ct.Floats, "hidden")

    def test_have_virtual_methods_of_their_bases(self):
        assert ct.Floats().through() == 0.0

        class Mine(ct.Floats):
            def root(self):
                return 4.5

        assert Mine().through() == 4.5

    def test_are_taken_and_returned(self):
        assert ct.total(ct.Floats(1, 2)) == 2
        assert isinstance(ct.words(), ct.Texts)
        with pytest.raises(TypeError):
            ct.total(ct.Texts("x"))

    def test_may_be_of_a_specialisation(self):
        assert ct.IntTrait().right() == 2
        assert not hasattr(ct.IntTrait, "wrong")

    def test_have_the_doc_of_the_template(self):
        assert ct.Floats.__doc__.startswith("A list of things.")


def test_a_cycle_through_an_instance_is_collected():
    class Marker:
        pass

    marker = Marker()
    holder = ct.PyHolder(marker)
    marker.holder = holder
    alive = weakref.ref(marker)
    del marker, holder
    gc.collect()
    assert alive() is None
