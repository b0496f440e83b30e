// Signatures as Python writes them.
#ifndef FERRULE_GENERATOR_RENDER_SIGNATURE_TEXT_H_
#define FERRULE_GENERATOR_RENDER_SIGNATURE_TEXT_H_

#include <string>

#include "generator/ir/module.h"

namespace ferrule::render {

// `$self, /, a, b=1`: what __text_signature__ has between its parentheses. Python's inspect can
// read all of it.
std::string TextSignature(const ir::Function& function, const ir::Module& module);

// `self, a: int, b: int = 1`: what a stub has there.
std::string StubParameters(const ir::Function& function, const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_SIGNATURE_TEXT_H_
