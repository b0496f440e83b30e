// Exception classes that are bound, thrown in every way.
#ifndef FERRULE_TESTS_BEHAVIOUR_EXCEPTIONS_H_
#define FERRULE_TESTS_BEHAVIOUR_EXCEPTIONS_H_

#include <cstdint>
#include <exception>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "ferrule/ferrule.h"

namespace exceptions {

/// A value, to be held.
struct FERRULE_CLASS() Spot {
  int line = 0;
  int column = 0;
};

/// Whatever goes wrong.
class FERRULE_EXCEPTION() Error : public std::runtime_error {
 public:
  explicit Error(const std::string& what, int code = 1) : std::runtime_error(what), code_(code) {}

  /// The code of the process.
  FERRULE_GETTER() int code() const { return code_; }

 private:
  int code_;
};

struct FERRULE_EXCEPTION(base = ValueError) ParseError : Error {
  ParseError(const std::string& what, int line, std::vector<std::string> expected)
      : Error(what, 2), line(line), expected(std::move(expected)) {}

  int line;
  std::vector<std::string> expected;
  std::optional<std::string> file;
  std::map<std::string, double> numbers = {{"one", 1.0}};
  FERRULE_FIELD(name = "spot") Spot spot_ = { 3, 4 };
  FERRULE_SKIP() void* unseen = nullptr;

  FERRULE_GETTER() std::string get_hint(ferrule::Python) const {
    return "line " + std::to_string(line);
  }
};

// Not bound itself: its nearest base is.
struct DeepParseError : ParseError {
  DeepParseError() : ParseError("deep", 7, {}) {}
};

struct FERRULE_EXCEPTION() BadIndex : std::out_of_range {
  using std::out_of_range::out_of_range;
};

// Two bases at once.
struct Tagged {
  std::string tag = "tagged";
};
struct FERRULE_EXCEPTION(name = "TaggedError") TaggedBadIndex : BadIndex, Tagged {
  using BadIndex::BadIndex;
};

struct FERRULE_EXCEPTION() SystemFailure : std::system_error {
  using std::system_error::system_error;
};
struct FERRULE_EXCEPTION() FileFailure : std::filesystem::filesystem_error {
  using std::filesystem::filesystem_error::filesystem_error;
};

struct FERRULE_EXCEPTION(base = json.JSONDecodeError) Undecodable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// No std::exception, and so without what().
struct FERRULE_EXCEPTION() Signal {
  int number = 0;
};
struct FERRULE_EXCEPTION() LoudSignal : Signal {
  std::string what() const { return "loud \xff"; }
};
struct FERRULE_EXCEPTION() Throwing {
  std::string what() const { throw Throwing(); }
};

// Whose attributes cannot be had.
struct FERRULE_EXCEPTION() Broken : Error {
  using Error::Error;
  std::string text = "\xff";
  int after = 5;
  FERRULE_GETTER() int thrower() const { throw std::out_of_range("no such thing"); }
  FERRULE_GETTER() int again() const { throw Broken("again"); }
};

class FERRULE_CLASS() Parser {
 public:
  struct FERRULE_EXCEPTION() Stopped : Error {
    using Error::Error;
  };
  void parse(int line) const { throw ParseError("bad token", line, {"(", ")"}); }
  void stop() const { throw Stopped("stopped"); }
};

FERRULE_FUNCTION() inline void throw_error(const std::string& what, int code) {
  throw Error(what, code);
}
FERRULE_FUNCTION() inline void throw_parse_error() {
  throw ParseError("bad token", 12, {"(", ")"});
}
FERRULE_FUNCTION() inline void throw_deep() { throw DeepParseError(); }
FERRULE_FUNCTION() inline void throw_bad_index() { throw BadIndex("bad index"); }
FERRULE_FUNCTION() inline void throw_tagged() { throw TaggedBadIndex("tagged index"); }
FERRULE_FUNCTION() inline void throw_system(int number) {
  throw SystemFailure(number, std::generic_category(), "doing");
}
FERRULE_FUNCTION() inline void throw_file() {
  throw FileFailure("copying", "/from", "/to",
                    std::make_error_code(std::errc::no_such_file_or_directory));
}
FERRULE_FUNCTION() inline void throw_undecodable() { throw Undecodable("no json"); }
FERRULE_FUNCTION() inline void throw_signal() { throw Signal{9}; }
FERRULE_FUNCTION() inline void throw_loud_signal() { throw LoudSignal{{10}}; }
FERRULE_FUNCTION() inline void throw_throwing() { throw Throwing(); }
FERRULE_FUNCTION() inline void throw_broken() { throw Broken("broken"); }
FERRULE_FUNCTION() inline void throw_invalid_utf8() { throw Error("a\xff"); }
FERRULE_FUNCTION() inline ferrule::Bound<> call(ferrule::Borrowed<> callee) { return callee(); }

// --- Nested ones ---

FERRULE_FUNCTION() inline void throw_nested(int depth) {
  try {
    if (depth == 0) throw BadIndex("the first");
    throw_nested(depth - 1);
  } catch (...) {
    std::throw_with_nested(Error("level " + std::to_string(depth), depth));
  }
}
FERRULE_FUNCTION() inline void throw_nested_standard() {
  try {
    throw 3;
  } catch (...) {
    std::throw_with_nested(std::invalid_argument("outer"));
  }
}
FERRULE_FUNCTION() inline void throw_nested_around(ferrule::Borrowed<> callee) {
  try {
    callee();
  } catch (...) {
    std::throw_with_nested(std::runtime_error("callee failed"));
  }
}
FERRULE_FUNCTION() inline void throw_nested_signal() {
  try {
    throw Error("inner");
  } catch (...) {
    std::throw_with_nested(Signal{1});
  }
}
// Nested in nothing.
FERRULE_FUNCTION() inline void throw_nested_in_nothing() { std::throw_with_nested(Error("alone")); }

// --- Foreign ones ---

struct Foreign : std::exception {
  explicit Foreign(int number) : number(number) {}
  const char* what() const noexcept override { return "foreign"; }
  int number;
};
struct FarForeign : Foreign {
  using Foreign::Foreign;
};
struct Stranger {
  std::string text;
};
struct Clumsy : std::exception {
  const char* what() const noexcept override { return "clumsy"; }
};

FERRULE_FUNCTION() inline void throw_foreign(int number) { throw Foreign(number); }
FERRULE_FUNCTION() inline void throw_far_foreign() { throw FarForeign(4); }
FERRULE_FUNCTION() inline void throw_stranger() { throw Stranger{"strange"}; }
FERRULE_FUNCTION() inline void throw_clumsy() { throw Clumsy(); }
FERRULE_FUNCTION() inline void throw_plain() { throw std::runtime_error("plain"); }

FERRULE_EXEC()
inline void finish(ferrule::Bound<ferrule::Module> m) {
  ferrule::register_exception_translator<Foreign>(m, [](ferrule::Python py, const Foreign& error) {
    return ferrule::PyErr::new_error(py, PyExc_LookupError,
                                     "foreign " + std::to_string(error.number));
  });
  ferrule::register_exception_translator<Stranger>(
      m, [](ferrule::Python py, const Stranger& error) {
        return ferrule::PyErr::key_error(py, error.text);
      });
  ferrule::register_exception_translator<Clumsy>(
      m, [](ferrule::Python, const Clumsy&) -> ferrule::PyErr {
        throw std::out_of_range("the translator's own");
      });
}

}  // namespace exceptions

#endif  // FERRULE_TESTS_BEHAVIOUR_EXCEPTIONS_H_
