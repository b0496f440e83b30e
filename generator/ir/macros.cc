#include "generator/ir/macros.h"

#include <array>
#include <cstddef>

namespace ferrule::ir {
namespace {

// In the order of AnnotationKind.
constexpr std::array<std::string_view, 18> kNames = {
    "FERRULE_CLASS",       "FERRULE_FUNCTION", "FERRULE_METHOD",   "FERRULE_STATIC",
    "FERRULE_CLASSMETHOD", "FERRULE_INIT",     "FERRULE_GETTER",   "FERRULE_SETTER",
    "FERRULE_FIELD",       "FERRULE_ENUM",     "FERRULE_CONSTANT", "FERRULE_EXCEPTION",
    "FERRULE_MODULE",      "FERRULE_EXEC",     "FERRULE_TRAVERSE", "FERRULE_NAMESPACE",
    "FERRULE_SKIP",        "FERRULE_ARG",
};
static_assert(static_cast<std::size_t>(AnnotationKind::kArg) + 1 == kNames.size());

}  // namespace

std::string_view MacroName(AnnotationKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<AnnotationKind> KindOfMacro(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<AnnotationKind>(i);
  }
  return std::nullopt;
}

}  // namespace ferrule::ir
