// Parameters that C++ fills in, and what else FERRULE_ARG says.
#ifndef FERRULE_TESTS_GOLDEN_OUT_PARAMETERS_API_H_
#define FERRULE_TESTS_GOLDEN_OUT_PARAMETERS_API_H_

#include <string>
#include <system_error>

#include "ferrule/ferrule.h"

namespace golden {

FERRULE_FUNCTION() inline void one(int a, FERRULE_ARG(out) int& doubled) { doubled = 2 * a; }

/// Behind a default: the glue has to know it.
FERRULE_FUNCTION()
inline bool several(const std::string& text, int base = 10, FERRULE_ARG(out) int* value = nullptr,
                    FERRULE_ARG(out) std::string* rest = nullptr) {
  *value = base;
  *rest = text;
  return true;
}

/// Raises OSError where it fails.
FERRULE_FUNCTION()
inline int open(const std::string& path, FERRULE_ARG(out) std::error_code& error,
                FERRULE_ARG(out) bool& is_new) noexcept {
  if (path.empty()) error = std::make_error_code(std::errc::invalid_argument);
  is_new = true;
  return 3;
}

/// Has no other result.
FERRULE_FUNCTION() inline void close(int file, FERRULE_ARG(out) std::error_code* error) {
  if (file < 0) *error = std::make_error_code(std::errc::bad_file_descriptor);
}

FERRULE_FUNCTION()
inline double exact(FERRULE_ARG(noconvert) double value, FERRULE_ARG(nullable) const char* text) {
  return text == nullptr ? value : 0;
}

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_OUT_PARAMETERS_API_H_
