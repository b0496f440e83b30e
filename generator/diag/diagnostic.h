// What ferrule has to say to its users: a code with the values for its text, where, and further
// places to look at.
#ifndef FERRULE_GENERATOR_DIAG_DIAGNOSTIC_H_
#define FERRULE_GENERATOR_DIAG_DIAGNOSTIC_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "generator/diag/location.h"

namespace ferrule::diag {

enum class Severity { kWarning, kError };

enum class Code {
#define FERRULE_DIAGNOSTIC(code, slug, severity, text, help) code,
#include "generator/diag/codes.def"
#undef FERRULE_DIAGNOSTIC
};

// The row of a code in codes.def. `text` and `help` have {named} holes.
struct CodeInfo {
  std::string_view slug;
  Severity severity;
  std::string_view text;
  std::string_view help;
};
const CodeInfo& Info(Code code);

// Every code, in the order of codes.def.
const std::vector<Code>& AllCodes();

// The values for the holes of a text, by name.
using Values = std::map<std::string, std::string, std::less<>>;

struct Note {
  Location location;
  std::string text;
};

struct Diagnostic {
  Code code;
  Location location;
  std::string text;  // complete
  std::string help;  // complete; empty where there is nothing to advise
  std::vector<Note> notes;
};

}  // namespace ferrule::diag

#endif  // FERRULE_GENERATOR_DIAG_DIAGNOSTIC_H_
