// The macros: what each can stand on, its keys, and the form of their values.
//
// What the design names and this version does not do is in the table, too, so that a user hears
// "not yet" and not "never heard of it".
#ifndef FERRULE_GENERATOR_CHECK_MACRO_RULES_H_
#define FERRULE_GENERATOR_CHECK_MACRO_RULES_H_

#include <string>
#include <string_view>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::check {

// What a macro can stand on.
enum class Place {
  kClass,
  kEnum,
  kEnumerator,
  kFreeFunction,
  kMethod,  // operators too
  kStaticMethod,
  kConstructor,
  kField,
  kStaticMember,
  kVariable,
  kParameter,
  kNamespace,
  kModule,
};

// "free functions".
std::string_view PluralOf(Place place);

// What a value has to look like.
enum class Form {
  kName,
  kText,
  kTruth,
  kSignature,
  kInstances,
  kBases,
  kMembers,
  kStorage,
  kInit,
  kProperties,
  kFieldReturns,
  kReturns,
  kKeeper,
  kEnumBase,
  kUnknownValues,
  kExceptionBase,
  kInterpreters,
  kAny
};

// "write text in quotes".
std::string_view HelpFor(Form form);

// Whether `value` has the form; for forms that know words of the future, whether it is one of
// those.
enum class Fit { kGood, kBad, kLater };
Fit FitOf(std::string_view value, Form form);

enum class Coverage { kCovered, kNotYet };

struct KeyRule {
  std::string_view key;
  Form form = Form::kAny;
  Coverage coverage = Coverage::kCovered;
};

struct MacroRule {
  ir::AnnotationKind kind;
  Coverage coverage;
  std::vector<Place> places;
  std::vector<KeyRule> keys;
  std::vector<Place> later_places;  // those that are not covered yet
};

const MacroRule& RuleFor(ir::AnnotationKind kind);

bool HasKey(const MacroRule& rule, std::string_view key);

// What to write in the place of a key that the macro has not.
std::string HelpForUnknownKey(const MacroRule& rule, std::string_view key);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_MACRO_RULES_H_
