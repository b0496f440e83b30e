#include "generator/check/left_out.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

#include "generator/check/annotations.h"
#include "generator/check/removal.h"
#include "generator/check/words.h"

namespace ferrule::check {
namespace {

using Diagnostics = std::vector<diag::Diagnostic>;

bool IsStrict(const Annotations& annotations) {
  return TruthOf(annotations, "strict").value_or(false);
}

// The first error that is about the place; null where there is none.
const diag::Diagnostic* ErrorAt(const diag::Location& place, const Diagnostics& found) {
  const auto error = std::ranges::find_if(found, [&](const diag::Diagnostic& diagnostic) {
    return diagnostic.location == place &&
           diag::Info(diagnostic.code).severity == diag::Severity::kError;
  });
  return error == found.end() ? nullptr : &*error;
}

const diag::Diagnostic* ErrorAbout(const ir::Function& function, const Diagnostics& found) {
  if (const diag::Diagnostic* error = ErrorAt(function.location, found)) return error;
  for (const ir::Parameter& parameter : function.parameters) {
    if (const diag::Diagnostic* error = ErrorAt(parameter.location, found)) return error;
  }
  return nullptr;
}

// How many functions each annotation stands for: all the overloads that a using-declaration names.
std::map<diag::Location, int> CountByAnnotation(const std::vector<ir::Function>& functions) {
  std::map<diag::Location, int> counts;
  for (const ir::Function& function : functions) {
    if (!function.annotations.empty()) ++counts[function.annotations.front().location];
  }
  return counts;
}

// Takes what errors are about out of `functions`, and takes note of it. The last of those that one
// annotation asks for stays.
void LeaveOutOf(std::vector<ir::Function>& functions, const Diagnostics& found,
                std::vector<ir::LeftOut>& left_out) {
  std::map<diag::Location, int> counts = CountByAnnotation(functions);
  std::erase_if(functions, [&](const ir::Function& function) {
    if (!function.may_be_left_out) return false;
    const diag::Diagnostic* const error = ErrorAbout(function, found);
    if (error == nullptr) return false;
    if (!function.annotations.empty() && counts[function.annotations.front().location]-- == 1)
      return false;
    left_out.push_back({Describe(function), error->text, function.location});
    return true;
  });
}

// Fields stay in the model, which has to know what an object holds.
void LeaveOutFields(ir::Class& node, const Diagnostics& found, std::vector<ir::LeftOut>& left_out) {
  for (ir::Field& field : node.fields) {
    if (!field.may_be_left_out) continue;
    const diag::Diagnostic* const error = ErrorAt(field.location, found);
    if (error == nullptr) continue;
    left_out.push_back({Describe(field), error->text, field.location});
    field.may_be_left_out = false;
    field.is_left_out = true;
  }
}

// Which of the types stay: what binds a type from outside is there to bind it, but those nested in
// it follow.
template <class Node>
std::vector<bool> KeepTypes(const std::vector<Node>& nodes, const Diagnostics& found,
                            std::vector<ir::LeftOut>& left_out) {
  std::vector<bool> keeps;
  for (const Node& node : nodes) {
    const bool may_go = node.is_foreign && node.outer && node.annotations.empty();
    const diag::Diagnostic* const error = may_go ? ErrorAt(node.location, found) : nullptr;
    keeps.push_back(error == nullptr);
    if (error != nullptr) left_out.push_back({Describe(node), error->text, node.location});
  }
  return keeps;
}

}  // namespace

void DemandAll(ir::Module& module) {
  const bool is_strict_module = IsStrict(module.settings);
  for (ir::Class& node : module.classes) {
    const ir::Class& outermost = node.outer ? module.classes[node.outer->index] : node;
    const bool is_strict =
        is_strict_module || IsStrict(node.annotations) || IsStrict(outermost.annotations);
    if (!is_strict) continue;
    node.is_foreign = false;
    for (std::vector<ir::Function>* functions :
         {&node.constructors, &node.methods, &node.virtuals}) {
      for (ir::Function& function : *functions) function.may_be_left_out = false;
    }
    for (ir::Field& field : node.fields) field.may_be_left_out = false;
  }
  if (!is_strict_module) return;
  for (ir::Enum& node : module.enums) node.is_foreign = false;
  for (ir::Function& function : module.functions) function.may_be_left_out = false;
}

bool LeaveOut(const std::vector<diag::Diagnostic>& found, ir::Module& module) {
  const std::size_t before = module.left_out.size();
  for (ir::Class& node : module.classes) {
    LeaveOutOf(node.constructors, found, module.left_out);
    LeaveOutOf(node.methods, found, module.left_out);
    LeaveOutFields(node, found, module.left_out);
  }
  LeaveOutOf(module.functions, found, module.left_out);
  const std::vector<bool> classes = KeepTypes(module.classes, found, module.left_out);
  const std::vector<bool> enums = KeepTypes(module.enums, found, module.left_out);
  RemoveTypes(module, classes, enums, std::vector<bool>(module.exceptions.size(), true));
  return module.left_out.size() > before;
}

void ReportLeftOut(const ir::Module& module, diag::Sink& sink) {
  for (const ir::LeftOut& node : module.left_out) {
    sink.Report(diag::Code::kLeftOut, node.location,
                {{"what", node.what}, {"reason", node.reason}});
  }
}

}  // namespace ferrule::check
