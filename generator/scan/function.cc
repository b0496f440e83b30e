#include "generator/scan/function.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/scan/default_argument.h"
#include "generator/scan/doc.h"
#include "generator/scan/lexer.h"
#include "generator/scan/type.h"

namespace ferrule::scan {
namespace {

constexpr std::string_view kOperator = "operator";

// `operator()` is one, `operators` is none.
bool IsOperatorName(std::string_view name) {
  return name.starts_with(kOperator) && name.size() > kOperator.size() &&
         (Lex(name)[0].text == kOperator);
}

ir::FunctionKind FunctionKindOf(CXCursor declaration) {
  const bool is_template = KindOf(declaration) == CXCursor_FunctionTemplate;
  switch (is_template ? clang_getTemplateCursorKind(declaration) : KindOf(declaration)) {
    case CXCursor_Constructor:
      return ir::FunctionKind::kConstructor;
    case CXCursor_ConversionFunction:
      return ir::FunctionKind::kConversion;
    case CXCursor_CXXMethod:
      if (IsOperatorName(NameOf(declaration))) return ir::FunctionKind::kOperator;
      return clang_CXXMethod_isStatic(declaration) ? ir::FunctionKind::kStaticMethod
                                                   : ir::FunctionKind::kMethod;
    default:
      return ir::FunctionKind::kFree;
  }
}

std::string FunctionName(CXCursor declaration, ir::FunctionKind kind) {
  const std::string name = NameOf(declaration);
  if (kind == ir::FunctionKind::kConstructor) return name.substr(0, name.find('<'));
  if (kind != ir::FunctionKind::kOperator) return name;
  const std::string token = name.substr(kOperator.size());
  return token.substr(token.find_first_not_of(' '));
}

// Clang says of no method that it is volatile; the type of the method ends in it.
bool IsVolatile(CXType function) {
  const std::string spelling = Text(clang_getTypeSpelling(clang_getCanonicalType(function)));
  for (const Token& token : Lex(std::string_view(spelling).substr(spelling.rfind(')')))) {
    if (token.text == "volatile") return true;
  }
  return false;
}

bool IsNoexcept(CXType function) {
  // Canonical types have `noexcept(condition)` decided.
  const int kind = clang_getExceptionSpecificationType(clang_getCanonicalType(function));
  return kind == CXCursor_ExceptionSpecificationKind_BasicNoexcept ||
         kind == CXCursor_ExceptionSpecificationKind_DynamicNone ||
         kind == CXCursor_ExceptionSpecificationKind_NoThrow;
}

ir::RefQualifier RefQualifierOf(CXType function) {
  switch (clang_Type_getCXXRefQualifier(function)) {
    case CXRefQualifier_LValue:
      return ir::RefQualifier::kLvalue;
    case CXRefQualifier_RValue:
      return ir::RefQualifier::kRvalue;
    case CXRefQualifier_None:
      break;
  }
  return ir::RefQualifier::kNone;
}

ir::Parameter ReadParameter(CXCursor declaration, Context& context) {
  ir::Parameter parameter;
  parameter.name = NameOf(declaration);
  parameter.type = ReadType(clang_getCursorType(declaration), context.bound);
  parameter.default_argument = ReadDefaultArgument(declaration, parameter.type, context.sources);
  parameter.annotations = context.attributes.Take(declaration);
  parameter.location = context.sources.LocationOf(declaration);
  return parameter;
}

void ReadParameters(CXCursor declaration, ir::Function& function, Context& context) {
  for (int i = 0; i < clang_Cursor_getNumArguments(declaration); ++i) {
    const CXCursor parameter = clang_Cursor_getArgument(declaration, static_cast<unsigned>(i));
    function.parameters.push_back(ReadParameter(parameter, context));
  }
}

bool HasSignature(const ir::Function& function) {
  return std::ranges::any_of(function.annotations, [](const ir::Annotation& annotation) {
    return std::ranges::count(annotation.arguments, "signature", &ir::AnnotationArgument::key) > 0;
  });
}

// C++ fills in what is left out at the end; only what is skipped before that has to be written in
// the glue. The signature may have another order.
void AskForDefaults(CXCursor declaration, ir::Function& function, Context& context) {
  const auto has_default = [](const ir::Parameter& p) { return p.default_argument.has_value(); };
  const auto count = std::ranges::count_if(function.parameters, has_default);
  if (count == 0 || (count == 1 && !HasSignature(function))) return;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    std::optional<ir::DefaultArgument>& argument = function.parameters[i].default_argument;
    if (!argument || argument->value) continue;
    const CXCursor parameter = clang_Cursor_getArgument(declaration, static_cast<unsigned>(i));
    const std::optional<CXCursor> expression = DefaultExpressionOf(parameter, context.sources);
    if (!expression) continue;
    argument->expression = context.defaults.Ask(*expression, clang_getCursorType(parameter));
  }
}

void ReadQualifiers(CXCursor declaration, ir::Function& function) {
  const CXType type = clang_getCursorType(declaration);
  function.is_const = clang_CXXMethod_isConst(declaration) != 0;
  function.is_volatile = IsVolatile(type);
  function.is_noexcept = IsNoexcept(type);
  function.is_virtual = clang_CXXMethod_isVirtual(declaration) != 0;
  function.is_variadic = clang_Cursor_isVariadic(declaration) != 0;
  function.is_deleted = clang_getCursorAvailability(declaration) == CXAvailability_NotAvailable;
  function.ref_qualifier = RefQualifierOf(type);
}

// What clang has no question for, but the text says.
void ReportUncovered(CXCursor declaration, const ir::Function& function, Context& context) {
  const auto refuse = [&](const std::string& what) {
    context.sink.Report(
        diag::Code::kNotCovered, function.location,
        {{"what", what + " such as '" + function.qualified_name + "'"}, {"help", ""}});
  };
  const CXSourceLocation begin = clang_getRangeStart(clang_getCursorExtent(declaration));
  const CXSourceRange specifiers = clang_getRange(begin, clang_getCursorLocation(declaration));
  for (const Token& token : Lex(context.sources.TextOf(specifiers))) {
    if (token.text == "consteval") refuse("consteval functions");
  }
  if (function.parameters.empty()) return;
  const CXCursor first = clang_Cursor_getArgument(declaration, 0);
  const std::vector<Token> tokens = Lex(context.sources.TextOf(clang_getCursorExtent(first)));
  if (!tokens.empty() && tokens[0].text == "this") refuse("explicit object parameters");
}

}  // namespace

ir::Function ReadFunction(CXCursor declaration, Context& context) {
  ir::Function function;
  function.kind = FunctionKindOf(declaration);
  function.name = FunctionName(declaration, function.kind);
  function.qualified_name = QualifiedName(declaration);
  function.is_template = KindOf(declaration) == CXCursor_FunctionTemplate;
  function.is_public = function.kind == ir::FunctionKind::kFree || IsPublic(declaration);
  function.doc = CleanDoc(Text(clang_Cursor_getRawCommentText(declaration)));
  function.annotations = context.attributes.Take(declaration);
  function.location = context.sources.LocationOf(declaration);
  if (function.is_template) return function;
  ReadParameters(declaration, function, context);
  AskForDefaults(declaration, function, context);
  // The type of the function has the result that `auto` stands for.
  const CXType result = clang_getResultType(clang_getCursorType(declaration));
  function.result = ReadType(result, context.bound);
  function.result_is_const = clang_isConstQualifiedType(clang_getCanonicalType(result)) != 0;
  if (function.kind == ir::FunctionKind::kConstructor) function.result = {{ir::Void{}}};
  ReadQualifiers(declaration, function);
  if (!context.attributes.Has(declaration, ir::AnnotationKind::kSkip)) {
    ReportUncovered(declaration, function, context);
  }
  return function;
}

}  // namespace ferrule::scan
