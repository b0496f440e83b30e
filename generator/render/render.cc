#include "generator/render/render.h"

#include "generator/ir/interface.h"
#include "generator/render/file_scope.h"
#include "generator/render/glue.h"
#include "generator/render/identifiers.h"
#include "generator/render/interface.h"
#include "generator/render/spell.h"
#include "generator/render/stub.h"
#include "generator/render/templates.h"
#include "generator/version.h"

namespace ferrule::render {
namespace {

// A dotted module is rendered to files of its last name, as it is imported from a folder of the
// others.
std::string LastName(const std::string& module_name) {
  return module_name.substr(module_name.rfind('.') + 1);
}

InittabView MakeInittab(const ir::Module& module) {
  InittabView view;
  view.version = kVersion;
  view.sources = Sources(module);
  view.module = module.name;
  view.module_literal = StringLiteral(module.name);
  view.glue_namespace = GlueNamespace(module);
  view.init = InitFunction(module);
  return view;
}

}  // namespace

std::vector<std::string> FileNames(const std::string& module_name) {
  const std::string name = LastName(module_name);
  return {name + "_glue.cc", name + "_inittab.cc", name + ".pyi", name + ".ferrule.json"};
}

std::vector<File> Render(const ir::CheckedModule& module) {
  const std::vector<std::string> names = FileNames(module->name);
  return {
      {names[0], RenderTemplate(kGlueTemplate, MakeGlue(WithFileScope(*module)))},
      {names[1], RenderTemplate(kInittabTemplate, MakeInittab(*module))},
      {names[2], RenderTemplate(kStubTemplate, MakeStub(*module))},
      {names[3], ir::ToText(MakeInterface(*module))},
  };
}

}  // namespace ferrule::render
