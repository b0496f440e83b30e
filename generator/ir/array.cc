#include "generator/ir/array.h"

#include <algorithm>
#include <iterator>

#include "generator/ir/type_table.h"

namespace ferrule::ir {
namespace {

struct OptionRow {
  ArrayOptionKind kind;
  std::string_view cpp;
};
constexpr OptionRow kOptions[] = {
    {ArrayOptionKind::kShape, "ferrule::Shape"},
    {ArrayOptionKind::kNdim, "ferrule::Ndim"},
    {ArrayOptionKind::kCContig, "ferrule::CContig"},
    {ArrayOptionKind::kFContig, "ferrule::FContig"},
    {ArrayOptionKind::kAnyContig, "ferrule::AnyContig"},
    {ArrayOptionKind::kNumPy, "ferrule::NumPy"},
    {ArrayOptionKind::kMemoryView, "ferrule::MemoryView"},
};

// An extent that may be anything.
constexpr std::int64_t kAny = -1;

std::string CppSpelling(const ArrayOption& option) {
  const auto row = std::ranges::find(kOptions, option.kind, &OptionRow::kind);
  std::string spelling(row->cpp);
  if (option.kind != ArrayOptionKind::kShape && option.kind != ArrayOptionKind::kNdim)
    return spelling;
  std::string numbers;
  for (const std::int64_t number : option.numbers) {
    if (!numbers.empty()) numbers += ", ";
    numbers += number == kAny ? "ferrule::kAny" : std::to_string(number);
  }
  return spelling + "<" + numbers + ">";
}

// NumPy's name for the elements; where the widths of C++ are those of 64-bit Linux.
std::string_view NumPyName(std::optional<ScalarKind> element) {
  if (!element) return "numpy.uint8";
  switch (*element) {
    case ScalarKind::kBool:
      return "numpy.bool_";
    case ScalarKind::kSignedChar:
      return "numpy.int8";
    case ScalarKind::kUnsignedChar:
      return "numpy.uint8";
    case ScalarKind::kShort:
      return "numpy.int16";
    case ScalarKind::kUnsignedShort:
      return "numpy.uint16";
    case ScalarKind::kInt:
      return "numpy.int32";
    case ScalarKind::kUnsignedInt:
      return "numpy.uint32";
    case ScalarKind::kLong:
    case ScalarKind::kLongLong:
      return "numpy.int64";
    case ScalarKind::kUnsignedLong:
    case ScalarKind::kUnsignedLongLong:
      return "numpy.uint64";
    case ScalarKind::kFloat:
      return "numpy.float32";
    case ScalarKind::kDouble:
      return "numpy.float64";
    case ScalarKind::kLongDouble:
      return "numpy.longdouble";
    case ScalarKind::kComplexFloat:
      return "numpy.complex64";
    case ScalarKind::kComplexDouble:
      return "numpy.complex128";
    case ScalarKind::kComplexLongDouble:
      return "numpy.clongdouble";
    default:
      return "";  // no element of an array
  }
}

bool Has(const Array& array, ArrayOptionKind kind) {
  return std::ranges::find(array.options, kind, &ArrayOption::kind) != array.options.end();
}

}  // namespace

bool IsArrayElement(ScalarKind kind) { return !NumPyName(kind).empty(); }

std::optional<ArrayOptionKind> ArrayOptionNamed(std::string_view cpp) {
  const auto row = std::ranges::find(kOptions, cpp, &OptionRow::cpp);
  return row == std::end(kOptions) ? std::nullopt : std::optional(row->kind);
}

std::string CppSpelling(const Array& array) {
  std::string arguments = array.is_const ? "const " : "";
  arguments += array.element ? RowOf(*array.element).cpp : "std::byte";
  if (array.kind == ArrayKind::kBuffer) {
    if (array.ndim != 1) arguments += ", " + std::to_string(array.ndim);
    return "ferrule::Buffer<" + arguments + ">";
  }
  for (const ArrayOption& option : array.options) arguments += ", " + CppSpelling(option);
  return "ferrule::NdArray<" + arguments + ">";
}

std::string PythonSpelling(const Array& array, Position position) {
  // A name of the type checkers' own: collections.abc has none before Python 3.12.
  const std::string buffer =
      array.is_const ? "_typeshed.ReadableBuffer" : "_typeshed.WriteableBuffer";
  if (array.kind == ArrayKind::kBuffer) return buffer;
  if (Has(array, ArrayOptionKind::kNumPy))
    return "numpy.typing.NDArray[" + std::string(NumPyName(array.element)) + "]";
  if (position == Position::kParameter) return buffer + " | " + std::string(kDLPackProtocol);
  return Has(array, ArrayOptionKind::kMemoryView) ? "memoryview" : std::string(kArrayProtocol);
}

}  // namespace ferrule::ir
