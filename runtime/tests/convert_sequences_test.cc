#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <deque>
#include <forward_list>
#include <initializer_list>
#include <list>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "ferrule/convert/array.h"
#include "ferrule/convert/deque.h"
#include "ferrule/convert/forward_list.h"
#include "ferrule/convert/initializer_list.h"
#include "ferrule/convert/iterable.h"
#include "ferrule/convert/list.h"
#include "ferrule/convert/span.h"
#include "ferrule/convert/tuple.h"
#include "ferrule/convert/vector.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

// Sequences that are no list, and what looks like one.
void DefineSequences(Python py) {
  py.run(
      "import array, collections, collections.abc, types\n"
      "class ByNumber:\n"
      "  def __init__(self, *items): self.items = items\n"
      "  def __getitem__(self, i): return self.items[i]\n"
      "class SubList(list):\n"
      "  def __iter__(self): return iter([7, 8])\n"
      "class SubTuple(tuple):\n"
      "  def __iter__(self): return iter([7, 8])\n"
      "class Mapping(collections.abc.Mapping):\n"
      "  def __getitem__(self, key): return key\n"
      "  def __len__(self): return 1\n"
      "  def __iter__(self): return iter([1])\n");
}

template <class T>
class SequenceTest : public testing::Test {};
using Sequences = testing::Types<std::vector<int>, std::deque<int>, std::list<int>,
                                 std::forward_list<int>, std::array<int, 2>, Iterable<int>>;
TYPED_TEST_SUITE(SequenceTest, Sequences);

TYPED_TEST(SequenceTest, IsMadeFromSequencesAndBecomesAList) {
  attach([](Python py) {
    DefineSequences(py);
    for (const char* expression :
         {"[1, 2]", "(1, 2)", "range(1, 3)", "ByNumber(1, 2)", "array.array('i', [1, 2])",
          "collections.deque([1, 2])", "collections.UserList([1, 2])", "memoryview(b'\\1\\2')"}) {
      EXPECT_EQ(ThereAndBack<TypeParam>(py, expression), "[1, 2]") << expression;
    }
    EXPECT_EQ(ThereAndBack<TypeParam>(py, "SubList([1])"), "[7, 8]");
    EXPECT_EQ(ThereAndBack<TypeParam>(py, "SubTuple([1])"), "[7, 8]");
  });
}

TYPED_TEST(SequenceTest, NamesTheItemThatIsWrong) {
  attach([](Python py) {
    DefineSequences(py);
    for (const char* expression : {"[1, 'x']", "(1, 'x')", "ByNumber(1, 'x')"}) {
      EXPECT_EQ(Refusal<TypeParam>(py, expression), "TypeError: item 1: expected int, got 'str'");
    }
    EXPECT_EQ(Refusal<TypeParam>(py, "[1, 2 ** 40]"),
              "OverflowError: item 1: int out of range: expected -2147483648 to 2147483647");
  });
}

TYPED_TEST(SequenceTest, IsImmutableAsAnAttribute) {
  attach([](Python py) {
    typename Converter<TypeParam>::Carrier carrier{};
    ASSERT_TRUE(Converter<TypeParam>::FromPython(py.eval("[1, 2]").as_ptr(), carrier));
    EXPECT_EQ(Snapshot(py, Converter<TypeParam>::Unwrap(carrier)), "(1, 2)");
  });
}

TEST(Sequences, AreNoTextNoMappingAndNoSet) {
  attach([](Python py) {
    DefineSequences(py);
    const struct {
      const char* expression;
      const char* type;
    } cases[] = {
        {"'ab'", "str"},
        {"b'ab'", "bytes"},
        {"bytearray()", "bytearray"},
        {"{}", "dict"},
        {"{1: 2}", "dict"},
        {"{1}", "set"},
        {"Mapping()", "Mapping"},
        {"collections.UserDict()", "UserDict"},
        {"types.MappingProxyType({})", "mappingproxy"},
        {"iter([1])", "list_iterator"},
        {"1", "int"},
        {"None", "NoneType"},
        {"list", "type"},
        {"list[int]", "GenericAlias"},
    };
    for (const auto& c : cases) {
      const std::string got =
          "TypeError: expected Sequence[int], got '" + std::string(c.type) + "'";
      EXPECT_EQ(Refusal<std::vector<int>>(py, c.expression), got);
      EXPECT_EQ((Refusal<std::array<int, 1>>(py, c.expression)), got);
      EXPECT_EQ(Refusal<std::span<const int>>(py, c.expression), got);
      EXPECT_EQ(FitOf<std::vector<int>>(py, c.expression), Fit::kNone) << c.expression;
    }
  });
}

TEST(Sequences, FitAsTheWorstOfTheirItems) {
  attach([](Python py) {
    DefineSequences(py);
    const struct {
      const char* expression;
      Fit as_ints, as_floats;
    } cases[] = {
        {"[]", Fit::kExact, Fit::kExact},
        {"()", Fit::kExact, Fit::kExact},
        {"[1, 2]", Fit::kExact, Fit::kConverting},
        {"(1, 2)", Fit::kExact, Fit::kConverting},
        {"[1.5, 1]", Fit::kNone, Fit::kConverting},
        {"[1.5]", Fit::kNone, Fit::kExact},
        {"['x']", Fit::kNone, Fit::kNone},
        {"('x', 1)", Fit::kNone, Fit::kNone},
        {"range(2)", Fit::kConverting, Fit::kConverting},
        {"SubList([1])", Fit::kConverting, Fit::kConverting},
    };
    for (const auto& c : cases) {
      EXPECT_EQ(FitOf<std::vector<int>>(py, c.expression), c.as_ints) << c.expression;
      EXPECT_EQ(FitOf<std::list<double>>(py, c.expression), c.as_floats) << c.expression;
      EXPECT_EQ(FitOf<std::initializer_list<int>>(py, c.expression), c.as_ints) << c.expression;
    }
  });
}

TEST(Sequences, OfTruthValues) {
  attach([](Python py) {
    EXPECT_EQ(ThereAndBack<std::vector<bool>>(py, "[True, False]"), "[True, False]");
    EXPECT_EQ(Result(py, std::vector<bool>{true}), "[True]");
    EXPECT_EQ(Snapshot(py, std::vector<bool>{true}), "(True,)");
  });
}

TEST(Sequences, Names) {
  EXPECT_EQ(Converter<std::vector<std::deque<int>>>::Name(), "Sequence[Sequence[int]]");
  EXPECT_EQ((Converter<std::array<bool, 2>>::Name()), "Sequence[bool]");
  EXPECT_EQ(Converter<std::span<const std::string>>::Name(), "Sequence[str]");
  EXPECT_EQ(Converter<std::initializer_list<double>>::Name(), "Sequence[float]");
  EXPECT_EQ(Converter<Iterable<int>>::Name(), "Iterable[int]");
}

// --- A length that is fixed ---

TEST(Array, HasAsManyItemsAsItHas) {
  attach([](Python py) {
    DefineSequences(py);
    using Three = std::array<int, 3>;
    EXPECT_EQ(Refusal<Three>(py, "[1, 2]"), "ValueError: expected 3 items, got 2");
    EXPECT_EQ(Refusal<Three>(py, "(1, 2, 3, 4)"), "ValueError: expected 3 items, got 4");
    EXPECT_EQ(Refusal<Three>(py, "ByNumber(1, 2)"), "ValueError: expected 3 items, got 2");
    EXPECT_EQ(Refusal<Three>(py, "range(4)"), "ValueError: expected 3 items, got more");
    EXPECT_EQ((Refusal<std::array<int, 1>>(py, "[]")), "ValueError: expected 1 item, got 0");
    EXPECT_EQ((ThereAndBack<std::array<int, 0>>(py, "[]")), "[]");
    EXPECT_EQ((Refusal<std::array<int, 0>>(py, "range(1)")),
              "ValueError: expected 0 items, got more");
    EXPECT_EQ((Refusal<std::span<const int, 2>>(py, "[1]")), "ValueError: expected 2 items, got 1");
  });
}

TEST(Array, ListsOfOtherLengthsDoNotFit) {
  attach([](Python py) {
    using Two = std::array<int, 2>;
    EXPECT_EQ(FitOf<Two>(py, "[1, 2]"), Fit::kExact);
    EXPECT_EQ(Converter<Two>::Fits(py.eval("[1]").as_ptr()), Fit::kNone);
    EXPECT_EQ(Converter<Two>::Fits(py.eval("(1, 2, 3)").as_ptr()), Fit::kNone);
    EXPECT_EQ(FitOf<Two>(py, "range(2)"), Fit::kConverting);
  });
}

TEST(Array, OfArrays) {
  attach([](Python py) {
    using Matrix = std::array<std::array<double, 2>, 2>;
    EXPECT_EQ(ThereAndBack<Matrix>(py, "[(1, 2), [3, 4]]"), "[[1.0, 2.0], [3.0, 4.0]]");
    EXPECT_EQ(Refusal<Matrix>(py, "[(1, 2), (3,)]"), "ValueError: item 1: expected 2 items, got 1");
  });
}

TEST(CArray, GoesToPython) {
  attach([](Python py) {
    const int numbers[] = {1, 2};
    const std::string texts[2][1] = {{"a"}, {"b"}};
    EXPECT_EQ(Bound<>::from_owned_ptr(py, Converter<int[2]>::ToPython(numbers)).repr(), "[1, 2]");
    EXPECT_EQ(Snapshot(py, texts), "(('a',), ('b',))");
  });
}

// --- Views of what the carrier owns ---

template <class View>
long long Sum(Python py, std::string_view expression) {
  const Bound<> object = py.eval(expression);
  typename Converter<View>::Carrier carrier{};
  if (!Converter<View>::FromPython(object.as_ptr(), carrier)) internal::ThrowError();
  const View view = Converter<View>::Unwrap(carrier);
  return std::accumulate(view.begin(), view.end(), 0LL);
}

TEST(Span, ShowsCopiesOfTheItems) {
  attach([](Python py) {
    EXPECT_EQ(Sum<std::span<const int>>(py, "[1, 2, 3]"), 6);
    EXPECT_EQ(Sum<std::span<const int>>(py, "range(1001)"), 500500);
    EXPECT_EQ((Sum<std::span<const std::uint16_t, 2>>(py, "(1, 2)")), 3);
    EXPECT_EQ(Sum<std::span<const bool>>(py, "[True, False, True]"), 2);
    EXPECT_EQ(Sum<std::span<const bool>>(py, "[True] * 1000"), 1000);
    EXPECT_EQ(Sum<std::span<const int>>(py, "[]"), 0);
    EXPECT_EQ(Refusal<std::span<const int>>(py, "[1, None]"),
              "TypeError: item 1: expected int, got 'NoneType'");
  });
}

TEST(Span, BecomesAList) {
  attach([](Python py) {
    int numbers[] = {1, 2, 3};
    EXPECT_EQ(Result(py, std::span<int>(numbers)), "[1, 2, 3]");
    EXPECT_EQ(Result(py, std::span<const int, 3>(numbers)), "[1, 2, 3]");
    EXPECT_EQ(Snapshot(py, std::span<const int>(numbers).first(1)), "(1,)");
  });
}

TEST(InitializerList, ShowsCopiesOfTheItems) {
  attach([](Python py) {
    ASSERT_NE(convert::FindListLayout(), convert::ListLayout::kUnknown);
    EXPECT_EQ(Sum<std::initializer_list<int>>(py, "[1, 2, 3]"), 6);
    EXPECT_EQ(Sum<std::initializer_list<std::int8_t>>(py, "(1, -2)"), -1);
    EXPECT_EQ(Sum<std::initializer_list<bool>>(py, "[True] * 100"), 100);
    EXPECT_EQ(Sum<std::initializer_list<int>>(py, "[]"), 0);

    const Bound<> texts = py.eval("['x' * 100, 'y' * 100]");
    Converter<std::initializer_list<std::string>>::Carrier carrier{};
    ASSERT_TRUE(Converter<std::initializer_list<std::string>>::FromPython(texts.as_ptr(), carrier));
    const auto list = Converter<std::initializer_list<std::string>>::Unwrap(carrier);
    EXPECT_EQ(std::vector<std::string>(list),
              (std::vector{std::string(100, 'x'), std::string(100, 'y')}));
  });
}

// --- Iterable ---

TEST(Iterable, IsMadeFromAnythingButStr) {
  attach([](Python py) {
    for (const char* expression :
         {"(i for i in (1, 2))", "iter([1, 2])", "{1: 0, 2: 0}", "dict.fromkeys([1, 2]).keys()",
          "map(int, '12')", "b'\\1\\2'", "filter(None, {1, 2})"}) {
      EXPECT_EQ(ThereAndBack<Iterable<int>>(py, expression), "[1, 2]") << expression;
      EXPECT_EQ(FitOf<Iterable<int>>(py, expression), Fit::kConverting) << expression;
    }
    EXPECT_EQ(FitOf<Iterable<int>>(py, "[1]"), Fit::kConverting);
    for (const char* expression : {"'ab'", "1", "None"}) {
      EXPECT_EQ(FitOf<Iterable<int>>(py, expression), Fit::kNone);
    }
    EXPECT_EQ(Refusal<Iterable<int>>(py, "'ab'"), "TypeError: expected Iterable[int], got 'str'");
    EXPECT_EQ(Refusal<Iterable<int>>(py, "(i for i in (1, '2'))"),
              "TypeError: item 1: expected int, got 'str'");
  });
}

TEST(Iterable, IsARange) {
  Iterable<int> iterable({1, 2, 3});
  EXPECT_EQ(std::accumulate(iterable.begin(), iterable.end(), 0), 6);
  EXPECT_EQ(iterable.size(), 3u);
  EXPECT_FALSE(iterable.empty());
  EXPECT_EQ(iterable.elements()[2], 3);
  EXPECT_EQ(std::move(iterable).elements(), (std::vector{1, 2, 3}));
  EXPECT_TRUE(Iterable<int>().empty());
}

// --- Bad input ---

TEST(Sequences, ThatChangeWhileTheyAreConverted) {
  attach([](Python py) {
    py.run(
        "class Index:\n"
        "  def __init__(self, value, action): self.value, self.action = value, action\n"
        "  def __index__(self): self.action(); return self.value\n"
        "def clears():\n"
        "  items = []\n"
        "  items.extend([Index(0, items.clear), object(), object()])\n"
        "  return items\n"
        "def shrinks():\n"
        "  items = list(range(1000))\n"
        "  items[10] = Index(10, lambda: items.__delitem__(slice(5, None)))\n"
        "  return items\n"
        "def grows():\n"
        "  items = [0, 1]\n"
        "  items[0] = Index(0, lambda: items.extend([2, 3]) if len(items) == 2 else None)\n"
        "  return items\n");
    EXPECT_EQ(ThereAndBack<std::vector<int>>(py, "clears()"), "[0]");
    EXPECT_EQ(py.eval("shrinks()").extract<std::vector<int>>().size(), 11u);
    EXPECT_EQ(ThereAndBack<std::vector<int>>(py, "grows()"), "[0, 1, 2, 3]");
    EXPECT_EQ(ThereAndBack<std::forward_list<double>>(py, "clears()"), "[0.0]");
    EXPECT_EQ((Refusal<std::array<int, 3>>(py, "clears()")), "ValueError: expected 3 items, got 1");
    EXPECT_EQ((Refusal<std::array<int, 2>>(py, "grows()")), "ValueError: expected 2 items, got 4");
    EXPECT_EQ(Sum<std::span<const int>>(py, "clears()"), 0);
  });
}

TEST(Sequences, ThatRaiseOrLie) {
  attach([](Python py) {
    py.run(
        "class Base:\n"
        "  def __getitem__(self, i):\n"
        "    if i < 3: return i\n"
        "    raise IndexError\n"
        "class Huge(Base):\n"
        "  def __len__(self): return 2 ** 62\n"
        "class Negative(Base):\n"
        "  def __len__(self): return -1\n"
        "class RaisingLength(Base):\n"
        "  def __len__(self): raise KeyError('len')\n"
        "  def __length_hint__(self): raise KeyError('hint')\n"
        "class Raising:\n"
        "  def __getitem__(self, i):\n"
        "    if i < 3: return i\n"
        "    raise KeyError('item')\n"
        "class NoIterator(Base):\n"
        "  def __iter__(self): return 3\n"
        "class NotIterable(Base):\n"
        "  __iter__ = None\n"
        "class HalfWay(Base):\n"
        "  def __iter__(self):\n"
        "    yield 1\n"
        "    raise KeyError('iter')\n");
    for (const char* expression : {"Huge()", "Negative()", "RaisingLength()"}) {
      EXPECT_EQ(ThereAndBack<std::vector<int>>(py, expression), "[0, 1, 2]") << expression;
      EXPECT_EQ((ThereAndBack<std::array<int, 3>>(py, expression)), "[0, 1, 2]") << expression;
    }
    EXPECT_EQ(Refusal<std::vector<int>>(py, "Raising()"), "KeyError: 'item'");
    EXPECT_EQ(Refusal<std::vector<int>>(py, "NoIterator()"),
              "TypeError: iter() returned non-iterator of type 'int'");
    EXPECT_EQ(Refusal<std::vector<int>>(py, "NotIterable()"),
              "TypeError: 'NotIterable' object is not iterable");
    EXPECT_EQ(Refusal<std::vector<int>>(py, "HalfWay()"), "KeyError: 'iter'");
    EXPECT_EQ(Refusal<Iterable<int>>(py, "(1 // x for x in (1, 0))"),
              "ZeroDivisionError: integer division or modulo by zero");
  });
}

TEST(Sequences, WhoseItemsRaiseKeepTheError) {
  attach([](Python py) {
    py.run(
        "class Raises:\n"
        "  def __index__(self): raise LookupError('no index')\n"
        "class Rubbish:\n"
        "  def __index__(self): return 'rubbish'\n");
    EXPECT_EQ(Refusal<std::vector<int>>(py, "[1, Raises()]"), "LookupError: no index");
    EXPECT_EQ(Refusal<std::vector<int>>(py, "[1, Rubbish()]"),
              "TypeError: item 1: __index__ returned non-int (type str)");
  });
}

}  // namespace
}  // namespace ferrule
