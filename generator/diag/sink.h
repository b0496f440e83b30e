// Collects diagnostics. Every stage reports what it finds and carries on, so that a user sees all
// errors at once.
#ifndef FERRULE_GENERATOR_DIAG_SINK_H_
#define FERRULE_GENERATOR_DIAG_SINK_H_

#include <string>
#include <vector>

#include "generator/diag/diagnostic.h"

namespace ferrule::diag {

class Sink {
 public:
  // Fills the holes of the code's text and help with `values` and keeps the result. A hole without
  // a value, or a value without a hole, is a bug of ferrule and aborts. Returns the diagnostic for
  // notes to be added, until the next call.
  Diagnostic& Report(Code code, const Location& location, const Values& values = {});

  bool HasErrors() const;

  // In the order in which they were reported.
  const std::vector<Diagnostic>& all() const { return diagnostics_; }

  // Adds what another has collected.
  void Append(const Sink& other);

  // By file, line and column; those without a file first; otherwise in the order in which they were
  // reported. The same diagnostic reported twice appears once.
  std::vector<Diagnostic> Sorted() const;

 private:
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace ferrule::diag

#endif  // FERRULE_GENERATOR_DIAG_SINK_H_
