#include "generator/scan/constant_value.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "generator/ir/type_table.h"
#include "generator/scan/members.h"

namespace ferrule::scan {
namespace {

using Value = std::optional<ir::ConstantValue>;

// The expressions that an expression is made of, without those that are not in the source: default
// arguments.
std::vector<CXCursor> Operands(CXCursor expression) {
  std::vector<CXCursor> operands;
  for (CXCursor child : ChildrenOf(expression)) {
    const bool is_written =
        !clang_equalLocations(clang_getCursorLocation(child), clang_getNullLocation());
    if (clang_isExpression(KindOf(child)) && is_written) operands.push_back(child);
  }
  return operands;
}

// The operand of what clang adds to an expression, as it does for conversions and temporaries: it
// has no text of its own.
std::optional<CXCursor> ImplicitOperand(CXCursor expression) {
  if (KindOf(expression) != CXCursor_UnexposedExpr) return std::nullopt;
  const std::vector<CXCursor> operands = Operands(expression);
  if (operands.size() != 1) return std::nullopt;
  const bool is_implicit =
      clang_equalRanges(clang_getCursorExtent(expression), clang_getCursorExtent(operands[0])) != 0;
  return is_implicit ? std::optional(operands[0]) : std::nullopt;
}

// --- Numbers ---

// A number as C++ converts it to T.
template <class T>
Value ConvertTo(const ir::ConstantValue& number) {
  const auto wrap = [](T value) -> Value {
    if constexpr (std::is_signed_v<T>) return std::int64_t{value};
    if constexpr (!std::is_signed_v<T>) return std::uint64_t{value};
  };
  if (const auto* value = std::get_if<std::int64_t>(&number)) return wrap(static_cast<T>(*value));
  if (const auto* value = std::get_if<std::uint64_t>(&number)) return wrap(static_cast<T>(*value));
  // Out of range this has no meaning in C++, either.
  const auto* value = std::get_if<double>(&number);
  if (value == nullptr ||
      !(std::trunc(*value) >= static_cast<double>(std::numeric_limits<T>::min())) ||
      !(std::trunc(*value) < std::ldexp(1.0, std::numeric_limits<T>::digits))) {
    return std::nullopt;
  }
  return wrap(static_cast<T>(*value));
}

Value ConvertTo(ir::ScalarKind kind, const ir::ConstantValue& number) {
  switch (kind) {
    case ir::ScalarKind::kSignedChar:
      return ConvertTo<signed char>(number);
    case ir::ScalarKind::kUnsignedChar:
      return ConvertTo<unsigned char>(number);
    case ir::ScalarKind::kShort:
      return ConvertTo<short>(number);
    case ir::ScalarKind::kUnsignedShort:
      return ConvertTo<unsigned short>(number);
    case ir::ScalarKind::kInt:
      return ConvertTo<int>(number);
    case ir::ScalarKind::kUnsignedInt:
      return ConvertTo<unsigned>(number);
    case ir::ScalarKind::kLong:
      return ConvertTo<long>(number);
    case ir::ScalarKind::kUnsignedLong:
      return ConvertTo<unsigned long>(number);
    case ir::ScalarKind::kLongLong:
      return ConvertTo<long long>(number);
    case ir::ScalarKind::kUnsignedLongLong:
      return ConvertTo<unsigned long long>(number);
    default:  // no integer
      return std::nullopt;
  }
}

bool HaveOneType(CXCursor a, CXCursor b) {
  const auto type_of = [](CXCursor cursor) {
    return clang_getUnqualifiedType(clang_getCanonicalType(clang_getCursorType(cursor)));
  };
  return clang_equalTypes(type_of(a), type_of(b)) != 0;
}

// A std::int64_t, a std::uint64_t, or a double.
Value Number(CXCursor expression) {
  const Evaluation result = Evaluate(expression);
  if (result == nullptr) {
    // A temporary that a reference is bound to.
    const std::optional<CXCursor> operand = ImplicitOperand(expression);
    return operand && HaveOneType(expression, *operand) ? Number(*operand) : std::nullopt;
  }
  switch (clang_EvalResult_getKind(result.get())) {
    case CXEval_Int:
      if (clang_EvalResult_isUnsignedInt(result.get())) {
        return std::uint64_t{clang_EvalResult_getAsUnsigned(result.get())};
      }
      return std::int64_t{clang_EvalResult_getAsLongLong(result.get())};
    case CXEval_Float:
      return clang_EvalResult_getAsDouble(result.get());
    default:
      return std::nullopt;
  }
}

Value Truth(CXCursor expression) {
  const Value number = Number(expression);
  if (!number) return std::nullopt;
  if (const auto* value = std::get_if<double>(&*number)) return *value != 0;
  if (const auto* value = std::get_if<std::uint64_t>(&*number)) return *value != 0;
  return std::get<std::int64_t>(*number) != 0;
}

Value Integer(CXCursor expression, ir::ScalarKind kind) {
  const Value number = Number(expression);
  return number ? ConvertTo(kind, *number) : std::nullopt;
}

Value Float(CXCursor expression) {
  const Value number = Number(expression);
  if (!number) return std::nullopt;
  if (const auto* value = std::get_if<std::int64_t>(&*number)) return static_cast<double>(*value);
  if (const auto* value = std::get_if<std::uint64_t>(&*number)) return static_cast<double>(*value);
  return number;
}

// --- Objects ---

bool IsConstructorOf(CXCursor constructor, std::string_view class_name) {
  return (KindOf(constructor) == CXCursor_Constructor ||
          KindOf(constructor) == CXCursor_FunctionTemplate) &&
         QualifiedName(PatternOf(clang_getCursorSemanticParent(constructor))) == class_name;
}

// The operand of an expression of a class, a pointer or an array type that has the same value: of
// what clang adds, of braces and parentheses around it, and of constructors of `class_name`.
// Numbers are left whole, since they may be converted on the way.
std::optional<CXCursor> OperandOfSameValue(CXCursor expression, std::string_view class_name) {
  const CXTypeKind type = clang_getCanonicalType(clang_getCursorType(expression)).kind;
  if (type != CXType_Record && type != CXType_Pointer && type != CXType_ConstantArray) {
    return std::nullopt;
  }
  if (const std::optional<CXCursor> operand = ImplicitOperand(expression)) return operand;
  const CXCursorKind kind = KindOf(expression);
  const bool is_transparent = kind == CXCursor_CXXFunctionalCastExpr ||
                              kind == CXCursor_ParenExpr || kind == CXCursor_InitListExpr ||
                              (kind == CXCursor_CallExpr &&
                               IsConstructorOf(clang_getCursorReferenced(expression), class_name));
  const std::vector<CXCursor> operands = Operands(expression);
  return is_transparent && operands.size() == 1 ? std::optional(operands[0]) : std::nullopt;
}

CXCursor Innermost(CXCursor expression, std::string_view class_name) {
  while (const std::optional<CXCursor> operand = OperandOfSameValue(expression, class_name)) {
    expression = *operand;
  }
  return expression;
}

// The text of a string literal, which clang spells with the escapes of C: "\n", and "\303" for
// what is not ASCII.
std::string Unescape(std::string_view literal) {
  constexpr std::string_view kNames = "abfnrtv";
  constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v";
  std::string text;
  for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
    if (literal[i] != '\\') {
      text += literal[i];
    } else if (literal[++i] >= '0' && literal[i] <= '7') {
      text += static_cast<char>(std::stoi(std::string(literal.substr(i, 3)), nullptr, 8));
      i += 2;
    } else {
      const std::size_t name = kNames.find(literal[i]);
      text += name == std::string_view::npos ? literal[i] : kMeanings[name];
    }
  }
  return text;
}

Value TextOf(CXCursor expression, std::string_view class_name) {
  const CXCursor literal = Innermost(expression, class_name);
  if (KindOf(literal) != CXCursor_StringLiteral) return std::nullopt;
  const CXType type = clang_getCanonicalType(clang_getCursorType(literal));
  const CXTypeKind element = clang_getCanonicalType(clang_getArrayElementType(type)).kind;
  if (element != CXType_Char_S && element != CXType_Char_U) return std::nullopt;
  const std::string text = Unescape(NameOf(literal));
  const bool is_whole = clang_getArraySize(type) == static_cast<long long>(text.size()) + 1;
  // Constructors from a C string take what is in front of the NUL; let C++ do that.
  return is_whole && text.find('\0') == std::string::npos ? Value(text) : std::nullopt;
}

// `{}`, `T()`.
bool IsEmpty(CXCursor innermost, std::string_view class_name) {
  if (!Operands(innermost).empty()) return false;
  return KindOf(innermost) == CXCursor_InitListExpr ||
         (KindOf(innermost) == CXCursor_CallExpr &&
          IsConstructorOf(clang_getCursorReferenced(innermost), class_name));
}

Value Text(CXCursor expression, std::string_view class_name) {
  if (IsEmpty(Innermost(expression, class_name), class_name)) return std::string();
  return TextOf(expression, class_name);
}

Value Pointer(CXCursor expression) {
  const CXCursor innermost = Innermost(expression, "");
  const bool is_null = KindOf(innermost) == CXCursor_CXXNullPtrLiteralExpr ||
                       KindOf(innermost) == CXCursor_GNUNullExpr || IsEmpty(innermost, "");
  if (is_null || Number(innermost) == Value(std::int64_t{0})) return ir::NoneConstant{};
  return std::nullopt;
}

Value TextAs(CXCursor expression, ir::ScalarKind kind) {
  switch (kind) {
    case ir::ScalarKind::kString:
      return Text(expression, "std::basic_string");
    case ir::ScalarKind::kStringView:
      return Text(expression, "std::basic_string_view");
    case ir::ScalarKind::kCString: {
      const Value null = Pointer(expression);
      return null ? null : TextOf(expression, "");
    }
    default:  // of other characters
      return std::nullopt;
  }
}

Value Scalar(CXCursor expression, ir::ScalarKind kind) {
  switch (ir::RowOf(kind).family) {
    case ir::Family::kTruth:
      return Truth(expression);
    case ir::Family::kInteger:
      return Integer(expression, kind);
    case ir::Family::kFloat:
      return Float(expression);
    case ir::Family::kCharacter:
      return Number(expression);
    case ir::Family::kText:
      return TextAs(expression, kind);
    case ir::Family::kNone:
      return ir::NoneConstant{};
    case ir::Family::kComplex:
    case ir::Family::kBytes:
    case ir::Family::kPath:
    case ir::Family::kDate:
      return std::nullopt;
  }
  return std::nullopt;
}

Value ValueAs(CXCursor expression, const ir::Type& type);

Value Optional(CXCursor expression, const ir::Type& element) {
  constexpr std::string_view kClass = "std::optional";
  const CXCursor innermost = Innermost(expression, kClass);
  if (IsEmpty(innermost, kClass)) return ir::NoneConstant{};
  // A nullopt is copied into its parameter.
  const CXCursor name = Innermost(innermost, "std::nullopt_t");
  if (KindOf(name) == CXCursor_DeclRefExpr &&
      QualifiedName(clang_getCursorReferenced(name)) == "std::nullopt") {
    return ir::NoneConstant{};
  }
  return ValueAs(innermost, element);
}

// A container without elements, whose local in the glue is the container itself.
Value Empty(CXCursor expression, const ir::Type& type) {
  const ir::TemplateRow& row = ir::RowOf(type.As<ir::Template>()->kind);
  const bool is_container = row.arity != 0 && row.carrier == ir::Carrier::kValue;
  if (!is_container || ir::Borrows(type)) return std::nullopt;
  if (!IsEmpty(Innermost(expression, row.cpp), row.cpp)) return std::nullopt;
  return ir::EmptyConstant{};
}

Value SmartPointer(CXCursor expression, std::string_view class_name) {
  const CXCursor innermost = Innermost(expression, class_name);
  return IsEmpty(innermost, class_name) ? ir::NoneConstant{} : Pointer(innermost);
}

Value ValueAs(CXCursor expression, const ir::Type& type) {
  return std::visit(ir::Overloaded{
                        [](const ir::Void&) -> Value { return std::nullopt; },
                        [&](const ir::Scalar& scalar) { return Scalar(expression, scalar.kind); },
                        [](const ir::ClassRef&) -> Value { return std::nullopt; },
                        [&](const ir::EnumRef&) { return Number(expression); },
                        [&](const ir::Template& instance) {
                          if (ir::IsSmartPointer(instance.kind))
                            return SmartPointer(expression, ir::RowOf(instance.kind).cpp);
                          const ir::Type* element = ir::ElementOfOptional(type);
                          return element == nullptr ? Empty(expression, type)
                                                    : Optional(expression, *element);
                        },
                        [](const ir::Chrono&) -> Value { return std::nullopt; },
                        [](const ir::Callback&) -> Value { return std::nullopt; },
                        [](const ir::Array&) -> Value { return std::nullopt; },
                        [](const ir::Custom&) -> Value { return std::nullopt; },
                        [](const ir::Outcome&) -> Value { return std::nullopt; },
                        [](const ir::Handle&) -> Value { return std::nullopt; },
                        [](const ir::Token&) -> Value { return std::nullopt; },
                        [](const ir::Args&) -> Value { return std::nullopt; },
                        [](const ir::Kwargs&) -> Value { return std::nullopt; },
                        [](const ir::Unsupported&) -> Value { return std::nullopt; },
                    },
                    type.kind);
}

}  // namespace

std::optional<ir::ConstantValue> EvaluateDefault(CXCursor expression, const ir::PassedType& type) {
  const bool is_pointer =
      type.passing == ir::Passing::kPointer || type.passing == ir::Passing::kConstPointer;
  return is_pointer ? Pointer(expression) : ValueAs(expression, type.type);
}

}  // namespace ferrule::scan
