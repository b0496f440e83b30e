// Dependency files in the form of Make, as text.
#ifndef FERRULE_GENERATOR_SCAN_DEPFILE_H_
#define FERRULE_GENERATOR_SCAN_DEPFILE_H_

#include <string>
#include <string_view>

namespace ferrule::scan {

// Takes `file` out of what the target depends on, one file a line. `file` is a name without
// characters that Make escapes.
std::string WithoutDependency(std::string_view depfile, std::string_view file);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_DEPFILE_H_
