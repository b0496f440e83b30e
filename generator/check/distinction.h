// Whether arguments can tell overloads apart.
#ifndef FERRULE_GENERATOR_CHECK_DISTINCTION_H_
#define FERRULE_GENERATOR_CHECK_DISTINCTION_H_

#include <vector>

#include "generator/check/candidate.h"
#include "generator/diag/sink.h"

namespace ferrule::check {

// Requires ranked candidates. Reports each that is the same to Python as an earlier one, and each
// whose calls earlier ones take to the last.
void CheckDistinction(const std::vector<Candidate>& candidates, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_DISTINCTION_H_
