// What the readers of declarations share while one unit is scanned.
#ifndef FERRULE_GENERATOR_SCAN_CONTEXT_H_
#define FERRULE_GENERATOR_SCAN_CONTEXT_H_

#include "generator/diag/sink.h"
#include "generator/ir/type.h"
#include "generator/scan/attributes.h"
#include "generator/scan/clang.h"
#include "generator/scan/default_expression.h"
#include "generator/scan/imports.h"
#include "generator/scan/instances.h"
#include "generator/scan/members.h"
#include "generator/scan/records.h"
#include "generator/scan/sources.h"
#include "generator/scan/user_types.h"

namespace ferrule::scan {

// The classes, enums and exception classes that the module binds, and the types that users convert.
// Complete before the first type is read, since a function may use a class that is declared after
// it.
struct BoundTypes {
  EntityMap<ir::ClassId> classes;
  EntityMap<ir::EnumId> enums;
  EntityMap<ir::ExceptionId> exceptions;
  UserTypes user_types;
  Records* records = nullptr;  // what reading types finds
};

struct Context {
  const Sources& sources;
  Attributes& attributes;
  BoundTypes& bound;
  DefaultExpressions& defaults;
  const Instances& instances;
  const Imports& imports;
  const Members& members;
  diag::Sink& sink;
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_CONTEXT_H_
