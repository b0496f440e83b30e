// What a parameter takes of Python, as far as the choice among overloads goes: `int` and `long
// long` have one form, and so have `std::string` and `std::string_view`.
#ifndef FERRULE_GENERATOR_IR_FORM_H_
#define FERRULE_GENERATOR_IR_FORM_H_

#include <compare>
#include <string>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::ir {

// From special to general: an object that fits two of them is meant for the first.
enum class FormKind {
  kBool,
  kEnum,
  kClass,
  kInteger,
  kFloat,
  kComplex,
  kCharacter,
  kText,
  kArray,
  kWritableBytes,
  kBytes,
  kPath,
  kDuration,
  kDateTime,
  kDate,
  kTime,
  kTuple,
  kSet,
  kMapping,
  kSequence,
  kIterable,
  kTupleObject,
  kListObject,
  kDictObject,
  kSetObject,
  kTypeObject,
  kModuleObject,
  kFunctionPointer,
  kCallable,
  kIterator,
  kCustom,   // what a converter of the user's takes, which nobody knows before it is asked
  kObject,   // anything
  kNone,     // beside others, most of the time
  kUnknown,  // no Python form
};

struct Form;

// One of the kinds of objects that a form takes.
struct Alternative {
  FormKind kind = FormKind::kUnknown;
  std::string name = {};            // of what is equal to itself alone: a class, an enum
  int narrowness = 0;               // within its kind, more is more special: the bases of a class
  std::vector<Form> elements = {};  // of a container
  bool is_made_of_others = false;   // of a class: objects of others become instances of it
  std::vector<std::string> bases = {};  // of a class: what else its instances are

  std::strong_ordering operator<=>(const Alternative& other) const;
  bool operator==(const Alternative& other) const = default;
};

// Ordered from special to general: no two different ones are equal.
struct Form {
  std::vector<Alternative> alternatives;  // ordered themselves, each once

  std::strong_ordering operator<=>(const Form& other) const;
  bool operator==(const Form& other) const = default;
};

Form FormOf(const PassedType& type, const Module& module);

// The same, and None.
Form OrNone(const Form& form);

// Whether it takes any object.
bool TakesAnything(const Form& form);

// Whether it may take some objects by conversion alone, as a float takes an int.
bool Converts(const Form& form);

// Whether the items of a container tell if it takes it.
bool IsDeep(const Form& form);

// --- Integers: one form, and yet told apart by value ---

// The type if it is an integer, else null.
const Scalar* AsInteger(const Type& type);

// Whether an `a` holds every value of a `b`.
bool Holds(const Scalar& a, const Scalar& b);

// The order in which they are asked whether they hold a value.
std::strong_ordering CompareWidths(const Scalar& a, const Scalar& b);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_FORM_H_
