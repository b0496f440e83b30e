#include "generator/check/macro_rules.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "generator/check/literal.h"
#include "generator/check/python_exceptions.h"
#include "generator/check/words.h"
#include "generator/ir/macros.h"

namespace ferrule::check {
namespace {

using ir::AnnotationKind;
using enum Coverage;

const std::vector<MacroRule>& Rules() {
  static const std::vector<MacroRule> rules = {
      {AnnotationKind::kClass,
       kCovered,
       {Place::kClass},
       {{"name", Form::kName},
        {"bases", Form::kBases},
        {"subclass", Form::kTruth},
        {"members", Form::kMembers},
        {"storage", Form::kStorage},
        {"init", Form::kInit},
        {"properties", Form::kProperties},
        {"from_dict", Form::kTruth},
        {"frozen", Form::kTruth},
        {"dict", Form::kTruth, kCovered},
        {"weakref", Form::kTruth, kCovered},
        {"borrow_checked", Form::kTruth},
        {"synchronized", Form::kTruth},
        {"view", Form::kTruth},
        {"of", Form::kAny},
        {"strict", Form::kTruth}},
       {}},
      {AnnotationKind::kFunction,
       kCovered,
       {Place::kFreeFunction},
       {{"name", Form::kName},
        {"signature", Form::kSignature},
        {"instances", Form::kInstances},
        {"returns", Form::kReturns},
        {"detach", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kMethod,
       kCovered,
       {Place::kMethod, Place::kFreeFunction},
       {{"name", Form::kName},
        {"signature", Form::kSignature},
        {"instances", Form::kInstances},
        {"override", Form::kTruth},
        {"returns", Form::kReturns},
        {"detach", Form::kTruth, kNotYet},
        {"synchronized", Form::kTruth}},
       {}},
      {AnnotationKind::kStatic,
       kCovered,
       {Place::kStaticMethod},
       {{"name", Form::kName},
        {"signature", Form::kSignature},
        {"instances", Form::kInstances},
        {"returns", Form::kReturns},
        {"detach", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kClassMethod,
       kCovered,
       {Place::kStaticMethod},
       {{"name", Form::kName},
        {"signature", Form::kSignature},
        {"instances", Form::kInstances},
        {"returns", Form::kReturns},
        {"detach", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kInit,
       kCovered,
       {Place::kConstructor, Place::kStaticMethod},
       {{"name", Form::kName},
        {"signature", Form::kSignature},
        {"instances", Form::kInstances},
        {"implicit", Form::kTruth},
        {"detach", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kGetter,
       kCovered,
       {Place::kMethod, Place::kFreeFunction},
       {{"name", Form::kName}, {"returns", Form::kReturns}, {"detach", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kSetter,
       kCovered,
       {Place::kMethod, Place::kFreeFunction},
       {{"name", Form::kName}, {"detach", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kField,
       kCovered,
       {Place::kField},
       {{"name", Form::kName},
        {"readonly", Form::kTruth},
        {"view", Form::kTruth},
        {"returns", Form::kFieldReturns}},
       {}},
      {AnnotationKind::kEnum,
       kCovered,
       {Place::kEnum},
       {{"name", Form::kName}, {"base", Form::kEnumBase}, {"invalid", Form::kUnknownValues}},
       {}},
      {AnnotationKind::kConstant,
       kCovered,
       {Place::kVariable, Place::kEnumerator, Place::kStaticMember},
       {{"name", Form::kName}},
       {}},
      {AnnotationKind::kException,
       kCovered,
       {Place::kClass},
       {{"name", Form::kName}, {"base", Form::kExceptionBase}},
       {}},
      {AnnotationKind::kModule,
       kCovered,
       {Place::kModule},
       {{"doc", Form::kText},
        {"interpreters", Form::kInterpreters},
        {"free_threaded", Form::kTruth},
        {"rename", Form::kAny, kNotYet},
        {"returns", Form::kReturns},
        {"properties", Form::kProperties},
        {"strict", Form::kTruth}},
       {}},
      {AnnotationKind::kExec, kCovered, {Place::kFreeFunction}, {}, {}},
      {AnnotationKind::kTraverse, kCovered, {Place::kMethod}, {}, {}},
      {AnnotationKind::kNamespace, kNotYet, {Place::kNamespace}, {}, {}},
      {AnnotationKind::kSkip,
       kCovered,
       {Place::kClass, Place::kEnum, Place::kEnumerator, Place::kFreeFunction, Place::kMethod,
        Place::kStaticMethod, Place::kConstructor, Place::kField, Place::kStaticMember,
        Place::kVariable},
       {},
       {}},
      {AnnotationKind::kArg,
       kCovered,
       {Place::kParameter},
       {{"name", Form::kName},
        {"context", Form::kAny},
        {"noconvert", Form::kTruth},
        {"nullable", Form::kTruth},
        {"out", Form::kTruth},
        {"keep_alive", Form::kKeeper},
        {"transient", Form::kTruth}},
       {}},
  };
  return rules;
}

// How many letters to insert, drop, change or swap with their neighbour to make one of the other.
std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        best[i][j] = i + j;
        continue;
      }
      best[i][j] = std::min({best[i - 1][j] + 1, best[i][j - 1] + 1,
                             best[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        best[i][j] = std::min(best[i][j], best[i - 2][j - 2] + 1);
      }
    }
  }
  return best[a.size()][b.size()];
}

Fit OneOf(std::string_view value, std::span<const std::string_view> now,
          std::span<const std::string_view> later) {
  if (std::ranges::find(now, value) != now.end()) return Fit::kGood;
  return std::ranges::find(later, value) != later.end() ? Fit::kLater : Fit::kBad;
}

}  // namespace

std::string_view PluralOf(Place place) {
  switch (place) {
    case Place::kClass:
      return "classes";
    case Place::kEnum:
      return "enums";
    case Place::kEnumerator:
      return "enumerators";
    case Place::kFreeFunction:
      return "free functions";
    case Place::kMethod:
      return "methods";
    case Place::kStaticMethod:
      return "static methods";
    case Place::kConstructor:
      return "constructors";
    case Place::kField:
      return "fields";
    case Place::kStaticMember:
      return "static members";
    case Place::kVariable:
      return "variables";
    case Place::kParameter:
      return "parameters";
    case Place::kNamespace:
      return "namespaces";
    case Place::kModule:
      return "a line of its own";
  }
  return {};
}

std::string_view HelpFor(Form form) {
  switch (form) {
    case Form::kName:
      return "write a Python identifier, bare or in quotes";
    case Form::kText:
      return "write text in quotes";
    case Form::kTruth:
      return "write True or False";
    case Form::kSignature:
      return "write the parameters in parentheses, as in `signature = (a, b=1)`";
    case Form::kInstances:
      return "write template arguments in angle brackets, as in `instances = (<int>, <double>)`";
    case Form::kBases:
      return "write the names of bases in parentheses, or `bases = ()` for none";
    case Form::kMembers:
      return "write `members = annotated`, or leave it out to export every public member";
    case Form::kStorage:
      return "write inline, heap or shared";
    case Form::kInit:
      return "write `init = fields`";
    case Form::kProperties:
      return "write `properties = pairs`";
    case Form::kFieldReturns:
      return "write copy or reference";
    case Form::kReturns:
      return "write copy, reference, owned or view";
    case Form::kKeeper:
      return "write result or self";
    case Form::kEnumBase:
      return "write \"Enum\", \"IntEnum\", \"Flag\" or \"IntFlag\"";
    case Form::kUnknownValues:
      return "write refuse or keep";
    case Form::kExceptionBase:
      return "write an exception class of Python's that is made of a message, such as ValueError, "
             "or "
             "one with its module, as in `json.JSONDecodeError`";
    case Form::kInterpreters:
      return "write main, shared_gil or own_gil";
    case Form::kAny:
      return "";
  }
  return {};
}

Fit FitOf(std::string_view value, Form form) {
  using namespace std::string_view_literals;
  switch (form) {
    case Form::kName:
      return ParseName(value) ? Fit::kGood : Fit::kBad;
    case Form::kText:
      return ParseText(value) ? Fit::kGood : Fit::kBad;
    case Form::kTruth:
      return ParseTruth(value) ? Fit::kGood : Fit::kBad;
    case Form::kSignature:
      return value.starts_with('(') && value.ends_with(')') ? Fit::kGood : Fit::kBad;
    case Form::kBases:
      return ParseNames(value) ? Fit::kGood : Fit::kBad;
    case Form::kMembers:
      return OneOf(value, std::array{"annotated"sv}, {});
    case Form::kStorage:
      return OneOf(value, std::array{"inline"sv, "heap"sv, "shared"sv}, {});
    case Form::kInit:
      return OneOf(value, std::array{"fields"sv}, {});
    case Form::kProperties:
      return OneOf(value, std::array{"pairs"sv}, {});
    case Form::kFieldReturns:
      return OneOf(value, std::array{"copy"sv, "reference"sv}, {});
    case Form::kReturns:
      return OneOf(value, std::array{"copy"sv, "reference"sv, "owned"sv, "view"sv}, {});
    case Form::kKeeper:
      return OneOf(value, std::array{"result"sv, "self"sv}, {});
    case Form::kEnumBase:
      return OneOf(ParseName(value).value_or(""),
                   std::array{"Enum"sv, "IntEnum"sv, "Flag"sv, "IntFlag"sv}, {});
    case Form::kUnknownValues:
      return OneOf(value, std::array{"refuse"sv, "keep"sv}, {});
    case Form::kExceptionBase:
      return IsExceptionBase(value) ? Fit::kGood : Fit::kBad;
    case Form::kInterpreters:
      return OneOf(value, std::array{"main"sv, "shared_gil"sv, "own_gil"sv}, {});
    case Form::kInstances:  // Scan has read it
    case Form::kAny:
      return Fit::kGood;
  }
  return Fit::kBad;
}

const MacroRule& RuleFor(AnnotationKind kind) {
  return *std::ranges::find(Rules(), kind, &MacroRule::kind);
}

bool HasKey(const MacroRule& rule, std::string_view key) {
  return std::ranges::find(rule.keys, key, &KeyRule::key) != rule.keys.end();
}

std::string HelpForUnknownKey(const MacroRule& rule, std::string_view key) {
  std::vector<std::string> keys;
  std::string_view closest;
  std::size_t distance = 3;  // farther away it is no slip of the finger
  for (const KeyRule& known : rule.keys) {
    if (known.coverage == kCovered) keys.emplace_back(known.key);
    std::size_t here = EditDistance(key, known.key);
    if (here < distance) {
      distance = here;
      closest = known.key;
    }
  }
  std::string help = closest.empty() ? "" : "did you mean '" + std::string(closest) + "'? ";
  help += std::string(ir::MacroName(rule.kind)) + " takes ";
  return help + (keys.empty() ? "no keys" : Enumerate(keys));
}

}  // namespace ferrule::check
