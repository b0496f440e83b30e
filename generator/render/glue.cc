#include "generator/render/glue.h"

#include <string_view>
#include <utility>

#include "generator/ir/cpp.h"
#include "generator/render/converter_headers.h"
#include "generator/render/declaration.h"
#include "generator/render/glue_parts.h"
#include "generator/render/overloads.h"
#include "generator/render/signature_text.h"
#include "generator/render/spell.h"
#include "generator/render/templates.h"
#include "generator/version.h"

namespace ferrule::render {

TextView AddCallable(const Callable& callable, GlueParts& parts) {
  if (callable.signature)
    parts.view.signatures.push_back({RenderPart(kSignatureTemplate, *callable.signature)});
  if (callable.interned) {
    const std::string member = InternedMember(callable);
    parts.view.state.push_back(
        {"PyObject* " + member + "[" + std::to_string(*callable.interned) + "]"});
    parts.view.interned.push_back({callable.view.signature, member});
  }
  return {RenderPart(kCallableTemplate, callable.view)};
}

std::string AddDoc(const std::string& base, const std::string& text, GlueParts& parts) {
  if (text.empty()) return "nullptr";
  DocView doc;
  doc.name = parts.names.Take(base + "_doc");
  for (std::string& literal : StringLiteralLines(text))
    doc.lines.push_back({std::move(literal), ""});
  doc.lines.back().end = ";";
  parts.view.docs.push_back(doc);
  return doc.name;
}

std::string DocWithSignature(const std::string& name, const std::string& text_signature,
                             const std::string& doc) {
  return name + "(" + text_signature + ")\n--\n\n" + doc;
}

std::string ScopeExpression(const std::optional<ir::ClassId>& outer, const ir::Module& module) {
  return outer ? "reinterpret_cast<PyObject*>(state." + IdentifierOf(*outer, module) + "_type)"
               : "module";
}

std::string Sources(const ir::Module& module) {
  std::string sources;
  for (const std::string& header : module.headers)
    sources += (sources.empty() ? "" : ", ") + header;
  return sources;
}

namespace {

void AddFunctions(GlueParts& parts) {
  for (const ir::OverloadSet& set : parts.module.function_sets) {
    parts.view.methods.push_back(DefineMethod(parts.module.functions, set, std::nullopt,
                                              set.python_name, parts, parts.view.definitions));
  }
}

// The value of a static member. An enumerator of an unnamed enum is the number that it stands for.
std::string ConstantExpression(const ir::Field& field, const ir::Module& module) {
  const std::string member = AtFileScope(field.owner + "::" + field.name);
  if (!field.is_enumerator) return member;
  return "static_cast<" + ir::CppSpelling(field.type, module) + ">(" + member + ")";
}

void AddConstants(GlueParts& parts) {
  for (const ir::Constant& constant : parts.module.constants) {
    parts.view.constants.push_back(
        {"module", StringLiteral(constant.python_name), AtFileScope(constant.qualified_name)});
  }
  for (std::size_t i = 0; i < parts.module.classes.size(); ++i) {
    for (const ir::Field& field : parts.module.classes[i].fields) {
      if (!field.is_exported || !field.is_static) continue;
      const std::string type = "state->" + IdentifierOf(ir::ClassId{i}, parts.module) + "_type";
      parts.view.constants.push_back({"reinterpret_cast<PyObject*>(" + type + ")",
                                      StringLiteral(field.python_name),
                                      ConstantExpression(field, parts.module)});
    }
  }
}

void AddExec(GlueParts& parts) {
  if (!parts.module.exec) return;
  const ir::Function& exec = *parts.module.exec;
  std::string arguments;
  for (const ir::Parameter& parameter : exec.parameters) {
    if (!arguments.empty()) arguments += ", ";
    if (parameter.type.type.Is<ir::Token>()) {
      arguments += "ferrule::Python::assume_attached()";
    } else {
      arguments += ir::CppSpelling(parameter.type.type, parts.module) +
                   "::from_borrowed_ptr(ferrule::Python::assume_attached(), module)";
    }
  }
  parts.view.execs.push_back({AtFileScope(exec.qualified_name) + "(" + arguments + ")"});
}

std::string_view Enumerator(ir::Interpreters interpreters) {
  switch (interpreters) {
    case ir::Interpreters::kMain:
      return "kMain";
    case ir::Interpreters::kSharedGil:
      return "kSharedGil";
    case ir::Interpreters::kOwnGil:
      return "kOwnGil";
  }
  return {};
}

// What glue.cc.tmpl defines itself, and the types' members of the state, come before whatever else
// wants their names.
void TakeFixedNames(const ir::Module& module, UniqueNames& names) {
  for (const char* name :
       {"Execute", "Free", "ModuleState", "PrivateBase", "PrivateMember", "PrivatePointer", "State",
        "Traverse", "definition", "functions", "slots", "state_of_module"}) {
    names.Take(name);
  }
  for (std::size_t i = 0; i < module.classes.size(); ++i)
    names.Take(IdentifierOf(ir::ClassId{i}, module) + "_type");
  for (std::size_t i = 0; i < module.enums.size(); ++i)
    names.Take(IdentifierOf(ir::EnumId{i}, module) + "_type");
  for (std::size_t i = 0; i < module.exceptions.size(); ++i)
    names.Take(IdentifierOf(ir::ExceptionId{i}, module) + "_type");
}

}  // namespace

GlueView MakeGlue(const ir::Module& module) {
  GlueParts parts{module, {}, {}};
  GlueView& view = parts.view;
  TakeFixedNames(module, parts.names);
  view.version = kVersion;
  view.glue_version = std::to_string(kGlueVersion);
  view.sources = Sources(module);
  for (const std::string& header : module.headers) view.headers.push_back({header});
  for (const std::string_view header : ConverterHeaders(module))
    view.converters.push_back({std::string(header)});
  view.glue_namespace = GlueNamespace(module);
  view.init = InitFunction(module);
  view.module_literal = StringLiteral(module.name);
  view.module_doc = AddDoc("module", module.doc, parts);
  view.interpreters = Enumerator(module.interpreters);
  if (module.is_free_threaded) view.without_gil = ", glue::Gil::kNotUsed";
  // What is nested is added to a class that is there already.
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    const bool is_imported = !module.classes[i].home.empty();
    (is_imported ? AddImportedClass : AddClass)(ir::ClassId{i}, parts);
  }
  AddRecords(parts);
  for (std::size_t i = 0; i < module.enums.size(); ++i) AddEnum(ir::EnumId{i}, parts);
  for (std::size_t i = 0; i < module.exceptions.size(); ++i)
    AddException(ir::ExceptionId{i}, parts);
  AddFunctions(parts);
  AddConstants(parts);
  AddExec(parts);
  view.has_objects = !view.objects.empty() || !view.object_lists.empty();
  if (view.state.empty()) view.state.push_back({"PyObject* unused"});
  return view;
}

}  // namespace ferrule::render
