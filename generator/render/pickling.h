// The methods by which copy and pickle make another object of one.
#ifndef FERRULE_GENERATOR_RENDER_PICKLING_H_
#define FERRULE_GENERATOR_RENDER_PICKLING_H_

#include <string>
#include <vector>

#include "generator/render/callable.h"
#include "generator/render/class_views.h"
#include "generator/render/glue_parts.h"
#include "generator/render/protocols.h"

namespace ferrule::render {

// A class of which the constructors and methods have been defined.
struct PickledClass {
  const ClassScope& scope;
  const std::string& identifier;
  const std::vector<ShownField>& fields;
  const MethodView&
      restorer;  // what makes an object of its state, if the class has such a function
};

// Adds them to the methods of the class, and their functions to its callables.
void AddPickling(const PickledClass& pickled, GlueParts& parts, ClassView& view);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_PICKLING_H_
