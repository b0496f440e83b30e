// Text: copied into a std::string, or viewed for the call.
#ifndef FERRULE_TESTS_GOLDEN_STRINGS_API_H_
#define FERRULE_TESTS_GOLDEN_STRINGS_API_H_

#include <string>
#include <string_view>

#include "ferrule/ferrule.h"

namespace golden {

FERRULE_FUNCTION() inline std::string twice(const std::string& text) { return text + text; }
FERRULE_FUNCTION() inline std::string taken(std::string text) { return text; }
FERRULE_FUNCTION() inline std::size_t length(std::string_view text) noexcept { return text.size(); }
FERRULE_FUNCTION() inline std::string_view name() { return "name"; }

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_STRINGS_API_H_
