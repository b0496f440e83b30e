// A callable as the choice among overloads sees it: which calls it takes.
#ifndef FERRULE_GENERATOR_IR_SHAPE_H_
#define FERRULE_GENERATOR_IR_SHAPE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "generator/ir/form.h"
#include "generator/ir/module.h"

namespace ferrule::ir {

// An argument that has a place of its own, or each of those that *args or **kwargs take.
struct Place {
  std::string name;
  PassedType type;
  Form form;
  bool has_default = false;
  bool is_exact = false;  // as Parameter has them
  bool is_nullable = false;

  // The type if its range chooses among overloads, else null.
  const Scalar* integer() const { return is_exact ? nullptr : AsInteger(type.type); }
};

struct Shape {
  std::vector<Place> positional;
  std::vector<Place> keyword_only;  // by name
  std::size_t required = 0;         // of the positional ones
  bool takes_args = false;
  bool takes_kwargs = false;
  std::optional<Place> each_of_args;  // nothing: they take anything
  std::optional<Place> each_of_kwargs;

  // Whether a call with this many positional arguments and no keywords fits.
  bool TakesCount(std::size_t count) const;
};

// Requires a signature.
Shape ShapeOf(const Function& function, const Module& module);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_SHAPE_H_
