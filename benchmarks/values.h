// Values of many types, in and out: what both sides of the benchmark bind besides core.h.
//
// What takes a container looks at its last element alone, and what gives one makes it of equal
// elements, so that the conversion is most of what is measured.
#ifndef FERRULE_BENCHMARKS_VALUES_H_
#define FERRULE_BENCHMARKS_VALUES_H_

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "ferrule/buffer.h"
#include "ferrule/ferrule.h"
#include "ferrule/ndarray.h"

namespace core {

// --- Text ---

// "grüße, welt"
FERRULE_FUNCTION()
inline std::string foreign_text() {
  return "gr\xC3\xBC\xC3\x9F"
         "e, welt";
}

FERRULE_FUNCTION()
inline std::string_view view_text() { return "hello, world"; }

// --- Sequences ---

FERRULE_FUNCTION()
inline double last_double(const std::vector<double>& values) {
  return values.empty() ? 0 : values.back();
}

FERRULE_FUNCTION()
inline int last_int(const std::vector<int>& values) { return values.empty() ? 0 : values.back(); }

FERRULE_FUNCTION()
inline std::size_t last_size(const std::vector<std::string>& values) {
  return values.empty() ? 0 : values.back().size();
}

FERRULE_FUNCTION()
inline std::vector<double> doubles(std::size_t count) { return std::vector<double>(count, 0.5); }

FERRULE_FUNCTION()
inline std::vector<int> ints(std::size_t count) { return std::vector<int>(count, 100000); }

FERRULE_FUNCTION()
inline std::vector<std::string> texts(std::size_t count) {
  return std::vector<std::string>(count, "some text");
}

// --- Mappings and sets ---

FERRULE_FUNCTION()
inline int last_value(const std::map<std::string, int>& values) {
  return values.empty() ? 0 : values.rbegin()->second;
}

FERRULE_FUNCTION()
inline const std::map<std::string, int>& mapping() {
  static const std::map<std::string, int> result = {
      {"one", 1}, {"two", 2},     {"three", 3}, {"four", 4}, {"five", 5},
      {"six", 6}, {"seven", 700}, {"eight", 8}, {"nine", 9}, {"ten", 1000}};
  return result;
}

FERRULE_FUNCTION()
inline int greatest(const std::set<int>& values) { return values.empty() ? 0 : *values.rbegin(); }

FERRULE_FUNCTION()
inline const std::set<int>& numbers() {
  static const std::set<int> result = {1, 2, 3, 4, 5, 6, 700, 8, 9, 1000};
  return result;
}

// --- Tuples and alternatives ---

FERRULE_FUNCTION()
inline int add_pair(const std::pair<int, int>& value) { return value.first + value.second; }

FERRULE_FUNCTION()
inline std::pair<int, int> twice(int value) { return {value, 2 * value}; }

FERRULE_FUNCTION()
inline double add_tuple(const std::tuple<int, double, std::string>& value) {
  return std::get<0>(value) + std::get<1>(value) + static_cast<double>(std::get<2>(value).size());
}

FERRULE_FUNCTION()
inline std::tuple<int, double, std::string> make_tuple(int value) { return {value, 0.5, "text"}; }

FERRULE_FUNCTION()
inline int value_or_zero(std::optional<int> value) { return value.value_or(0); }

FERRULE_FUNCTION()
inline std::optional<int> positive(int value) {
  return value > 0 ? std::optional<int>(value) : std::nullopt;
}

FERRULE_FUNCTION()
inline int int_or_size(const std::variant<int, std::string>& value) {
  const int* const number = std::get_if<int>(&value);
  return number != nullptr ? *number : static_cast<int>(std::get_if<std::string>(&value)->size());
}

FERRULE_FUNCTION()
inline std::variant<int, std::string> int_or_text(bool value) {
  if (value) return "text";
  return 5;
}

// --- Memory that Python lends ---

FERRULE_FUNCTION()
inline std::size_t count_bytes(std::span<const std::byte> value) { return value.size(); }

FERRULE_FUNCTION()
inline double last_of_buffer(ferrule::Buffer<const double> value) {
  return value.size() == 0 ? 0 : value[value.size() - 1];
}

FERRULE_FUNCTION()
inline double last_of_array(const ferrule::NdArray<const double, ferrule::Ndim<1>>& value) {
  return value.size() == 0 ? 0 : value[value.size() - 1];
}

// --- Enums ---

enum class FERRULE_ENUM() Color { red, green, blue };

FERRULE_FUNCTION()
inline Color next_color(Color color) {
  return static_cast<Color>((static_cast<int>(color) + 1) % 3);
}

}  // namespace core

#endif  // FERRULE_BENCHMARKS_VALUES_H_
