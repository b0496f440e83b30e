// Writes diagnostics the way clang does: place, severity, text, slug, the source line with a caret,
// notes and help.
#ifndef FERRULE_GENERATOR_DIAG_PRINT_H_
#define FERRULE_GENERATOR_DIAG_PRINT_H_

#include <iosfwd>
#include <string>
#include <vector>

#include "generator/diag/diagnostic.h"

namespace ferrule::diag {

// Reads the quoted source lines from the files named by the locations, which are looked for in
// `folders` ("" is the current one); a file that cannot be read is quoted by no line. Ends with a
// count, as in "2 errors generated.", when there is anything to count.
void Print(const std::vector<Diagnostic>& diagnostics, std::ostream& out,
           const std::vector<std::string>& folders = {""});

}  // namespace ferrule::diag

#endif  // FERRULE_GENERATOR_DIAG_PRINT_H_
