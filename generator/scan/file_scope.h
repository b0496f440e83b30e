// Text of the headers, written anew so that it can stand at file scope: names from the global
// namespace on.
#ifndef FERRULE_GENERATOR_SCAN_FILE_SCOPE_H_
#define FERRULE_GENERATOR_SCAN_FILE_SCOPE_H_

#include <optional>
#include <string>
#include <vector>

#include "generator/scan/clang.h"
#include "generator/scan/sources.h"

namespace ferrule::scan {

// The cursor and all that is below it.
std::vector<CXCursor> WithDescendants(CXCursor cursor);

// Whether a lambda within `range` declares what is named there.
bool IsDeclaredIn(CXSourceRange range, CXCursor declaration);

// The text of `range`, whose names `cursors` refer to, on one line; nothing where that cannot be.
std::optional<std::string> WriteAtFileScope(CXSourceRange range,
                                            const std::vector<CXCursor>& cursors,
                                            const Sources& sources);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_FILE_SCOPE_H_
