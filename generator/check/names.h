// What each thing is called in Python, and what each callable is to it.
#ifndef FERRULE_GENERATOR_CHECK_NAMES_H_
#define FERRULE_GENERATOR_CHECK_NAMES_H_

#include <string>
#include <string_view>

#include "generator/check/annotations.h"
#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Fills `python_name` everywhere and the `role` of each callable.
void AssignNames(ir::Module& module, diag::Sink& sink);

// The name that the annotations give, else the one that C++ has. Reports a name that Python would
// not take.
std::string NameFor(const Annotations& annotations, std::string_view cpp_name,
                    const std::string& what, const diag::Location& location, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_NAMES_H_
