#include "generator/ir/shape.h"

#include <algorithm>

namespace ferrule::ir {

bool Shape::TakesCount(std::size_t count) const {
  const bool needs_keywords =
      !std::ranges::all_of(keyword_only, [](const Place& place) { return place.has_default; });
  return !needs_keywords && count >= required && (takes_args || count <= positional.size());
}

namespace {

Place MakePlace(const Argument& argument, const Parameter& parameter, const PassedType& type,
                const Module& module) {
  Place place;
  place.name = argument.name;
  place.type = type;
  place.form = FormOf(type, module);
  if (parameter.is_nullable) place.form = OrNone(place.form);
  place.has_default = argument.has_default;
  place.is_exact = parameter.is_exact;
  place.is_nullable = parameter.is_nullable;
  return place;
}

// Of *args and **kwargs that are converted, the place of each.
std::optional<Place> EachOf(const Argument& argument, const Parameter& parameter,
                            const Module& module) {
  const auto* const container = parameter.type.type.As<Template>();
  if (container == nullptr) return std::nullopt;
  return MakePlace(argument, parameter, {container->arguments.back()}, module);
}

}  // namespace

Shape ShapeOf(const Function& function, const Module& module) {
  Shape shape;
  for (const Argument& argument : function.signature.arguments) {
    const Parameter& parameter = function.parameters[argument.parameter];
    const auto place = [&] { return MakePlace(argument, parameter, parameter.type, module); };
    switch (argument.kind) {
      case ArgumentKind::kPositionalOnly:
      case ArgumentKind::kPositionalOrKeyword:
        shape.positional.push_back(place());
        shape.required += !argument.has_default;
        break;
      case ArgumentKind::kVarPositional:
        shape.takes_args = true;
        shape.each_of_args = EachOf(argument, parameter, module);
        break;
      case ArgumentKind::kKeywordOnly:
        shape.keyword_only.push_back(place());
        break;
      case ArgumentKind::kVarKeyword:
        shape.takes_kwargs = true;
        shape.each_of_kwargs = EachOf(argument, parameter, module);
        break;
    }
  }
  std::ranges::sort(shape.keyword_only, {}, &Place::name);
  return shape;
}

}  // namespace ferrule::ir
