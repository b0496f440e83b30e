// The first walk over the headers: which declarations the module is made of, without a look into
// them.
#ifndef FERRULE_GENERATOR_SCAN_COLLECT_H_
#define FERRULE_GENERATOR_SCAN_COLLECT_H_

#include <optional>
#include <string>
#include <vector>

#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

// A class, an enum or an exception class to bind.
struct FoundType {
  CXCursor declaration;              // its definition
  std::optional<ir::ClassId> outer;  // the bound class that it is nested in
  bool is_public = true;             // and so is whatever it is nested in
  std::string home = {};             // the module that binds it, where that is another one
};

// An operator that is no member.
struct FoundOperator {
  CXCursor declaration;
  bool is_hidden = false;  // declared as a friend, within a class, and nowhere else
};

// All in the order in which the compiler meets them, so that bases and outer classes come before
// what needs them.
struct Declarations {
  std::vector<FoundType> classes;     // by ClassId
  std::vector<FoundType> enums;       // by EnumId
  std::vector<FoundType> exceptions;  // by ExceptionId
  std::vector<CXCursor> functions;
  std::vector<FoundOperator> operators;  // of any operands
  std::vector<CXCursor> hashed;          // the types that std::hash is specialised for
  std::vector<CXCursor> variables;
  std::vector<ir::Annotation> settings;
  std::vector<ir::Annotation> namespaces;
};

// Fills context.bound.
Declarations Collect(CXTranslationUnit unit, Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_COLLECT_H_
