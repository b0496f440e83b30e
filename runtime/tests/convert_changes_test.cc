// Containers that Python code changes while they become Python objects: it may reach those that are
// part of an object.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/convert/array.h"
#include "ferrule/convert/list.h"
#include "ferrule/convert/map.h"
#include "ferrule/convert/path.h"
#include "ferrule/convert/set.h"
#include "ferrule/convert/span.h"
#include "ferrule/convert/time.h"
#include "ferrule/convert/tuple.h"
#include "ferrule/convert/user.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

// A number that has something done whenever it becomes a Python object.
struct Nosy {
  int number;
  friend bool operator<(const Nosy& a, const Nosy& b) { return a.number < b.number; }
};
std::function<void()> change;

}  // namespace

template <>
struct Converter<Nosy> : UserConverter<Nosy> {
  static constexpr const char* kName = "int";
  static Bound<> to_python(Python py, const Nosy& value) {
    Bound<> made = ferrule::to_python(py, value.number);
    if (change) change();
    return made;
  }
};

namespace {

TEST(Changes, DoNotReachWhatIsBeingConverted) {
  attach([](Python py) {
    std::vector<Nosy> vector = {{1}, {2}, {3}};
    change = [&] {
      for (Nosy& nosy : vector) nosy.number = -1;
      vector.assign(100, {-2});
    };
    EXPECT_EQ(Result(py, vector), "[1, 2, 3]");

    std::list<std::optional<Nosy>> list = {Nosy{1}, Nosy{2}, Nosy{3}};
    change = [&] { list.clear(); };
    EXPECT_EQ(Result(py, list), "[1, 2, 3]");

    std::array<std::pair<int, Nosy>, 2> array = {{{1, {2}}, {3, {4}}}};
    change = [&] { array[1] = {0, {0}}; };
    EXPECT_EQ(Result(py, array), "[(1, 2), (3, 4)]");
    array = {{{1, {2}}, {3, {4}}}};
    EXPECT_EQ(Result(py, std::span<const std::pair<int, Nosy>>(array)), "[(1, 2), (3, 4)]");

    std::set<Nosy> set = {{1}, {2}};
    change = [&] { set.clear(); };
    EXPECT_EQ(Result(py, set), "{1, 2}");

    std::map<int, std::vector<Nosy>> map = {{1, {{2}}}, {3, {{4}}}};
    change = [&] { map.clear(); };
    EXPECT_EQ(Result(py, map), "{1: [2], 3: [4]}");

    vector = {{1}, {2}};
    change = [&] { vector.assign(100, {-2}); };
    const Bound<> snapshot =
        Bound<>::from_owned_ptr(py, Converter<std::vector<Nosy>>::ToSnapshot(vector));
    EXPECT_EQ(snapshot.repr(), "(1, 2)");
    map = {{1, {{2}}}, {3, {{4}}}};
    change = [&] { map.clear(); };
    const Bound<> proxy =
        Bound<>::from_owned_ptr(py, Converter<std::map<int, std::vector<Nosy>>>::ToSnapshot(map));
    EXPECT_EQ(proxy.repr(), "mappingproxy({1: (2,), 3: (4,)})");
    change = nullptr;
  });
}

TEST(Changes, WhereNoneCanHappenNothingIsCopied) {
  static_assert(!convert::kRunsPython<int>);
  static_assert(!convert::kRunsPython<std::string>);
  static_assert(!convert::kRunsPython<std::vector<std::map<std::string, double>>>);
  static_assert(!convert::kRunsPython<std::set<std::string>>);
  static_assert(convert::kRunsPython<std::filesystem::path>);
  static_assert(convert::kRunsPython<std::chrono::seconds>);
  static_assert(convert::kRunsPython<std::vector<std::optional<std::filesystem::path>>>);
  static_assert(convert::kRunsPython<std::map<std::string, std::filesystem::path>>);
  static_assert(convert::kRunsPython<std::vector<std::set<Nosy>>>);
  const std::vector<int> plain = {1};
  EXPECT_EQ(&convert::Settled<int>(plain), &plain);
}

}  // namespace
}  // namespace ferrule
