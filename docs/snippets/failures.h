// What docs/errors.md shows.
#ifndef FERRULE_DOCS_SNIPPETS_FAILURES_H_
#define FERRULE_DOCS_SNIPPETS_FAILURES_H_

#include <cstddef>
#include <cstdint>
#include <exception>
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

// region: classes
/// What is wrong with a script.
class FERRULE_EXCEPTION() ScriptError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  FERRULE_GETTER() int severity() const { return 2; }
};

struct FERRULE_EXCEPTION(base = ValueError) ParseError : ScriptError {
  using ScriptError::ScriptError;
  std::size_t column = 0;
  std::vector<std::string> expected;
};
// end: classes

FERRULE_FUNCTION()
inline void parse(const std::string& text) {
  const std::size_t column = text.find('?');
  if (column == std::string::npos) return;
  ParseError error("unexpected character");
  error.column = column;
  error.expected = {"number", "("};
  throw error;
}

// region: nested
FERRULE_FUNCTION()
inline void load(const std::string& text) {
  try {
    parse(text);
  } catch (...) {
    std::throw_with_nested(ScriptError("cannot load"));
  }
}
// end: nested

}  // namespace failures

// A library of others.
namespace net {
struct Refused {
  std::string host;
  int code;
};
}  // namespace net

namespace failures {

FERRULE_FUNCTION() inline void connect(const std::string& host) { throw net::Refused{host, 7}; }

// region: translator
FERRULE_EXEC()
inline void register_translators(ferrule::Bound<ferrule::Module> m) {
  ferrule::register_exception_translator<net::Refused>(m, [](ferrule::Python py,
                                                             const net::Refused& refused) {
    return ferrule::PyErr::new_error(py, PyExc_ConnectionRefusedError,
                                     refused.host + " (code " + std::to_string(refused.code) + ")");
  });
}
// end: translator

}  // namespace failures

#endif  // FERRULE_DOCS_SNIPPETS_FAILURES_H_
