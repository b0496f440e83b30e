// The types that ferrule knows, as a closed variant. A question about types is one visit with a
// branch for each alternative, so that a new type fails to compile wherever it was forgotten.
#ifndef FERRULE_GENERATOR_IR_TYPE_H_
#define FERRULE_GENERATOR_IR_TYPE_H_

#include <compare>
#include <cstddef>
#include <string>
#include <variant>

#include "generator/ir/box.h"

namespace ferrule::ir {

// Indexes into Module::classes and Module::enums.
struct ClassId {
  std::size_t index = 0;
  friend auto operator<=>(const ClassId&, const ClassId&) = default;
};
struct EnumId {
  std::size_t index = 0;
  friend auto operator<=>(const EnumId&, const EnumId&) = default;
};

enum class IntegerKind {
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
};

enum class FloatKind { kFloat, kDouble };

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

struct Void {
  friend bool operator==(const Void&, const Void&) = default;
};
struct Bool {
  friend bool operator==(const Bool&, const Bool&) = default;
};
struct Integer {
  IntegerKind kind;
  friend bool operator==(const Integer&, const Integer&) = default;
};
struct Float {
  FloatKind kind;
  friend bool operator==(const Float&, const Float&) = default;
};
struct String {  // std::string
  friend bool operator==(const String&, const String&) = default;
};
struct StringView {  // std::string_view
  friend bool operator==(const StringView&, const StringView&) = default;
};
struct ClassRef {
  ClassId id;
  friend bool operator==(const ClassRef&, const ClassRef&) = default;
};
struct EnumRef {
  EnumId id;
  friend bool operator==(const EnumRef&, const EnumRef&) = default;
};
struct Optional {  // std::optional
  Box<Type> element;
  friend bool operator==(const Optional&, const Optional&) = default;
};
struct Vector {  // std::vector with the standard allocator
  Box<Type> element;
  friend bool operator==(const Vector&, const Vector&) = default;
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
  std::string spelling;  // as clang writes it; shown, never looked at
  // Objects of it own references to Python objects, which the garbage collector will not see.
  bool holds_references = false;
  friend bool operator==(const Unsupported&, const Unsupported&) = default;
};

struct Type {
  std::variant<Void, Bool, Integer, Float, String, StringView, ClassRef, EnumRef, Optional, Vector,
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

// Combines lambdas into one visitor.
template <class... Branches>
struct Overloaded : Branches... {
  using Branches::operator()...;
};

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_TYPE_H_
