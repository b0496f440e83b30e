// Exceptions of every kind, thrown.
#ifndef FERRULE_TESTS_BEHAVIOUR_ERRORS_H_
#define FERRULE_TESTS_BEHAVIOUR_ERRORS_H_

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <future>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

#include "ferrule/ferrule.h"

namespace errors {

struct Custom : std::exception {
  const char* what() const noexcept override { return "custom"; }
};
struct DerivedIndex : std::out_of_range {
  using std::out_of_range::out_of_range;
};

FERRULE_FUNCTION() inline void throw_out_of_range(const std::string& what) {
  throw std::out_of_range(what);
}
FERRULE_FUNCTION() inline void throw_derived(const std::string& what) { throw DerivedIndex(what); }
FERRULE_FUNCTION() inline void throw_invalid_argument(const std::string& what) {
  throw std::invalid_argument(what);
}
FERRULE_FUNCTION() inline void throw_domain_error(const std::string& what) {
  throw std::domain_error(what);
}
FERRULE_FUNCTION() inline void throw_length_error(const std::string& what) {
  throw std::length_error(what);
}
FERRULE_FUNCTION() inline void throw_range_error(const std::string& what) {
  throw std::range_error(what);
}
FERRULE_FUNCTION() inline void throw_overflow_error(const std::string& what) {
  throw std::overflow_error(what);
}
FERRULE_FUNCTION() inline void throw_underflow_error(const std::string& what) {
  throw std::underflow_error(what);
}
FERRULE_FUNCTION() inline void throw_runtime_error(const std::string& what) {
  throw std::runtime_error(what);
}
FERRULE_FUNCTION() inline void throw_logic_error(const std::string& what) {
  throw std::logic_error(what);
}
FERRULE_FUNCTION() inline void throw_bad_alloc() { throw std::bad_alloc(); }
FERRULE_FUNCTION() inline void throw_custom() { throw Custom(); }
FERRULE_FUNCTION() inline void throw_int() { throw 42; }
FERRULE_FUNCTION() inline void throw_invalid_utf8() { throw std::runtime_error("a\xff"); }

FERRULE_FUNCTION() inline void throw_errno(int number) {
  throw std::system_error(number, std::generic_category(), "doing");
}
FERRULE_FUNCTION() inline void throw_system(int number) {
  throw std::system_error(number, std::system_category());
}
FERRULE_FUNCTION() inline void throw_future() {
  throw std::future_error(std::future_errc::no_state);
}
FERRULE_FUNCTION() inline void throw_other_category() {
  throw std::system_error(std::make_error_code(std::future_errc::no_state), "doing");
}
FERRULE_FUNCTION() inline void throw_file(const std::string& first, const std::string& second,
                                          int number) {
  throw std::filesystem::filesystem_error("copying", first, second,
                                          std::error_code(number, std::generic_category()));
}
FERRULE_FUNCTION() inline std::uintmax_t size_of_file(const std::string& path) {
  return std::filesystem::file_size(path);
}

/// Throws an error of Python's that C++ made.
FERRULE_FUNCTION() inline void throw_key_error(ferrule::Python py) {
  throw ferrule::PyErr::key_error(py, "key");
}
/// Calls Python, which may raise.
FERRULE_FUNCTION() inline ferrule::Bound<> call(ferrule::Borrowed<> callee) { return callee(); }
/// Catches what `callee` raises, and returns its text.
FERRULE_FUNCTION()
inline std::string caught(ferrule::Borrowed<> callee) {
  try {
    callee();
  } catch (const ferrule::PyErr& error) {
    return error.what();
  }
  return {};
}
/// Uses a reference that is empty.
FERRULE_FUNCTION()
inline ferrule::Bound<> use_empty(ferrule::Python py) {
  const ferrule::Py<> empty;
  return empty.bind(py)();
}

/// Each entry of a wrapper has its catch clauses.
class FERRULE_CLASS() Thrower {
 public:
  explicit Thrower(bool now = false) {
    if (now) throw std::out_of_range("constructor");
  }
  void method() { throw std::out_of_range("method"); }
  void with_arguments(int, int) const { throw std::out_of_range("with_arguments"); }
  void one(int) const { throw std::out_of_range("one"); }
  static void of_class() { throw std::out_of_range("of_class"); }
  int operator()() { throw std::out_of_range("call"); }
  FERRULE_GETTER() int property() const { throw std::out_of_range("getter"); }
  FERRULE_SETTER(name = property) void set_property(int) { throw std::out_of_range("setter"); }
};

}  // namespace errors

#endif  // FERRULE_TESTS_BEHAVIOUR_ERRORS_H_
