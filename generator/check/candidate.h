// A function in a set of overloads, as the rules about them see it.
#ifndef FERRULE_GENERATOR_CHECK_CANDIDATE_H_
#define FERRULE_GENERATOR_CHECK_CANDIDATE_H_

#include <cstddef>

#include "generator/ir/module.h"
#include "generator/ir/shape.h"

namespace ferrule::check {

struct Candidate {
  std::size_t index = 0;  // in the list of functions
  const ir::Function* function = nullptr;
  ir::Shape shape;
};

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_CANDIDATE_H_
