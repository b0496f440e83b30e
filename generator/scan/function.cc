#include "generator/scan/function.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/scan/bases.h"
#include "generator/scan/default_argument.h"
#include "generator/scan/doc.h"
#include "generator/scan/lexer.h"
#include "generator/scan/lifetimes.h"
#include "generator/scan/type.h"

namespace ferrule::scan {
namespace {

constexpr std::string_view kOperator = "operator";

// `operator()` is one, `operators` is none.
bool IsOperatorName(std::string_view name) {
  return name.starts_with(kOperator) && name.size() > kOperator.size() &&
         (Lex(name)[0].text == kOperator);
}

CXType ArgumentType(CXCursor declaration, int index) {
  const CXCursor argument = clang_Cursor_getArgument(declaration, static_cast<unsigned>(index));
  return clang_getCanonicalType(clang_getCursorType(argument));
}

// `std::ostream& operator<<(std::ostream&, T)`
bool WritesToStream(CXCursor declaration) {
  return clang_Cursor_getNumArguments(declaration) == 2 && NameOf(declaration) == "operator<<" &&
         Text(clang_getTypeSpelling(ArgumentType(declaration, 0))) == "std::basic_ostream<char> &";
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
      break;
  }
  if (!IsOperatorName(NameOf(declaration))) return ir::FunctionKind::kFree;
  return WritesToStream(declaration) ? ir::FunctionKind::kStream : ir::FunctionKind::kFreeOperator;
}

std::string FunctionName(CXCursor declaration, ir::FunctionKind kind) {
  const std::string name = NameOf(declaration);
  if (kind == ir::FunctionKind::kConstructor) return name.substr(0, name.find('<'));
  const bool is_operator = kind == ir::FunctionKind::kOperator ||
                           kind == ir::FunctionKind::kFreeOperator ||
                           kind == ir::FunctionKind::kStream;
  if (!is_operator) return name;
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

// A parameter as the header has it, which has all but the type, and as the function has it: they
// differ where the function is an instance of a template.
struct ParameterCursors {
  CXCursor written;
  CXCursor typed;
  std::optional<std::size_t> pack_index = std::nullopt;
};

bool IsPack(CXCursor parameter) {
  return Text(clang_getTypeSpelling(clang_getCursorType(parameter))).ends_with("...");
}

// The parameters of `function`, an instance of `written` unless they are one. The first pack stands
// for as many as there are more.
std::vector<ParameterCursors> ParametersOf(CXCursor written, CXCursor function) {
  const auto count = static_cast<std::size_t>(clang_Cursor_getNumArguments(function));
  const auto typed = [&](std::size_t i) {
    return clang_Cursor_getArgument(function, static_cast<unsigned>(i));
  };
  std::vector<ParameterCursors> all;
  if (KindOf(written) != CXCursor_FunctionTemplate) {
    // A member of an instance has what its template says of it, unless a pack changes the number.
    const bool is_alike =
        clang_Cursor_getNumArguments(written) == clang_Cursor_getNumArguments(function);
    for (std::size_t i = 0; i < count; ++i) {
      all.push_back(
          {is_alike ? clang_Cursor_getArgument(written, static_cast<unsigned>(i)) : typed(i),
           typed(i)});
    }
    return all;
  }
  std::vector<CXCursor> parameters;
  for (CXCursor child : ChildrenOf(written)) {
    if (KindOf(child) == CXCursor_ParmDecl) parameters.push_back(child);
  }
  for (const CXCursor parameter : parameters) {
    if (all.size() == count) break;
    const bool is_pack = IsPack(parameter) && count + 1 >= parameters.size();
    const std::size_t size = is_pack ? count + 1 - parameters.size() : 1;
    for (std::size_t i = 0; i < size; ++i) {
      all.push_back({parameter, typed(all.size()), is_pack ? std::optional(i + 1) : std::nullopt});
    }
  }
  return all;
}

// `ferrule::Visitor&`.
bool IsVisitor(CXType type) {
  type = clang_getCanonicalType(type);
  const CXType referred = clang_getPointeeType(type);
  return type.kind == CXType_LValueReference && !clang_isConstQualifiedType(referred) &&
         QualifiedName(clang_getTypeDeclaration(referred)) == "ferrule::Visitor";
}

ir::Parameter ReadParameter(const ParameterCursors& cursors, Context& context) {
  ir::Parameter parameter;
  parameter.name = NameOf(cursors.written);
  if (cursors.pack_index && !parameter.name.empty()) {
    parameter.name += "_" + std::to_string(*cursors.pack_index);
  }
  parameter.pack_index = cursors.pack_index;
  parameter.type = ReadType(clang_getCursorType(cursors.typed), context.bound);
  parameter.default_argument =
      ReadDefaultArgument(cursors.written, parameter.type, context.sources);
  parameter.is_lifetime_bound = IsLifetimeBound(cursors.written, context);
  parameter.is_visitor = IsVisitor(clang_getCursorType(cursors.typed));
  parameter.annotations = context.attributes.Take(cursors.written);
  parameter.location = context.sources.LocationOf(cursors.written);
  return parameter;
}

bool HasSignature(const ir::Function& function) {
  return std::ranges::any_of(function.annotations, [](const ir::Annotation& annotation) {
    return std::ranges::count(annotation.arguments, "signature", &ir::AnnotationArgument::key) > 0;
  });
}

// C++ fills in what is left out at the end; only what is skipped before that has to be written in
// the glue. The signature may have another order.
void AskForDefaults(const std::vector<ParameterCursors>& parameters, ir::Function& function,
                    Context& context) {
  const auto has_default = [](const ir::Parameter& p) { return p.default_argument.has_value(); };
  const auto count = std::ranges::count_if(function.parameters, has_default);
  if (count == 0 || (count == 1 && !HasSignature(function))) return;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    std::optional<ir::DefaultArgument>& argument = function.parameters[i].default_argument;
    if (!argument || argument->value) continue;
    const std::optional<CXCursor> expression =
        DefaultExpressionOf(parameters[i].written, context.sources);
    if (!expression) continue;
    argument->expression =
        context.defaults.Ask(*expression, clang_getCursorType(parameters[i].typed));
  }
}

void ReadQualifiers(CXCursor declaration, ir::Function& function) {
  const CXType type = clang_getCursorType(declaration);
  function.is_const = clang_CXXMethod_isConst(declaration) != 0;
  function.is_volatile = IsVolatile(type);
  function.is_noexcept = IsNoexcept(type);
  function.is_virtual = clang_CXXMethod_isVirtual(declaration) != 0;
  function.is_pure = clang_CXXMethod_isPureVirtual(declaration) != 0;
  function.is_variadic = clang_Cursor_isVariadic(declaration) != 0;
  function.is_deleted = clang_getCursorAvailability(declaration) == CXAvailability_NotAvailable;
  function.ref_qualifier = RefQualifierOf(type);
}

// Whether the word stands before the name. Older libclangs cannot be asked.
bool HasSpecifier(CXCursor declaration, std::string_view word, const Context& context) {
  const CXSourceLocation begin = clang_getRangeStart(clang_getCursorExtent(declaration));
  const CXSourceRange specifiers = clang_getRange(begin, clang_getCursorLocation(declaration));
  const std::vector<Token> tokens = Lex(context.sources.TextOf(specifiers));
  return std::ranges::find(tokens, word, &Token::text) != tokens.end();
}

// Of friends, clang does not say it.
bool IsDefaulted(CXCursor declaration, const Context& context) {
  const CXSourceRange extent = clang_getCursorExtent(declaration);
  const std::vector<Token> tokens = Lex(context.sources.TextOf(extent));
  return !tokens.empty() && tokens.back().text == "default";
}

// What clang has no question for, but the text says.
void FindUncovered(CXCursor written, const std::vector<ParameterCursors>& parameters,
                   ir::Function& function, const Context& context) {
  if (HasSpecifier(written, "consteval", context)) function.uncovered = "consteval functions";
  if (parameters.empty()) return;
  const CXSourceRange first = clang_getCursorExtent(parameters[0].written);
  const std::vector<Token> tokens = Lex(context.sources.TextOf(first));
  if (!tokens.empty() && tokens[0].text == "this")
    function.uncovered = "explicit object parameters";
}

// What the header says of a function, be it a template.
ir::Function ReadHead(CXCursor written, Context& context) {
  ir::Function function;
  function.kind = FunctionKindOf(written);
  function.name = FunctionName(written, function.kind);
  function.qualified_name = QualifiedName(written);
  function.is_public = IsFree(function.kind) || IsPublic(written);
  function.is_protected = clang_getCXXAccessSpecifier(written) == CX_CXXProtected;
  function.doc = CleanDoc(Text(clang_Cursor_getRawCommentText(written)));
  function.annotations = context.attributes.Take(written);
  function.location = context.sources.LocationOf(written);
  return function;
}

// What has types: `declaration` is what is written, or an instance of that.
void ReadTypes(CXCursor written, CXCursor declaration, ir::Function& function, Context& context) {
  std::vector<ParameterCursors> parameters = ParametersOf(written, declaration);
  // Not the stream that an operator writes to.
  if (function.kind == ir::FunctionKind::kStream) parameters.erase(parameters.begin());
  for (const ParameterCursors& cursors : parameters) {
    function.parameters.push_back(ReadParameter(cursors, context));
  }
  AskForDefaults(parameters, function, context);
  // The type of the function has the result that `auto` stands for.
  const CXType result = clang_getResultType(clang_getCursorType(declaration));
  function.result = ReadType(result, context.bound);
  function.result_is_const = clang_isConstQualifiedType(clang_getCanonicalType(result)) != 0;
  if (function.kind == ir::FunctionKind::kConstructor) function.result = {{ir::Void{}}};
  if (function.kind == ir::FunctionKind::kStream)
    function.result = {{ir::Scalar{ir::ScalarKind::kString}}};
  ReadQualifiers(declaration, function);
  function.is_explicit =
      function.kind == ir::FunctionKind::kConversion && HasSpecifier(written, "explicit", context);
  function.is_defaulted = function.name == "<=>" && IsDefaulted(written, context);
  const bool has_object =
      function.kind == ir::FunctionKind::kMethod || function.kind == ir::FunctionKind::kOperator;
  function.is_lifetime_bound = has_object && IsObjectLifetimeBound(written, context);
  FindUncovered(written, parameters, function, context);
}

// The name that an instance has of its own goes before one that all have.
void SetName(const ir::AnnotationArgument& name, ir::Annotation& annotation) {
  std::erase_if(annotation.arguments,
                [](const ir::AnnotationArgument& a) { return a.key == "name"; });
  annotation.arguments.push_back(name);
}

ir::Function ReadInstance(CXCursor written, const Instance& instance, Context& context) {
  ir::Function function = ReadHead(written, context);
  function.is_instance = true;
  function.template_arguments = instance.arguments;
  if (instance.name) SetName(*instance.name, function.annotations.front());
  ReadTypes(written, instance.function, function, context);
  return function;
}

}  // namespace

ir::Function ReadFunction(CXCursor declaration, Context& context) {
  const CXCursor written = PatternOf(declaration);
  ir::Function function = ReadHead(written, context);
  function.qualified_name = QualifiedName(declaration);
  ReadTypes(written, declaration, function, context);
  if (!clang_equalCursors(written, declaration)) {
    function.location.instance = OwnerOf(declaration);
    for (ir::Parameter& parameter : function.parameters)
      parameter.location.instance = function.location.instance;
  }
  return function;
}

bool IsOperator(CXCursor declaration) { return IsOperatorName(NameOf(declaration)); }

bool IsOperatorOfBound(CXCursor declaration, const BoundTypes& bound) {
  for (int i = 0; i < clang_Cursor_getNumArguments(declaration); ++i) {
    const CXType type = ArgumentType(declaration, i);
    const CXType operand = clang_getNonReferenceType(type);
    if (bound.classes.contains(clang_getTypeDeclaration(operand))) return true;
  }
  return false;
}

void ReadFunctions(CXCursor declaration, std::vector<ir::Function>& functions, Context& context) {
  if (KindOf(declaration) != CXCursor_FunctionTemplate) {
    functions.push_back(ReadFunction(declaration, context));
    return;
  }
  const std::vector<Instance>* const instances = context.instances.Of(declaration);
  if (instances == nullptr) {
    functions.push_back(ReadHead(declaration, context));
    functions.back().is_template = true;
    return;
  }
  context.attributes.TakeAll(declaration);  // also where there is no instance
  for (const Instance& instance : *instances) {
    functions.push_back(ReadInstance(declaration, instance, context));
  }
}

}  // namespace ferrule::scan
