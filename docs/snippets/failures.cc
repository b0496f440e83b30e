#include "docs/snippets/failures.h"

#include <bitset>
#include <functional>
#include <map>
#include <new>
#include <optional>
#include <regex>
#include <system_error>

namespace failures {
namespace {

template <class E>
void ThrowWithText() {
  throw E("a message");
}

const std::map<std::string, std::function<void()>>& Throwers() {
  static const std::map<std::string, std::function<void()>> throwers = {
      {"std::out_of_range", ThrowWithText<std::out_of_range>},
      {"std::invalid_argument", ThrowWithText<std::invalid_argument>},
      {"std::domain_error", ThrowWithText<std::domain_error>},
      {"std::length_error", ThrowWithText<std::length_error>},
      {"std::range_error", ThrowWithText<std::range_error>},
      {"std::overflow_error", ThrowWithText<std::overflow_error>},
      {"std::bad_alloc", [] { throw std::bad_alloc(); }},
      {"std::system_error",
       [] { throw std::system_error(std::make_error_code(std::errc::no_such_file_or_directory)); }},
      {"std::filesystem::filesystem_error",
       [] {
         throw std::filesystem::filesystem_error(
             "a message", "/no/such/file",
             std::make_error_code(std::errc::no_such_file_or_directory));
       }},
      {"std::runtime_error", ThrowWithText<std::runtime_error>},
      {"std::logic_error", ThrowWithText<std::logic_error>},
      {"std::underflow_error", ThrowWithText<std::underflow_error>},
      {"std::bad_optional_access", [] { throw std::bad_optional_access(); }},
      {"std::regex_error", [] { throw std::regex_error(std::regex_constants::error_brack); }},
      {"std::exception", [] { throw std::exception(); }},
      {"int", [] { throw 1; }},
  };
  return throwers;
}

}  // namespace

void throw_named(const std::string& name) { Throwers().at(name)(); }

}  // namespace failures
