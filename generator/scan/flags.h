// The compile flags, without clang: what of a compiler's command line concerns the reading of
// headers.
#ifndef FERRULE_GENERATOR_SCAN_FLAGS_H_
#define FERRULE_GENERATOR_SCAN_FLAGS_H_

#include <string>
#include <string_view>
#include <vector>

namespace ferrule::scan {

// A flag and the value that is a word of its own, if it takes one: {"-I", "include"},
// {"-std=c++20"}.
using Flag = std::vector<std::string>;

// Cuts a command line into flags. Leaves out what names inputs and outputs, asks for dependency
// files or warnings, or says which language this is: a scan has its own of each.
std::vector<Flag> ReadFlags(const std::vector<std::string>& words);

// The folders that `#include "..."` in a file of the current folder searches, in order; "" is the
// current one.
std::vector<std::string> IncludeFolders(const std::vector<Flag>& flags);

bool NamesStandard(const std::vector<Flag>& flags);

// The standards that any clang from 16 on may know, newest first.
const std::vector<std::string>& KnownStandards();

// The few of `candidates` that look most like `word`, best first.
std::vector<std::string> Nearest(std::string_view word, std::vector<std::string> candidates);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_FLAGS_H_
