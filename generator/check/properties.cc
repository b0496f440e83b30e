#include "generator/check/properties.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "generator/check/words.h"

namespace ferrule::check {
namespace {

void ReportBad(const diag::Location& location, std::string problem, std::string help,
               diag::Sink& sink) {
  sink.Report(diag::Code::kBadProperty, location,
              {{"problem", std::move(problem)}, {"help", std::move(help)}});
}

std::string Quoted(const ir::Function& function) { return "'" + function.qualified_name + "'"; }

// The parameters that Python has to fill: all but the injected ones, and the object itself.
std::ptrdiff_t CountArguments(const ir::Function& function) {
  return std::ranges::count_if(function.parameters, [](const ir::Parameter& parameter) {
    return !parameter.type.type.Is<ir::Token>() && parameter.use != ir::ParameterUse::kObject;
  });
}

void CheckSetter(const ir::Function& setter, diag::Sink& sink) {
  if (CountArguments(setter) != 1) {
    ReportBad(setter.location,
              "setter " + Quoted(setter) + " takes " + std::to_string(CountArguments(setter)) +
                  " parameters",
              "a setter takes the value, and a ferrule::Python if it needs one", sink);
    return;
  }
  for (std::size_t i = 0; i < setter.parameters.size(); ++i) {
    const ir::Type& type = setter.parameters[i].type.type;
    if (!type.Is<ir::Args>() && !type.Is<ir::Kwargs>()) continue;
    ReportBad(setter.parameters[i].location,
              DescribeParameter(setter, i) + " cannot take the one value of a setter",
              "take the value as what it is, or as a ferrule::Bound<>", sink);
  }
}

}  // namespace

void CheckGetter(const ir::Function& getter, diag::Sink& sink) {
  if (CountArguments(getter) > 0) {
    ReportBad(getter.location, "getter " + Quoted(getter) + " takes parameters",
              "a getter takes nothing but a ferrule::Python; use FERRULE_METHOD() for a method",
              sink);
  }
  if (getter.result.type.Is<ir::Void>() && getter.result.passing == ir::Passing::kValue) {
    ReportBad(getter.location, "getter " + Quoted(getter) + " returns nothing",
              "return the value of the property", sink);
  }
}

void PairProperties(ir::Class& node, diag::Sink& sink) {
  for (std::size_t i = 0; i < node.methods.size(); ++i) {
    const ir::Function& getter = node.methods[i];
    if (getter.role != ir::Role::kGetter) continue;
    CheckGetter(getter, sink);
    node.properties.push_back({getter.python_name, i, std::nullopt});
  }
  for (std::size_t i = 0; i < node.methods.size(); ++i) {
    const ir::Function& setter = node.methods[i];
    if (setter.role != ir::Role::kSetter) continue;
    CheckSetter(setter, sink);
    auto property =
        std::ranges::find(node.properties, setter.python_name, &ir::Property::python_name);
    if (property == node.properties.end()) {
      ReportBad(
          setter.location,
          "setter " + Quoted(setter) + " is for '" + setter.python_name + "', which has no getter",
          "mark the getter with FERRULE_GETTER(), or give both one name with `name = ...`", sink);
    } else if (!property->setter) {
      property->setter = i;
    }  // else it is one of two under one name, which is reported with the names
  }
}

}  // namespace ferrule::check
