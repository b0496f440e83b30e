#include "generator/ir/type_table.h"

#include <algorithm>
#include <cstddef>

namespace ferrule::ir {
namespace {

using enum Carrier;
using enum Family;

constexpr std::string_view kBytesHeader = "ferrule/convert/bytes.h";
constexpr std::string_view kComplexHeader = "ferrule/convert/complex.h";
constexpr std::string_view kPathHeader = "ferrule/convert/path.h";
constexpr std::string_view kTimeHeader = "ferrule/convert/time.h";
constexpr std::string_view kVariantHeader = "ferrule/convert/variant.h";
constexpr std::string_view kFunctionHeader = "ferrule/convert/function.h";
constexpr std::string_view kBufferHeader = "ferrule/buffer.h";
constexpr std::string_view kNdArrayHeader = "ferrule/ndarray.h";
constexpr std::string_view kStatusHeader = "ferrule/convert/status.h";

constexpr Uses kTakenOnly = {true, false, false};

// Bytes that are taken come as anything that has a buffer.
constexpr std::string_view kBuffer = "bytes | bytearray | memoryview";

// In the order of ScalarKind.
constexpr ScalarRow kScalars[] = {
    {ScalarKind::kBool, "bool", "bool", "bool", kTruth, kValue, false, ""},
    {ScalarKind::kSignedChar, "signed char", "int", "int", kInteger, kValue, false, ""},
    {ScalarKind::kUnsignedChar, "unsigned char", "int", "int", kInteger, kValue, false, ""},
    {ScalarKind::kShort, "short", "int", "int", kInteger, kValue, false, ""},
    {ScalarKind::kUnsignedShort, "unsigned short", "int", "int", kInteger, kValue, false, ""},
    {ScalarKind::kInt, "int", "int", "int", kInteger, kValue, false, ""},
    {ScalarKind::kUnsignedInt, "unsigned int", "int", "int", kInteger, kValue, false, ""},
    {ScalarKind::kLong, "long", "int", "int", kInteger, kValue, false, ""},
    {ScalarKind::kUnsignedLong, "unsigned long", "int", "int", kInteger, kValue, false, ""},
    {ScalarKind::kLongLong, "long long", "int", "int", kInteger, kValue, false, ""},
    {ScalarKind::kUnsignedLongLong, "unsigned long long", "int", "int", kInteger, kValue, false,
     ""},
    {ScalarKind::kFloat, "float", "float", "float", kFloat, kValue, false, ""},
    {ScalarKind::kDouble, "double", "float", "float", kFloat, kValue, false, ""},
    {ScalarKind::kLongDouble, "long double", "float", "float", kFloat, kUnwrap, false, ""},
    {ScalarKind::kComplexFloat, "std::complex<float>", "complex", "complex", kComplex, kValue,
     false, kComplexHeader},
    {ScalarKind::kComplexDouble, "std::complex<double>", "complex", "complex", kComplex, kValue,
     false, kComplexHeader},
    {ScalarKind::kComplexLongDouble, "std::complex<long double>", "complex", "complex", kComplex,
     kValue, false, kComplexHeader},
    {ScalarKind::kChar, "char", "str", "str", kCharacter, kValue, false, ""},
    {ScalarKind::kChar8, "char8_t", "str", "str", kCharacter, kValue, false, ""},
    {ScalarKind::kChar16, "char16_t", "str", "str", kCharacter, kValue, false, ""},
    {ScalarKind::kChar32, "char32_t", "str", "str", kCharacter, kValue, false, ""},
    {ScalarKind::kWideChar, "wchar_t", "str", "str", kCharacter, kValue, false, ""},
    {ScalarKind::kString, "std::string", "str", "str", kText, kView, false, ""},
    {ScalarKind::kU8String, "std::u8string", "str", "str", kText, kUnwrap, false, ""},
    {ScalarKind::kU16String, "std::u16string", "str", "str", kText, kUnwrap, false, ""},
    {ScalarKind::kU32String, "std::u32string", "str", "str", kText, kUnwrap, false, ""},
    {ScalarKind::kWideString, "std::wstring", "str", "str", kText, kUnwrap, false, ""},
    {ScalarKind::kStringView, "std::string_view", "str", "str", kText, kValue, true, ""},
    {ScalarKind::kU8StringView, "std::u8string_view", "str", "str", kText, kUnwrap, true, ""},
    {ScalarKind::kU16StringView, "std::u16string_view", "str", "str", kText, kUnwrap, true, ""},
    {ScalarKind::kU32StringView, "std::u32string_view", "str", "str", kText, kUnwrap, true, ""},
    {ScalarKind::kWideStringView, "std::wstring_view", "str", "str", kText, kUnwrap, true, ""},
    {ScalarKind::kCString, "const char*", "str", "str | None", kText, kValue, true, ""},
    {ScalarKind::kByteSpan, "std::span<const std::byte>", kBuffer, "bytes", kBytes, kUnwrap, true,
     kBytesHeader},
    {ScalarKind::kMutableByteSpan, "std::span<std::byte>", "bytearray | memoryview", "bytes",
     kBytes, kUnwrap, true, kBytesHeader, kTakenOnly},
    {ScalarKind::kUnsignedCharSpan, "std::span<const unsigned char>", kBuffer, "bytes", kBytes,
     kUnwrap, true, kBytesHeader},
    {ScalarKind::kByteVector, "std::vector<std::byte>", kBuffer, "bytes", kBytes, kUnwrap, false,
     kBytesHeader},
    {ScalarKind::kPath, "std::filesystem::path", "str | os.PathLike[str]", "pathlib.Path", kPath,
     kUnwrap, false, kPathHeader},
    {ScalarKind::kDate, "std::chrono::year_month_day", "datetime.date", "datetime.date", kDate,
     kUnwrap, false, kTimeHeader},
    {ScalarKind::kNullPointer, "std::nullptr_t", "None", "None", kNone, kValue, false, ""},
    {ScalarKind::kMonostate, "std::monostate", "None", "None", kNone, kValue, false,
     kVariantHeader},
};

constexpr std::string_view kSequence = "collections.abc.Sequence[%0]";
constexpr std::string_view kSet = "collections.abc.Set[%0]";
constexpr std::string_view kMapping = "collections.abc.Mapping[%0, %1]";
constexpr std::string_view kMappingProxy = "types.MappingProxyType[%0, %1]";
constexpr std::string_view kSequenceOfPairs = "collections.abc.Sequence[tuple[%0, %1]]";

constexpr std::string_view kPointersHeader = "ferrule/convert/pointers.h";

// In the order of TemplateKind.
constexpr TemplateRow kTemplates[] = {
    {TemplateKind::kOptional, "std::optional", 1, "%0 | None", "%0 | None", "%0 | None", kValue,
     false, ""},
    {TemplateKind::kVariant, "std::variant", 0, "%|", "%|", "%|", kUnwrap, false, kVariantHeader},
    {TemplateKind::kPair, "std::pair", 2, "tuple[%0, %1]", "tuple[%0, %1]", "tuple[%0, %1]",
     kUnwrap, false, "ferrule/convert/tuple.h"},
    {TemplateKind::kTuple, "std::tuple", 0, "tuple[%*]", "tuple[%*]", "tuple[%*]", kUnwrap, false,
     "ferrule/convert/tuple.h"},
    {TemplateKind::kArray, "std::array", 1, kSequence, "list[%0]", "tuple[%0, ...]", kUnwrap, false,
     "ferrule/convert/array.h"},
    {TemplateKind::kCArray, "C array", 1, kSequence, "list[%0]", "tuple[%0, ...]", kUnwrap, false,
     "ferrule/convert/array.h"},
    {TemplateKind::kVector, "std::vector", 1, kSequence, "list[%0]", "tuple[%0, ...]", kValue,
     false, ""},
    {TemplateKind::kDeque, "std::deque", 1, kSequence, "list[%0]", "tuple[%0, ...]", kValue, false,
     "ferrule/convert/deque.h"},
    {TemplateKind::kList, "std::list", 1, kSequence, "list[%0]", "tuple[%0, ...]", kValue, false,
     "ferrule/convert/list.h"},
    {TemplateKind::kForwardList, "std::forward_list", 1, kSequence, "list[%0]", "tuple[%0, ...]",
     kValue, false, "ferrule/convert/forward_list.h"},
    {TemplateKind::kSpan, "std::span", 1, kSequence, "list[%0]", "tuple[%0, ...]", kUnwrap, true,
     "ferrule/convert/span.h"},
    {TemplateKind::kInitializerList, "std::initializer_list", 1, kSequence, "list[%0]",
     "tuple[%0, ...]", kUnwrap, true, "ferrule/convert/initializer_list.h", kTakenOnly},
    {TemplateKind::kIterable, "ferrule::Iterable", 1, "collections.abc.Iterable[%0]", "", "",
     kValue, false, "ferrule/convert/iterable.h", kTakenOnly},
    {TemplateKind::kSet, "std::set", 1, kSet, "set[%0]", "frozenset[%0]", kValue, false,
     "ferrule/convert/set.h"},
    {TemplateKind::kUnorderedSet, "std::unordered_set", 1, kSet, "set[%0]", "frozenset[%0]", kValue,
     false, "ferrule/convert/unordered_set.h"},
    {TemplateKind::kMultiset, "std::multiset", 1, kSequence, "list[%0]", "tuple[%0, ...]", kValue,
     false, "ferrule/convert/set.h"},
    {TemplateKind::kUnorderedMultiset, "std::unordered_multiset", 1, kSequence, "list[%0]",
     "tuple[%0, ...]", kValue, false, "ferrule/convert/unordered_set.h"},
    {TemplateKind::kMap, "std::map", 2, kMapping, "dict[%0, %1]", kMappingProxy, kValue, false,
     "ferrule/convert/map.h"},
    {TemplateKind::kUnorderedMap, "std::unordered_map", 2, kMapping, "dict[%0, %1]", kMappingProxy,
     kValue, false, "ferrule/convert/unordered_map.h"},
    {TemplateKind::kMultimap, "std::multimap", 2, kSequenceOfPairs, "list[tuple[%0, %1]]",
     "tuple[tuple[%0, %1], ...]", kValue, false, "ferrule/convert/map.h"},
    {TemplateKind::kUnorderedMultimap, "std::unordered_multimap", 2, kSequenceOfPairs,
     "list[tuple[%0, %1]]", "tuple[tuple[%0, %1], ...]", kValue, false,
     "ferrule/convert/unordered_map.h"},
    {TemplateKind::kReferenceWrapper, "std::reference_wrapper", 1, "%0", "%0", "%0", kUnwrap, true,
     "ferrule/convert/reference_wrapper.h", kTakenOnly},
    {TemplateKind::kUniquePointer, "std::unique_ptr", 1, "%0 | None", "%0 | None", "%0 | None",
     kUnwrap, false, kPointersHeader},
    {TemplateKind::kSharedPointer, "std::shared_ptr", 1, "%0 | None", "%0 | None", "%0 | None",
     kUnwrap, false, kPointersHeader},
    {TemplateKind::kWeakPointer, "std::weak_ptr", 1, "%0 | None", "%0 | None", "%0 | None", kUnwrap,
     false, kPointersHeader},
};

template <class Row, std::size_t kCount>
constexpr bool IsInOrder(const Row (&rows)[kCount]) {
  for (std::size_t i = 0; i < kCount; ++i) {
    if (static_cast<std::size_t>(rows[i].kind) != i) return false;
  }
  return true;
}
static_assert(IsInOrder(kScalars) &&
              std::size(kScalars) ==
                  std::size_t{1} + static_cast<std::size_t>(ScalarKind::kMonostate));
static_assert(IsInOrder(kTemplates) &&
              std::size(kTemplates) ==
                  std::size_t{1} + static_cast<std::size_t>(TemplateKind::kWeakPointer));

}  // namespace

const ScalarRow& RowOf(ScalarKind kind) { return kScalars[static_cast<std::size_t>(kind)]; }
const TemplateRow& RowOf(TemplateKind kind) { return kTemplates[static_cast<std::size_t>(kind)]; }

std::span<const ScalarRow> ScalarRows() { return kScalars; }
std::span<const TemplateRow> TemplateRows() { return kTemplates; }

bool Borrows(const Type& type) {
  return std::visit(Overloaded{
                        [](const Scalar& scalar) { return RowOf(scalar.kind).borrows; },
                        [](const Template& instance) {
                          return RowOf(instance.kind).borrows ||
                                 std::ranges::any_of(instance.arguments, Borrows);
                        },
                        [](const Handle& handle) { return handle.kind == HandleKind::kBorrowed; },
                        [](const Void&) { return false; },
                        [](const ClassRef&) { return false; },
                        [](const EnumRef&) { return false; },
                        [](const Chrono&) { return false; },
                        [](const Callback&) { return false; },
                        [](const Array& array) { return array.kind == ArrayKind::kBuffer; },
                        [](const Custom& custom) { return custom.borrows; },
                        [](const Outcome&) { return false; },
                        [](const Token&) { return false; },
                        [](const Args&) { return true; },
                        [](const Kwargs&) { return true; },
                        [](const Unsupported&) { return false; },
                    },
                    type.kind);
}

bool IsTextArray(const Type& type) {
  const auto* const array = type.As<Template>();
  if (array == nullptr || array->kind != TemplateKind::kCArray) return false;
  const auto* const element = array->arguments[0].As<Scalar>();
  return element != nullptr && element->kind == ScalarKind::kChar;
}

namespace {

// Whether the items of an array are no values: arrays themselves, or the characters of a text.
bool HoldsArrays(const Template& array) {
  const auto* const element = array.arguments[0].As<Template>();
  return IsTextArray({array}) || (element != nullptr && element->kind == TemplateKind::kCArray);
}

}  // namespace

std::string_view ViewPattern(const Type& type, bool is_const) {
  const auto* const instance = type.As<Template>();
  if (instance == nullptr) return {};
  switch (instance->kind) {
    case TemplateKind::kCArray:
      if (HoldsArrays(*instance)) return {};
      [[fallthrough]];
    case TemplateKind::kArray:
    case TemplateKind::kVector:
    case TemplateKind::kDeque:
      return is_const ? kSequence : "collections.abc.MutableSequence[%0]";
    case TemplateKind::kSet:
    case TemplateKind::kUnorderedSet:
      return is_const ? kSet : "collections.abc.MutableSet[%0]";
    case TemplateKind::kMap:
    case TemplateKind::kUnorderedMap:
      return is_const ? kMapping : "collections.abc.MutableMapping[%0, %1]";
    default:
      return {};
  }
}

bool IsSmartPointer(TemplateKind kind) {
  switch (kind) {
    case TemplateKind::kUniquePointer:
    case TemplateKind::kSharedPointer:
    case TemplateKind::kWeakPointer:
      return true;
    default:
      return false;
  }
}

bool Gives(const Type& type) {
  const auto* const instance = type.As<Template>();
  if (instance == nullptr) return false;
  return instance->kind == TemplateKind::kUniquePointer ||
         std::ranges::any_of(instance->arguments, Gives);
}

bool OwnsArguments(TemplateKind kind) {
  return !RowOf(kind).borrows && kind != TemplateKind::kWeakPointer;
}

bool MayHoldCallable(const Callback& callback) {
  if (callback.kind != CallbackKind::kFunction) return false;
  const auto is_known = [](const PassedType& type) { return !type.type.Is<Unsupported>(); };
  return is_known(*callback.result) && std::ranges::all_of(callback.parameters, is_known);
}

std::string_view ConverterHeader(const Type& type) {
  return std::visit(Overloaded{
                        [](const Scalar& scalar) { return RowOf(scalar.kind).header; },
                        [](const Template& instance) { return RowOf(instance.kind).header; },
                        [](const Chrono&) { return kTimeHeader; },
                        [](const Callback&) { return kFunctionHeader; },
                        [](const Array& array) {
                          return array.kind == ArrayKind::kBuffer ? kBufferHeader : kNdArrayHeader;
                        },
                        [](const Outcome& outcome) {
                          return outcome.is_standard ? kStatusHeader : std::string_view();
                        },
                        [](const auto&) { return std::string_view(); },
                    },
                    type.kind);
}

}  // namespace ferrule::ir
