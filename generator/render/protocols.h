// The special methods of a class that CPython calls through slots of its type: their wrappers, and
// the functions that choose among them.
#ifndef FERRULE_GENERATOR_RENDER_PROTOCOLS_H_
#define FERRULE_GENERATOR_RENDER_PROTOCOLS_H_

#include <string>
#include <vector>

#include "generator/ir/module.h"
#include "generator/render/callable.h"
#include "generator/render/glue_parts.h"

namespace ferrule::render {

// A field that the repr of a class shows.
struct ShownField {
  std::string name;    // Python's
  std::string getter;  // the name of its wrapper
};

// The lines of a function that hands the fields to a function of the runtime's.
std::vector<LineView> LinesWithFields(const std::vector<ShownField>& fields,
                                      const std::string& function);

// Adds what the methods need to `parts`, and their functions to `definitions`. Returns the rows of
// the type's table of slots.
std::vector<TypeSlotView> DefineProtocols(const ClassScope& scope,
                                          const std::vector<ShownField>& shown, GlueParts& parts,
                                          std::vector<TextView>& definitions);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_PROTOCOLS_H_
