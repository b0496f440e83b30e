#include "generator/check/annotations.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "generator/check/literal.h"
#include "generator/check/macro_rules.h"
#include "generator/check/words.h"
#include "generator/ir/macros.h"

namespace ferrule::check {
namespace {

using ir::AnnotationKind;

void CheckValue(const MacroRule& rule, const KeyRule& key, const ir::AnnotationArgument& argument,
                diag::Sink& sink) {
  const std::string macro(ir::MacroName(rule.kind));
  if (!argument.value) {
    if (key.form != Form::kTruth && key.form != Form::kAny) {
      sink.Report(diag::Code::kBadAnnotationSyntax, argument.location,
                  {{"macro", macro}, {"problem", "no value for '" + argument.key + "'"}});
    }
    return;
  }
  switch (FitOf(*argument.value, key.form)) {
    case Fit::kGood:
      return;
    case Fit::kBad:
      sink.Report(diag::Code::kBadValue, argument.value_location,
                  {{"macro", macro},
                   {"key", argument.key},
                   {"value", *argument.value},
                   {"help", std::string(HelpFor(key.form))}});
      return;
    case Fit::kLater:
      sink.Report(diag::Code::kNotCovered, argument.value_location,
                  {{"what", "`" + argument.key + " = " + *argument.value + "`"},
                   {"help", std::string(HelpFor(key.form))}});
      return;
  }
}

void CheckKeys(const MacroRule& rule, const ir::Annotation& annotation, diag::Sink& sink) {
  const std::string macro(ir::MacroName(rule.kind));
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
    } else if (known->coverage == Coverage::kNotYet) {
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
  const std::string macro(ir::MacroName(rule.kind));
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
  if (rule.coverage == Coverage::kNotYet) {
    sink.Report(diag::Code::kNotCovered, annotation.location, {{"what", macro}, {"help", ""}});
    return false;
  }
  const bool is_for_python =
      rule.kind != AnnotationKind::kSkip && rule.kind != AnnotationKind::kTraverse;
  if (!declaration.is_public && is_for_python) {
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
                {{"macro", std::string(ir::MacroName(annotation.kind))},
                 {"other", first.kind == annotation.kind ? "another"
                                                         : std::string(ir::MacroName(first.kind))},
                 {"help", is_skip ? "FERRULE_SKIP() stands alone: it leaves the declaration out"
                                  : "keep one of the two"}})
        .notes.push_back({first.location, "the other is here"});
  }
}

Place PlaceOf(const ir::Function& function) {
  switch (function.kind) {
    case ir::FunctionKind::kFree:
    case ir::FunctionKind::kFreeOperator:
    case ir::FunctionKind::kStream:
    case ir::FunctionKind::kHash:
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

void CheckField(const ir::Field& field, diag::Sink& sink) {
  CheckDeclaration({field.is_static ? Place::kStaticMember : Place::kField, Describe(field),
                    field.annotations, field.is_public},
                   sink);
}

void CheckClass(const ir::Class& node, diag::Sink& sink) {
  CheckDeclaration({Place::kClass, Describe(node), node.annotations, node.is_public}, sink);
  for (const ir::Function& constructor : node.constructors) CheckFunction(constructor, sink);
  for (const ir::Function& method : node.methods) CheckFunction(method, sink);
  for (const ir::Field& field : node.fields) {
    // Those of a base say what they are to that class.
    if (!field.is_inherited) CheckField(field, sink);
  }
}

void CheckException(const ir::Exception& node, diag::Sink& sink) {
  CheckDeclaration({Place::kClass, Describe(node), node.annotations, node.is_public}, sink);
  for (const ir::Function& method : node.methods) CheckFunction(method, sink);
  for (const ir::Field& field : node.fields) CheckField(field, sink);
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
  for (const ir::Exception& node : module.exceptions) CheckException(node, sink);
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
