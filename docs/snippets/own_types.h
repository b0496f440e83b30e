// What docs/own-types.md shows.
#ifndef FERRULE_DOCS_SNIPPETS_OWN_TYPES_H_
#define FERRULE_DOCS_SNIPPETS_OWN_TYPES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

// region: converter
namespace paint {

struct Color {
  int red, green, blue;
};

}  // namespace paint

template <>
struct ferrule::Converter<paint::Color> : ferrule::UserConverter<paint::Color> {
  static constexpr const char* kName = "tuple[int, int, int]";

  static paint::Color from_python(Borrowed<> object) {
    if (!object.is_instance<Tuple>() || object.len() != 3) throw expected(object);
    return {object[0].extract<int>(), object[1].extract<int>(), object[2].extract<int>()};
  }
  static Bound<> to_python(Python py, const paint::Color& color) {
    return Tuple::create(py, color.red, color.green, color.blue);
  }
};
// end: converter

namespace paint {

// region: use
FERRULE_FUNCTION() inline Color invert(const Color& color) {
  return {255 - color.red, 255 - color.green, 255 - color.blue};
}
FERRULE_FUNCTION() inline std::size_t count(const std::vector<Color>& palette) {
  return palette.size();
}
// end: use

template <class T>
struct Range {
  T first;
  T last;
};

}  // namespace paint

// region: template
template <class T>
struct ferrule::Converter<paint::Range<T>> : ferrule::UserConverter<paint::Range<T>> {
  static constexpr const char* kName = "slice";

  static paint::Range<T> from_python(Borrowed<> object) {
    return {object.attr("start").extract<T>(), object.attr("stop").extract<T>()};
  }
};
// end: template

namespace paint {

FERRULE_FUNCTION() inline int length(Range<int> range) { return range.last - range.first; }

// region: outcome
template <class T>
class Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  static Result Failed(std::string why) { return Result(std::nullopt, std::move(why)); }

  bool ok() const { return value_.has_value(); }
  const T& value() const { return *value_; }
  const std::string& why() const { return why_; }

 private:
  Result(std::nullopt_t, std::string why) : why_(std::move(why)) {}

  std::optional<T> value_;
  std::string why_;
};

}  // namespace paint

template <class T>
struct ferrule::Outcome<paint::Result<T>> {
  using Value = T;
  static bool has_value(const paint::Result<T>& outcome) { return outcome.ok(); }
  static const T& value(const paint::Result<T>& outcome) { return outcome.value(); }
  [[noreturn]] static void raise(Python py, const paint::Result<T>& outcome) {
    throw PyErr::value_error(py, outcome.why());
  }
};
// end: outcome

namespace paint {

// region: fallible
FERRULE_FUNCTION() inline Result<Color> named(const std::string& name) {
  if (name == "red") return Color{255, 0, 0};
  return Result<Color>::Failed("no color is called " + name);
}
FERRULE_FUNCTION() inline std::error_code check(int code) {
  return {code, std::generic_category()};
}
// end: fallible

}  // namespace paint

#endif  // FERRULE_DOCS_SNIPPETS_OWN_TYPES_H_
