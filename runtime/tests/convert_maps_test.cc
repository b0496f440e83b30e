#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ferrule/convert/map.h"
#include "ferrule/convert/optional.h"
#include "ferrule/convert/unordered_map.h"
#include "ferrule/convert/vector.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

using Numbers = std::map<std::string, int>;

void DefineMappings(Python py) {
  py.run(
      "import collections, collections.abc, types\n"
      "class Abstract(collections.abc.Mapping):\n"
      "  def __getitem__(self, key): return {'a': 1, 'b': 2}[key]\n"
      "  def __len__(self): return 2 ** 62\n"
      "  def __iter__(self): return iter('ab')\n"
      "class ByKeys:\n"
      "  def keys(self): return ['a', 'b']\n"
      "  def __getitem__(self, key): return ord(key) - 96\n"
      "class SubDict(dict):\n"
      "  def __getitem__(self, key): return 7\n"
      "class NoKeys:\n"
      "  def __getitem__(self, key): return 1\n"
      "class NoItems:\n"
      "  def keys(self): return ['a']\n"
      "class SubList(list):\n"
      "  def keys(self): return [0]\n");
}

TEST(Map, IsMadeFromMappingsAndBecomesADict) {
  attach([](Python py) {
    DefineMappings(py);
    for (const char* expression :
         {"{'a': 1, 'b': 2}", "types.MappingProxyType({'a': 1, 'b': 2})", "Abstract()", "ByKeys()",
          "collections.OrderedDict(b=2, a=1)", "collections.Counter('abb')",
          "collections.UserDict(a=1, b=2)", "collections.ChainMap({'a': 1}, {'b': 2})"}) {
      EXPECT_EQ(ThereAndBack<Numbers>(py, expression), "{'a': 1, 'b': 2}") << expression;
      EXPECT_EQ((py.eval(expression).extract<std::unordered_map<std::string, int>>()),
                (std::unordered_map<std::string, int>{{"a", 1}, {"b", 2}}))
          << expression;
    }
    EXPECT_EQ(ThereAndBack<Numbers>(py, "SubDict(a=1)"), "{'a': 7}");
    EXPECT_EQ(ThereAndBack<Numbers>(py, "{}"), "{}");
  });
}

TEST(Map, IsMadeFromNothingElse) {
  attach([](Python py) {
    DefineMappings(py);
    for (const char* expression :
         {"[('a', 1)]", "(('a', 1),)", "'ab'", "{'a'}", "NoKeys()", "NoItems()", "SubList()",
          "{'a': 1}.items()", "dict", "1", "None", "range(3)"}) {
      EXPECT_EQ(FitOf<Numbers>(py, expression), Fit::kNone) << expression;
    }
    EXPECT_EQ(Refusal<Numbers>(py, "[('a', 1)]"),
              "TypeError: expected Mapping[str, int], got 'list'");
  });
}

TEST(Map, FitsAsTheWorstOfItsKeysAndValues) {
  attach([](Python py) {
    DefineMappings(py);
    EXPECT_EQ(FitOf<Numbers>(py, "{'a': 1}"), Fit::kExact);
    EXPECT_EQ(FitOf<Numbers>(py, "{}"), Fit::kExact);
    EXPECT_EQ(FitOf<Numbers>(py, "{'a': True}"), Fit::kConverting);
    EXPECT_EQ(FitOf<Numbers>(py, "{'a': 1, 2: 2}"), Fit::kNone);
    EXPECT_EQ(FitOf<Numbers>(py, "{'a': 'x'}"), Fit::kNone);
    EXPECT_EQ(FitOf<Numbers>(py, "Abstract()"), Fit::kConverting);
    EXPECT_EQ(FitOf<Numbers>(py, "ByKeys()"), Fit::kConverting);
    EXPECT_EQ(FitOf<Numbers>(py, "SubDict()"), Fit::kConverting);
  });
}

TEST(Map, NamesTheKeyThatIsWrongOrHasAWrongValue) {
  attach([](Python py) {
    DefineMappings(py);
    EXPECT_EQ(Refusal<Numbers>(py, "{1: 1}"), "TypeError: key 1: expected str, got 'int'");
    EXPECT_EQ(Refusal<Numbers>(py, "{'a': 'x'}"),
              "TypeError: value of key 'a': expected int, got 'str'");
    EXPECT_EQ((Refusal<std::map<std::string, std::vector<Numbers>>>(py, "{'a': [{'b': 1.5}]}")),
              "TypeError: value of key 'a': item 0: value of key 'b': expected int, got 'float'");
    EXPECT_EQ((Refusal<std::map<std::string, std::string>>(py, "ByKeys()")),
              "TypeError: value of key 'a': expected str, got 'int'");
    EXPECT_EQ((Refusal<std::map<std::string_view, std::string_view>>(py, "{'a': 1}")),
              "TypeError: value of key 'a': expected str, got 'int'");
  });
}

TEST(Map, OfEqualKeysTheLastWins) {
  attach([](Python py) {
    using Folded =
        std::map<std::string, int, decltype([](const std::string& a, const std::string& b) {
                   return std::tolower(a[0]) < std::tolower(b[0]);
                 })>;
    EXPECT_EQ(ThereAndBack<Folded>(py, "{'a': 1, 'A': 2}"), "{'a': 2}");
  });
}

TEST(Map, GivesKeysThatCanBeHashed) {
  attach([](Python py) {
    EXPECT_EQ(Result(py, std::map<std::vector<int>, std::vector<int>>{{{1}, {2}}}), "{(1,): [2]}");
    EXPECT_EQ(Result(py, std::map<Numbers, int>{{{{"a", 1}}, 1}}).substr(0, 27),
              "TypeError: unhashable type:");
    EXPECT_EQ(Result(py, std::map<std::optional<int>, int>{{{}, 1}, {2, 3}}), "{None: 1, 2: 3}");
  });
}

TEST(Map, IsImmutableAsAnAttribute) {
  attach([](Python py) {
    EXPECT_EQ(Snapshot(py, std::map<int, std::vector<int>>{{1, {2}}}), "mappingproxy({1: (2,)})");
    EXPECT_EQ(Snapshot(py, std::multimap<int, int>{{1, 2}, {1, 3}}), "((1, 2), (1, 3))");
  });
}

TEST(Map, WithoutAnOrderOfKeysIsRefused) {
  attach([](Python py) {
    EXPECT_EQ((Refusal<std::map<double, int>>(py, "{float('nan'): 1}")),
              "ValueError: key nan: nan cannot be put in order");
    EXPECT_EQ((Refusal<std::multimap<double, int>>(py, "[(float('nan'), 1)]")),
              "ValueError: item 0: nan cannot be put in order");
    EXPECT_EQ((ThereAndBack<std::unordered_map<double, int>>(py, "{float('nan'): 1}")), "{nan: 1}");
  });
}

TEST(Map, OfValuesThatCannotBeAssigned) {
  attach([](Python py) {
    EXPECT_EQ((ThereAndBack<std::map<std::string, std::pair<const int, int>>>(
                  py, "{'a': (1, 2), 'b': [3, 4]}")),
              "{'a': (1, 2), 'b': (3, 4)}");
  });
}

TEST(Multimap, IsASequenceOfPairs) {
  attach([](Python py) {
    using Many = std::multimap<std::string, int>;
    EXPECT_EQ(ThereAndBack<Many>(py, "[('b', 1), ['a', 2], ('b', 3)]"),
              "[('a', 2), ('b', 1), ('b', 3)]");
    EXPECT_EQ((ThereAndBack<std::unordered_multimap<int, int>>(py, "((1, 2), (1, 2))")),
              "[(1, 2), (1, 2)]");
    EXPECT_EQ(Refusal<Many>(py, "{'a': 1}"),
              "TypeError: expected Sequence[tuple[str, int]], got 'dict'");
    EXPECT_EQ(Refusal<Many>(py, "[('a', 1), ('b',)]"),
              "ValueError: item 1: expected 2 items, got 1");
    EXPECT_EQ(Refusal<Many>(py, "[('a', 'b')]"),
              "TypeError: item 0: item 1: expected int, got 'str'");
    EXPECT_EQ(FitOf<Many>(py, "[('a', 1)]"), Fit::kExact);
  });
}

TEST(Map, Names) {
  EXPECT_EQ((Converter<std::map<int, std::map<std::string, bool>>>::Name()),
            "Mapping[int, Mapping[str, bool]]");
  EXPECT_EQ((Converter<std::unordered_multimap<int, bool>>::Name()), "Sequence[tuple[int, bool]]");
}

// --- Bad input ---

TEST(Map, ThatChangesWhileItIsConverted) {
  attach([](Python py) {
    py.run(
        "class Index:\n"
        "  def __init__(self, action): self.action = action\n"
        "  def __index__(self): self.action(); return 1\n"
        "def clears():\n"
        "  entries = {}\n"
        "  entries.update(a=Index(entries.clear), b=Index(entries.clear))\n"
        "  return entries\n"
        "def changes_keys():\n"
        "  entries = {str(i): i for i in range(8)}\n"
        "  count = [0]\n"
        "  def move():\n"
        "    del entries[next(iter(entries))]\n"
        "    count[0] += 1\n"
        "    entries['n' + str(count[0])] = Index(move)\n"
        "  entries['0'] = Index(move)\n"
        "  for i in range(1, 8): entries[str(i)] = Index(move)\n"
        "  return entries\n"
        "def changes_value():\n"
        "  entries = {}\n"
        "  entries.update(a=Index(lambda: entries.update(b=3)), b=object())\n"
        "  return entries\n"
        "def ends():\n"
        "  entries = {}\n"
        "  entries['a'] = Index(entries.clear)\n"
        "  return entries\n");
    EXPECT_EQ(Refusal<Numbers>(py, "clears()"),
              "RuntimeError: dictionary changed size during iteration");
    EXPECT_EQ(Refusal<Numbers>(py, "ends()"),
              "RuntimeError: dictionary changed size during iteration");
    EXPECT_EQ(Refusal<Numbers>(py, "changes_keys()"),
              "RuntimeError: dictionary keys changed during iteration");
    EXPECT_EQ(ThereAndBack<Numbers>(py, "changes_value()"), "{'a': 1, 'b': 3}");
  });
}

TEST(Map, MadeFromMappingsThatRaiseOrLie) {
  attach([](Python py) {
    py.run(
        "class Base:\n"
        "  def __getitem__(self, key): return 1\n"
        "  def __len__(self): return -1\n"
        "class NumberOfKeys(Base):\n"
        "  def keys(self): return 3\n"
        "class RaisingKeys(Base):\n"
        "  def keys(self): raise LookupError('keys')\n"
        "class HalfWay(Base):\n"
        "  def keys(self):\n"
        "    yield 'a'\n"
        "    raise LookupError('half-way')\n"
        "class Missing(Base):\n"
        "  def keys(self): return ['a']\n"
        "  def __getitem__(self, key): raise KeyError(key)\n"
        "class NotCallable(Base):\n"
        "  keys = None\n"
        "class Twice(Base):\n"
        "  def keys(self): return 'abab'\n"
        "class Changing(Base):\n"
        "  def __init__(self): self.entries = dict.fromkeys('abc', 1)\n"
        "  def keys(self): return self.entries.keys()\n"
        "  def __getitem__(self, key): return self.entries.pop(key)\n");
    EXPECT_EQ(Refusal<Numbers>(py, "NumberOfKeys()"), "TypeError: 'int' object is not iterable");
    EXPECT_EQ(Refusal<Numbers>(py, "RaisingKeys()"), "LookupError: keys");
    EXPECT_EQ(Refusal<Numbers>(py, "HalfWay()"), "LookupError: half-way");
    EXPECT_EQ(Refusal<Numbers>(py, "Missing()"), "KeyError: 'a'");
    EXPECT_TRUE(Refusal<Numbers>(py, "NotCallable()").starts_with("TypeError: "));
    EXPECT_EQ(ThereAndBack<Numbers>(py, "Twice()"), "{'a': 1, 'b': 1}");
    EXPECT_EQ(Refusal<Numbers>(py, "Changing()"),
              "RuntimeError: dictionary changed size during iteration");
    for (const char* expression : {"NumberOfKeys()", "HalfWay()", "Missing()"}) {
      EXPECT_NE((Refusal<std::map<std::string_view, int>>(py, expression)), "");
    }
  });
}

}  // namespace
}  // namespace ferrule
