// The order in which overloads are tried. It does not depend on the order in which they are
// declared.
#ifndef FERRULE_GENERATOR_CHECK_RANKING_H_
#define FERRULE_GENERATOR_CHECK_RANKING_H_

#include <compare>
#include <vector>

#include "generator/check/candidate.h"

namespace ferrule::check {

// Special before general, argument by argument; then fewer arguments before more, required ones
// before defaults, narrow integers before wide ones. Equal are two that no argument can tell apart.
std::weak_ordering Compare(const ir::Shape& a, const ir::Shape& b);

void Rank(std::vector<Candidate>& candidates);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_RANKING_H_
