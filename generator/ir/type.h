// The types that ferrule knows, as a closed variant. A question about types is one visit with a
// branch for each alternative, so that a new type fails to compile wherever it was forgotten.
#ifndef FERRULE_GENERATOR_IR_TYPE_H_
#define FERRULE_GENERATOR_IR_TYPE_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "generator/ir/box.h"

namespace ferrule::ir {

// Indexes into Module::classes, Module::enums and Module::exceptions.
struct ClassId {
  std::size_t index = 0;
  friend auto operator<=>(const ClassId&, const ClassId&) = default;
};
struct EnumId {
  std::size_t index = 0;
  friend auto operator<=>(const EnumId&, const EnumId&) = default;
};
struct ExceptionId {
  std::size_t index = 0;
  friend auto operator<=>(const ExceptionId&, const ExceptionId&) = default;
};

// Into Module::records.
struct RecordId {
  std::size_t index = 0;
  friend auto operator<=>(const RecordId&, const RecordId&) = default;
};

// Types without parts. What there is to know of each stands in one row of type_table.cc.
enum class ScalarKind {
  kBool,
  kSignedChar,
  kUnsignedChar,
  kShort,
  kUnsignedShort,
  kInt,
  kUnsignedInt,
  kLong,
  kUnsignedLong,
  kLongLong,
  kUnsignedLongLong,
  kFloat,
  kDouble,
  kLongDouble,
  kComplexFloat,
  kComplexDouble,
  kComplexLongDouble,
  kChar,
  kChar8,
  kChar16,
  kChar32,
  kWideChar,
  kString,
  kU8String,
  kU16String,
  kU32String,
  kWideString,
  kStringView,
  kU8StringView,
  kU16StringView,
  kU32StringView,
  kWideStringView,
  kCString,
  kByteSpan,
  kMutableByteSpan,
  kUnsignedCharSpan,
  kByteVector,
  kPath,
  kDate,
  kNullPointer,
  kMonostate,
};

// Templates whose arguments are types. Their rows stand in type_table.cc, too.
enum class TemplateKind {
  kOptional,
  kVariant,
  kPair,
  kTuple,
  kArray,
  kCArray,  // `T[N]`, of a field
  kVector,
  kDeque,
  kList,
  kForwardList,
  kSpan,
  kInitializerList,
  kIterable,
  kSet,
  kUnorderedSet,
  kMultiset,
  kUnorderedMultiset,
  kMap,
  kUnorderedMap,
  kMultimap,
  kUnorderedMultimap,
  kReferenceWrapper,
  kUniquePointer,
  kSharedPointer,
  kWeakPointer,
};

enum class ChronoKind {
  kDuration,    // a duration
  kSystemTime,  // a time point of the system's clock
  kSystemDays,  // one in whole days
  kLocalTime,   // a time point of some calendar, in no time zone
  kClockTime,   // a time point of any other clock
  kTimeOfDay,   // a hh_mm_ss
};

enum class CallbackKind { kFunction, kPointer };

enum class ArrayKind { kBuffer, kNdArray };

// What an NdArray may be asked for (ferrule/ndarray.h).
enum class ArrayOptionKind { kShape, kNdim, kCContig, kFContig, kAnyContig, kNumPy, kMemoryView };

// The reference types of the runtime (ferrule/ref.h).
enum class HandleKind { kPy, kBound, kBorrowed, kSharedPy };

// The object types of the runtime (ferrule/types.h).
enum class ObjectKind {
  kObject,
  kBool,
  kInt,
  kFloat,
  kStr,
  kBytes,
  kTuple,
  kList,
  kDict,
  kSet,
  kType,
  kModule,
  kIterator,
  kCallable,
};

// Why a type has no Python form: Check words the diagnostic accordingly.
enum class Obstacle {
  kUnknownType,   // no converter for it
  kUnboundClass,  // a class or enum in reach that was not annotated
};

struct Type;
struct PassedType;

struct Void {
  friend bool operator==(const Void&, const Void&) = default;
};
struct Scalar {
  ScalarKind kind;
  friend bool operator==(const Scalar&, const Scalar&) = default;
};
struct ClassRef {
  ClassId id;
  friend bool operator==(const ClassRef&, const ClassRef&) = default;
};
struct EnumRef {
  EnumId id;
  friend bool operator==(const EnumRef&, const EnumRef&) = default;
};
struct Template {
  TemplateKind kind;
  std::vector<Type> arguments;
  std::size_t extent = 0;          // of a std::array or an array
  bool has_const_element = false;  // std::span<const T>, std::shared_ptr<const T>
  friend bool operator==(const Template& a, const Template& b);
};
struct Chrono {
  ChronoKind kind;
  ScalarKind rep;          // what counts
  std::int64_t numerator;  // the period, in seconds
  std::int64_t denominator;
  std::string clock;  // of kClockTime: `std::chrono::steady_clock`
  friend bool operator==(const Chrono&, const Chrono&) = default;
};
struct Callback {  // std::function, or a pointer to a function
  CallbackKind kind;
  Box<PassedType> result;
  std::vector<PassedType> parameters;
  bool is_noexcept = false;
  friend bool operator==(const Callback& a, const Callback& b);
};
struct ArrayOption {
  ArrayOptionKind kind;
  std::vector<std::int64_t> numbers;  // the extents of a Shape, the count of an Ndim
  friend bool operator==(const ArrayOption&, const ArrayOption&) = default;
};
struct Array {  // ferrule::Buffer, ferrule::NdArray
  ArrayKind kind;
  std::optional<ScalarKind> element;  // nothing: std::byte
  bool is_const = false;              // whether the elements are
  std::size_t ndim = 1;               // of a Buffer
  std::vector<ArrayOption> options;   // of an NdArray
  friend bool operator==(const Array&, const Array&) = default;
};
// A type that a user has specialised ferrule::Converter for.
struct Custom {
  std::string spelling;  // at file scope
  std::string taken;     // the Python types, as the converter says
  std::string given;
  bool is_taken = true;  // whether it converts from Python
  bool is_given = true;  // and to it
  bool borrows = false;
  bool holds_references = false;
  std::optional<RecordId> record = std::nullopt;  // what is known of those
  friend bool operator==(const Custom&, const Custom&) = default;
};
// A type with a ferrule::Outcome, which a function returns: a value or the reason why there is
// none.
struct Outcome {
  std::string spelling;  // at file scope
  Box<Type> value;
  bool is_standard = false;  // of the standard library
  friend bool operator==(const Outcome& a, const Outcome& b);
};
struct Handle {  // ferrule::Py<T>, Bound<T>, ...
  HandleKind kind;
  std::variant<ObjectKind, ClassId> object;
  friend bool operator==(const Handle&, const Handle&) = default;
};
struct Token {  // ferrule::Python
  friend bool operator==(const Token&, const Token&) = default;
};
struct Args {  // ferrule::Args
  friend bool operator==(const Args&, const Args&) = default;
};
struct Kwargs {  // ferrule::Kwargs
  friend bool operator==(const Kwargs&, const Kwargs&) = default;
};
struct Unsupported {
  Obstacle obstacle;
  std::string spelling;                           // as clang writes it; shown, never looked at
  bool holds_references = false;                  // objects of it own references to Python objects
  std::optional<RecordId> record = std::nullopt;  // what is known of those
  friend bool operator==(const Unsupported&, const Unsupported&) = default;
};

struct Type {
  std::variant<Void, Scalar, ClassRef, EnumRef, Template, Chrono, Callback, Custom, Outcome, Array,
               Handle, Token, Args, Kwargs, Unsupported>
      kind;

  template <class Kind>
  bool Is() const {
    return std::holds_alternative<Kind>(kind);
  }
  template <class Kind>
  const Kind* As() const {
    return std::get_if<Kind>(&kind);
  }

  friend bool operator==(const Type&, const Type&) = default;
};

// How a parameter, a result or a field hands its type over.
enum class Passing { kValue, kConstRef, kRef, kRvalueRef, kConstPointer, kPointer };

struct PassedType {
  Type type;
  Passing passing = Passing::kValue;
  friend bool operator==(const PassedType&, const PassedType&) = default;
};

// What C hands on to a callback to tell it from others.
inline bool IsVoidPointer(const PassedType& type) {
  return type.type.Is<Void>() && type.passing == Passing::kPointer;
}

// Which parameter of a callback is its context: the last or else the first, where that is a
// `void*`.
std::optional<std::size_t> ContextIndex(const Callback& callback);

// The types that are asked for most.
inline Type OptionalOf(Type element) {
  return {Template{TemplateKind::kOptional, {std::move(element)}}};
}
inline Type VectorOf(Type element) {
  return {Template{TemplateKind::kVector, {std::move(element)}}};
}

// Calls `visit` with each type that `type` is made of; not with what those are made of.
template <class Visit>
void ForEachPart(const Type& type, Visit visit) {
  if (const auto* instance = type.As<Template>()) {
    for (const Type& argument : instance->arguments) visit(argument);
  } else if (const auto* callback = type.As<Callback>()) {
    visit(callback->result->type);
    for (const PassedType& parameter : callback->parameters) visit(parameter.type);
  } else if (const auto* outcome = type.As<Outcome>()) {
    visit(*outcome->value);
  }
}

// The element of a std::optional; null for any other type.
inline const Type* ElementOfOptional(const Type& type) {
  const auto* instance = type.As<Template>();
  const bool is_optional = instance != nullptr && instance->kind == TemplateKind::kOptional;
  return is_optional ? &instance->arguments[0] : nullptr;
}

// Combines lambdas into one visitor.
template <class... Branches>
struct Overloaded : Branches... {
  using Branches::operator()...;
};

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_TYPE_H_
