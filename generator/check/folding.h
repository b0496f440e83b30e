// Overloads that differ in C++ alone: Python gets one of them.
#ifndef FERRULE_GENERATOR_CHECK_FOLDING_H_
#define FERRULE_GENERATOR_CHECK_FOLDING_H_

#include <cstddef>
#include <vector>

#include "generator/check/candidate.h"

namespace ferrule::check {

// Takes those away that another one serves as well, and returns their indexes:
//   of views, strings and C strings the first; of floating-point types, and of integers within a
//   container, the widest; of integers with one range the higher type; of references what C++
//   itself would choose for an object that has a name; of a const pair the const one.
std::vector<std::size_t> Fold(std::vector<Candidate>& candidates);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_FOLDING_H_
