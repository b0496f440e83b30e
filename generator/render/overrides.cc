#include "generator/render/overrides.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "generator/ir/cpp.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/python.h"
#include "generator/ir/type_table.h"
#include "generator/render/declaration.h"
#include "generator/render/identifiers.h"
#include "generator/render/spell.h"

namespace ferrule::render {
namespace {

using ir::Function;
using ir::Module;
using ir::Passing;

bool IsLent(const ir::PassedType& type) {
  return type.type.Is<ir::ClassRef>() && type.passing != Passing::kValue &&
         type.passing != Passing::kRvalueRef;
}

bool IsMoved(const ir::PassedType& type) {
  const bool is_scalar = type.type.Is<ir::Scalar>() || type.type.Is<ir::EnumRef>();
  return type.passing == Passing::kRvalueRef || (type.passing == Passing::kValue && !is_scalar);
}

std::string Join(const std::vector<std::string>& parts) {
  std::string list;
  for (const std::string& part : parts) list += (list.empty() ? "" : ", ") + part;
  return list;
}

// What Python gets for a parameter.
std::string Handed(const ir::PassedType& type, const std::string& local, bool keeps,
                   const Module& module) {
  if (IsLent(type)) {
    const bool is_const =
        type.passing == Passing::kConstRef || type.passing == Passing::kConstPointer;
    return std::string("glue::Lent<") + (is_const ? "const " : "") +
           ir::CppSpelling(type.type, module) + ">(" + local + ")";
  }
  return IsMoved(type) && (!keeps || ir::Gives(type.type)) ? "std::move(" + local + ")" : local;
}

std::string Head(const Function& method, const std::vector<std::string>& locals,
                 const Module& module) {
  std::vector<std::string> parameters;
  for (std::size_t i = 0; i < locals.size(); ++i) {
    parameters.push_back(ir::CppSpelling(method.parameters[i].type, module) + " " + locals[i]);
  }
  const std::string name =
      method.kind == ir::FunctionKind::kOperator ? "operator" + method.name : method.name;
  return (method.result_is_const ? "const " : "") +
         ir::FunctionSpelling(method.result, " " + name,
                              "(" + Join(parameters) + ")" + Qualifiers(method), module) +
         (method.is_noexcept ? " noexcept" : "") + " override";
}

std::string Fallback(const Function& method, const std::vector<std::string>& arguments,
                     const std::string& message_name, const Module& module) {
  if (!method.is_pure) {
    const std::string name =
        method.kind == ir::FunctionKind::kOperator ? "operator" + method.name : method.name;
    return "return " + method.inherited_from + "::" + name + "(" + Join(arguments) + ");";
  }
  if (!method.is_noexcept) return "glue::ThrowAbstract(" + StringLiteral(message_name) + ");";
  const std::string report = "glue::ReportAbstract(" + StringLiteral(message_name) + ");";
  if (method.result.type.Is<ir::Void>()) return report;
  return report + "\n    return " + ir::CppSpelling(method.result, module) + "{};";
}

OverrideMethodView MakeMethod(const Function& method, ir::ClassId id, const Module& module) {
  const std::vector<std::string> locals = LocalNames(method.parameters, {"python"});
  std::vector<std::string> handed;
  std::vector<std::string> passed_on;
  for (std::size_t i = 0; i < locals.size(); ++i) {
    const ir::PassedType& type = method.parameters[i].type;
    handed.push_back(Handed(type, locals[i], method.is_noexcept, module));
    passed_on.push_back(IsMoved(type) ? "std::move(" + locals[i] + ")" : locals[i]);
  }
  const std::string result = ir::CppSpelling(method.result, module);
  const std::string call = "<" + result + ">(" + Join(handed) + ")";
  OverrideMethodView view;
  view.location = ShortLocation(method.location);
  view.cpp_type = module.classes[id.index].qualified_name;
  view.head = Head(method, locals, module);
  view.literal = StringLiteral(method.python_name);
  const std::string verb = method.role == ir::Role::kGetter ? "Get" : "Call";
  view.call = "python." + verb + call;
  view.throws = !method.is_noexcept;
  view.is_noexcept = method.is_noexcept;
  view.try_call = method.result.type.Is<ir::Void>() ? "if (python.Try" + verb + call + ") return;"
                                                    : "if (auto result = python.Try" + verb + call +
                                                          ") return *std::move(result);";
  view.fallback = Fallback(method, passed_on,
                           ir::PythonPath(id, module) + "." + method.python_name + "()", module);
  return view;
}

bool Overrides(const ir::Class& node, const Function& method) {
  return std::ranges::any_of(node.virtuals, [&](const Function& candidate) {
    return candidate.name == method.name && candidate.is_const == method.is_const &&
           ir::HaveOneParameterList(candidate, method);
  });
}

}  // namespace

std::string OverriderName(ir::ClassId id, const Module& module) {
  return IdentifierOf(id, module) + "_Override";
}

OverrideView MakeOverrides(ir::ClassId id, const Module& module) {
  const ir::Class& node = module.classes[id.index];
  OverrideView view;
  view.name = OverriderName(id, module);
  view.cpp_type = node.qualified_name;
  for (const Function& method : node.virtuals)
    view.methods.push_back(MakeMethod(method, id, module));
  return view;
}

bool MayReachOverride(const Function& method, ir::ClassId owner, const Module& module) {
  if (!method.is_virtual) return false;
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    if (!Overrides(module.classes[i], method)) continue;
    const std::vector<ir::ClassId> ancestors = ir::AncestorsOf({i}, module);
    if (i == owner.index || std::ranges::find(ancestors, owner) != ancestors.end()) return true;
  }
  return false;
}

bool MakesOverrider(const Function& factory, const ir::Class& node) {
  return ir::IsRestorer(factory) && factory.result.type.Is<ir::ClassRef>() &&
         (node.traits.is_move_constructible || node.traits.is_copy_constructible);
}

std::string WhyNotConstructed(const Function& constructor, const ir::Class& node) {
  if (ir::IsFactory(constructor)) return "";
  if (node.traits.is_abstract) {
    std::vector<std::string> methods;
    for (const Function& method : node.virtuals) {
      if (method.is_pure) methods.push_back("'" + method.python_name + "'");
    }
    if (methods.empty()) return ": it is abstract";
    return ": it is abstract, and a class derived from it has to define " + Join(methods);
  }
  if (constructor.is_protected) return ": its constructor is for classes that are derived from it";
  return "";
}

}  // namespace ferrule::render
