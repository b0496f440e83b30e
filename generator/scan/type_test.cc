// Types as they stand in parameters, results and fields.
#include <algorithm>
#include <string>
#include <vector>

#include "generator/ir/type_table.h"
#include "generator/scan/harness.h"
#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

using ir::Obstacle;
using ir::Passing;

constexpr std::string_view kTypes = R"(
#include <array>
#include <chrono>
#include <complex>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
namespace n {
class Unbound;
enum class UnboundEnum { a };
template <class T> struct Template {};
using Alias = const int&;
using Number = unsigned short;
inline namespace v2 { class FERRULE_CLASS() Bound {}; }
enum FERRULE_ENUM() Color { red };
}
)";

// A row of a table: a type as a header writes it, and its spelling in the model.
struct Row {
  std::string written, read;
};

// Scans a function with a parameter of each type.
Scanned ScanParameters(const std::vector<Row>& rows) {
  std::string text(kTypes);
  text += "using namespace n;\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string name = std::to_string(i);
    text += "using type" + name + " = " + rows[i].written + ";\n";
    text += "FERRULE_FUNCTION() void f" + name + "(" + rows[i].written + ");\n";
  }
  return ScanTextWithRuntime(text);
}

void ExpectTypes(const std::vector<Row>& rows) {
  const Scanned scanned = ScanParameters(rows);
  ASSERT_EQ(scanned.errors, "");
  const std::vector<std::string> functions = LinesOf(scanned.text, "function");
  ASSERT_EQ(functions.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(functions[i], "void f" + std::to_string(i) + "(" + rows[i].read + ")")
        << rows[i].written;
  }
}

TEST(TypeTest, KnowsNumbersAndText) {
  ExpectTypes({
      {"bool", "bool"},
      {"signed char", "signed char"},
      {"unsigned char", "unsigned char"},
      {"short", "short"},
      {"n::Number", "unsigned short"},
      {"int", "int"},
      {"unsigned", "unsigned int"},
      {"long", "long"},
      {"unsigned long", "unsigned long"},
      {"long long", "long long"},
      {"unsigned long long", "unsigned long long"},
      {"std::int8_t", "signed char"},
      {"std::uint64_t", "unsigned long"},
      {"float", "float"},
      {"double", "double"},
      {"std::string", "std::string"},
      {"const std::string&", "const std::string&"},
      {"std::string_view", "std::string_view"},
      {"std::basic_string<char>", "std::string"},
      {"const int", "int"},
  });
}

TEST(TypeTest, KnowsCallbacks) {
  ExpectTypes({
      {"std::function<void()>", "std::function<void()>"},
      {"const std::function<int(const std::string&, Bound)>&",
       "const std::function<int(const std::string&, n::Bound)>&"},
      {"std::function<std::function<void(Color)>(int*)>",
       "std::function<std::function<void(n::Color)>(int*)>"},
      {"int (*)(int, double)", "int (*)(int, double)"},
      {"void (*)() noexcept", "void (*)() noexcept"},
      {"void (*)(const char*, void*)", "void (*)(const char*, void*)"},
      {"std::vector<bool (*)(long)>", "std::vector<bool (*)(long)>"},
      {"std::function<int (*(char))(int)>", "std::function<auto(char) -> int (*)(int)>"},
      {"void*", "void*"},
  });
}

TEST(TypeTest, KnowsClassesAndEnums) {
  ExpectTypes({
      {"Bound", "n::Bound"},
      {"n::v2::Bound", "n::Bound"},
      {"const Bound&", "const n::Bound&"},
      {"Bound&", "n::Bound&"},
      {"Bound&&", "n::Bound&&"},
      {"const Bound*", "const n::Bound*"},
      {"Bound*", "n::Bound*"},
      {"Bound* const", "n::Bound*"},
      {"n::Alias", "const int&"},
      {"Color", "n::Color"},
      {"const Color&", "const n::Color&"},
  });
}

TEST(TypeTest, KnowsContainers) {
  ExpectTypes({
      {"std::optional<int>", "std::optional<int>"},
      {"const std::optional<std::string>&", "const std::optional<std::string>&"},
      {"std::vector<double>", "std::vector<double>"},
      {"std::vector<std::vector<Bound>>", "std::vector<std::vector<n::Bound>>"},
      {"std::optional<std::vector<Color>>", "std::optional<std::vector<n::Color>>"},
      {"std::vector<bool>", "std::vector<bool>"},
      {"std::vector<ferrule::Py<>>", "std::vector<ferrule::Py<>>"},
  });
}

TEST(TypeTest, KnowsTheStandardLibrary) {
  ExpectTypes({
      {"long double", "long double"},
      {"std::complex<float>", "std::complex<float>"},
      {"char", "char"},
      {"char8_t", "char8_t"},
      {"char16_t", "char16_t"},
      {"wchar_t", "wchar_t"},
      {"const char*", "const char*"},
      {"std::u8string", "std::u8string"},
      {"const std::u16string&", "const std::u16string&"},
      {"std::u32string_view", "std::u32string_view"},
      {"std::wstring", "std::wstring"},
      {"std::span<const std::byte>", "std::span<const std::byte>"},
      {"std::span<std::byte>", "std::span<std::byte>"},
      {"std::span<const std::uint8_t>", "std::span<const unsigned char>"},
      {"std::vector<std::byte>", "std::vector<std::byte>"},
      {"const std::filesystem::path&", "const std::filesystem::path&"},
      {"std::nullptr_t", "std::nullptr_t"},
      {"std::monostate", "std::monostate"},
      {"std::chrono::milliseconds", "std::chrono::milliseconds"},
      {"std::chrono::duration<double>", "std::chrono::duration<double, std::ratio<1, 1>>"},
      {"std::chrono::system_clock::time_point", "std::chrono::sys_time<std::chrono::nanoseconds>"},
      {"std::chrono::sys_days", "std::chrono::sys_days"},
      {"std::chrono::local_time<std::chrono::seconds>",
       "std::chrono::local_time<std::chrono::seconds>"},
      {"std::chrono::steady_clock::time_point",
       "std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>"},
      {"std::chrono::year_month_day", "std::chrono::year_month_day"},
      {"std::chrono::hh_mm_ss<std::chrono::microseconds>",
       "std::chrono::hh_mm_ss<std::chrono::microseconds>"},
      {"std::variant<int, std::string>", "std::variant<int, std::string>"},
      {"std::pair<int, Bound>", "std::pair<int, n::Bound>"},
      {"std::tuple<int, bool, Color>", "std::tuple<int, bool, n::Color>"},
      {"std::tuple<>", "std::tuple<>"},
      {"std::array<double, 3>", "std::array<double, 3>"},
      {"std::deque<int>", "std::deque<int>"},
      {"std::list<std::string>", "std::list<std::string>"},
      {"std::span<const double>", "std::span<const double>"},
      {"std::set<int>", "std::set<int>"},
      {"std::unordered_set<std::string>", "std::unordered_set<std::string>"},
      {"std::map<std::string, std::vector<int>>", "std::map<std::string, std::vector<int>>"},
      {"std::unordered_map<int, Bound>", "std::unordered_map<int, n::Bound>"},
      {"std::multimap<int, int>", "std::multimap<int, int>"},
      {"std::reference_wrapper<Bound>", "std::reference_wrapper<n::Bound>"},
      {"std::unique_ptr<Bound>", "std::unique_ptr<n::Bound>"},
      {"std::shared_ptr<const Bound>", "std::shared_ptr<const n::Bound>"},
      {"std::vector<std::weak_ptr<Bound>>", "std::vector<std::weak_ptr<n::Bound>>"},
  });
}

TEST(TypeTest, KnowsTheRuntime) {
  ExpectTypes({
      {"ferrule::Python", "ferrule::Python"},
      {"ferrule::Args", "ferrule::Args"},
      {"ferrule::Kwargs", "ferrule::Kwargs"},
      {"ferrule::Py<>", "ferrule::Py<>"},
      {"ferrule::Py<ferrule::Any>", "ferrule::Py<>"},
      {"ferrule::Py<ferrule::Int>", "ferrule::Py<ferrule::Int>"},
      {"ferrule::Bound<ferrule::Dict>", "ferrule::Bound<ferrule::Dict>"},
      {"const ferrule::Bound<ferrule::Callable>&", "const ferrule::Bound<ferrule::Callable>&"},
      {"ferrule::Borrowed<ferrule::Str>", "ferrule::Borrowed<ferrule::Str>"},
      {"ferrule::SharedPy<ferrule::List>", "ferrule::SharedPy<ferrule::List>"},
      {"ferrule::Py<Bound>", "ferrule::Py<n::Bound>"},
      {"ferrule::abi_1::Bound<ferrule::abi_1::Module>", "ferrule::Bound<ferrule::Module>"},
  });
}

// The type of the only parameter of the only function.
ir::PassedType TypeOf(const Scanned& scanned, std::size_t index) {
  return scanned.module->functions[index].parameters[0].type;
}

constexpr char kUserTypes[] = R"(
#include <system_error>
namespace my {
struct Color {};
enum class Level { low };
template <class T, class U> struct Pair {};
template <class T> struct Or {};
struct Status {};
}
template <> struct ferrule::Converter<my::Color> : ferrule::UserConverter<my::Color> {
  static constexpr const char* kName = "tuple[int, ...]";
  static constexpr const char* kResultName = "str";
  static constexpr bool kBorrows = true;
  static my::Color from_python(Borrowed<>);
  template <class T> static Bound<> to_python(Python, const T&);
};
namespace ferrule {
template <class T> struct Converter<my::Pair<T, int>> : UserConverter<my::Pair<T, int>> {
  static std::string name();
  static my::Pair<T, int> from_python(Borrowed<>);
};
template <> struct Converter<my::Level> : UserConverter<my::Level> {
  static constexpr const char* kName = "int";
  static Bound<> to_python(Python, my::Level);
};
template <class T> struct Outcome<my::Or<T>> { using Value = T; };
template <> struct Outcome<my::Status> { using Value = void; };
}
FERRULE_FUNCTION() my::Or<my::Pair<bool, int>> f(my::Color, const my::Pair<long, int>&, my::Level);
FERRULE_FUNCTION() my::Status g(my::Pair<int, long>);
FERRULE_FUNCTION() std::error_code h(my::Or<std::error_code>);
)";

TEST(TypeTest, KnowsWhatUsersConvert) {
  const Scanned scanned = ScanTextWithRuntime(kUserTypes);
  ASSERT_EQ(scanned.errors, "");
  const std::vector<ir::Function>& functions = scanned.module->functions;
  const std::vector<ir::Parameter>& parameters = functions[0].parameters;
  EXPECT_EQ(parameters[0].type.type,
            (ir::Type{ir::Custom{"my::Color", "tuple[int, ...]", "str", true, true, true}}));
  EXPECT_EQ(parameters[1].type.type,
            (ir::Type{ir::Custom{"my::Pair<long, int>", "object", "typing.Any", true, false}}));
  EXPECT_EQ(parameters[1].type.passing, Passing::kConstRef);
  EXPECT_EQ(parameters[2].type.type,
            (ir::Type{ir::Custom{"my::Level", "int", "int", false, true}}));
  const auto* outcome = functions[0].result.type.As<ir::Outcome>();
  ASSERT_NE(outcome, nullptr);
  EXPECT_EQ(outcome->spelling, "my::Or<my::Pair<bool, int>>");
  EXPECT_EQ(*outcome->value,
            (ir::Type{ir::Custom{"my::Pair<bool, int>", "object", "typing.Any", true, false}}));
  EXPECT_EQ(functions[1].result.type,
            (ir::Type{ir::Outcome{"my::Status", ir::Type{ir::Void{}}, false}}));
  EXPECT_TRUE(functions[1].parameters[0].type.type.Is<ir::Unsupported>()) << "of other arguments";
  EXPECT_EQ(functions[2].result.type,
            (ir::Type{ir::Outcome{"std::error_code", ir::Type{ir::Void{}}, true}}));
}

TEST(TypeTest, SaysWhatItDoesNotKnow) {
  struct Case {
    std::string written;
    Obstacle obstacle;
    std::string spelling;
    Passing passing;
  };
  constexpr Obstacle kUnknown = Obstacle::kUnknownType;
  constexpr Obstacle kUnbound = Obstacle::kUnboundClass;
  const std::vector<Case> cases = {
      {"__int128", kUnknown, "__int128", Passing::kValue},
      {"const void*", kUnknown, "const void *", Passing::kValue},
      {"int**", kUnknown, "int **", Passing::kValue},
      {"volatile int&", kUnknown, "volatile int &", Passing::kValue},
      {"const int&&", kUnknown, "const int &&", Passing::kValue},
      {"void (*)(int, ...)", kUnknown, "void (*)(int, ...)", Passing::kValue},
      {"void (Bound::*)()", kUnknown, "void (n::Bound::*)()", Passing::kValue},
      {"int (&)[3]", kUnknown, "int (&)[3]", Passing::kValue},
      {"std::set<int, std::greater<int>>", kUnknown, "std::set<int, std::greater<int>>",
       Passing::kValue},
      {"const std::map<int, int, std::less<>>&", kUnknown, "std::map<int, int, std::less<>>",
       Passing::kConstRef},
      {"std::span<int, 3>", kUnknown, "std::span<int, 3>", Passing::kValue},
      {"Template<int>", kUnknown, "Template<int>", Passing::kValue},
      {"ferrule::Unknown", kUnknown, "ferrule::Unknown", Passing::kValue},
      {"Unbound&", kUnbound, "n::Unbound", Passing::kRef},
      {"const Unbound*", kUnbound, "n::Unbound", Passing::kConstPointer},
      {"UnboundEnum", kUnbound, "n::UnboundEnum", Passing::kValue},
      {"ferrule::Py<Unbound>", kUnbound, "n::Unbound", Passing::kValue},
      {"ferrule::Py<int>", kUnknown, "ferrule::Py<int>", Passing::kValue},
  };
  std::vector<Row> rows;
  for (const Case& c : cases) rows.push_back({c.written, ""});
  const Scanned scanned = ScanParameters(rows);
  ASSERT_EQ(scanned.errors, "");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const ir::PassedType type = TypeOf(scanned, i);
    ASSERT_TRUE(type.type.Is<ir::Unsupported>()) << cases[i].written;
    EXPECT_EQ(type.type.As<ir::Unsupported>()->obstacle, cases[i].obstacle) << cases[i].written;
    EXPECT_EQ(type.type.As<ir::Unsupported>()->spelling, cases[i].spelling) << cases[i].written;
    EXPECT_EQ(type.passing, cases[i].passing) << cases[i].written;
  }
}

TEST(TypeTest, SaysWhichPartItDoesNotKnow) {
  const Scanned scanned = ScanParameters(
      {{"std::vector<std::map<int, int, std::less<>>>", ""}, {"std::optional<int*>", ""}});
  ASSERT_EQ(scanned.errors, "");
  const ir::Type vector = TypeOf(scanned, 0).type;
  ASSERT_TRUE(vector.Is<ir::Template>());
  EXPECT_EQ(vector.As<ir::Template>()->arguments[0].As<ir::Unsupported>()->spelling,
            "std::map<int, int, std::less<>>");
  const ir::Type optional = TypeOf(scanned, 1).type;
  ASSERT_NE(ir::ElementOfOptional(optional), nullptr);
  EXPECT_EQ(ir::ElementOfOptional(optional)->As<ir::Unsupported>()->spelling, "int *");
}

// Whether the type, or what it owns, says that it holds references.
bool Holds(const ir::Type& type) {
  if (const auto* unsupported = type.As<ir::Unsupported>()) return unsupported->holds_references;
  if (const auto* handle = type.As<ir::Handle>()) return handle->kind != ir::HandleKind::kBorrowed;
  const auto* instance = type.As<ir::Template>();
  return instance != nullptr && ir::OwnsArguments(instance->kind) &&
         std::ranges::any_of(instance->arguments, Holds);
}

TEST(TypeTest, SaysWhatHoldsReferences) {
  const Scanned scanned = ScanTextWithRuntime(R"(
#include <array>
#include <functional>
#include <memory>
#include <span>
#include <utility>
class NotBound;
class Declared;
class Holder { ferrule::Py<> member_; };
struct Plain { int i; Holder* elsewhere; };
struct Derived : Plain, private Holder {};
template <class T> struct Box : Derived { T content; };
template <class T> struct Cell { T content; ferrule::Py<> always; };
struct Linked { std::unique_ptr<Linked> next; };
struct Anonymous { union { int i; Holder holder; }; };
struct FERRULE_CLASS() S {
  std::array<ferrule::Py<>, 2> a;
  std::unique_ptr<const ferrule::Bound<>[]> b;
  std::map<int, std::vector<ferrule::SharedPy<>>> c;
  std::pair<int, Holder> d;
  Holder e;
  Derived f[2];
  Box<int> g;
  std::unique_ptr<Cell<int>> h;
  Anonymous i;
  ferrule::Py<NotBound> j;
  struct { Holder holder; } k;
  union { ferrule::Py<> only; };

  Plain m;
  Linked n;
  std::unique_ptr<Declared> o;
  std::function<ferrule::Py<>(ferrule::Py<>)> p;
  std::span<ferrule::Py<>> q;
  ferrule::Py<>** r;
  ferrule::Borrowed<NotBound> s;
  ferrule::Unknown t;
};
)");
  ASSERT_EQ(scanned.errors, "");
  std::string holding, others;
  for (const ir::Field& field : scanned.module->classes[0].fields) {
    (Holds(field.type) ? holding : others) += field.name.empty() ? "(union)" : field.name;
  }
  EXPECT_EQ(holding, "abcdefghijk(union)");
  EXPECT_EQ(others, "mnopqrst");
}

TEST(TypeTest, KeepsPathsOutOfUnnamedTypes) {
  const Scanned scanned = ScanText("struct FERRULE_CLASS() S { struct { int x; } position; };\n");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "field"),
            (std::vector<std::string>{"struct (unnamed struct) position (no Python form)"}));
}

TEST(TypeTest, UsesClassesThatComeLater) {
  const Scanned scanned = ScanText(
      "class Later;\n"
      "FERRULE_FUNCTION() void f(const Later& l);\n"
      "class FERRULE_CLASS() Later {};\n");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "function"),
            (std::vector<std::string>{"void f(const Later& l)"}));
}

}  // namespace
}  // namespace ferrule::scan
