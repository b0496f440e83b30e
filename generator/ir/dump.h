// A model as text: for `ferrule dump`, and for tests, which it makes tables of.
#ifndef FERRULE_GENERATOR_IR_DUMP_H_
#define FERRULE_GENERATOR_IR_DUMP_H_

#include <string>

#include "generator/ir/module.h"

namespace ferrule::ir {

// For people: a line a node, indented, in the words of C++; what Check adds in the words of Python.
std::string DumpText(const Module& module);

// For programs: every member of every node, in the order of module.h.
std::string DumpJson(const Module& module);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_DUMP_H_
