// The outcomes of the standard library: std::expected, std::error_code and std::exception_ptr as
// results.
#ifndef FERRULE_CONVERT_STATUS_H_
#define FERRULE_CONVERT_STATUS_H_

#include <exception>
#include <stdexcept>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>
#include <version>

#ifdef __cpp_lib_expected
#include <expected>
#endif

#include "ferrule/convert/outcome.h"
#include "ferrule/error.h"

namespace ferrule {
inline namespace abi_1 {

// The errors that say themselves how they are raised.
template <class E>
  requires std::is_base_of_v<std::exception, E>
struct ErrorOf<E> {
  [[noreturn]] static void raise(Python, const E& error) { throw error; }
};

template <>
struct ErrorOf<std::exception_ptr> {
  [[noreturn]] static void raise(Python, const std::exception_ptr& error) {
    std::rethrow_exception(error);
  }
};

template <>
struct ErrorOf<std::string> {
  [[noreturn]] static void raise(Python, const std::string& error) {
    throw std::runtime_error(error);
  }
};

// An errno becomes OSError, whose own words name the error. Numbers of other categories mean
// nothing without the category, so its name is part of the message.
template <>
struct ErrorOf<std::error_code> {
  [[noreturn]] static void raise(Python, const std::error_code& error) {
    const bool is_errno =
        error.category() == std::generic_category() || error.category() == std::system_category();
    if (is_errno) throw std::system_error(error);
    throw std::system_error(error, error.category().name());
  }
};

// None, or the exception.
template <>
struct Outcome<std::error_code> {
  using Value = void;
  static bool has_value(const std::error_code& outcome) { return !outcome; }
  [[noreturn]] static void raise(Python py, const std::error_code& outcome) {
    ErrorOf<std::error_code>::raise(py, outcome);
  }
};

template <>
struct Outcome<std::exception_ptr> {
  using Value = void;
  static bool has_value(const std::exception_ptr& outcome) { return outcome == nullptr; }
  [[noreturn]] static void raise(Python py, const std::exception_ptr& outcome) {
    ErrorOf<std::exception_ptr>::raise(py, outcome);
  }
};

#ifdef __cpp_lib_expected

template <class T, class E>
struct Outcome<std::expected<T, E>> {
  using Value = T;
  static bool has_value(const std::expected<T, E>& outcome) { return outcome.has_value(); }
  template <class U>
  static decltype(auto) value(U&& outcome) {
    return *std::forward<U>(outcome);
  }
  [[noreturn]] static void raise(Python py, const std::expected<T, E>& outcome) {
    ErrorOf<E>::raise(py, outcome.error());
  }
};

#endif

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_STATUS_H_
