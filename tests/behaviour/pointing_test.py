"""Objects that point into others keep what they point into: FERRULE_CLASS(view)."""

import gc
import sys

import pointing as m
import pytest
from steady import assert_steady

NAMES = ["root", "left", "right"]


@pytest.fixture(autouse=True)
def nothing_is_left():
    yield
    gc.collect()
    assert m.trees() == 0


def only(pick):
    """What `pick` makes of a tree that nobody else has."""
    result = pick(m.Tree(NAMES))
    gc.collect()
    assert m.trees() == 1
    return result


@pytest.mark.parametrize(
    "pick, name",
    [
        (lambda tree: tree.root, "root"),
        (lambda tree: tree.root.next(), "left"),
        (lambda tree: tree.leaf, "right"),
        (lambda tree: tree.root[2], "right"),
        (lambda tree: tree.root.children[1], "right"),
        (lambda tree: tree.root.find("left"), "left"),
        (lambda tree: tree.root.by_name()["right"], "right"),
        (lambda tree: tree.root.ends()[1], "right"),
        (lambda tree: tree.root.split()[1], "right"),
        (lambda tree: list(tree)[1], "left"),
        (lambda tree: next(iter(tree)), "root"),
        (lambda tree: m.same(tree.root), "root"),
        (lambda tree: m.either(tree.root, None), "root"),
        (lambda tree: m.either(first=tree.root, second=tree.root.next()), "left"),
        (lambda tree: m.root_of(tree), "root"),
        (lambda tree: m.last_of(tree), "right"),
    ],
)
def test_a_view_keeps_what_it_points_into(pick, name):
    node = only(pick)
    assert node.name == name
    assert [child.name for child in node.children] == NAMES[1:]


def test_a_callable_may_keep_what_it_is_given():
    nodes = only(lambda tree: (seen := [], tree.root.visit(seen.append))[0])
    assert [node.name for node in nodes] == NAMES


def test_fields_of_views():
    def chosen(tree):
        tree.choose(2)
        return tree.chosen

    (node,) = only(chosen)
    assert node.name == "right"


def test_views_of_views_do_not_pile_up():
    tree = m.Tree(NAMES)
    count = sys.getrefcount(tree)
    node = tree.root
    for _ in range(100):
        node = node.next()
    assert sys.getrefcount(tree) == count + 1
    assert node.name == "left"


def test_both_trees_are_kept():
    node = m.either(m.Tree(["a"]).root, m.Tree(["b"]).root)
    gc.collect()
    assert m.trees() == 2
    assert node.name == "b"
    assert m.same(node).name == "b"


def test_counts_are_steady():
    tree = m.Tree(NAMES)
    node = tree.root

    def use():
        assert node.next().children[0].find("root") == node
        node.visit(lambda child: None)
        with pytest.raises(RuntimeError, match="no node"):
            m.broken(node)
        list(tree)

    assert_steady(use)


def test_what_is_pointed_into_cannot_be_given_away():
    tree = m.make_tree()
    node = tree.root
    with pytest.raises(RuntimeError):
        m.plant(tree)
    assert node.name == "made"
    del node
    m.plant(tree)


def test_cycles_are_collected():
    class Mine(m.Tree):
        pass

    tree = Mine(NAMES)
    tree.node = tree.root
    del tree
    gc.collect()
    assert m.trees() == 0
