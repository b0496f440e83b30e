// What docs/errors.md shows.
#ifndef FERRULE_DOCS_SNIPPETS_FAILURES_H_
#define FERRULE_DOCS_SNIPPETS_FAILURES_H_

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace failures {

// region: at
FERRULE_FUNCTION()
inline double at(const std::vector<double>& values, std::size_t index) { return values.at(index); }
// end: at

// region: size
FERRULE_FUNCTION()
inline std::uintmax_t size_of(const std::string& path) { return std::filesystem::file_size(path); }
// end: size

// region: raise
FERRULE_FUNCTION()
inline void check_age(ferrule::Python py, int age) {
  if (age < 0) throw ferrule::PyErr::value_error(py, "age must not be negative");
}
// end: raise

// region: through
FERRULE_FUNCTION()
inline ferrule::Bound<> call_twice(ferrule::Bound<ferrule::Callable> function) {
  function();
  return function();
}
// end: through

// region: catch
FERRULE_FUNCTION()
inline ferrule::Bound<> get(ferrule::Python py, ferrule::Bound<ferrule::Dict> dict,
                            const std::string& key, ferrule::Bound<> fallback) {
  try {
    return dict[key];
  } catch (const ferrule::PyErr& error) {
    if (!error.matches(py, PyExc_KeyError)) throw;
    return fallback;
  }
}
// end: catch

// region: wrap
class FERRULE_CLASS() Temperature {
 public:
  explicit Temperature(float celsius) : celsius(celsius) {}
  float celsius;
};
// end: wrap

/// Throws the exception whose name is given: one for each row of the table.
FERRULE_FUNCTION() void throw_named(const std::string& name);

}  // namespace failures

#endif  // FERRULE_DOCS_SNIPPETS_FAILURES_H_
