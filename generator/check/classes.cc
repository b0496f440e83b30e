#include "generator/check/classes.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include "generator/check/annotations.h"
#include "generator/check/overrides.h"
#include "generator/check/words.h"

namespace ferrule::check {
namespace {

// What CPython's allocator promises.
constexpr std::size_t kMaxAlignment = 16;

// Where a class says something about itself, else its name.
const diag::Location& PlaceOf(const ir::Class& node, std::string_view key) {
  const ir::AnnotationArgument* argument = FindArgument(node.annotations, key);
  return argument == nullptr ? node.location : argument->value_location;
}

// C++ declares a default constructor where the class declares none.
void AddImplicitConstructor(ir::Class& node) {
  const bool exports_annotated_only = FindArgument(node.annotations, "members") != nullptr;
  const bool has_own = std::ranges::any_of(node.constructors, [](const ir::Function& c) {
    return !c.is_introduced && !ir::IsFactory(c);
  });
  const bool has_implicit = node.traits.is_default_constructible || node.traits.is_abstract;
  if (node.declares_constructors || !has_implicit || exports_annotated_only || has_own) {
    return;
  }
  ir::Function constructor;
  constructor.kind = ir::FunctionKind::kConstructor;
  constructor.name = node.name;
  constructor.qualified_name = node.qualified_name + "::" + node.name;
  constructor.location = node.location;
  constructor.role = ir::Role::kConstructor;
  constructor.python_name = "__init__";
  node.constructors.push_back(std::move(constructor));
}

void CheckSubclassing(const ir::Class& node, diag::Sink& sink) {
  const bool is_demanded = TruthOf(node.annotations, "subclass") == true;
  if (is_demanded && !node.is_subclassable) {
    const std::string reason = node.traits.is_final
                                   ? "'" + node.qualified_name + "' is final"
                                   : "'" + node.qualified_name + "' has no constructor for Python";
    sink.Report(diag::Code::kBadValue, PlaceOf(node, "subclass"),
                {{"value", "True"},
                 {"key", "subclass"},
                 {"macro", "FERRULE_CLASS"},
                 {"help", "remove it: " + reason}});
  }
}

void CheckLayout(const ir::Class& node, diag::Sink& sink) {
  if (node.traits.size == 0) return;  // unknown, as Scan has reported
  if (!node.traits.is_destructible) {
    sink.Report(diag::Code::kNoPythonForm, node.location,
                {{"what", Describe(node)},
                 {"reason", "it cannot be destroyed"},
                 {"help", "make its destructor public, or remove FERRULE_CLASS"}});
  }
  if (node.traits.alignment > kMaxAlignment && node.storage == ir::Storage::kInline) {
    sink.Report(diag::Code::kNotCovered, node.location,
                {{"what", "classes aligned to " + std::to_string(node.traits.alignment) +
                              " bytes such as '" + node.qualified_name + "'"},
                 {"help", "write FERRULE_CLASS(storage = heap): there it is aligned"}});
  }
}

}  // namespace

void CompleteClass(ir::Class& node) {
  AddImplicitConstructor(node);
  if (node.traits.is_abstract && !MayBeOverridden(node)) {
    std::erase_if(node.constructors, std::not_fn(ir::IsFactory));
  }
  node.is_subclassable = TruthOf(node.annotations, "subclass").value_or(true) &&
                         !node.traits.is_final && !node.constructors.empty();
  node.is_frozen = TruthOf(node.annotations, "frozen").value_or(false);
  for (ir::Field& field : node.fields) {
    field.is_read_only =
        field.is_const || TruthOf(field.annotations, "readonly").value_or(node.is_frozen);
  }
}

void CheckClass(const ir::Class& node, diag::Sink& sink) {
  CheckSubclassing(node, sink);
  CheckLayout(node, sink);
}

}  // namespace ferrule::check
