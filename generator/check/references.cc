#include "generator/check/references.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/words.h"
#include "generator/ir/cpp.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/references.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

// Whether some of the references in a member are not visited. What bound classes hold is a matter
// of their own fields, and no Bound or Borrowed can be a member.
class UnvisitedSearch {
 public:
  explicit UnvisitedSearch(const ir::Module& module) : module_(module) {}

  bool operator()(const ir::Void&) { return false; }
  bool operator()(const ir::Scalar&) { return false; }
  bool operator()(const ir::EnumRef&) { return false; }
  bool operator()(const ir::ClassRef&) { return false; }
  bool operator()(const ir::Template& instance) {
    return ir::OwnsArguments(instance.kind) &&
           std::ranges::any_of(instance.arguments, [&](const ir::Type& argument) {
             return std::visit(*this, argument.kind);
           });
  }
  bool operator()(const ir::Chrono&) { return false; }
  bool operator()(const ir::Callback&) { return false; }
  // Memory: what shows it is not known to the garbage collector itself, as NumPy's arrays are not.
  bool operator()(const ir::Array&) { return false; }
  bool operator()(const ir::Custom& type) { return type.holds_references && In(type.record); }
  bool operator()(const ir::Outcome& outcome) {
    return ir::HoldsAnyReferences(*outcome.value, module_);
  }
  bool operator()(const ir::Handle&) { return false; }
  bool operator()(const ir::Token&) { return false; }
  bool operator()(const ir::Args&) { return false; }
  bool operator()(const ir::Kwargs&) { return false; }
  bool operator()(const ir::Unsupported& type) { return type.holds_references && In(type.record); }

 private:
  // Of a class that holds some: whether its parts tell of none, or one has some that are not
  // visited.
  bool In(const std::optional<ir::RecordId>& id) {
    if (!id) return true;
    if (!seen_.insert(*id).second) return false;
    const std::vector<ir::Record::Part>& parts = module_.records[id->index].parts;
    return parts.empty() || std::ranges::any_of(parts, [&](const ir::Record::Part& part) {
             return std::visit(*this, part.type.kind);
           });
  }

  const ir::Module& module_;
  std::set<ir::RecordId> seen_;
};

}  // namespace

void CheckReferences(const ir::Class& node, const ir::Module& module, diag::Sink& sink) {
  for (const ir::Field& field : node.fields) {
    if (!ir::IsPartOfObject(field) || ir::IsShownByFunction(field, node, module)) continue;
    if (!std::visit(UnvisitedSearch(module), field.type.kind)) continue;
    sink.Report(diag::Code::kUnvisitedReference, field.location, {{"what", Describe(field)}});
  }
}

namespace {

void ReportBadTraverse(const diag::Location& location, std::string problem, diag::Sink& sink) {
  sink.Report(diag::Code::kBadTraverse, location, {{"problem", std::move(problem)}});
}

bool CheckTraverse(const ir::Function& function, const ir::Module& module, diag::Sink& sink) {
  const std::string name = "'" + function.qualified_name + "'";
  const std::size_t errors = sink.all().size();
  if (function.is_template || function.kind != ir::FunctionKind::kMethod || function.is_volatile ||
      function.ref_qualifier == ir::RefQualifier::kRvalue) {
    ReportBadTraverse(function.location, name + " cannot be called on an object as it stands",
                      sink);
  } else if (function.parameters.size() != 1 || !function.parameters[0].is_visitor ||
             function.is_variadic) {
    ReportBadTraverse(function.location,
                      name + " does not take a 'ferrule::Visitor&', and nothing else", sink);
  }
  if (!function.result.type.Is<ir::Void>() || function.result.passing != ir::Passing::kValue) {
    ReportBadTraverse(function.location,
                      name + " returns '" + ir::CppSpelling(function.result, module) +
                          "', which nobody would get",
                      sink);
  }
  return sink.all().size() == errors;
}

void TakeTraverses(ir::Class& node, const ir::Module& module, diag::Sink& sink) {
  std::vector<ir::Function> others;
  for (ir::Function& function : node.methods) {
    if (!Has(function.annotations, ir::AnnotationKind::kTraverse)) {
      others.push_back(std::move(function));
      continue;
    }
    const auto first =
        std::ranges::find(node.traverses, function.inherited_from, &ir::Function::inherited_from);
    if (first != node.traverses.end()) {
      sink.Report(diag::Code::kBadTraverse, function.location,
                  {{"problem",
                    "'" + function.qualified_name + "' is a second FERRULE_TRAVERSE() function"}})
          .notes.push_back({first->location, "the first is here"});
    } else if (CheckTraverse(function, module, sink)) {
      node.traverses.push_back(std::move(function));
    }
  }
  node.methods = std::move(others);
}

}  // namespace

void TakeTraverses(ir::Module& module, diag::Sink& sink) {
  for (ir::Class& node : module.classes) TakeTraverses(node, module, sink);
}

void SettleReferences(ir::Module& module) {
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    ir::Class& node = module.classes[i];
    if (!node.home.empty()) continue;  // as its home says
    node.holds_references = node.has_dict || ir::HoldsReferences(ir::ClassId{i}, module);
  }
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    if (!ir::ChangesWhenConst(ir::ClassId{i}, module)) continue;
    module.classes[i].is_busy_in_const_calls = true;
    // What is called as a base may be more.
    for (const ir::ClassId base : ir::AncestorsOf({i}, module))
      module.classes[base.index].is_busy_in_const_calls = true;
  }
}

}  // namespace ferrule::check
