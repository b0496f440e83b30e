// One table says it all: macro, the declarations that it stands on, its keys and the form of their values. What the design
// names and this version does not do is in the table too, so that a user hears "not yet" and not "never heard of it".
#include "generator/check/annotations.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "generator/check/literal.h"
#include "generator/check/words.h"

namespace ferrule::check {
namespace {

using ir::AnnotationKind;

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

// What a value has to look like.
enum class Form { kName, kText, kTruth, kSignature, kBases, kMembers, kStorage, kEnumBase, kAny };

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
    case Form::kBases:
      return "write `bases = ()`";
    case Form::kMembers:
      return "write `members = annotated`, or leave it out to export every public member";
    case Form::kStorage:
      return "write `storage = inline`";
    case Form::kEnumBase:
      return "write \"Enum\" or \"IntEnum\"";
    case Form::kAny:
      return "";
  }
  return {};
}

enum class Coverage { kCovered, kNotYet };
using enum Coverage;

struct KeyRule {
  std::string_view key;
  Form form = Form::kAny;
  Coverage coverage = kCovered;
};

struct MacroRule {
  AnnotationKind kind;
  Coverage coverage;
  std::vector<Place> places;
  std::vector<KeyRule> keys;
  std::vector<Place> later_places;  // those that are not covered yet
};

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
        {"frozen", Form::kTruth, kNotYet},
        {"dict", Form::kTruth, kNotYet},
        {"weakref", Form::kTruth, kNotYet},
        {"borrow_checked", Form::kTruth, kNotYet},
        {"synchronized", Form::kTruth, kNotYet},
        {"of", Form::kAny, kNotYet}},
       {}},
      {AnnotationKind::kFunction,
       kCovered,
       {Place::kFreeFunction},
       {{"name", Form::kName},
        {"signature", Form::kSignature},
        {"returns", Form::kAny, kNotYet},
        {"detach", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kMethod,
       kCovered,
       {Place::kMethod},
       {{"name", Form::kName},
        {"signature", Form::kSignature},
        {"returns", Form::kAny, kNotYet},
        {"detach", Form::kTruth, kNotYet},
        {"synchronized", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kStatic,
       kCovered,
       {Place::kStaticMethod},
       {{"name", Form::kName},
        {"signature", Form::kSignature},
        {"returns", Form::kAny, kNotYet},
        {"detach", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kClassMethod, kNotYet, {Place::kStaticMethod}, {}, {}},
      {AnnotationKind::kInit,
       kCovered,
       {Place::kConstructor},
       {{"signature", Form::kSignature}, {"detach", Form::kTruth, kNotYet}},
       {Place::kStaticMethod}},
      {AnnotationKind::kGetter,
       kCovered,
       {Place::kMethod},
       {{"name", Form::kName},
        {"returns", Form::kAny, kNotYet},
        {"detach", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kSetter,
       kCovered,
       {Place::kMethod},
       {{"name", Form::kName}, {"detach", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kField,
       kCovered,
       {Place::kField},
       {{"name", Form::kName},
        {"readonly", Form::kTruth},
        {"view", Form::kTruth, kNotYet},
        {"returns", Form::kAny, kNotYet}},
       {Place::kStaticMember}},
      {AnnotationKind::kEnum,
       kCovered,
       {Place::kEnum},
       {{"name", Form::kName}, {"base", Form::kEnumBase}},
       {}},
      {AnnotationKind::kConstant,
       kCovered,
       {Place::kVariable, Place::kEnumerator},
       {{"name", Form::kName}},
       {Place::kStaticMember}},
      {AnnotationKind::kException, kNotYet, {Place::kClass}, {}, {}},
      {AnnotationKind::kModule,
       kCovered,
       {Place::kModule},
       {{"doc", Form::kText},
        {"free_threaded", Form::kTruth, kNotYet},
        {"rename", Form::kAny, kNotYet},
        {"returns", Form::kAny, kNotYet},
        {"strict", Form::kTruth, kNotYet}},
       {}},
      {AnnotationKind::kExec, kCovered, {Place::kFreeFunction}, {}, {}},
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
        {"noconvert", Form::kTruth, kNotYet},
        {"nullable", Form::kTruth, kNotYet},
        {"out", Form::kTruth, kNotYet},
        {"keep_alive", Form::kAny, kNotYet}},
       {}},
  };
  return rules;
}

const MacroRule& RuleFor(AnnotationKind kind) {
  return *std::ranges::find(Rules(), kind, &MacroRule::kind);
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
  help += std::string(MacroName(rule.kind)) + " takes ";
  return help + (keys.empty() ? "no keys" : Enumerate(keys));
}

// Whether `value` has the form; for forms that know words of the future, whether it is one of those.
enum class Verdict { kGood, kBad, kLater };

Verdict OneOf(std::string_view value, std::span<const std::string_view> now,
              std::span<const std::string_view> later) {
  if (std::ranges::find(now, value) != now.end()) return Verdict::kGood;
  return std::ranges::find(later, value) != later.end() ? Verdict::kLater : Verdict::kBad;
}

Verdict Judge(std::string_view value, Form form) {
  using namespace std::string_view_literals;
  switch (form) {
    case Form::kName:
      return ParseName(value) ? Verdict::kGood : Verdict::kBad;
    case Form::kText:
      return ParseText(value) ? Verdict::kGood : Verdict::kBad;
    case Form::kTruth:
      return ParseTruth(value) ? Verdict::kGood : Verdict::kBad;
    case Form::kSignature:
      return value.starts_with('(') && value.ends_with(')') ? Verdict::kGood : Verdict::kBad;
    case Form::kBases:
      if (!value.starts_with('(') || !value.ends_with(')')) return Verdict::kBad;
      return value.find_first_not_of("() ") == std::string_view::npos ? Verdict::kGood
                                                                     : Verdict::kLater;
    case Form::kMembers:
      return OneOf(value, std::array{"annotated"sv}, {});
    case Form::kStorage:
      return OneOf(value, std::array{"inline"sv}, std::array{"heap"sv, "shared"sv});
    case Form::kEnumBase:
      return OneOf(ParseName(value).value_or(""), std::array{"Enum"sv, "IntEnum"sv},
                   std::array{"Flag"sv, "IntFlag"sv, "StrEnum"sv});
    case Form::kAny:
      return Verdict::kGood;
  }
  return Verdict::kBad;
}

void CheckValue(const MacroRule& rule, const KeyRule& key, const ir::AnnotationArgument& argument,
                diag::Sink& sink) {
  const std::string macro(MacroName(rule.kind));
  if (!argument.value) {
    if (key.form != Form::kTruth && key.form != Form::kAny) {
      sink.Report(diag::Code::kBadAnnotationSyntax, argument.location,
                  {{"macro", macro}, {"problem", "no value for '" + argument.key + "'"}});
    }
    return;
  }
  switch (Judge(*argument.value, key.form)) {
    case Verdict::kGood:
      return;
    case Verdict::kBad:
      sink.Report(diag::Code::kBadValue, argument.value_location,
                  {{"macro", macro},
                   {"key", argument.key},
                   {"value", *argument.value},
                   {"help", std::string(HelpFor(key.form))}});
      return;
    case Verdict::kLater:
      sink.Report(diag::Code::kNotCovered, argument.value_location,
                  {{"what", "`" + argument.key + " = " + *argument.value + "`"},
                   {"help", std::string(HelpFor(key.form))}});
      return;
  }
}

void CheckKeys(const MacroRule& rule, const ir::Annotation& annotation, diag::Sink& sink) {
  const std::string macro(MacroName(rule.kind));
  for (std::size_t i = 0; i < annotation.arguments.size(); ++i) {
    const ir::AnnotationArgument& argument = annotation.arguments[i];
    const auto same = [&](const ir::AnnotationArgument& a) { return a.key == argument.key; };
    const auto earlier = std::span(annotation.arguments).first(i);
    if (auto first = std::ranges::find_if(earlier, same); first != earlier.end()) {
      sink.Report(diag::Code::kDuplicateKey, argument.location, {{"key", argument.key}})
          .notes.push_back({first->location, "the first is here"});
      continue;
    }
    auto known = std::ranges::find(rule.keys, std::string_view(argument.key), &KeyRule::key);
    if (known == rule.keys.end()) {
      sink.Report(diag::Code::kUnknownKey, argument.location,
                  {{"macro", macro},
                   {"key", argument.key},
                   {"help", HelpForUnknownKey(rule, argument.key)}});
    } else if (known->coverage == kNotYet) {
      sink.Report(diag::Code::kNotCovered, argument.location,
                  {{"what", "the key '" + argument.key + "' of " + macro}, {"help", ""}});
    } else {
      CheckValue(rule, *known, argument, sink);
    }
  }
}

// A declaration, as far as its annotations are concerned.
struct Declaration {
  Place place;
  std::string what;
  const Annotations& annotations;
  bool is_public = true;
};

// Returns whether there is anything more to say about the annotation.
bool CheckPlace(const MacroRule& rule, const ir::Annotation& annotation,
                const Declaration& declaration, diag::Sink& sink) {
  const std::string macro(MacroName(rule.kind));
  if (std::ranges::count(rule.later_places, declaration.place) > 0) {
    sink.Report(
        diag::Code::kNotCovered, annotation.location,
        {{"what", macro + " on " + std::string(PluralOf(declaration.place))}, {"help", ""}});
    return false;
  }
  if (std::ranges::count(rule.places, declaration.place) == 0) {
    std::vector<std::string> places;
    for (Place place : rule.places) places.emplace_back(PluralOf(place));
    sink.Report(diag::Code::kMisplacedAnnotation, annotation.location,
                {{"macro", macro},
                 {"what", declaration.what},
                 {"help", macro + " stands on " + Enumerate(places)}});
    return false;
  }
  if (rule.coverage == kNotYet) {
    sink.Report(diag::Code::kNotCovered, annotation.location, {{"what", macro}, {"help", ""}});
    return false;
  }
  if (!declaration.is_public && rule.kind != AnnotationKind::kSkip) {
    sink.Report(diag::Code::kNotPublic, annotation.location,
                {{"macro", macro}, {"what", declaration.what}});
  }
  return true;
}

void CheckDeclaration(const Declaration& declaration, diag::Sink& sink) {
  for (const ir::Annotation& annotation : declaration.annotations) {
    const MacroRule& rule = RuleFor(annotation.kind);
    if (!CheckPlace(rule, annotation, declaration, sink)) continue;
    CheckKeys(rule, annotation, sink);
    const ir::Annotation& first = declaration.annotations.front();
    if (&annotation == &first || declaration.place == Place::kModule) continue;
    const bool is_skip =
        first.kind == AnnotationKind::kSkip || annotation.kind == AnnotationKind::kSkip;
    sink.Report(diag::Code::kContradiction, annotation.location,
                {{"macro", std::string(MacroName(annotation.kind))},
                 {"other", first.kind == annotation.kind ? "another"
                                                         : std::string(MacroName(first.kind))},
                 {"help", is_skip ? "FERRULE_SKIP() stands alone: it leaves the declaration out"
                                  : "keep one of the two"}})
        .notes.push_back({first.location, "the other is here"});
  }
}

Place PlaceOf(const ir::Function& function) {
  switch (function.kind) {
    case ir::FunctionKind::kFree:
      return Place::kFreeFunction;
    case ir::FunctionKind::kStaticMethod:
      return Place::kStaticMethod;
    case ir::FunctionKind::kConstructor:
      return Place::kConstructor;
    case ir::FunctionKind::kMethod:
    case ir::FunctionKind::kOperator:
    case ir::FunctionKind::kConversion:
      return Place::kMethod;
  }
  return Place::kMethod;
}

void CheckFunction(const ir::Function& function, diag::Sink& sink) {
  CheckDeclaration(
      {PlaceOf(function), Describe(function), function.annotations, function.is_public}, sink);
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    CheckDeclaration(
        {Place::kParameter, DescribeParameter(function, i), function.parameters[i].annotations},
        sink);
  }
}

void CheckClass(const ir::Class& node, diag::Sink& sink) {
  CheckDeclaration({Place::kClass, Describe(node), node.annotations, node.is_public}, sink);
  for (const ir::Function& constructor : node.constructors) CheckFunction(constructor, sink);
  for (const ir::Function& method : node.methods) CheckFunction(method, sink);
  for (const ir::Field& field : node.fields) {
    // Those of a base say what they are to that class.
    if (field.is_inherited) continue;
    CheckDeclaration({field.is_static ? Place::kStaticMember : Place::kField, Describe(field),
                      field.annotations, field.is_public},
                     sink);
  }
}

}  // namespace

void CheckAnnotations(const ir::Module& module, diag::Sink& sink) {
  for (const ir::Class& node : module.classes) CheckClass(node, sink);
  for (const ir::Enum& node : module.enums) {
    CheckDeclaration({Place::kEnum, Describe(node), node.annotations, node.is_public}, sink);
    for (const ir::Enumerator& enumerator : node.enumerators) {
      CheckDeclaration({Place::kEnumerator, Describe(enumerator), enumerator.annotations}, sink);
    }
  }
  for (const ir::Function& function : module.functions) CheckFunction(function, sink);
  for (const ir::Constant& constant : module.constants) {
    CheckDeclaration({Place::kVariable, Describe(constant), constant.annotations}, sink);
  }
  CheckDeclaration({Place::kModule, "a line of its own", module.settings}, sink);
  CheckDeclaration({Place::kNamespace, "a namespace", module.namespaces}, sink);
}

const ir::Annotation* FindAnnotation(const Annotations& annotations, AnnotationKind kind) {
  auto found = std::ranges::find(annotations, kind, &ir::Annotation::kind);
  return found == annotations.end() ? nullptr : &*found;
}

const ir::AnnotationArgument* FindArgument(const Annotations& annotations, std::string_view key) {
  for (const ir::Annotation& annotation : annotations) {
    auto found = std::ranges::find(annotation.arguments, key, &ir::AnnotationArgument::key);
    if (found != annotation.arguments.end()) return &*found;
  }
  return nullptr;
}

bool Has(const Annotations& annotations, AnnotationKind kind) {
  return FindAnnotation(annotations, kind) != nullptr;
}

std::optional<bool> TruthOf(const Annotations& annotations, std::string_view key) {
  const ir::AnnotationArgument* argument = FindArgument(annotations, key);
  if (argument == nullptr) return std::nullopt;
  return argument->value ? ParseTruth(*argument->value) : true;
}

}  // namespace ferrule::check
