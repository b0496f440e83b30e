#include "generator/scan/array_type.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/ir/array.h"
#include "generator/scan/standard_types.h"

namespace ferrule::scan {
namespace {

bool ReadElement(CXType type, ir::Array& array) {
  array.is_const = clang_isConstQualifiedType(type) != 0;
  type = clang_getUnqualifiedType(type);
  if (IsByte(type)) return true;
  std::optional<ir::Type> element = ReadBuiltin(type);
  if (!element) element = ReadStandardClass(type);
  const auto* scalar = element ? element->As<ir::Scalar>() : nullptr;
  if (scalar == nullptr || !ir::IsArrayElement(scalar->kind)) return false;
  array.element = scalar->kind;
  return true;
}

// The numbers between the angle brackets: libclang has no other way to those of a pack. Canonical
// types are spelled as `ferrule::Shape<-1, 3>`.
std::vector<std::int64_t> NumbersIn(const std::string& spelling) {
  std::vector<std::int64_t> numbers;
  const char* const end = spelling.data() + spelling.size();
  const char* next = spelling.data() + spelling.find('<') + 1;
  for (std::int64_t number;;) {
    const auto [behind, error] = std::from_chars(next, end, number);
    if (error != std::errc()) return numbers;
    numbers.push_back(number);
    next = behind;
    while (next != end && (*next == ',' || *next == ' ')) ++next;
  }
}

std::optional<ir::ArrayOption> ReadOption(CXType type) {
  std::string name = TemplateName(type);
  const bool is_template = !name.empty();
  if (!is_template) name = QualifiedName(clang_getTypeDeclaration(type));
  const std::optional<ir::ArrayOptionKind> kind = ir::ArrayOptionNamed(name);
  if (!kind) return std::nullopt;
  return ir::ArrayOption{*kind, is_template ? NumbersIn(Text(clang_getTypeSpelling(type)))
                                            : std::vector<std::int64_t>()};
}

}  // namespace

std::optional<ir::Array> ReadArray(CXType type) {
  const std::string name = TemplateName(type);
  const bool is_buffer = name == "ferrule::Buffer";
  if (!is_buffer && name != "ferrule::NdArray") return std::nullopt;
  ir::Array array = {is_buffer ? ir::ArrayKind::kBuffer : ir::ArrayKind::kNdArray};
  if (!ReadElement(TemplateArgument(type, 0), array)) return std::nullopt;
  if (is_buffer) {
    array.ndim = static_cast<std::size_t>(TemplateNumber(type, 1).value_or(1));
    return array;
  }
  const auto count = static_cast<unsigned>(clang_Type_getNumTemplateArguments(type));
  for (unsigned i = 1; i < count; ++i) {
    std::optional<ir::ArrayOption> option = ReadOption(TemplateArgument(type, i));
    if (!option) return std::nullopt;
    array.options.push_back(*std::move(option));
  }
  return array;
}

}  // namespace ferrule::scan
