#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "ferrule/convert/optional.h"
#include "ferrule/convert/tuple.h"
#include "ferrule/convert/vector.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

using Pair = std::pair<int, std::string>;

TEST(Tuple, IsMadeFromTuplesAndListsAndBecomesATuple) {
  attach([](Python py) {
    py.run(
        "import collections\n"
        "class SubList(list):\n"
        "  def __iter__(self): return iter([7, 'x'])\n");
    EXPECT_EQ(ThereAndBack<Pair>(py, "(1, 'a')"), "(1, 'a')");
    EXPECT_EQ(ThereAndBack<Pair>(py, "[1, 'a']"), "(1, 'a')");
    EXPECT_EQ(ThereAndBack<Pair>(py, "collections.namedtuple('N', 'x y')(1, 'a')"), "(1, 'a')");
    EXPECT_EQ(ThereAndBack<Pair>(py, "SubList()"), "(7, 'x')");
    EXPECT_EQ((ThereAndBack<std::tuple<int, double, std::string>>(py, "(1, 2, 'c')")),
              "(1, 2.0, 'c')");
    EXPECT_EQ(ThereAndBack<std::tuple<>>(py, "()"), "()");
    EXPECT_EQ(ThereAndBack<std::tuple<int>>(py, "[1]"), "(1,)");
    EXPECT_EQ((ThereAndBack<std::pair<const int, std::optional<int>>>(py, "(1, None)")),
              "(1, None)");
  });
}

TEST(Tuple, IsMadeFromNothingElse) {
  attach([](Python py) {
    for (const char* expression : {"'ab'", "range(2)", "{1, 2}", "{1: 2, 3: 4}", "None", "1"}) {
      EXPECT_EQ(FitOf<Pair>(py, expression), Fit::kNone) << expression;
    }
    EXPECT_EQ(Refusal<Pair>(py, "'ab'"), "TypeError: expected tuple[int, str], got 'str'");
  });
}

TEST(Tuple, HasAsManyItemsAsItHas) {
  attach([](Python py) {
    EXPECT_EQ(Refusal<Pair>(py, "(1, 'a', 3)"), "ValueError: expected 2 items, got 3");
    EXPECT_EQ(Refusal<Pair>(py, "[1]"), "ValueError: expected 2 items, got 1");
    EXPECT_EQ(Refusal<std::tuple<int>>(py, "()"), "ValueError: expected 1 item, got 0");
    EXPECT_EQ(Refusal<std::tuple<>>(py, "[1]"), "ValueError: expected 0 items, got 1");
  });
}

TEST(Tuple, NamesTheItemThatIsWrong) {
  attach([](Python py) {
    EXPECT_EQ(Refusal<Pair>(py, "(1, 2)"), "TypeError: item 1: expected str, got 'int'");
    EXPECT_EQ((Refusal<std::pair<int, Pair>>(py, "(1, [2.5, 'a'])")),
              "TypeError: item 1: item 0: expected int, got 'float'");
  });
}

TEST(Tuple, FitsAsTheWorstOfItsItems) {
  attach([](Python py) {
    py.run("class SubTuple(tuple): pass");
    EXPECT_EQ(FitOf<Pair>(py, "(1, 'a')"), Fit::kExact);
    EXPECT_EQ(FitOf<Pair>(py, "(True, 'a')"), Fit::kConverting);
    EXPECT_EQ(FitOf<Pair>(py, "[1, 'a']"), Fit::kConverting);
    EXPECT_EQ(FitOf<Pair>(py, "(1, 1)"), Fit::kNone);
    EXPECT_EQ(FitOf<Pair>(py, "['a', 'a']"), Fit::kNone);
    EXPECT_EQ(FitOf<Pair>(py, "SubTuple((1, 'a'))"), Fit::kConverting);
    // Another length is another type, though the error says what is wrong with the value.
    EXPECT_EQ(Converter<Pair>::Fits(py.eval("(1, 'a', 2)").as_ptr()), Fit::kNone);
    EXPECT_EQ(Converter<Pair>::Fits(py.eval("[1]").as_ptr()), Fit::kNone);
  });
}

TEST(Tuple, IsImmutableAsAnAttribute) {
  attach([](Python py) {
    EXPECT_EQ(Snapshot(py, std::pair(1, std::vector{2})), "(1, (2,))");
    EXPECT_EQ(Result(py, std::pair(1, std::vector{2})), "(1, [2])");
  });
}

TEST(Tuple, Names) {
  EXPECT_EQ((Converter<std::tuple<int, Pair>>::Name()), "tuple[int, tuple[int, str]]");
  EXPECT_EQ(Converter<std::tuple<>>::Name(), "tuple[()]");
}

TEST(Tuple, MadeFromAListThatChanges) {
  attach([](Python py) {
    py.run(
        "class Index:\n"
        "  def __init__(self, action): self.action = action\n"
        "  def __index__(self): self.action(); return 1\n"
        "def clears():\n"
        "  items = []\n"
        "  items.extend([Index(items.clear), 'text' * 10])\n"
        "  return items\n"
        "class Endless(list):\n"
        "  def __iter__(self):\n"
        "    while True: yield 1\n");
    EXPECT_EQ(ThereAndBack<Pair>(py, "clears()").size(), 47u);
    EXPECT_EQ((ThereAndBack<std::pair<int, std::string_view>>(py, "clears()").size()), 47u);
    EXPECT_EQ(Refusal<Pair>(py, "Endless()"), "ValueError: expected 2 items, got more");
  });
}

}  // namespace
}  // namespace ferrule
