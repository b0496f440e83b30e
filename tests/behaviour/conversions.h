// Functions that give back what they take, one for each type.
#ifndef FERRULE_TESTS_BEHAVIOUR_CONVERSIONS_H_
#define FERRULE_TESTS_BEHAVIOUR_CONVERSIONS_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace conversions {

// --- Numbers ---

FERRULE_FUNCTION() inline bool boolean(bool value) { return value; }

FERRULE_FUNCTION() inline std::int8_t int8(std::int8_t value) { return value; }
FERRULE_FUNCTION() inline std::uint8_t uint8(std::uint8_t value) { return value; }
FERRULE_FUNCTION() inline std::int16_t int16(std::int16_t value) { return value; }
FERRULE_FUNCTION() inline std::uint16_t uint16(std::uint16_t value) { return value; }
FERRULE_FUNCTION() inline std::int32_t int32(std::int32_t value) { return value; }
FERRULE_FUNCTION() inline std::uint32_t uint32(std::uint32_t value) { return value; }
FERRULE_FUNCTION() inline std::int64_t int64(std::int64_t value) { return value; }
FERRULE_FUNCTION() inline std::uint64_t uint64(std::uint64_t value) { return value; }
FERRULE_FUNCTION() inline long long_(long value) { return value; }
FERRULE_FUNCTION() inline unsigned long unsigned_long(unsigned long value) { return value; }
FERRULE_FUNCTION() inline long long long_long(long long value) { return value; }
FERRULE_FUNCTION() inline unsigned long long unsigned_long_long(unsigned long long value) {
  return value;
}
FERRULE_FUNCTION() inline std::size_t size(std::size_t value) { return value; }

FERRULE_FUNCTION() inline double real(double value) { return value; }
FERRULE_FUNCTION() inline float single(float value) { return value; }

// --- Text ---

FERRULE_FUNCTION() inline std::string text(std::string value) { return value; }
FERRULE_FUNCTION() inline std::string text_by_reference(const std::string& value) { return value; }
FERRULE_FUNCTION() inline std::string text_moved(std::string&& value) { return std::move(value); }
FERRULE_FUNCTION() inline std::string_view view(std::string_view value) { return value; }
FERRULE_FUNCTION() inline std::size_t length(std::string_view value) { return value.size(); }
FERRULE_FUNCTION() inline std::string invalid_utf8() { return "a\xff"; }

// --- Optional ---

FERRULE_FUNCTION() inline std::optional<int> optional_int(std::optional<int> value) {
  return value;
}
FERRULE_FUNCTION()
inline std::optional<std::string> optional_text(const std::optional<std::string>& value) {
  return value;
}
FERRULE_FUNCTION()
inline std::optional<std::string_view> optional_view(std::optional<std::string_view> value) {
  return value;
}
FERRULE_FUNCTION()
inline std::optional<std::vector<int>> optional_vector(
    std::optional<std::vector<int>> value = std::nullopt) {
  return value;
}

// --- Vector ---

FERRULE_FUNCTION() inline std::vector<int> ints(std::vector<int> value) { return value; }
FERRULE_FUNCTION() inline std::vector<int> ints_by_reference(const std::vector<int>& value) {
  return value;
}
FERRULE_FUNCTION() inline std::vector<bool> booleans(std::vector<bool> value) { return value; }
FERRULE_FUNCTION() inline std::vector<double> reals(std::vector<double> value) { return value; }
FERRULE_FUNCTION() inline std::vector<std::string> texts(std::vector<std::string> value) {
  return value;
}
FERRULE_FUNCTION()
inline std::vector<std::vector<int>> matrix(std::vector<std::vector<int>> value) { return value; }
FERRULE_FUNCTION()
inline std::vector<std::optional<int>> optionals(std::vector<std::optional<int>> value) {
  return value;
}
/// Returns text that is no UTF-8 behind text that is.
FERRULE_FUNCTION() inline std::vector<std::string> invalid_texts() { return {"fine", "a\xff"}; }

// --- Bound classes ---

struct FERRULE_CLASS() Point {
  Point(int x, int y) : x(x), y(y) {}
  int x;
  int y;
};

FERRULE_FUNCTION() inline int sum_of_value(Point point) { return point.x + point.y; }
FERRULE_FUNCTION() inline int sum_of_reference(const Point& point) { return point.x + point.y; }
FERRULE_FUNCTION() inline int sum_of_pointer(const Point* point) {
  return point == nullptr ? -1 : point->x + point->y;
}
/// Changes the argument itself.
FERRULE_FUNCTION() inline void double_reference(Point& point) {
  point = Point(2 * point.x, 2 * point.y);
}
FERRULE_FUNCTION() inline void double_pointer(Point* point) {
  if (point != nullptr) double_reference(*point);
}
FERRULE_FUNCTION() inline Point make_point(int x, int y) { return Point(x, y); }
FERRULE_FUNCTION() inline std::optional<Point> maybe_point(std::optional<Point> point) {
  return point;
}
FERRULE_FUNCTION() inline std::vector<Point> reversed_points(std::vector<Point> points) {
  return {points.rbegin(), points.rend()};
}
FERRULE_FUNCTION() inline const Point& shared_point() {
  static const Point point(3, 4);
  return point;
}

/// Cannot be copied when told so, and then throws.
struct FERRULE_CLASS() Brittle {
  explicit Brittle(bool breaks) : breaks(breaks) {}
  Brittle(const Brittle& other) : breaks(other.breaks) {
    if (breaks) throw std::runtime_error("broken");
  }
  Brittle& operator=(const Brittle&) = default;
  bool breaks;
};

FERRULE_FUNCTION() inline bool copy_brittle(Brittle brittle) { return brittle.breaks; }
FERRULE_FUNCTION() inline std::size_t count_brittle(const std::vector<Brittle>& brittle) {
  return brittle.size();
}
FERRULE_FUNCTION() inline bool has_brittle(const std::optional<Brittle>& brittle) {
  return brittle.has_value();
}
FERRULE_FUNCTION() inline const Brittle& shared_brittle(bool breaks) {
  static Brittle brittle(false);
  brittle.breaks = breaks;
  return brittle;
}
FERRULE_FUNCTION() inline const std::vector<Brittle>& shared_brittles(bool breaks) {
  static std::vector<Brittle> brittle(2, Brittle(false));
  brittle[1].breaks = breaks;
  return brittle;
}

// --- References to Python objects ---

FERRULE_FUNCTION() inline ferrule::Bound<> bound(ferrule::Bound<> value) { return value; }
FERRULE_FUNCTION() inline ferrule::Borrowed<> borrowed(ferrule::Borrowed<> value) { return value; }
FERRULE_FUNCTION() inline ferrule::Py<> py(ferrule::Py<> value) { return value; }
FERRULE_FUNCTION() inline ferrule::Py<> empty() { return {}; }
FERRULE_FUNCTION() inline std::vector<ferrule::Py<>> pys(std::vector<ferrule::Py<>> value) {
  return value;
}
FERRULE_FUNCTION() inline std::optional<ferrule::Py<>> optional_py(
    std::optional<ferrule::Py<>> value) {
  return value;
}

FERRULE_FUNCTION() inline ferrule::Bound<ferrule::Int> of_int(ferrule::Bound<ferrule::Int> value) {
  return value;
}
FERRULE_FUNCTION() inline ferrule::Bound<ferrule::Str> of_str(ferrule::Bound<ferrule::Str> value) {
  return value;
}
FERRULE_FUNCTION() inline ferrule::Bound<ferrule::List> of_list(
    ferrule::Bound<ferrule::List> value) {
  return value;
}
FERRULE_FUNCTION() inline ferrule::Bound<ferrule::Dict> of_dict(
    ferrule::Bound<ferrule::Dict> value) {
  return value;
}
FERRULE_FUNCTION()
inline ferrule::Bound<ferrule::Callable> of_callable(ferrule::Bound<ferrule::Callable> value) {
  return value;
}
FERRULE_FUNCTION() inline ferrule::Py<Point> of_point(ferrule::Py<Point> value) { return value; }

}  // namespace conversions

#endif  // FERRULE_TESTS_BEHAVIOUR_CONVERSIONS_H_
