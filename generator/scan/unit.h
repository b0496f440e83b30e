// The one synthetic translation unit that includes all headers, parsed.
#ifndef FERRULE_GENERATOR_SCAN_UNIT_H_
#define FERRULE_GENERATOR_SCAN_UNIT_H_

#include <optional>
#include <string>
#include <vector>

#include "generator/diag/sink.h"
#include "generator/scan/clang.h"
#include "generator/scan/flags.h"

namespace ferrule::scan {

// Clang asks for a name for its main file, which exists in memory alone.
inline constexpr const char kMainFile[] = "ferrule-headers.cc";

// Reports a libclang that is too old to be asked.
void CheckLibclang(diag::Sink& sink);

Index MakeIndex();

// Returns the unit, or null if there was none to be had. `code` is one of CXErrorCode.
Unit Parse(CXIndex index, const char* name, const std::string& text,
           const std::vector<std::string>& arguments, unsigned options, CXErrorCode& code);

// The arguments to read headers with, from the compile flags.
std::vector<std::string> LanguageArguments(const std::vector<Flag>& flags);

// Parses the headers. Reports every error that clang has; returns null when there was one. A list
// of all files that were read is written to `depfile` in the form of Make, if that is not empty.
Unit ParseHeaders(CXIndex index, const std::vector<std::string>& headers,
                  const std::vector<Flag>& flags, const std::string& depfile,
                  const std::string& depfile_target, diag::Sink& sink);

// Parses headers that were parsed without an error, with `code` behind their `#include`s. What is
// wrong with that is for the caller to see. Returns null where clang gives up.
Unit ParseWithCode(CXIndex index, const std::vector<std::string>& headers,
                   const std::vector<Flag>& flags, const std::string& code);

// What clang found for each `#include` of the main file, in order.
std::vector<CXFile> IncludedFiles(CXTranslationUnit unit);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_UNIT_H_
