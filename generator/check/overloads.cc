#include "generator/check/overloads.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "generator/check/distinction.h"
#include "generator/check/folding.h"
#include "generator/check/ranking.h"
#include "generator/check/words.h"
#include "generator/ir/shape.h"

namespace ferrule::check {
namespace {

using ir::Function;
using ir::OverloadSet;

bool IsOverloadable(const Function& function) {
  return function.role != ir::Role::kGetter && function.role != ir::Role::kSetter &&
         function.role != ir::Role::kExec;
}

// In the order in which the first of each is declared.
std::vector<OverloadSet> Group(const std::vector<Function>& functions) {
  std::vector<OverloadSet> sets;
  for (std::size_t i = 0; i < functions.size(); ++i) {
    if (!IsOverloadable(functions[i])) continue;
    const std::string& name = functions[i].python_name;
    auto set = std::ranges::find(sets, name, &OverloadSet::python_name);
    if (set == sets.end()) set = sets.insert(set, OverloadSet{name, {}, {}});
    set->functions.push_back(i);
  }
  return sets;
}

// --- Defaults ---

// Whether a C++ call with values for the first `count` parameters of `function` could mean `other`.
bool Means(const Function& function, const Function& other, std::size_t count) {
  if (ir::FullName(function) != ir::FullName(other) || other.parameters.size() < count) {
    return false;
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (function.parameters[i].type.type != other.parameters[i].type.type) return false;
  }
  return other.parameters.size() == count || other.parameters[count].default_argument.has_value();
}

// `f(int, int = 1)` and `f(int, double = 1)`: C++ does not compile `f(1)`, so that the defaults
// cannot be left to it.
void DropAmbiguousDefaults(const OverloadSet& set, std::size_t index,
                           std::vector<Function>& functions) {
  Function& function = functions[index];
  if (!ir::LeavesDefaultsToCpp(function)) return;
  std::size_t given = 0;  // at least
  for (std::size_t count = 0; count < function.parameters.size(); ++count) {
    const bool is_ambiguous = std::ranges::any_of(set.functions, [&](std::size_t other) {
      return other != index && Means(function, functions[other], count);
    });
    if (is_ambiguous) given = count + 1;
  }
  for (ir::Argument& argument : function.signature.arguments) {
    if (argument.parameter < given) argument.has_default = false;
  }
}

// `f(int)` beside `f(int, int = 1)`: C++ compiles no call of it.
void CheckCallable(const OverloadSet& set, std::size_t index,
                   const std::vector<Function>& functions, diag::Sink& sink) {
  const Function& function = functions[index];
  for (const std::size_t other : set.functions) {
    if (other == index || functions[other].parameters.size() <= function.parameters.size() ||
        !Means(function, functions[other], function.parameters.size())) {
      continue;
    }
    sink.Report(diag::Code::kIndistinguishableOverloads, function.location,
                {{"problem", "to C++ every call of " + Describe(function) +
                                 " may mean another overload of '" + function.python_name + "'"},
                 {"help", "remove the default of the other, or " + HowToLeaveOut(function)}})
        .notes.push_back({functions[other].location, "the other is here"});
    return;
  }
}

// --- Sets ---

// Without a `sink` arguments need not tell overloads apart.
void Settle(OverloadSet& set, std::vector<Function>& functions, const ir::Module& module,
            diag::Sink* sink) {
  if (set.functions.size() == 1) return;
  for (const std::size_t index : set.functions) {
    if (sink != nullptr) CheckCallable(set, index, functions, *sink);
  }
  for (const std::size_t index : set.functions) DropAmbiguousDefaults(set, index, functions);
  std::vector<Candidate> candidates;
  for (const std::size_t index : set.functions) {
    candidates.push_back({index, &functions[index], ir::ShapeOf(functions[index], module)});
  }
  set.functions.clear();
  set.folded = Fold(candidates);
  Rank(candidates);
  if (sink != nullptr) CheckDistinction(candidates, *sink);
  for (const Candidate& candidate : candidates) set.functions.push_back(candidate.index);
}

}  // namespace

void MakeOverloadSets(ir::Module& module, diag::Sink& sink) {
  // What has another error may look like something else because of it.
  diag::Sink* const for_distinction = sink.HasErrors() ? nullptr : &sink;
  module.function_sets = Group(module.functions);
  for (OverloadSet& set : module.function_sets) {
    Settle(set, module.functions, module, for_distinction);
  }
  for (ir::Class& node : module.classes) {
    node.method_sets = Group(node.methods);
    for (OverloadSet& set : node.method_sets) Settle(set, node.methods, module, for_distinction);
    for (OverloadSet& set : Group(node.constructors)) {
      Settle(set, node.constructors, module, for_distinction);
      node.constructor_set = std::move(set);
    }
  }
}

}  // namespace ferrule::check
