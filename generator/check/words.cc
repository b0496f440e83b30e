#include "generator/check/words.h"

#include "generator/ir/macros.h"

namespace ferrule::check {
namespace {

std::string Quoted(std::string_view noun, const std::string& name) {
  return std::string(noun) + " '" + name + "'";
}

// A member is exported unless it says otherwise; a macro that asked for it has to go first.
std::string HowToLeaveOutMember(const std::string& name,
                                const std::vector<ir::Annotation>& annotations) {
  if (annotations.empty()) return "leave '" + name + "' out with FERRULE_SKIP()";
  return "put FERRULE_SKIP() in the place of " + std::string(ir::MacroName(annotations[0].kind)) +
         " to leave '" + name + "' out";
}

}  // namespace

std::string Describe(const ir::Function& function) {
  switch (function.kind) {
    case ir::FunctionKind::kFree:
      return Quoted("function", ir::FullName(function));
    case ir::FunctionKind::kMethod:
      return Quoted("method", ir::FullName(function));
    case ir::FunctionKind::kStaticMethod:
      return Quoted("static method", ir::FullName(function));
    case ir::FunctionKind::kConstructor:
      return Quoted("constructor", ir::FullName(function));
    case ir::FunctionKind::kOperator:
    case ir::FunctionKind::kConversion:
    case ir::FunctionKind::kFreeOperator:
    case ir::FunctionKind::kStream:
      return Quoted("operator", ir::FullName(function));
    case ir::FunctionKind::kHash:
      return "'" + function.qualified_name + "'";
  }
  return {};
}

std::string Describe(const ir::Field& field) {
  if (field.name.empty()) return "a member of '" + field.owner + "'";
  return Quoted(field.is_static ? "static member" : "field", field.owner + "::" + field.name);
}

std::string Describe(const ir::Class& node) { return Quoted("class", node.qualified_name); }

std::string Describe(const ir::Enum& node) { return Quoted("enum", node.qualified_name); }

std::string Describe(const ir::Enumerator& enumerator) {
  return Quoted("enumerator", enumerator.name);
}

std::string Describe(const ir::Exception& node) {
  return Quoted("exception class", node.qualified_name);
}

std::string Describe(const ir::Constant& constant) {
  return Quoted("constant", constant.qualified_name);
}

std::string DescribeParameter(const ir::Function& function, std::size_t index) {
  const std::string& name = function.parameters[index].name;
  return (name.empty() ? "parameter " + std::to_string(index + 1) : Quoted("parameter", name)) +
         " of '" + ir::FullName(function) + "'";
}

std::string DescribeItem(const ir::Class& node) {
  return "an item of '" + node.qualified_name + "'";
}

std::string DescribeResult(const ir::Function& function) {
  return "the result of '" + ir::FullName(function) + "'";
}

std::string HowToLeaveOut(const ir::Function& function) {
  if (function.kind != ir::FunctionKind::kFree || function.annotations.empty()) {
    return HowToLeaveOutMember(function.qualified_name, function.annotations);
  }
  // A free function is here because a macro asked for it.
  return "remove " + std::string(ir::MacroName(function.annotations.at(0).kind)) + " from '" +
         function.qualified_name + "'";
}

std::string HowToLeaveOut(const ir::Field& field) {
  if (field.name.empty()) return "leave it out with FERRULE_SKIP()";
  return HowToLeaveOutMember(field.owner + "::" + field.name, field.annotations);
}

std::string Enumerate(const std::vector<std::string>& items) {
  std::string result;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) result += i + 1 == items.size() ? " and " : ", ";
    result += items[i];
  }
  return result;
}

}  // namespace ferrule::check
