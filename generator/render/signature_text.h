// Signatures as Python writes them.
#ifndef FERRULE_GENERATOR_RENDER_SIGNATURE_TEXT_H_
#define FERRULE_GENERATOR_RENDER_SIGNATURE_TEXT_H_

#include <string>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::render {

// `$self, /, a, b=1`: what __text_signature__ has between its parentheses. Python's inspect can
// read all of it.
std::string TextSignature(const ir::Function& function, const ir::Module& module);

// `self, a: int, b: int = 1`: what a stub has there.
std::string StubParameters(const ir::Function& function, const ir::Module& module);

// The same without `self` and without the modules that types are in: what messages and docstrings
// have there.
std::string MessageParameters(const ir::Function& function, const ir::Module& module);

// What Python sees of an overload. Those that take the same to it, integers of several widths, are
// one, and return what any of them does.
struct VisibleOverload {
  const ir::Function* function;
  std::string result;  // the type, as a stub spells it
};
std::vector<VisibleOverload> VisibleOverloads(const std::vector<ir::Function>& functions,
                                              const ir::OverloadSet& set, const ir::Module& module);

// A type as a stub spells it, without the modules: `Sequence[int]`.
std::string WithoutModules(std::string type);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_SIGNATURE_TEXT_H_
