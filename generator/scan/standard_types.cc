#include "generator/scan/standard_types.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "generator/ir/type_table.h"

namespace ferrule::scan {
namespace {

using ir::ScalarKind;

bool IsInstanceOf(CXType type, std::string_view name) { return TemplateName(type) == name; }

ir::Type Scalar(ScalarKind kind) { return {ir::Scalar{kind}}; }

const ir::Scalar* ScalarOf(const std::optional<ir::Type>& type) {
  return type ? type->As<ir::Scalar>() : nullptr;
}

// --- Text and numbers ---

struct CharacterRow {
  ScalarKind character, text, view;
};
constexpr CharacterRow kCharacters[] = {
    {ScalarKind::kChar, ScalarKind::kString, ScalarKind::kStringView},
    {ScalarKind::kChar8, ScalarKind::kU8String, ScalarKind::kU8StringView},
    {ScalarKind::kChar16, ScalarKind::kU16String, ScalarKind::kU16StringView},
    {ScalarKind::kChar32, ScalarKind::kU32String, ScalarKind::kU32StringView},
    {ScalarKind::kWideChar, ScalarKind::kWideString, ScalarKind::kWideStringView},
};

std::optional<ir::Type> ReadText(std::string_view name, CXType type) {
  const bool is_text = name == "std::basic_string";
  if (!is_text && name != "std::basic_string_view") return std::nullopt;
  const std::optional<ir::Type> character = ReadBuiltin(TemplateArgument(type, 0));
  const auto* scalar = ScalarOf(character);
  if (scalar == nullptr || !IsInstanceOf(TemplateArgument(type, 1), "std::char_traits") ||
      (is_text && !IsInstanceOf(TemplateArgument(type, 2), "std::allocator"))) {
    return std::nullopt;
  }
  const auto row = std::ranges::find(kCharacters, scalar->kind, &CharacterRow::character);
  if (row == std::end(kCharacters)) return std::nullopt;
  return Scalar(is_text ? row->text : row->view);
}

std::optional<ir::Type> ReadComplex(std::string_view name, CXType type) {
  if (name != "std::complex") return std::nullopt;
  const std::optional<ir::Type> part = ReadBuiltin(TemplateArgument(type, 0));
  const auto* scalar = ScalarOf(part);
  if (scalar == nullptr) return std::nullopt;
  switch (scalar->kind) {
    case ScalarKind::kFloat:
      return Scalar(ScalarKind::kComplexFloat);
    case ScalarKind::kDouble:
      return Scalar(ScalarKind::kComplexDouble);
    case ScalarKind::kLongDouble:
      return Scalar(ScalarKind::kComplexLongDouble);
    default:
      return std::nullopt;
  }
}

// --- Bytes ---

// Of any size: a std::span of a fixed one has a number behind its element.
bool IsDynamic(CXType span) { return TemplateNumber(span, 1) == ~std::uint64_t{0}; }

std::optional<ir::Type> ReadBytes(std::string_view name, CXType type) {
  const CXType element = TemplateArgument(type, 0);
  if (name == "std::vector" && IsByte(element) &&
      IsInstanceOf(TemplateArgument(type, 1), "std::allocator"))
    return Scalar(ScalarKind::kByteVector);
  if (name != "std::span" || !IsDynamic(type)) return std::nullopt;
  const bool is_const = clang_isConstQualifiedType(element) != 0;
  const CXType plain = clang_getUnqualifiedType(element);
  if (IsByte(plain)) return Scalar(is_const ? ScalarKind::kByteSpan : ScalarKind::kMutableByteSpan);
  if (is_const && plain.kind == CXType_UChar) return Scalar(ScalarKind::kUnsignedCharSpan);
  return std::nullopt;
}

// --- Time ---

std::optional<ir::Chrono> ReadDuration(CXType type) {
  if (!IsInstanceOf(type, "std::chrono::duration")) return std::nullopt;
  const std::optional<ir::Type> counted = ReadBuiltin(TemplateArgument(type, 0));
  const auto* rep = ScalarOf(counted);
  const CXType period = TemplateArgument(type, 1);
  const std::optional<std::uint64_t> numerator = TemplateNumber(period, 0);
  const std::optional<std::uint64_t> denominator = TemplateNumber(period, 1);
  if (rep == nullptr || !numerator || !denominator) return std::nullopt;
  const ir::Family family = ir::RowOf(rep->kind).family;
  if (family != ir::Family::kInteger && family != ir::Family::kFloat) return std::nullopt;
  return ir::Chrono{ir::ChronoKind::kDuration, rep->kind, static_cast<std::int64_t>(*numerator),
                    static_cast<std::int64_t>(*denominator), ""};
}

std::optional<ir::Type> ReadTimePoint(CXType type) {
  std::optional<ir::Chrono> chrono = ReadDuration(TemplateArgument(type, 1));
  if (!chrono) return std::nullopt;
  const std::string clock = QualifiedName(clang_getTypeDeclaration(TemplateArgument(type, 0)));
  const bool is_in_days = chrono->numerator == 86400 && chrono->denominator == 1 &&
                          chrono->rep == ir::ScalarKind::kLong;
  if (clock == "std::chrono::system_clock") {
    chrono->kind = is_in_days ? ir::ChronoKind::kSystemDays : ir::ChronoKind::kSystemTime;
  } else if (clock == "std::chrono::local_t") {
    chrono->kind = ir::ChronoKind::kLocalTime;
  } else {
    chrono->kind = ir::ChronoKind::kClockTime;
    chrono->clock = clock;
  }
  return ir::Type{*chrono};
}

std::optional<ir::Type> ReadTime(std::string_view name, CXType type) {
  if (name == "std::chrono::duration") {
    const std::optional<ir::Chrono> chrono = ReadDuration(type);
    return chrono ? std::optional(ir::Type{*chrono}) : std::nullopt;
  }
  if (name == "std::chrono::time_point") return ReadTimePoint(type);
  if (name != "std::chrono::hh_mm_ss") return std::nullopt;
  std::optional<ir::Chrono> chrono = ReadDuration(TemplateArgument(type, 0));
  if (!chrono) return std::nullopt;
  chrono->kind = ir::ChronoKind::kTimeOfDay;
  return ir::Type{*chrono};
}

// --- Templates ---

// What a template has behind the types that matter: of the first of these, unless it is an
// allocator, whose own argument is the element.
bool IsDefault(CXType argument, CXType first) {
  const std::string name = TemplateName(argument);
  if (name == "std::allocator") return true;
  const bool is_known = name == "std::less" || name == "std::hash" || name == "std::equal_to" ||
                        name == "std::default_delete";
  return is_known && clang_equalTypes(TemplateArgument(argument, 0), first) != 0;
}

}  // namespace

bool IsByte(CXType type) {
  return type.kind == CXType_Enum && QualifiedName(clang_getTypeDeclaration(type)) == "std::byte";
}

std::string TemplateName(CXType type) {
  const CXCursor primary = clang_getSpecializedCursorTemplate(clang_getTypeDeclaration(type));
  return IsNull(primary) ? "" : QualifiedName(primary);
}

CXType TemplateArgument(CXType type, unsigned index) {
  return clang_getCanonicalType(clang_Type_getTemplateArgumentAsType(type, index));
}

std::optional<std::uint64_t> TemplateNumber(CXType type, unsigned index) {
  const CXCursor declaration = clang_getTypeDeclaration(type);
  if (clang_Cursor_getTemplateArgumentKind(declaration, index) != CXTemplateArgumentKind_Integral)
    return std::nullopt;
  return clang_Cursor_getTemplateArgumentUnsignedValue(declaration, index);
}

std::optional<ir::Type> ReadBuiltin(CXType type) {
  using enum ScalarKind;
  switch (type.kind) {
    case CXType_Void:
      return ir::Type{ir::Void{}};
    case CXType_Bool:
      return Scalar(kBool);
    case CXType_SChar:
      return Scalar(kSignedChar);
    case CXType_UChar:
      return Scalar(kUnsignedChar);
    case CXType_Short:
      return Scalar(kShort);
    case CXType_UShort:
      return Scalar(kUnsignedShort);
    case CXType_Int:
      return Scalar(kInt);
    case CXType_UInt:
      return Scalar(kUnsignedInt);
    case CXType_Long:
      return Scalar(kLong);
    case CXType_ULong:
      return Scalar(kUnsignedLong);
    case CXType_LongLong:
      return Scalar(kLongLong);
    case CXType_ULongLong:
      return Scalar(kUnsignedLongLong);
    case CXType_Float:
      return Scalar(kFloat);
    case CXType_Double:
      return Scalar(kDouble);
    case CXType_LongDouble:
      return Scalar(kLongDouble);
    case CXType_Char_S:
    case CXType_Char_U:
      return Scalar(kChar);
    case CXType_Char16:
      return Scalar(kChar16);
    case CXType_Char32:
      return Scalar(kChar32);
    case CXType_WChar:
      return Scalar(kWideChar);
    case CXType_NullPtr:
      return Scalar(kNullPointer);
    default:  // of more than a hundred kinds; char8_t has none of its own
      break;
  }
  const bool is_char8 = Text(clang_getTypeSpelling(clang_getUnqualifiedType(type))) == "char8_t";
  return is_char8 ? std::optional(Scalar(kChar8)) : std::nullopt;
}

std::optional<ir::Type> ReadStandardClass(CXType type) {
  const std::string instance = TemplateName(type);
  if (instance.empty()) {
    const std::string name = QualifiedName(clang_getTypeDeclaration(type));
    for (const ScalarKind kind : {ScalarKind::kPath, ScalarKind::kDate, ScalarKind::kMonostate}) {
      if (name == ir::RowOf(kind).cpp) return Scalar(kind);
    }
    return std::nullopt;
  }
  for (const auto read : {ReadText, ReadComplex, ReadBytes, ReadTime}) {
    if (std::optional<ir::Type> found = read(instance, type)) return found;
  }
  return std::nullopt;
}

std::optional<ir::TemplateKind> ReadStandardTemplate(CXType type) {
  const std::string name = TemplateName(type);
  const auto rows = ir::TemplateRows();
  const auto row = std::ranges::find(rows, name, &ir::TemplateRow::cpp);
  if (row == rows.end()) return std::nullopt;
  if (row->kind == ir::TemplateKind::kSpan && !IsDynamic(type)) return std::nullopt;
  const auto count = static_cast<unsigned>(clang_Type_getNumTemplateArguments(type));
  const bool is_array = row->kind == ir::TemplateKind::kArray;
  const bool has_rest = row->arity > 0 && !is_array && row->kind != ir::TemplateKind::kSpan;
  const CXType first = TemplateArgument(type, 0);
  for (auto i = static_cast<unsigned>(row->arity); has_rest && i < count; ++i) {
    if (!IsDefault(TemplateArgument(type, i), first)) return std::nullopt;
  }
  return row->kind;
}

}  // namespace ferrule::scan
