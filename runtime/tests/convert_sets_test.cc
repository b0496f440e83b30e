#include <gtest/gtest.h>

#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "ferrule/convert/optional.h"
#include "ferrule/convert/set.h"
#include "ferrule/convert/tuple.h"
#include "ferrule/convert/unordered_set.h"
#include "ferrule/convert/vector.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

void DefineSets(Python py) {
  py.run(
      "import collections.abc\n"
      "class Abstract(collections.abc.Set):\n"
      "  def __init__(self, *items): self.items = items\n"
      "  def __contains__(self, item): return item in self.items\n"
      "  def __iter__(self): return iter(self.items)\n"
      "  def __len__(self): return 2 ** 40\n"
      "class Derived(Abstract): pass\n"
      "class Set: pass\n"
      "class SubSet(set):\n"
      "  def __iter__(self): return iter([7])\n");
}

TEST(Set, IsMadeFromSetsAndBecomesASet) {
  attach([](Python py) {
    DefineSets(py);
    for (const char* expression :
         {"{1, 2}", "frozenset([1, 2])", "{1: 0, 2: 0}.keys()", "Abstract(2, 1)", "Derived(1, 2)",
          "collections.OrderedDict.fromkeys([1, 2]).keys()"}) {
      py.run("import collections");
      EXPECT_EQ(ThereAndBack<std::set<int>>(py, expression), "{1, 2}") << expression;
      EXPECT_EQ(ThereAndBack<std::unordered_set<int>>(py, expression), "{1, 2}") << expression;
    }
    EXPECT_EQ(ThereAndBack<std::set<int>>(py, "SubSet([1])"), "{7}");
    EXPECT_EQ(ThereAndBack<std::set<int>>(py, "set()"), "set()");
  });
}

TEST(Set, IsMadeFromNothingElse) {
  attach([](Python py) {
    DefineSets(py);
    for (const char* expression :
         {"[1]", "(1,)", "{1: 2}", "'ab'", "iter({1})", "1", "None", "Set()", "{1: 2}.values()"}) {
      EXPECT_EQ(FitOf<std::set<int>>(py, expression), Fit::kNone) << expression;
    }
    EXPECT_EQ(Refusal<std::set<int>>(py, "[1]"), "TypeError: expected Set[int], got 'list'");
    EXPECT_EQ(Refusal<std::set<int>>(py, "Set()"), "TypeError: expected Set[int], got 'Set'");
  });
}

TEST(Set, FitsAsTheWorstOfItsItems) {
  attach([](Python py) {
    DefineSets(py);
    EXPECT_EQ(FitOf<std::set<int>>(py, "{1, 2}"), Fit::kExact);
    EXPECT_EQ(FitOf<std::set<double>>(py, "frozenset([1, 1.5])"), Fit::kConverting);
    EXPECT_EQ(FitOf<std::set<int>>(py, "{1, 'x'}"), Fit::kNone);
    EXPECT_EQ(FitOf<std::set<int>>(py, "set()"), Fit::kExact);
    EXPECT_EQ(FitOf<std::set<int>>(py, "SubSet()"), Fit::kConverting);
    EXPECT_EQ(FitOf<std::set<int>>(py, "Derived(1)"), Fit::kConverting);
    EXPECT_EQ(FitOf<std::set<int>>(py, "{1: 0}.keys()"), Fit::kConverting);
  });
}

TEST(Set, NamesTheItemThatIsWrong) {
  attach([](Python py) {
    py.run("class Odd: pass");
    const struct {
      const char* expression;
      const char* message;
    } cases[] = {
        {"{'a'}", "item 'a': expected int, got 'str'"},
        {"{1.5}", "item 1.5: expected int, got 'float'"},
        {"{None}", "item None: expected int, got 'NoneType'"},
        {"{Odd()}", "item of type 'Odd': expected int, got 'Odd'"},
        {"{(1, 2)}", "item of type 'tuple': expected int, got 'tuple'"},
    };
    for (const auto& c : cases) {
      EXPECT_EQ(Refusal<std::set<int>>(py, c.expression), std::string("TypeError: ") + c.message);
    }
    EXPECT_EQ(Refusal<std::set<int>>(py, "{'x' * 1000}"),
              "TypeError: item '" + std::string(59, 'x') + "...: expected int, got 'str'");
    EXPECT_EQ(Refusal<std::set<int>>(py, "{10 ** 10000}"),
              "OverflowError: item of type 'int': int out of range: expected -2147483648 to "
              "2147483647");
  });
}

TEST(Set, GivesWhatCanBeHashed) {
  attach([](Python py) {
    EXPECT_EQ(Result(py, std::set<std::vector<int>>{{1, 2}}), "{(1, 2)}");
    EXPECT_EQ(Result(py, std::set<std::set<int>>{{1}}), "{frozenset({1})}");
    EXPECT_EQ(Snapshot(py, std::set<int>{1}), "frozenset({1})");
    EXPECT_EQ(Snapshot(py, std::set<int>{}), "frozenset()");
    EXPECT_EQ(ThereAndBack<std::set<std::vector<int>>>(py, "{(1, 2), (1, 2)}"), "{(1, 2)}");
  });
}

TEST(Set, OfWhatHasNoOrderIsRefused) {
  attach([](Python py) {
    EXPECT_EQ(Refusal<std::set<double>>(py, "{float('nan')}"),
              "ValueError: item nan: nan cannot be put in order");
    EXPECT_EQ(Refusal<std::multiset<float>>(py, "[float('nan')]"),
              "ValueError: item 0: nan cannot be put in order");
    EXPECT_EQ(ThereAndBack<std::unordered_set<double>>(py, "{float('nan')}"), "{nan}");
  });
}

TEST(Multiset, KeepsHowOftenAnElementIsThere) {
  attach([](Python py) {
    EXPECT_EQ(ThereAndBack<std::multiset<int>>(py, "[2, 1, 2]"), "[1, 2, 2]");
    EXPECT_EQ(ThereAndBack<std::unordered_multiset<int>>(py, "(2, 2)"), "[2, 2]");
    EXPECT_EQ(Snapshot(py, std::multiset<int>{2, 1, 2}), "(1, 2, 2)");
    EXPECT_EQ(Refusal<std::multiset<int>>(py, "{1}"),
              "TypeError: expected Sequence[int], got 'set'");
  });
}

TEST(Set, Names) {
  EXPECT_EQ(Converter<std::set<std::string>>::Name(), "Set[str]");
  EXPECT_EQ(Converter<std::multiset<std::string>>::Name(), "Sequence[str]");
}

TEST(Set, ThatChangesWhileItIsConverted) {
  attach([](Python py) {
    py.run(
        "class Index:\n"
        "  def __init__(self, action): self.action = action\n"
        "  def __index__(self): self.action(); return 1\n"
        "def clears():\n"
        "  items = set()\n"
        "  items |= {Index(items.clear), Index(items.clear)}\n"
        "  return items\n"
        "class Raises:\n"
        "  def __index__(self): raise KeyError('index')\n");
    EXPECT_EQ(Refusal<std::set<int>>(py, "clears()"),
              "RuntimeError: Set changed size during iteration");
    EXPECT_EQ(Refusal<std::set<int>>(py, "{Raises()}"), "KeyError: 'index'");
  });
}

}  // namespace
}  // namespace ferrule
