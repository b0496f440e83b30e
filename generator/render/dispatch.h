// The tests with which a generated function chooses among overloads, for arguments without names.
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
  std::string call;    // the statement that calls it
  std::string answer;  // the statement that gives its number
};

// The T whose Converter<T> knows what fits the place.
std::string AcceptedType(const ir::Place& place, const ir::Module& module);

// A case for each number of arguments. What none of them settles is left over.
struct Tests {
  // Of the types that most calls are made with, by nothing that is a call itself: what they choose
  // is called at once, without a stack frame of its own.
  std::vector<CaseView> plain;
  bool tells_classes = false;  // they need `state`, that of the module
  std::vector<CaseView> all;
};

// `choosables` are in the order in which they are tried.
Tests MakeTests(const std::vector<Choosable>& choosables, const ir::Module& module);

// The tests for the operands of a special method, which stand in these variables: each is tested,
// so that what the last attempt does not take is left over, too.
std::vector<LineView> MakeAttempts(const std::vector<Choosable>& choosables,
                                   const std::vector<std::string>& operands,
                                   const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_DISPATCH_H_
