// Finds the headers of the command line, as the compiler of the glue will find them.
#ifndef FERRULE_GENERATOR_SCAN_HEADERS_H_
#define FERRULE_GENERATOR_SCAN_HEADERS_H_

#include <string>
#include <vector>

#include "generator/diag/sink.h"

namespace ferrule::scan {

// Reports each header that is in none of the folders or cannot be read.
void CheckHeaders(const std::vector<std::string>& headers, const std::vector<std::string>& folders,
                  diag::Sink& sink);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_HEADERS_H_
