// Every type of the standard library that converts, there and back.
#ifndef FERRULE_TESTS_BEHAVIOUR_STANDARD_H_
#define FERRULE_TESTS_BEHAVIOUR_STANDARD_H_

#include <array>
#include <chrono>
#include <complex>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <forward_list>
#include <functional>
#include <initializer_list>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "ferrule/ferrule.h"
#include "ferrule/iterable.h"

namespace standard {

enum class FERRULE_ENUM() Color { red, green };

class FERRULE_CLASS() Point {
 public:
  explicit Point(int x) : x(x) {}
  int x;
};

// A function that returns what it is given.
#define ECHO(name, ...) \
  FERRULE_FUNCTION()      \
  inline __VA_ARGS__ name(__VA_ARGS__ value) { return value; }

ECHO(long_double, long double)
ECHO(complex_float, std::complex<float>)
ECHO(complex_double, std::complex<double>)
ECHO(char_, char)
ECHO(char8, char8_t)
ECHO(char16, char16_t)
ECHO(char32, char32_t)
ECHO(wide_char, wchar_t)
ECHO(u8string, std::u8string)
ECHO(u16string, std::u16string)
ECHO(u32string, std::u32string)
ECHO(wide_string, std::wstring)
ECHO(u8view, std::u8string_view)
ECHO(u16view, std::u16string_view)
ECHO(u32view, std::u32string_view)
ECHO(wide_view, std::wstring_view)
ECHO(c_string, const char*)
ECHO(byte_span, std::span<const std::byte>)
ECHO(unsigned_char_span, std::span<const unsigned char>)
ECHO(byte_vector, std::vector<std::byte>)
ECHO(path, std::filesystem::path)
ECHO(null_pointer, std::nullptr_t)
ECHO(monostate, std::monostate)

ECHO(nanoseconds, std::chrono::nanoseconds)
ECHO(milliseconds, std::chrono::milliseconds)
ECHO(seconds, std::chrono::seconds)
ECHO(real_seconds, std::chrono::duration<double>)
ECHO(system_time, std::chrono::system_clock::time_point)
ECHO(system_seconds, std::chrono::sys_seconds)
ECHO(local_seconds, std::chrono::local_seconds)
ECHO(steady_time, std::chrono::steady_clock::time_point)
ECHO(system_days, std::chrono::sys_days)
ECHO(date, std::chrono::year_month_day)
ECHO(time_of_day, std::chrono::hh_mm_ss<std::chrono::microseconds>)

ECHO(number_or_text, std::variant<int, std::string>)
ECHO(text_or_none, std::variant<std::monostate, std::string>)
ECHO(exact_or_real, std::variant<double, int>)
ECHO(pair, std::pair<int, std::string>)
ECHO(pair_of_points, std::pair<Point, Point>)
ECHO(triple, std::tuple<int, bool, Color>)
ECHO(nothing, std::tuple<>)
ECHO(array, std::array<double, 3>)
ECHO(array_of_points, std::array<Point, 2>)
ECHO(deque, std::deque<int>)
ECHO(list, std::list<std::string>)
ECHO(forward_list, std::forward_list<int>)
ECHO(set, std::set<int>)
ECHO(unordered_set, std::unordered_set<std::string>)
ECHO(multiset, std::multiset<int>)
ECHO(unordered_multiset, std::unordered_multiset<int>)
ECHO(map, std::map<std::string, int>)
ECHO(unordered_map, std::unordered_map<int, Point>)
ECHO(multimap, std::multimap<int, std::string>)
ECHO(unordered_multimap, std::unordered_multimap<int, int>)
ECHO(set_of_tuples, std::set<std::tuple<int, std::vector<int>>>)
ECHO(map_of_vectors, std::map<std::vector<int>, std::vector<std::optional<int>>>)
ECHO(vector_of_flags, std::vector<bool>)
ECHO(views, std::vector<std::string_view>)
ECHO(map_of_views, std::map<std::string_view, std::vector<std::string_view>>)
ECHO(optional_view, std::optional<std::string_view>)
ECHO(durations, std::map<std::string, std::optional<std::chrono::milliseconds>>)
ECHO(paths, std::vector<std::filesystem::path>)

#undef ECHO

FERRULE_FUNCTION() inline double sum_span(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}
FERRULE_FUNCTION() inline int sum_list(std::initializer_list<int> values) {
  int sum = 0;
  for (const int value : values) sum += value;
  return sum;
}
FERRULE_FUNCTION() inline int sum_iterable(const ferrule::Iterable<int>& values) {
  int sum = 0;
  for (const int value : values) sum += value;
  return sum;
}
FERRULE_FUNCTION() inline void fill(std::span<std::byte> bytes) {
  for (std::byte& byte : bytes) byte = std::byte{0x2a};
}
FERRULE_FUNCTION() inline void move_all(const std::vector<std::reference_wrapper<Point>>& points) {
  for (Point& point : points) ++point.x;
}
FERRULE_FUNCTION() inline void move_one(std::reference_wrapper<Point> point) { ++point.get().x; }
FERRULE_FUNCTION() inline const char* no_text() { return nullptr; }
FERRULE_FUNCTION()
inline const std::map<std::string, Point>& points() {
  static const std::map<std::string, Point> kPoints = {{"a", Point(1)}, {"b", Point(2)}};
  return kPoints;
}

// Attributes read in an immutable form.
class FERRULE_CLASS() Store {
 public:
  std::deque<int> deque = {1, 2};
  std::set<std::vector<int>> set = {{1}, {2, 3}};
  std::map<std::string, std::vector<int>> map = {{"a", {1}}};
  std::multimap<int, int> multimap = {{1, 2}};
  std::pair<int, std::vector<int>> pair = {1, {2}};
  std::array<int, 2> array = {1, 2};
  std::variant<int, std::vector<int>> variant = std::vector<int>{1};
  std::optional<std::map<int, int>> optional;
  std::complex<double> complex;
  char letter = 'a';
  std::filesystem::path path = "a/b";
  std::chrono::milliseconds delay{1500};
  FERRULE_FIELD(readonly) const char* label = "store";
  FERRULE_GETTER() std::map<int, std::set<int>> groups() const { return {{1, {2, 3}}}; }
};

// Defaults of such types.
FERRULE_FUNCTION()
inline std::string joined(const std::vector<std::string>& words = {}, char separator = ',',
                          const char* end = ".", std::optional<char> start = std::nullopt) {
  std::string text = start ? std::string(1, *start) : "";
  for (const std::string& word : words)
    text += (text.empty() ? "" : std::string(1, separator)) + word;
  return text + end;
}

}  // namespace standard

#endif  // FERRULE_TESTS_BEHAVIOUR_STANDARD_H_
