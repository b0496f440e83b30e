#include "generator/check/removal.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "generator/ir/references.h"

namespace ferrule::check {
namespace {

// Where each of the old indexes is now, or nowhere.
using Places = std::vector<std::optional<std::size_t>>;

Places NewPlaces(const std::vector<bool>& keeps) {
  Places places;
  std::size_t next = 0;
  for (bool stays : keeps) {
    places.push_back(stays ? std::optional(next) : std::nullopt);
    if (stays) ++next;
  }
  return places;
}

template <class Node>
std::vector<Node> Kept(std::vector<Node> nodes, const std::vector<bool>& keeps) {
  std::vector<Node> kept;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (keeps[i]) kept.push_back(std::move(nodes[i]));
  }
  return kept;
}

class Renumbering {
 public:
  Renumbering(const ir::Module& before, Places classes, Places enums, Places exceptions)
      : before_(before),
        classes_(std::move(classes)),
        enums_(std::move(enums)),
        exceptions_(std::move(exceptions)) {}

  void Apply(std::optional<ir::ClassId>& id) const {
    if (!id) return;
    std::optional<std::size_t> place = classes_[id->index];
    id = place ? std::optional(ir::ClassId{*place}) : std::nullopt;
  }

  void Apply(std::optional<ir::ExceptionId>& id) const {
    if (!id) return;
    std::optional<std::size_t> place = exceptions_[id->index];
    id = place ? std::optional(ir::ExceptionId{*place}) : std::nullopt;
  }

  void Apply(ir::Type& type) const { type = Renumbered(type); }

  void Apply(ir::Function& function) const {
    Apply(function.result.type);
    for (ir::Parameter& parameter : function.parameters) Apply(parameter.type.type);
  }

 private:
  static ir::Type Unbound(const std::string& name, bool holds_references) {
    return {ir::Unsupported{ir::Obstacle::kUnboundClass, name, holds_references}};
  }

  ir::Type Renumbered(const ir::Type& type) const {
    return std::visit(ir::Overloaded{
                          [](const ir::Void& kind) { return ir::Type{kind}; },
                          [](const ir::Scalar& kind) { return ir::Type{kind}; },
                          [&](const ir::ClassRef& ref) {
                            std::optional<std::size_t> place = classes_[ref.id.index];
                            return place ? ir::Type{ir::ClassRef{*place}}
                                         : Unbound(before_.classes[ref.id.index].qualified_name,
                                                   ir::HoldsAnyReferences(ref.id, before_));
                          },
                          [&](const ir::EnumRef& ref) {
                            std::optional<std::size_t> place = enums_[ref.id.index];
                            return place
                                       ? ir::Type{ir::EnumRef{*place}}
                                       : Unbound(before_.enums[ref.id.index].qualified_name, false);
                          },
                          [&](ir::Template instance) {
                            for (ir::Type& argument : instance.arguments) Apply(argument);
                            return ir::Type{std::move(instance)};
                          },
                          [](const ir::Chrono& kind) { return ir::Type{kind}; },
                          [&](ir::Callback callback) {
                            ir::PassedType result = *callback.result;
                            Apply(result.type);
                            callback.result = std::move(result);
                            for (ir::PassedType& parameter : callback.parameters)
                              Apply(parameter.type);
                            return ir::Type{std::move(callback)};
                          },
                          [](const ir::Array& kind) { return ir::Type{kind}; },
                          [](const ir::Custom& kind) { return ir::Type{kind}; },
                          [&](ir::Outcome outcome) {
                            ir::Type value = *outcome.value;
                            Apply(value);
                            outcome.value = std::move(value);
                            return ir::Type{std::move(outcome)};
                          },
                          [&](const ir::Handle& kind) { return RenumberedHandle(kind); },
                          [](const ir::Token& kind) { return ir::Type{kind}; },
                          [](const ir::Args& kind) { return ir::Type{kind}; },
                          [](const ir::Kwargs& kind) { return ir::Type{kind}; },
                          [](const ir::Unsupported& kind) { return ir::Type{kind}; },
                      },
                      type.kind);
  }

  ir::Type RenumberedHandle(const ir::Handle& handle) const {
    const auto* id = std::get_if<ir::ClassId>(&handle.object);
    if (id == nullptr) return {handle};
    std::optional<std::size_t> place = classes_[id->index];
    return place ? ir::Type{ir::Handle{handle.kind, ir::ClassId{*place}}}
                 : Unbound(before_.classes[id->index].qualified_name,
                           handle.kind != ir::HandleKind::kBorrowed);
  }

  const ir::Module& before_;
  Places classes_;
  Places enums_;
  Places exceptions_;
};

}  // namespace

void RemoveTypes(ir::Module& module, const std::vector<bool>& keeps_class,
                 const std::vector<bool>& keeps_enum, const std::vector<bool>& keeps_exception) {
  const ir::Module before = module;
  const Renumbering renumbering(before, NewPlaces(keeps_class), NewPlaces(keeps_enum),
                                NewPlaces(keeps_exception));
  module.classes = Kept(std::move(module.classes), keeps_class);
  module.enums = Kept(std::move(module.enums), keeps_enum);
  module.exceptions = Kept(std::move(module.exceptions), keeps_exception);
  for (ir::Class& node : module.classes) {
    renumbering.Apply(node.outer);
    for (ir::Base& base : node.bases) renumbering.Apply(base.bound);
    for (ir::Function& constructor : node.constructors) renumbering.Apply(constructor);
    for (ir::Function& method : node.methods) renumbering.Apply(method);
    for (ir::Function& method : node.virtuals) renumbering.Apply(method);
    for (ir::Function& function : node.traverses) renumbering.Apply(function);
    for (ir::Field& field : node.fields) renumbering.Apply(field.type);
    if (node.range) renumbering.Apply(node.range->item.type);
  }
  for (ir::Enum& node : module.enums) renumbering.Apply(node.outer);
  for (ir::Exception& node : module.exceptions) {
    renumbering.Apply(node.outer);
    for (ir::Ancestor& ancestor : node.ancestors) renumbering.Apply(ancestor.bound);
    for (ir::Function& method : node.methods) renumbering.Apply(method);
    for (ir::Field& field : node.fields) renumbering.Apply(field.type);
  }
  for (ir::Function& function : module.functions) renumbering.Apply(function);
  for (ir::Constant& constant : module.constants) renumbering.Apply(constant.type.type);
  for (ir::Record& record : module.records) {
    for (ir::Record::Part& part : record.parts) renumbering.Apply(part.type);
  }
}

}  // namespace ferrule::check
