// The file under construction: what the makers of classes, enums and functions each add to it.
#ifndef FERRULE_GENERATOR_RENDER_GLUE_PARTS_H_
#define FERRULE_GENERATOR_RENDER_GLUE_PARTS_H_

#include <string>

#include "generator/ir/module.h"
#include "generator/render/callable.h"
#include "generator/render/identifiers.h"
#include "generator/render/views.h"

namespace ferrule::render {

struct GlueParts {
  const ir::Module& module;
  UniqueNames names;
  GlueView view;
};

// Adds what a callable needs outside of itself, and returns its definition, laid out.
TextView AddCallable(const Callable& callable, GlueParts& parts);

// Adds a docstring, and returns its name; `nullptr` for an empty text.
std::string AddDoc(const std::string& base, const std::string& text, GlueParts& parts);

// The docstring of a callable or class: its signature, as inspect reads it, and what the header
// says.
std::string DocWithSignature(const std::string& name, const std::string& text_signature,
                             const std::string& doc);

void AddClass(ir::ClassId id, GlueParts& parts);
void AddImportedClass(ir::ClassId id, GlueParts& parts);
void AddRecords(GlueParts& parts);
void AddEnum(ir::EnumId id, GlueParts& parts);
void AddException(ir::ExceptionId id, GlueParts& parts);

// The object that a class or an enum becomes an attribute of.
std::string ScopeExpression(const std::optional<ir::ClassId>& outer, const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_GLUE_PARTS_H_
