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
  // What binds it from outside: an alias, a using-declaration or a stand-in; null where it has its
  // annotations itself.
  CXCursor binder = clang_getNullCursor();
  bool is_foreign = false;  // in none of the module's headers
};

struct FoundFunction {
  CXCursor declaration;
  CXCursor binder = clang_getNullCursor();  // a using-declaration
  bool is_overloaded = false;               // which names others, too
};

struct FoundVariable {
  CXCursor declaration;
  CXCursor binder = clang_getNullCursor();  // a using-declaration
};

// An operator that is no member.
struct FoundOperator {
  CXCursor declaration;
  bool is_hidden = false;   // declared as a friend, within a class, and nowhere else
  bool is_foreign = false;  // in none of the module's headers
};

// Bases and outer classes come before what needs them; otherwise all are in the order in which the
// compiler meets them.
struct Declarations {
  std::vector<FoundType> classes;     // by ClassId
  std::vector<FoundType> enums;       // by EnumId
  std::vector<FoundType> exceptions;  // by ExceptionId
  std::vector<FoundFunction> functions;
  std::vector<FoundOperator> operators;  // of any operands
  std::vector<CXCursor> hashed;          // the types that std::hash is specialised for
  std::vector<FoundVariable> variables;
  std::vector<ir::Annotation> settings;
  std::vector<ir::Annotation> namespaces;
};

// Fills context.bound.
Declarations Collect(CXTranslationUnit unit, Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_COLLECT_H_
