#include "generator/scan/default_expression.h"

#include <algorithm>
#include <utility>

#include "generator/scan/file_scope.h"

namespace ferrule::scan {
namespace {

bool IsValue(CXCursor cursor) {
  return KindOf(cursor) == CXCursor_DeclRefExpr || KindOf(cursor) == CXCursor_MemberRefExpr;
}

// The functions, variables, members and enumerators that an expression names, in its order.
std::vector<std::string> ReferencesOf(CXCursor expression) {
  const CXSourceRange range = clang_getCursorExtent(expression);
  std::vector<std::string> references;
  for (CXCursor cursor : WithDescendants(expression)) {
    const CXCursor declaration = clang_getCursorReferenced(cursor);
    if (!IsValue(cursor) || IsDeclaredIn(range, declaration)) continue;
    std::string reference = Text(clang_getCursorUSR(declaration));
    // What the question about objects adds.
    if (reference.find("__builtin_addressof") == std::string::npos) {
      references.push_back(std::move(reference));
    }
  }
  return references;
}

}  // namespace

std::optional<ir::DefaultExpression> DefaultExpressions::Ask(CXCursor expression,
                                                             CXType parameter) {
  const std::optional<std::string> text =
      WriteAtFileScope(clang_getCursorExtent(expression), WithDescendants(expression), sources_);
  if (!text) return std::nullopt;
  const CXType canonical = clang_getCanonicalType(parameter);
  const bool is_reference = canonical.kind == CXType_LValueReference;
  const CXType referred = is_reference || canonical.kind == CXType_RValueReference
                              ? clang_getPointeeType(canonical)
                              : canonical;
  const bool is_mutable_reference = is_reference && clang_isConstQualifiedType(referred) == 0;
  const std::string type = Text(clang_getTypeSpelling(clang_getUnqualifiedType(referred)));
  const std::string number = std::to_string(asked_.size());
  Asked asked = {*text, ReferencesOf(expression), std::nullopt, std::nullopt};
  if (!is_mutable_reference) {
    const std::string name = "ferrule_value_" + number;
    asked.value = probe_.Add(name, "auto " + name + "() -> " + type + " { return " + *text + "; }");
  }
  if (is_reference && !text->starts_with('{')) {
    const std::string name = "ferrule_reference_" + number;
    asked.reference =
        probe_.Add(name, "auto " + name + "() -> " + Text(clang_getTypeSpelling(referred)) +
                             "* { return __builtin_addressof(" + *text + "); }");
  }
  asked_.emplace(number, std::move(asked));
  return ir::DefaultExpression{number};
}

bool DefaultExpressions::IsRight(std::optional<Probe::Question> question,
                                 const Asked& asked) const {
  return question && probe_.ReasonAgainst(*question).empty() &&
         ReferencesOf(probe_.AnswerTo(*question)) == asked.references;
}

void DefaultExpressions::Fill(std::vector<ir::Function>& functions) const {
  for (ir::Function& function : functions) {
    for (ir::Parameter& parameter : function.parameters) {
      if (!parameter.default_argument || !parameter.default_argument->expression) continue;
      std::optional<ir::DefaultExpression>& expression = parameter.default_argument->expression;
      const Asked& asked = asked_.at(expression->text);
      expression->text = asked.text;
      expression->is_reference = IsRight(asked.reference, asked);
      if (!expression->is_reference && !IsRight(asked.value, asked)) expression.reset();
    }
  }
}

void DefaultExpressions::Fill(ir::Module& module) const {
  Fill(module.functions);
  for (ir::Class& node : module.classes) {
    Fill(node.constructors);
    Fill(node.methods);
  }
}

}  // namespace ferrule::scan
