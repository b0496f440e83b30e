// Clang's own errors, as diagnostics of ours.
#ifndef FERRULE_GENERATOR_SCAN_CLANG_ERRORS_H_
#define FERRULE_GENERATOR_SCAN_CLANG_ERRORS_H_

#include <string>
#include <vector>

#include "generator/diag/sink.h"
#include "generator/scan/clang.h"
#include "generator/scan/sources.h"

namespace ferrule::scan {

// Reports every error of the unit with its notes. Returns whether there was one: then declarations
// may be missing from the unit, or have become others, and nothing in it can be trusted.
bool ReportErrors(CXTranslationUnit unit, const Sources& sources, diag::Sink& sink);

// An error in terms of one file: the lines that it, or one of its notes, points at.
struct ErrorOnLines {
  std::string message;
  std::vector<unsigned> lines;
  std::vector<diag::Note> elsewhere;  // what it and its notes say of other files
};
// Without `sources` nothing is told of other files.
std::vector<ErrorOnLines> ErrorsIn(CXTranslationUnit unit, CXFile file,
                                   const Sources* sources = nullptr);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_CLANG_ERRORS_H_
