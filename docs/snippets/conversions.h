// What docs/conversions.md shows.
#ifndef FERRULE_DOCS_SNIPPETS_CONVERSIONS_H_
#define FERRULE_DOCS_SNIPPETS_CONVERSIONS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/ferrule.h"

namespace conversions {

// region: strict
FERRULE_FUNCTION() inline std::uint8_t byte(std::uint8_t value) { return value; }
FERRULE_FUNCTION() inline bool flag(bool value) { return value; }
FERRULE_FUNCTION() inline double number(double value) { return value; }
FERRULE_FUNCTION() inline std::size_t utf8_size(std::string_view text) { return text.size(); }
FERRULE_FUNCTION() inline double total(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}
// end: strict

// region: name
/// Returns the name, if there is one.
FERRULE_FUNCTION()
inline std::optional<std::string> name(std::optional<std::string> value) { return value; }
// end: name

// region: path
class FERRULE_CLASS() Path {
 public:
  std::vector<double> points;
  FERRULE_METHOD() Path& add(double point) {
    points.push_back(point);
    return *this;
  }
};
// end: path

// region: arrays
struct FERRULE_CLASS() Sensor {
  unsigned channel : 4 = 1;
  double offsets[3] = {};
  char label[8] = "probe";
};
// end: arrays

// region: take
FERRULE_FUNCTION() inline std::size_t length(const Path& path) { return path.points.size(); }
FERRULE_FUNCTION() inline void clear(Path& path) { path.points.clear(); }
FERRULE_FUNCTION() inline bool is_given(const Path* path) { return path != nullptr; }
// end: take

// region: defaults
std::string DefaultSeparator();

FERRULE_FUNCTION()
std::string join(const std::vector<std::string>& words,
                 const std::string& separator = DefaultSeparator(), int repeat = 1);
// end: defaults

// region: callback
FERRULE_FUNCTION()
inline std::string call(ferrule::Bound<ferrule::Callable> function) {
  return function(1, 2).extract<std::string>();
}
// end: callback

}  // namespace conversions

#endif  // FERRULE_DOCS_SNIPPETS_CONVERSIONS_H_
