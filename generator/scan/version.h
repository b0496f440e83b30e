// Versions of libclang, without clang.
#ifndef FERRULE_GENERATOR_SCAN_VERSION_H_
#define FERRULE_GENERATOR_SCAN_VERSION_H_

#include <optional>
#include <string_view>

namespace ferrule::scan {

// The major version of a libclang that calls itself "Debian clang version 19.1.7 (3)". Nothing
// where it can't be told.
std::optional<int> MajorVersion(std::string_view version);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_VERSION_H_
