// The table of codes.def as data.
#include "generator/diag/diagnostic.h"

#include <array>
#include <cstddef>

namespace ferrule::diag {
namespace {

using enum Severity;

constexpr std::array kRows = {
#define FERRULE_DIAGNOSTIC(code, slug, severity, text, help) CodeInfo{slug, severity, text, help},
#include "generator/diag/codes.def"
#undef FERRULE_DIAGNOSTIC
};

}  // namespace

const CodeInfo& Info(Code code) { return kRows[static_cast<std::size_t>(code)]; }

const std::vector<Code>& AllCodes() {
  static const std::vector<Code> codes = {
#define FERRULE_DIAGNOSTIC(code, slug, severity, text, help) Code::code,
#include "generator/diag/codes.def"
#undef FERRULE_DIAGNOSTIC
  };
  return codes;
}

}  // namespace ferrule::diag
