#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ferrule/convert/map.h"
#include "ferrule/convert/optional.h"
#include "ferrule/convert/tuple.h"
#include "ferrule/convert/variant.h"
#include "ferrule/convert/vector.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

// --- Optional ---

TEST(Optional, IsEmptyForNone) {
  attach([](Python py) {
    EXPECT_EQ(ThereAndBack<std::optional<int>>(py, "None"), "None");
    EXPECT_EQ(ThereAndBack<std::optional<int>>(py, "0"), "0");
    EXPECT_EQ(ThereAndBack<std::optional<std::string_view>>(py, "''"), "''");
    EXPECT_EQ(ThereAndBack<std::optional<std::vector<int>>>(py, "[]"), "[]");
    EXPECT_EQ(Snapshot(py, std::optional(std::vector{1})), "(1,)");
    EXPECT_EQ(Snapshot(py, std::optional<int>()), "None");
  });
}

TEST(Optional, SaysThatNoneIsExpectedToo) {
  attach([](Python py) {
    EXPECT_EQ(Refusal<std::optional<int>>(py, "'x'"), "TypeError: expected int | None, got 'str'");
    EXPECT_EQ(Refusal<std::optional<std::vector<int>>>(py, "'x'"),
              "TypeError: expected Sequence[int] | None, got 'str'");
    EXPECT_EQ(Refusal<std::vector<std::optional<int>>>(py, "[1, 'x']"),
              "TypeError: item 1: expected int | None, got 'str'");
  });
}

TEST(Optional, KeepsTheErrorsOfItsValue) {
  attach([](Python py) {
    py.run(
        "class Raises:\n"
        "  def __index__(self): raise TypeError('mine')\n");
    EXPECT_EQ(Refusal<std::optional<std::vector<int>>>(py, "['x']"),
              "TypeError: item 0: expected int, got 'str'");
    EXPECT_EQ(Refusal<std::optional<int>>(py, "Raises()"), "TypeError: mine");
    EXPECT_EQ(Refusal<std::optional<std::uint8_t>>(py, "256"),
              "OverflowError: int out of range: expected 0 to 255");
  });
}

TEST(Optional, Fits) {
  attach([](Python py) {
    EXPECT_EQ(FitOf<std::optional<double>>(py, "None"), Fit::kExact);
    EXPECT_EQ(FitOf<std::optional<double>>(py, "1"), Fit::kConverting);
    EXPECT_EQ(FitOf<std::optional<double>>(py, "'x'"), Fit::kNone);
  });
}

TEST(Optional, Names) {
  EXPECT_EQ(Converter<std::optional<int>>::Name(), "int | None");
  EXPECT_EQ(Converter<std::optional<std::optional<int>>>::Name(), "int | None");
  EXPECT_EQ((Converter<std::optional<std::variant<std::monostate, int>>>::Name()), "int | None");
}

// --- Variant ---

template <class V>
std::size_t Chosen(Python py, std::string_view expression) {
  return py.eval(expression).extract<V>().index();
}

TEST(Variant, IsTheFirstAlternativeThatFitsExactly) {
  attach([](Python py) {
    using V = std::variant<double, int, std::string>;
    EXPECT_EQ(Chosen<V>(py, "1.0"), 0u);
    EXPECT_EQ(Chosen<V>(py, "1"), 1u);
    EXPECT_EQ(Chosen<V>(py, "'1'"), 2u);
    EXPECT_EQ((Chosen<std::variant<int, bool>>(py, "True")), 1u);
    EXPECT_EQ((Chosen<std::variant<std::vector<double>, std::vector<int>>>(py, "[1, 2]")), 1u);
    EXPECT_EQ((Chosen<std::variant<std::vector<double>, std::vector<int>>>(py, "[1, 2.5]")), 0u);
    EXPECT_EQ((Chosen<std::variant<std::vector<double>, std::vector<int>>>(py, "[]")), 0u);
    EXPECT_EQ((Chosen<std::variant<std::map<std::string, int>, std::map<int, int>>>(py, "{1: 2}")),
              1u);
    EXPECT_EQ(
        (Chosen<std::variant<std::pair<int, int>, std::tuple<int, int, int>>>(py, "(1, 2, 3)")),
        1u);
  });
}

TEST(Variant, IsElseTheFirstThatConverts) {
  attach([](Python py) {
    py.run(
        "class Index:\n"
        "  def __index__(self): return 3\n");
    EXPECT_EQ((Chosen<std::variant<std::string, double, int>>(py, "Index()")), 1u);
    EXPECT_EQ((Chosen<std::variant<std::string, double>>(py, "True")), 1u);
    EXPECT_EQ((ThereAndBack<std::variant<std::string, double>>(py, "1")), "1.0");
  });
}

TEST(Variant, MonostateIsNone) {
  attach([](Python py) {
    using V = std::variant<std::monostate, int>;
    EXPECT_EQ(ThereAndBack<V>(py, "None"), "None");
    EXPECT_EQ(ThereAndBack<V>(py, "1"), "1");
    EXPECT_EQ(Refusal<V>(py, "'x'"), "TypeError: expected int | None, got 'str'");
    EXPECT_EQ(Refusal<std::monostate>(py, "1"), "TypeError: expected None, got 'int'");
    EXPECT_EQ((Refusal<std::variant<int, std::string>>(py, "None")),
              "TypeError: expected int | str, got 'NoneType'");
  });
}

TEST(Variant, SaysWhatIsExpectedWhenNothingFits) {
  attach([](Python py) {
    EXPECT_EQ((Refusal<std::variant<int, std::string>>(py, "1.5")),
              "TypeError: expected int | str, got 'float'");
    EXPECT_EQ((Refusal<std::variant<int, std::vector<int>>>(py, "['x']")),
              "TypeError: expected int | Sequence[int], got 'list'");
    EXPECT_EQ((FitOf<std::variant<int, std::string>>(py, "1.5")), Fit::kNone);
    EXPECT_EQ((FitOf<std::variant<double, std::string>>(py, "1")), Fit::kConverting);
    EXPECT_EQ((FitOf<std::variant<double, int>>(py, "1")), Fit::kExact);
  });
}

TEST(Variant, OfIntegersIsTheFirstThatHoldsTheValue) {
  attach([](Python py) {
    using V = std::variant<std::int8_t, double, std::uint64_t, std::int64_t>;
    EXPECT_EQ(Chosen<V>(py, "127"), 0u);
    EXPECT_EQ(Chosen<V>(py, "-128"), 0u);
    EXPECT_EQ(Chosen<V>(py, "128"), 2u);
    EXPECT_EQ(Chosen<V>(py, "2 ** 64 - 1"), 2u);
    EXPECT_EQ(Chosen<V>(py, "-129"), 3u);
    EXPECT_EQ(Chosen<V>(py, "-2 ** 63"), 3u);
    for (const char* expression : {"2 ** 64", "-2 ** 63 - 1", "10 ** 30", "-10 ** 30"}) {
      EXPECT_EQ(Refusal<V>(py, expression),
                "OverflowError: int out of range: expected -128 to 127");
    }
    EXPECT_EQ((Refusal<std::variant<std::int8_t, double>>(py, "128")),
              "OverflowError: int out of range: expected -128 to 127");
  });
}

TEST(Variant, GivesItsAlternative) {
  attach([](Python py) {
    using V = std::variant<int, std::vector<int>>;
    EXPECT_EQ(Result(py, V(1)), "1");
    EXPECT_EQ(Result(py, V(std::vector{1})), "[1]");
    EXPECT_EQ(Snapshot(py, V(std::vector{1})), "(1,)");
  });
}

TEST(Variant, Names) {
  EXPECT_EQ((Converter<std::variant<int, std::string, long>>::Name()), "int | str");
  EXPECT_EQ((Converter<std::variant<std::monostate, std::vector<std::optional<int>>, int>>::Name()),
            "Sequence[int | None] | int | None");
}

}  // namespace
}  // namespace ferrule
