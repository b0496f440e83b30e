#include "generator/scan/clang_errors.h"

#include <memory>
#include <utility>

#include "generator/scan/unit.h"

namespace ferrule::scan {
namespace {

// A set owns the diagnostics in it.
struct DisposeSet {
  void operator()(CXDiagnosticSet set) const { clang_disposeDiagnosticSet(set); }
};
using Set = std::unique_ptr<void, DisposeSet>;

std::vector<CXDiagnostic> In(CXDiagnosticSet set) {
  std::vector<CXDiagnostic> diagnostics;
  for (unsigned i = 0; i < clang_getNumDiagnosticsInSet(set); ++i) {
    diagnostics.push_back(clang_getDiagnosticInSet(set, i));
  }
  return diagnostics;
}

Place PlaceOf(CXDiagnostic diagnostic) {
  Place place;
  unsigned offset = 0;
  clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &place.file, &place.line,
                        &place.column, &offset);
  place.offset = offset;
  return place;
}

std::string MessageOf(CXDiagnostic diagnostic) {
  return Text(clang_getDiagnosticSpelling(diagnostic));
}

bool IsError(CXDiagnostic diagnostic) {
  return clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error;
}

}  // namespace

bool ReportErrors(CXTranslationUnit unit, const Sources& sources, diag::Sink& sink) {
  const CXFile main_file = clang_getFile(unit, kMainFile);
  const Set set(clang_getDiagnosticSetFromTU(unit));
  bool is_any = false;
  for (CXDiagnostic diagnostic : In(set.get())) {
    if (!IsError(diagnostic)) continue;
    is_any = true;
    diag::Diagnostic& error =
        sink.Report(diag::Code::kParseError, sources.LocationOf(PlaceOf(diagnostic)),
                    {{"message", MessageOf(diagnostic)}});
    // The set of the notes is the diagnostic's.
    for (CXDiagnostic note : In(clang_getChildDiagnostics(diagnostic))) {
      // Users don't know of the main file.
      const Place place = PlaceOf(note);
      if (clang_File_isEqual(place.file, main_file)) continue;
      error.notes.push_back({sources.LocationOf(place), MessageOf(note)});
    }
  }
  return is_any;
}

std::vector<ErrorOnLines> ErrorsIn(CXTranslationUnit unit, CXFile file, const Sources* sources) {
  const Set set(clang_getDiagnosticSetFromTU(unit));
  std::vector<ErrorOnLines> errors;
  for (CXDiagnostic diagnostic : In(set.get())) {
    if (!IsError(diagnostic)) continue;
    ErrorOnLines error = {MessageOf(diagnostic), {}, {}};
    std::vector<CXDiagnostic> parts = {diagnostic};
    for (CXDiagnostic note : In(clang_getChildDiagnostics(diagnostic))) parts.push_back(note);
    for (CXDiagnostic part : parts) {
      const Place place = PlaceOf(part);
      if (clang_File_isEqual(place.file, file)) {
        error.lines.push_back(place.line);
      } else if (sources != nullptr && place.file != nullptr) {
        error.elsewhere.push_back({sources->LocationOf(place), MessageOf(part)});
      }
    }
    errors.push_back(std::move(error));
  }
  return errors;
}

}  // namespace ferrule::scan
