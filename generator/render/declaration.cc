#include "generator/render/declaration.h"

#include <algorithm>
#include <cstddef>

#include "generator/ir/cpp.h"
#include "generator/render/overrides.h"

namespace ferrule::render {
namespace {

std::string Parameters(const ir::Function& function, const ir::Module& module) {
  std::string list;
  for (const ir::Parameter& parameter : function.parameters) {
    if (!list.empty()) list += ", ";
    list += ir::CppSpelling(parameter.type, module);
    if (!parameter.name.empty()) list += " " + parameter.name;
    if (parameter.default_argument) list += " = " + parameter.default_argument->text;
  }
  return "(" + list + ")";
}

std::string ParameterTypes(const ir::Function& function, const ir::Module& module) {
  std::string list;
  for (const ir::Parameter& parameter : function.parameters) {
    list += (list.empty() ? "" : ", ") + ir::CppSpelling(parameter.type, module);
  }
  return list;
}

// With the declarator and the parameters behind the result, or before it.
std::string FunctionType(const ir::Function& function, const std::string& declarator,
                         const std::string& parameters, const ir::Module& module) {
  return (function.result_is_const ? "const " : "") +
         ir::FunctionSpelling(function.result, declarator, parameters + Qualifiers(function),
                              module);
}

bool IsMember(const ir::Function& function) {
  return function.kind == ir::FunctionKind::kMethod ||
         function.kind == ir::FunctionKind::kOperator ||
         function.kind == ir::FunctionKind::kConversion;
}

std::string MemberName(const ir::Function& function, const ir::Module& module) {
  switch (function.kind) {
    case ir::FunctionKind::kOperator:
      return "operator" + function.name + function.template_arguments;
    case ir::FunctionKind::kConversion:
      return "operator " + ir::CppSpelling(function.result, module);
    default:
      return function.name + function.template_arguments;
  }
}

std::string BreakIfLong(std::size_t size) {
  constexpr std::size_t kLongest = 64;
  return size <= kLongest ? "" : "\n    ";
}

// A default may be written over several lines; a comment ends with its first.
std::string OnOneLine(std::string text) {
  std::string line;
  for (const char c : text) {
    if (c != '\n' && c != '\r') {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

}  // namespace

std::string Qualifiers(const ir::Function& function) {
  if (ir::IsFree(function.kind)) return "";
  std::string qualifiers = function.is_const ? " const" : "";
  if (function.ref_qualifier == ir::RefQualifier::kLvalue) qualifiers += "&";
  return qualifiers;
}

std::string ShortLocation(const ir::Location& location) {
  return location.file.substr(location.file.rfind('/') + 1) + ":" + std::to_string(location.line);
}

std::string AtFileScope(const std::string& qualified_name) {
  return qualified_name.find("::") == std::string::npos ? "::" + qualified_name : qualified_name;
}

std::string Declaration(const ir::Function& function, const ir::Class* owner,
                        const ir::Module& module) {
  if (function.kind == ir::FunctionKind::kConstructor)
    return OnOneLine(owner->name + Parameters(function, module));
  if (function.kind == ir::FunctionKind::kHash) return function.qualified_name;
  if (function.kind == ir::FunctionKind::kStream)
    return "std::ostream& " + function.qualified_name + "(std::ostream&, " +
           Parameters(function, module).substr(1);
  if (function.kind == ir::FunctionKind::kFreeOperator)
    return OnOneLine(FunctionType(function, " " + function.qualified_name,
                                  Parameters(function, module), module));
  const bool is_own = owner != nullptr && !function.is_added && !ir::IsFree(function.kind);
  const std::string scope = is_own ? owner->name + "::" : "";
  if (function.kind == ir::FunctionKind::kConversion)
    return scope + MemberName(function, module) + "()" + Qualifiers(function);
  if (function.name == "[]=") {
    ir::Function subscript = function;
    subscript.name = "[]";
    subscript.parameters.pop_back();
    return Declaration(subscript, owner, module);
  }
  const std::string name = MemberName(function, module);
  const std::string keyword = function.kind == ir::FunctionKind::kStaticMethod ? "static " : "";
  return OnOneLine(
      keyword + FunctionType(function, " " + scope + name, Parameters(function, module), module));
}

std::string Declaration(const ir::Field& field, const ir::Module& module) {
  std::string type = ir::CppSpelling(field, module);
  const std::size_t extents = std::min(type.find('['), type.size());
  const std::string width = field.is_bit_field ? " : " + std::to_string(field.width) : "";
  return type.insert(extents, " " + field.name) + width;
}

std::string DeclarationAssertion(const ir::Function& function, const ir::Class* owner,
                                 const ir::Module& module) {
  const bool is_named = !function.is_derived && !function.is_hidden_friend &&
                        function.kind != ir::FunctionKind::kStream &&
                        function.kind != ir::FunctionKind::kHash;
  if (!is_named) return "";
  const std::string types = ParameterTypes(function, module);
  if (function.kind == ir::FunctionKind::kConstructor) {
    if (!WhyNotConstructed(function, *owner).empty()) return "";  // no trait tells
    return "static_assert(std::is_constructible_v<" + owner->qualified_name +
           (types.empty() ? "" : ", " + types) + ">);";
  }
  const std::string& declaring = function.inherited_from.empty() && owner != nullptr
                                     ? owner->qualified_name
                                     : function.inherited_from;
  const std::string pointer = IsMember(function) ? declaring + "::*" : "*";
  const std::string name =
      (IsMember(function) ? owner->qualified_name + "::" + MemberName(function, module)
                          : AtFileScope(function.qualified_name) + function.template_arguments);
  const std::string type = FunctionType(function, " (" + pointer + ")", "(" + types + ")", module);
  return "static_assert(glue::IsDeclared<" + type + ">(" + BreakIfLong(type.size() + name.size()) +
         "&" + name + "));";
}

std::string DeclarationAssertion(const ir::Field& field, const ir::Class& owner,
                                 const ir::Module& module) {
  const std::string type = ir::CppSpelling(field, module);
  // A base may show it to nobody else.
  const std::string& scope = field.is_introduced ? owner.qualified_name : field.owner;
  return "static_assert(std::is_same_v<decltype(" + scope + "::" + field.name + "), " + type +
         ">);";
}

}  // namespace ferrule::render
