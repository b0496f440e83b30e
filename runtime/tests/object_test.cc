#include "ferrule/object.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

TEST(Object, Attributes) {
  attach([](Python py) {
    const Bound<> space = py.import("types").attr("SimpleNamespace")(kw("x") = 1);
    EXPECT_EQ(space.attr("x").extract<int>(), 1);
    EXPECT_TRUE(space.hasattr("x"));
    EXPECT_FALSE(space.hasattr("y"));
    space.setattr("y", "why");
    EXPECT_EQ(space.attr("y").str(), "why");
    space.delattr("y");
    EXPECT_FALSE(space.hasattr("y"));
    EXPECT_THROW(space.attr("y"), PyErr);
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

TEST(Object, HasattrHidesNoOtherError) {
  attach([](Python py) {
    py.run(
        "class Raises:\n"
        "  @property\n"
        "  def x(self): return 1 / 0\n");
    EXPECT_THROW(py.eval("Raises()").hasattr("x"), PyErr);
  });
}

TEST(Object, Items) {
  attach([](Python py) {
    const Bound<> list = py.eval("[1, 2, 3]");
    EXPECT_EQ(list[1].extract<int>(), 2);
    EXPECT_EQ(list[-1].extract<int>(), 3);
    EXPECT_THROW(list[7], PyErr);
    list.set_item(0, "x");
    list.del_item(1);
    EXPECT_EQ(list.repr(), "['x', 3]");
    EXPECT_EQ(list.len(), 2u);
    EXPECT_TRUE(list.contains(3));
    EXPECT_FALSE(list.contains("y"));
    EXPECT_THROW(py.eval("3").len(), PyErr);
  });
}

TEST(Object, Iteration) {
  attach([](Python py) {
    int sum = 0;
    for (const Bound<>& item : py.eval("[1, 2, 3]")) sum += item.extract<int>();
    EXPECT_EQ(sum, 6);
    for (const Bound<>& item : py.eval("()")) FAIL() << item.repr();
    EXPECT_THROW(py.eval("3").begin(), PyErr);
    const auto consume = [&] {
      for (const Bound<>& item : py.eval("(1 // x for x in (1, 0))")) sum += item.extract<int>();
    };
    EXPECT_THROW(consume(), PyErr);
    EXPECT_EQ(sum, 7);
  });
}

TEST(Object, IdentityAndComparison) {
  attach([](Python py) {
    const Bound<> one = py.eval("1000 * 1000");
    const Bound<> other = py.eval("1000000");
    EXPECT_TRUE(one.eq(other));
    EXPECT_TRUE(one.eq(1000000));
    EXPECT_FALSE(one.eq("x"));
    EXPECT_TRUE(one.is(one));
    EXPECT_TRUE(py.None().is_none());
    EXPECT_FALSE(one.is_none());
    EXPECT_TRUE(one.is_truthy());
    EXPECT_FALSE(py.eval("[]").is_truthy());
    EXPECT_TRUE(one.isinstance(py.eval("int")));
    EXPECT_TRUE(one.isinstance(py.eval("(str, int)")));
    EXPECT_THROW(one.isinstance(one), PyErr);
    EXPECT_TRUE(one.type().is(py.eval("int")));
  });
}

TEST(Object, ClassesAndTheirNames) {
  attach([](Python py) {
    const Bound<Type> type = py.import("collections").attr("OrderedDict").cast<Type>();
    EXPECT_EQ(type.name(), "OrderedDict");
    EXPECT_EQ(type.module(), "collections");
    py.run("class Outer:\n  class Inner: pass");
    EXPECT_EQ(py.eval("Outer.Inner").cast<Type>().qualname(), "Outer.Inner");
    EXPECT_TRUE(type.issubclass(py.eval("dict")));
    EXPECT_TRUE(type.issubclass(py.eval("(str, dict)")));
    EXPECT_FALSE(type.issubclass(py.eval("str")));
    EXPECT_THROW(py.eval("3").issubclass(type), PyErr);
  });
}

TEST(Object, HashFormatAndDir) {
  attach([](Python py) {
    EXPECT_EQ(py.eval("'x'").hash(), py.eval("hash('x')").extract<Py_hash_t>());
    EXPECT_EQ(py.eval("-1").hash(), -2);
    EXPECT_THROW(py.eval("[]").hash(), PyErr);
    EXPECT_EQ(py.eval("3.14159").format(".2f"), "3.14");
    EXPECT_EQ(py.eval("'x'").format(""), "x");
    EXPECT_THROW(py.eval("3").format("no such"), PyErr);
    py.run("class Has:\n  attribute = 1");
    EXPECT_TRUE(py.eval("Has").dir().contains("attribute"));
  });
}

TEST(Object, Iterators) {
  attach([](Python py) {
    const Bound<Iterator> iterator = py.eval("'ab'").iter();
    EXPECT_EQ(iterator.next().str(), "a");
    EXPECT_EQ(iterator.next().str(), "b");
    EXPECT_FALSE(iterator.next());
    EXPECT_FALSE(iterator.next());
    EXPECT_THROW(py.eval("(1 // 0 for _ in 'a')").iter().next(), PyErr);
    EXPECT_THROW(py.eval("3").iter(), PyErr);
  });
}

TEST(Object, Slices) {
  attach([](Python py) {
    const Bound<> list = py.eval("[0, 1, 2, 3, 4]");
    EXPECT_EQ(list[Slice::create(py, 1, -1)].repr(), "[1, 2, 3]");
    EXPECT_EQ(list[Slice::create(py, {}, {}, -2)].repr(), "[4, 2, 0]");
    EXPECT_EQ(list[Slice::create(py, 3)].repr(), "[3, 4]");
    list.set_item(Slice::create(py, 0, 2), std::vector<int>{9});
    EXPECT_EQ(list.repr(), "[9, 2, 3, 4]");
    list.del_item(Slice::create(py, {}, {}, 2));
    EXPECT_EQ(list.repr(), "[2, 4]");
    const SliceRange range = Slice::create(py, 1, 100, 3).indices(8);
    EXPECT_EQ(range.start, 1);
    EXPECT_EQ(range.stop, 8);
    EXPECT_EQ(range.step, 3);
    EXPECT_EQ(range.count, 3);
    EXPECT_THROW(Slice::create(py, 1, 2, 0).indices(8), PyErr);
    EXPECT_THROW(py.eval("{}")[Slice::create(py, 1)], PyErr);
  });
}

TEST(Object, Text) {
  attach([](Python py) {
    const Bound<> text = py.eval("'gr\\u00fcn'");
    EXPECT_EQ(text.str(), "gr\xc3\xbcn");
    EXPECT_EQ(text.repr(), "'gr\xc3\xbcn'");
    EXPECT_THROW(py.eval("'\\ud800'").str(), PyErr);
  });
}

TEST(Object, ExtractAndToPython) {
  attach([](Python py) {
    EXPECT_EQ(py.eval("[1, 2]").extract<std::vector<int>>(), (std::vector<int>{1, 2}));
    EXPECT_EQ(py.eval("None").extract<std::optional<double>>(), std::nullopt);
    EXPECT_THROW(py.eval("1.5").extract<int>(), PyErr);
    EXPECT_THROW(py.eval("300").extract<std::uint8_t>(), PyErr);
    EXPECT_EQ(to_python(py, std::vector<std::string>{"a", "b"}).repr(), "['a', 'b']");
    const Bound<> object = py.eval("object()");
    const Bound<> same = to_python(py, object);
    EXPECT_TRUE(same.is(object));
    EXPECT_EQ(object.get_refcnt(), 2);
  });
}

TEST(Object, ReferencesConvert) {
  attach([](Python py) {
    const Bound<> list = py.eval("[1, 'x']");
    const auto items = list.extract<std::vector<Py<>>>();
    ASSERT_EQ(items.size(), 2u);
    EXPECT_EQ(items[1].bind(py).str(), "x");
    EXPECT_EQ(list.extract<Bound<List>>().len(), 2u);
    EXPECT_THROW(list.extract<Py<Dict>>(), PyErr);
  });
}

TEST(Collections, Dict) {
  attach([](Python py) {
    const Bound<Dict> dict = Dict::create(py);
    dict.set_item("k", 1);
    EXPECT_EQ(dict.get_item("k").extract<int>(), 1);
    EXPECT_FALSE(dict.get_item("missing"));
    EXPECT_THROW(dict["missing"], PyErr);
    EXPECT_THROW(dict.get_item(List::create(py)), PyErr);
    EXPECT_TRUE(dict.contains("k"));
    EXPECT_EQ(dict.keys().len(), 1u);
    EXPECT_EQ(dict.values().len(), 1u);
    EXPECT_EQ(dict.items().len(), 1u);
  });
}

TEST(Collections, ItemsOfADict) {
  attach([](Python py) {
    const Bound<Dict> dict = Dict::create(py, {{"a", 1}, {"b", 2}});
    std::string all;
    for (const auto& [key, value] : dict.items()) all += key.str() + value.str();
    EXPECT_EQ(all, "a1b2");
    for (auto [key, value] : Dict::create(py, {{"c", 3}}).items()) all += key.str() + value.str();
    EXPECT_EQ(all, "a1b2c3");
    for (const auto& [key, value] : Dict::create(py).items()) FAIL() << key << value;
    const auto grow = [&] {
      for (const auto& [key, value] : dict.items()) dict.set_item(key.str() + "x", value);
    };
    EXPECT_THROW(grow(), PyErr);
    EXPECT_EQ(dict.size(), 3u);
    const Bound<Dict> copy = dict.copy();
    dict.clear();
    EXPECT_EQ(dict.size(), 0u);
    EXPECT_EQ(copy.size(), 3u);
    dict.update(copy);
    EXPECT_EQ(dict.size(), 3u);
    EXPECT_EQ(py.eval("list")(dict.items()).len(), 3u);
  });
}

TEST(Collections, ItemsInTheOrderOfASubclass) {
  attach([](Python py) {
    py.run("import collections; ordered = collections.OrderedDict(a=1, b=2)");
    py.run("ordered.move_to_end('a')");
    std::string all;
    for (const auto& [key, value] : py.eval("ordered").cast<Dict>().items()) all += key.str();
    EXPECT_EQ(all, "ba");
    py.run("class Odd(dict):\n  def items(self): return [(1, 2, 3)]");
    EXPECT_THROW(py.eval("Odd()").cast<Dict>().items().begin(), PyErr);
  });
}

TEST(Collections, MappingsAndSequences) {
  attach([](Python py) {
    py.run("import collections, collections.abc, types");
    const auto is_mapping = [&](const char* code) { return py.eval(code).is_instance<Mapping>(); };
    EXPECT_TRUE(is_mapping("{}"));
    EXPECT_TRUE(is_mapping("types.MappingProxyType({})"));
    EXPECT_TRUE(is_mapping("collections.ChainMap()"));
    EXPECT_FALSE(is_mapping("[]"));
    EXPECT_FALSE(is_mapping("''"));
    const auto is_sequence = [&](const char* code) {
      return py.eval(code).is_instance<Sequence>();
    };
    EXPECT_TRUE(is_sequence("[]"));
    EXPECT_TRUE(is_sequence("range(3)"));
    EXPECT_TRUE(is_sequence("collections.deque()"));
    EXPECT_FALSE(is_sequence("''"));
    EXPECT_FALSE(is_sequence("b''"));
    EXPECT_FALSE(is_sequence("{}"));
    const Bound<Mapping> chain =
        py.eval("collections.ChainMap({'a': 1}, {'b': 2})").cast<Mapping>();
    int sum = 0;
    for (const auto& [key, value] : chain.items()) sum += value.extract<int>();
    EXPECT_EQ(sum, 3);
    EXPECT_EQ(chain.keys().size(), 2u);
    EXPECT_EQ(chain.values().size(), 2u);
    const Bound<Sequence> range = py.eval("range(3)").cast<Sequence>();
    EXPECT_EQ(range.at(2).extract<int>(), 2);
    EXPECT_THROW(range.at(3), PyErr);
    EXPECT_EQ(range.to_list().repr(), "[0, 1, 2]");
    EXPECT_EQ(range.to_tuple().repr(), "(0, 1, 2)");
    EXPECT_THROW(py.eval("3").cast<Mapping>(), PyErr);
    EXPECT_EQ(py.eval("{}").cast<Mapping>().keys().repr(), "[]");
  });
}

TEST(Collections, ListsChange) {
  attach([](Python py) {
    const Bound<List> list = List::create(py, 3, 1);
    list.insert(0, 2);
    list.extend(std::vector<int>{5, 4});
    list.sort();
    EXPECT_EQ(list.repr(), "[1, 2, 3, 4, 5]");
    list.reverse();
    EXPECT_EQ(list.to_tuple().repr(), "(5, 4, 3, 2, 1)");
    int sum = 0;
    for (const Bound<>& item : list) {
      sum += item.extract<int>();
      if (sum == 5) list.del_item(-1);  // an iteration sees the list as it is
    }
    EXPECT_EQ(sum, 14);
    for (const Bound<>& item : list.to_tuple()) sum += item.extract<int>();
    EXPECT_EQ(sum, 28);
    list.append("x");
    EXPECT_THROW(list.sort(), PyErr);
    list.clear();
    EXPECT_EQ(list.size(), 0u);
  });
}

TEST(Collections, Sets) {
  attach([](Python py) {
    const Bound<Set> set = Set::create(py, 1, unpack(std::vector<int>{2, 2}));
    EXPECT_EQ(set.size(), 2u);
    EXPECT_TRUE(set.discard(1));
    EXPECT_FALSE(set.discard(1));
    set.clear();
    EXPECT_EQ(set.len(), 0u);
    const Bound<FrozenSet> frozen = FrozenSet::create(py, "x", "x");
    EXPECT_EQ(frozen.repr(), "frozenset({'x'})");
    EXPECT_EQ(frozen.size(), 1u);
    EXPECT_THROW(FrozenSet::create(py, set), PyErr);
    EXPECT_THROW(Set::create(py, set), PyErr);
    EXPECT_FALSE(frozen.is_instance<Set>());
  });
}

TEST(Collections, ByteArrays) {
  attach([](Python py) {
    const Bound<ByteArray> bytes = ByteArray::create(py, "abc");
    bytes.content()[1] = std::byte{'x'};
    EXPECT_EQ(bytes.repr(), "bytearray(b'axc')");
    bytes.resize(2);
    EXPECT_EQ(bytes.content().size(), 2u);
    const Bound<> view = py.eval("memoryview")(bytes);
    EXPECT_THROW(bytes.resize(1000), PyErr);
  });
}

TEST(Collections, Sequences) {
  attach([](Python py) {
    const Bound<List> list = List::create(py, 1, "x");
    list.append(py.None());
    EXPECT_EQ(list.repr(), "[1, 'x', None]");
    EXPECT_EQ(list.at(1).str(), "x");
    EXPECT_THROW(list.at(3), PyErr);
    const Bound<Tuple> tuple = Tuple::create(py, list, 2.5);
    EXPECT_EQ(tuple.repr(), "([1, 'x', None], 2.5)");
    EXPECT_TRUE(tuple.at(0).is(list));
    EXPECT_THROW(tuple.at(2), PyErr);
    EXPECT_EQ(Tuple::create(py).len(), 0u);
    const Bound<Set> set = Set::create(py);
    set.add(1);
    set.add(1);
    EXPECT_EQ(set.len(), 1u);
    EXPECT_THROW(set.add(list), PyErr);
  });
}

TEST(Collections, StringsAndBytes) {
  attach([](Python py) {
    EXPECT_EQ(Str::create(py, "gr\xc3\xbcn").len(), 4u);
    EXPECT_THROW(Str::create(py, "\xff"), PyErr);
    const Bound<Str> green = Str::create(py, "gr\xc3\xbcn");
    EXPECT_EQ(green.view(), "gr\xc3\xbcn");
    EXPECT_THROW(py.eval("'\\ud800'").cast<Str>().view(), PyErr);
    EXPECT_EQ(Bytes::create(py, std::string_view("\xff\0", 2)).repr(), "b'\\xff\\x00'");
  });
}

TEST(Python, CheckSignals) {
  attach([](Python py) {
    py.check_signals();
    py.run(
        "import signal\n"
        "def handle(number, frame): raise KeyError(number)\n"
        "previous = signal.signal(signal.SIGUSR1, handle)\n");
    std::raise(SIGUSR1);
    EXPECT_THROW(py.check_signals(), PyErr);
    py.run("signal.signal(signal.SIGUSR1, previous)");
  });
}

}  // namespace
}  // namespace ferrule
