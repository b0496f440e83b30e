// What a Python exception gets of a C++ one.
#ifndef FERRULE_GENERATOR_RENDER_EXCEPTION_ATTRIBUTES_H_
#define FERRULE_GENERATOR_RENDER_EXCEPTION_ATTRIBUTES_H_

#include <string>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::render {

struct ExceptionAttribute {
  std::string python_name;
  std::string expression;  // what `object` has in C++
  ir::PassedType type;
};

// Those of the class itself; of one above, `object` is of a class that is derived from it.
std::vector<ExceptionAttribute> OwnAttributes(const ir::Exception& node, bool is_above);

// With those of the bases that are bound, too: one a name, the nearest.
std::vector<ExceptionAttribute> AllAttributes(ir::ExceptionId id, const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_EXCEPTION_ATTRIBUTES_H_
