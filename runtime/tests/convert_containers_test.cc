// Containers of containers, of what points into Python objects, and of bound classes.
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <initializer_list>
#include <map>
#include <new>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

#include "ferrule/convert/array.h"
#include "ferrule/convert/classes.h"
#include "ferrule/convert/handles.h"
#include "ferrule/convert/initializer_list.h"
#include "ferrule/convert/iterable.h"
#include "ferrule/convert/list.h"
#include "ferrule/convert/map.h"
#include "ferrule/convert/optional.h"
#include "ferrule/convert/reference_wrapper.h"
#include "ferrule/convert/set.h"
#include "ferrule/convert/span.h"
#include "ferrule/convert/tuple.h"
#include "ferrule/convert/unordered_map.h"
#include "ferrule/convert/variant.h"
#include "ferrule/convert/vector.h"
#include "ferrule/ferrule.h"
#include "ferrule/glue.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

// A bound class, without a default constructor, that knows how its instances came to be.
struct Point {
  explicit Point(int x) : x(x) {}
  Point(const Point& other) : x(other.x), is_copy(true) {}
  Point(Point&& other) noexcept : x(std::exchange(other.x, -1)) {}
  Point& operator=(const Point&) = default;
  Point& operator=(Point&&) = default;
  int x;
  bool is_copy = false;
};

PyTypeObject* MakePointType() {
  static PyType_Slot slots[] = {
      {Py_tp_dealloc, reinterpret_cast<void*>(&glue::Deallocate<Point>)},
      {0, nullptr},
  };
  PyType_Spec spec = {"test.Point", sizeof(Instance<Point>), 0, Py_TPFLAGS_DEFAULT, slots};
  return reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
}

}  // namespace

template <>
PyTypeObject* ClassOf<Point>() {
  static PyTypeObject* const type = MakePointType();
  return type;
}

template <>
PyObject* AllocateInstance<Point>() {
  return glue::AllocatePlain(ClassOf<Point>());
}

template <>
const abi::TypeRecord& RecordOf<Point>() {
  static constexpr abi::TypeRecord kRecord =
      glue::MakeTypeRecord<Point, true>("Point", "containers_test", 0);
  return kRecord;
}

namespace {

const Point& PointIn(const Bound<>& instance) { return *glue::Self<Point>(instance.as_ptr()); }

// Makes `p` a list of two Points in Python.
void DefinePoints(Python py) {
  py.import("__main__").setattr("p", std::vector<Point>{Point(1), Point(2)});
}

// --- Bound classes ---

template <class C>
C Take(Python py, std::string_view expression) {
  return py.eval(expression).extract<C>();
}

TEST(BoundClasses, AreCopiedIntoContainers) {
  attach([](Python py) {
    DefinePoints(py);
    EXPECT_EQ(Take<std::vector<Point>>(py, "p").at(1).x, 2);
    EXPECT_EQ((Take<std::array<Point, 2>>(py, "p")[1].x), 2);
    EXPECT_EQ((Take<std::pair<Point, int>>(py, "(p[0], 7)").first.x), 1);
    EXPECT_EQ((std::get<1>(Take<std::tuple<int, Point>>(py, "[7, p[1]]")).x), 2);
    EXPECT_EQ((Take<std::map<int, Point>>(py, "{7: p[1]}").at(7).x), 2);
    EXPECT_EQ((std::get<Point>(Take<std::variant<Point, int>>(py, "p[1]")).x), 2);
    EXPECT_EQ(Take<std::optional<Point>>(py, "p[1]")->x, 2);
    EXPECT_EQ(Take<Iterable<Point>>(py, "reversed(p)").begin()->x, 2);
    EXPECT_EQ((Refusal<std::array<Point, 2>>(py, "[p[0], 3]")),
              "TypeError: item 1: expected Point, got 'int'");
    EXPECT_EQ((Refusal<std::array<Point, 3>>(py, "p")), "ValueError: expected 3 items, got 2");
    py.import("__main__").delattr("p");
  });
}

TEST(BoundClasses, OfAContainerThatIsGivenAwayAreMoved) {
  attach([](Python py) {
    const auto is_copy = [](const Bound<>& object) { return PointIn(object).is_copy; };
    const std::vector<Point> kept{Point(1)};
    EXPECT_TRUE(is_copy(to_python(py, kept)[0]));
    std::vector<Point> given;
    given.emplace_back(3);
    const Bound<> list = to_python(py, std::move(given));
    EXPECT_FALSE(is_copy(list[0]));
    EXPECT_EQ(PointIn(list[0]).x, 3);
    std::map<int, Point> map;
    map.emplace(1, 4);
    EXPECT_FALSE(is_copy(to_python(py, std::move(map))[1]));
    EXPECT_FALSE(is_copy(to_python(py, std::optional<Point>(5))));
    EXPECT_FALSE(is_copy(to_python(py, std::variant<int, Point>(Point(6)))));
    EXPECT_FALSE(is_copy(to_python(py, std::tuple<Point>(Point(7)))[0]));
    std::vector<std::vector<Point>> nested(1);
    nested[0].emplace_back(8);
    EXPECT_FALSE(is_copy(to_python(py, std::move(nested))[0][0]));
  });
}

TEST(References, OfAContainerThatIsGivenAwayAreHandedOver) {
  attach([](Python py) {
    const Bound<> object = py.eval("object()");
    std::vector<Py<>> references;
    references.push_back(object.unbind());
    EXPECT_EQ(object.get_refcnt(), 2);
    const Bound<> list = to_python(py, std::move(references));
    EXPECT_EQ(object.get_refcnt(), 2);
    EXPECT_FALSE(references[0]);
    std::map<int, Bound<>> map{{1, object}};
    const Bound<> dict = to_python(py, std::move(map));
    EXPECT_EQ(object.get_refcnt(), 3);
  });
}

// --- What points into Python objects ---

// Takes the value of `expression` as a C, and drops the object; then calls `use` with the C.
template <class C, class F>
void TakeAndDrop(Python py, std::string_view expression, F use) {
  typename Converter<C>::Carrier carrier{};
  Bound<> object = py.eval(expression);
  if (!Converter<C>::FromPython(object.as_ptr(), carrier)) internal::ThrowError();
  object.call_method("clear");
  use(Converter<C>::Unwrap(carrier));
  use(Converter<C>::Unwrap(std::move(carrier)));
}

std::string Long(char c) { return std::string(100, c); }

TEST(Views, OfItemsLastAsLongAsTheCarrier) {
  attach([](Python py) {
    TakeAndDrop<std::vector<std::string_view>>(py, "['x' * 100, 'y' * 100]", [](const auto& views) {
      EXPECT_EQ(views.size(), 2u);
      EXPECT_EQ(views.back(), Long('y'));
    });
    TakeAndDrop<std::list<std::vector<std::string_view>>>(
        py, "[['x' * 100], ('y' * 100,)]",
        [](const auto& views) { EXPECT_EQ(views.back()[0], Long('y')); });
    TakeAndDrop<std::set<std::string_view>>(py, "{'x' * 100, 'y' * 100}", [](const auto& views) {
      EXPECT_EQ(*views.begin(), Long('x'));
    });
    TakeAndDrop<std::map<std::string_view, std::vector<std::string_view>>>(
        py, "{'x' * 100: ['y' * 100]}",
        [](const auto& views) { EXPECT_EQ(views.at(Long('x'))[0], Long('y')); });
    TakeAndDrop<std::unordered_map<int, std::string_view>>(
        py, "{1: 'x' * 100}", [](const auto& views) { EXPECT_EQ(views.at(1), Long('x')); });
    TakeAndDrop<std::multimap<std::string_view, int>>(
        py, "[('x' * 100, 1)]",
        [](const auto& views) { EXPECT_EQ(views.begin()->first, Long('x')); });
    TakeAndDrop<std::array<std::string_view, 1>>(
        py, "['x' * 100]", [](const auto& views) { EXPECT_EQ(views[0], Long('x')); });
    TakeAndDrop<std::pair<std::string_view, int>>(
        py, "['x' * 100, 1]", [](const auto& views) { EXPECT_EQ(views.first, Long('x')); });
    TakeAndDrop<std::tuple<std::optional<std::string_view>>>(
        py, "['x' * 100]", [](const auto& views) { EXPECT_EQ(std::get<0>(views), Long('x')); });
    TakeAndDrop<std::optional<std::vector<std::string_view>>>(
        py, "['x' * 100]", [](const auto& views) { EXPECT_EQ(views.value()[0], Long('x')); });
    TakeAndDrop<std::variant<int, std::vector<std::string_view>>>(
        py, "['x' * 100]", [](const auto& views) { EXPECT_EQ(std::get<1>(views)[0], Long('x')); });
    TakeAndDrop<std::vector<std::variant<int, std::string_view>>>(
        py, "['x' * 100]", [](const auto& views) { EXPECT_EQ(std::get<1>(views[0]), Long('x')); });
    TakeAndDrop<std::span<const std::string_view>>(
        py, "['x' * 100]", [](const auto& views) { EXPECT_EQ(views[0], Long('x')); });
    TakeAndDrop<std::initializer_list<std::string_view>>(
        py, "['x' * 100]", [](const auto& views) { EXPECT_EQ(*views.begin(), Long('x')); });
    TakeAndDrop<std::vector<std::span<const int>>>(py, "[range(100), [7]]", [](const auto& views) {
      EXPECT_EQ(views[0][99], 99);
      EXPECT_EQ(views[1][0], 7);
    });
    TakeAndDrop<std::map<std::string_view, std::span<const std::string_view>>>(
        py, "{'x' * 100: ['y' * 100]}",
        [](const auto& views) { EXPECT_EQ(views.at(Long('x'))[0], Long('y')); });
  });
}

TEST(Views, OfItemsThatOnlyTheIterationHolds) {
  attach([](Python py) {
    typename Converter<Iterable<std::string_view>>::Carrier carrier{};
    ASSERT_TRUE(Converter<Iterable<std::string_view>>::FromPython(
        py.eval("(c * 100 for c in 'xy')").as_ptr(), carrier));
    EXPECT_EQ(Converter<Iterable<std::string_view>>::Unwrap(carrier).elements()[1], Long('y'));
  });
}

TEST(Views, OfPointsKeepTheInstancesAlive) {
  attach([](Python py) {
    DefinePoints(py);
    TakeAndDrop<std::vector<Point*>>(py, "[p.pop(), None]", [](const auto& points) {
      EXPECT_EQ(points[0]->x, 2);
      EXPECT_EQ(points[1], nullptr);
    });
    TakeAndDrop<std::vector<std::reference_wrapper<const Point>>>(
        py, "[p.pop()]", [](const auto& points) { EXPECT_EQ(points[0].get().x, 1); });
    DefinePoints(py);
    TakeAndDrop<std::array<std::reference_wrapper<Point>, 1>>(
        py, "[p.pop()]", [](const auto& points) { EXPECT_EQ(points[0].get().x, 2); });
    TakeAndDrop<std::map<int, Point*>>(py, "{1: p.pop()}",
                                       [](const auto& points) { EXPECT_EQ(points.at(1)->x, 1); });
    EXPECT_EQ(Refusal<std::vector<std::reference_wrapper<Point>>>(py, "[None]"),
              "TypeError: item 0: expected Point, got 'NoneType'");
    py.import("__main__").delattr("p");
  });
}

TEST(Views, AreTheInstancesThemselves) {
  attach([](Python py) {
    DefinePoints(py);
    const Bound<> points = py.eval("p");
    Converter<std::vector<std::reference_wrapper<Point>>>::Carrier carrier{};
    ASSERT_TRUE(Converter<std::vector<std::reference_wrapper<Point>>>::FromPython(points.as_ptr(),
                                                                                  carrier));
    Converter<std::vector<std::reference_wrapper<Point>>>::Unwrap(carrier)[0].get().x = 9;
    EXPECT_EQ(PointIn(points[0]).x, 9);
    py.import("__main__").delattr("p");
  });
}

static_assert(!convert::kBorrows<std::vector<std::map<std::string, Point>>>);
static_assert(convert::kBorrows<std::vector<std::map<std::string, Point*>>>);
static_assert(convert::kBorrows<std::optional<std::string_view>>);
static_assert(!convert::kNeedsCarrier<std::optional<std::string_view>>);
static_assert(std::is_same_v<convert::CarrierOf<std::vector<std::vector<std::string>>>,
                             std::vector<std::vector<std::string>>>);

// --- References are counted ---

// How many references to `item` there are more when a C has been taken from `container`, and when
// it is gone.
template <class C>
void ExpectNoLeak(Python py, const char* container) {
  py.run(
      "class Index:\n"
      "  def __index__(self): return 1\n"
      "class Hash(str): pass\n"
      "item, key = Index(), Hash('key' * 30)\n");
  const Bound<> item = py.eval("item");
  const Bound<> key = py.eval("key");
  const Bound<> object = py.eval(container);
  const Py_ssize_t items = item.get_refcnt(), keys = key.get_refcnt(), all = object.get_refcnt();
  {
    typename Converter<C>::Carrier carrier{};
    const bool taken = Converter<C>::FromPython(object.as_ptr(), carrier);
    if (!taken) PyErr_Clear();
    (void)Converter<C>::Fits(object.as_ptr());
  }
  EXPECT_EQ(item.get_refcnt(), items) << container;
  EXPECT_EQ(key.get_refcnt(), keys) << container;
  EXPECT_EQ(object.get_refcnt(), all) << container;
}

TEST(References, AreGivenBack) {
  attach([](Python py) {
    for (const char* ints : {"[item]", "(item, item)", "[item, 'x']", "(item, 'x')",
                             "__import__('collections').deque([item, item])",
                             "__import__('collections').deque([item, 'x'])"}) {
      ExpectNoLeak<std::vector<int>>(py, ints);
      ExpectNoLeak<std::array<int, 1>>(py, ints);
      ExpectNoLeak<std::pair<int, int>>(py, ints);
      ExpectNoLeak<std::span<const int>>(py, ints);
      ExpectNoLeak<std::variant<std::string, std::vector<int>>>(py, ints);
    }
    for (const char* texts : {"[key]", "(key, key)", "[key, 1]"}) {
      ExpectNoLeak<std::vector<std::string_view>>(py, texts);
      ExpectNoLeak<std::tuple<std::string_view, std::string_view>>(py, texts);
      ExpectNoLeak<std::optional<std::vector<std::string_view>>>(py, texts);
    }
    for (const char* map : {"{key: item}", "{key: item, 1: 2}", "{key: item, 'a': 'b'}",
                            "__import__('types').MappingProxyType({key: item})",
                            "__import__('types').MappingProxyType({key: item, 'a': 'b'})"}) {
      ExpectNoLeak<std::map<std::string, int>>(py, map);
      ExpectNoLeak<std::map<std::string_view, int>>(py, map);
    }
    for (const char* set : {"{item}", "{item, 'x'}", "frozenset([item])"}) {
      ExpectNoLeak<std::set<int>>(py, set);
    }
  });
}

TEST(References, ToWhatCannotBeAKeyAreGivenBack) {
  attach([](Python py) {
    py.run(
        "class NoKey:\n"
        "  __hash__ = None\n");
    const Bound<> object = py.eval("NoKey()");
    std::map<int, Bound<>> values{{1, object}};
    EXPECT_EQ(to_python(py, values).len(), 1u);
    EXPECT_EQ(object.get_refcnt(), 2);
    struct Less {
      bool operator()(const Bound<>& a, const Bound<>& b) const { return a.as_ptr() < b.as_ptr(); }
    };
    const std::map<Bound<>, int, Less> keys{{object, 1}};
    EXPECT_EQ(Result(py, keys), "TypeError: unhashable type: 'NoKey'");
    const std::set<Bound<>, Less> set{object};
    EXPECT_EQ(Result(py, set), "TypeError: unhashable type: 'NoKey'");
    EXPECT_EQ(Snapshot(py, set), "TypeError: unhashable type: 'NoKey'");
    EXPECT_EQ(object.get_refcnt(), 4);
  });
}

// Hashing runs Python code, which may change the C++ container that is being given.
TEST(References, AreHashedWhenTheContainerIsDoneWith) {
  attach([](Python py) {
    struct Less {
      bool operator()(const Bound<>& a, const Bound<>& b) const { return a.as_ptr() < b.as_ptr(); }
    };
    py.run(
        "hashed = []\n"
        "class Key:\n"
        "  def __hash__(self): hashed.append(self); return 1\n"
        "  def __eq__(self, other): raise ValueError('equal?')\n");
    const std::set<Bound<>, Less> keys{py.eval("Key()"), py.eval("Key()")};
    EXPECT_EQ(Result(py, keys), "ValueError: equal?");
    py.run("hashed.clear()");
  });
}

// --- Types that contain themselves ---

struct Json {
  std::variant<std::monostate, bool, double, std::string, std::vector<Json>,
               std::map<std::string, Json>>
      value;
};

}  // namespace

template <>
struct Converter<Json> {
  using Carrier = Json;
  using Value = Converter<decltype(Json::value)>;
  static bool FromPython(PyObject* object, Json& out) {
    return Value::FromPython(object, out.value);
  }
  static Json Unwrap(Json&& carrier) { return std::move(carrier); }
  static Fit Fits(PyObject* object) { return Value::Fits(object); }
  static constexpr bool kBorrows = false;
  static std::string Name() { return "Json"; }
  static PyObject* ToPython(const Json& json) { return Value::ToPython(json.value); }
};

namespace {

TEST(Nested, TypesThatContainThemselves) {
  attach([](Python py) {
    const Bound<> object = py.eval("{'a': [1, None, {'b': 'c'}], 'd': [[], {}]}");
    const Json json = object.extract<Json>();
    EXPECT_EQ(to_python(py, json).repr(), "{'a': [1.0, None, {'b': 'c'}], 'd': [[], {}]}");
  });
}

TEST(Nested, AListThatContainsItselfIsAnError) {
  attach([](Python py) {
    py.run(
        "one = []\n"
        "one.append(one)\n"
        "many = []\n"
        "many.extend([many] * 10)\n"
        "entries = {}\n"
        "entries['a'] = entries\n");
    for (const char* expression : {"one", "many", "entries"}) {
      const std::string error = Refusal<Json>(py, expression);
      EXPECT_TRUE(error.starts_with("TypeError: ") || error.starts_with("RecursionError: "))
          << error;
      EXPECT_FALSE(PyErr::occurred(py));
    }
    const std::string error = Refusal<std::vector<Json>>(py, "one");
    EXPECT_TRUE(error.starts_with("TypeError: ") || error.starts_with("RecursionError: ")) << error;
    // Here the type says where it ends.
    EXPECT_EQ(Refusal<std::vector<std::vector<int>>>(py, "one"),
              "TypeError: item 0: item 0: expected int, got 'list'");
    EXPECT_EQ(Refusal<std::vector<std::vector<int>>>(py, "many"),
              "TypeError: item 0: item 0: expected int, got 'list'");
    py.run("one.clear(); many.clear(); entries.clear()");
  });
}

TEST(Nested, DeeperThanTheStackIsAnError) {
  attach([](Python py) {
    py.run(
        "deep = []\n"
        "for i in range(100000): deep = [deep]\n");
    const std::string error = Refusal<Json>(py, "deep");
    EXPECT_TRUE(error.starts_with("TypeError: ") || error.starts_with("RecursionError: ")) << error;
    py.run("del deep");
  });
}

// --- Everything in everything ---

TEST(Nested, Combinations) {
  attach([](Python py) {
    using Deep =
        std::map<std::string, std::vector<std::tuple<int, std::optional<std::pair<double, bool>>>>>;
    EXPECT_EQ(ThereAndBack<Deep>(py, "{'a': [(1, None), [2, (1, True)]], 'b': ()}"),
              "{'a': [(1, None), (2, (1.0, True))], 'b': []}");
    EXPECT_EQ(Refusal<Deep>(py, "{'a': [(1, (1, 2))]}"),
              "TypeError: value of key 'a': item 0: item 1: item 1: expected bool, got 'int'");
    EXPECT_EQ(Converter<Deep>::Name(),
              "Mapping[str, Sequence[tuple[int, tuple[float, bool] | None]]]");
    using Mixed = std::vector<std::variant<int, std::array<std::set<int>, 1>>>;
    EXPECT_EQ(ThereAndBack<Mixed>(py, "[1, [{2}]]"), "[1, [{2}]]");
  });
}

}  // namespace
}  // namespace ferrule
