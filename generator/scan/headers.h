// Finds the headers of the command line, as the compiler of the glue will find them.
#ifndef FERRULE_GENERATOR_SCAN_HEADERS_H_
#define FERRULE_GENERATOR_SCAN_HEADERS_H_

#include <string>
#include <vector>

#include "generator/diag/sink.h"
#include "generator/scan/flags.h"

namespace ferrule::scan {

// Reports each header that `#include "header"` would not find, or could not read.
void CheckHeaders(const std::vector<std::string>& headers, const std::vector<Flag>& flags,
                  diag::Sink& sink);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_HEADERS_H_
