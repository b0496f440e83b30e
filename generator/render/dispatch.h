// The tests with which a generated function chooses among overloads, for calls without keywords.
//
// They follow the rules of ferrule/glue/overloads.h, and are as few as tell those apart that take
// the number of arguments.
#ifndef FERRULE_GENERATOR_RENDER_DISPATCH_H_
#define FERRULE_GENERATOR_RENDER_DISPATCH_H_

#include <string>
#include <vector>

#include "generator/ir/module.h"
#include "generator/ir/shape.h"
#include "generator/render/overload_views.h"

namespace ferrule::render {

// An overload as the choice sees it.
struct Choosable {
  ir::Shape shape;
  std::string call;  // the statement that calls it
};

// The T whose Converter<T> knows what fits the place.
std::string AcceptedType(const ir::Place& place, const ir::Module& module);

// One for each number of arguments. What none of them settles is left over. `choosables` are in the
// order in which they are tried.
std::vector<CaseView> MakeCases(const std::vector<Choosable>& choosables, const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_DISPATCH_H_
