#include "generator/check/view_classes.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/imports.h"
#include "generator/check/words.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/view_classes.h"

namespace ferrule::check {
namespace {

using ir::Function;

bool SaysView(const ir::Class& node) {
  return IsImported(node) ? node.is_view : TruthOf(node.annotations, "view").value_or(false);
}

// What is derived from a view points into what that does.
bool HasViewBase(ir::ClassId id, const ir::Module& module) {
  return std::ranges::any_of(ir::AncestorsOf(id, module), [&](ir::ClassId base) {
    return SaysView(module.classes[base.index]);
  });
}

// What of the function Python gets, or a Python callable that it calls.
std::vector<const ir::Type*> Shown(const Function& function) {
  std::vector<const ir::Type*> shown = {&function.result.type};
  for (const ir::Parameter& parameter : function.parameters) {
    const bool is_out = TruthOf(parameter.annotations, "out").value_or(false);
    if (is_out || parameter.type.type.Is<ir::Callback>()) shown.push_back(&parameter.type.type);
  }
  return shown;
}

bool MakesViews(const Function& function, const ir::Module& module) {
  return std::ranges::any_of(Shown(function), [&](const ir::Type* type) {
    return ir::ViewClassIn(*type, module) != nullptr;
  });
}

class ViewClassRule {
 public:
  ViewClassRule(const ir::Module& module, diag::Sink& sink) : module_(module), sink_(sink) {}

  void Check(const ir::Class& node) {
    if (node.is_view && node.storage == ir::Storage::kShared) CheckShared(node);
    for (const ir::Field& field : node.fields) {
      if (!field.is_exported) continue;
      if (field.is_view) {
        CheckItems(Describe(field), field.type, "remove `view`: Python gets a copy",
                   field.location);
      }
      CheckHome(Describe(field), field.type, field.location);
    }
    for (const Function& method : node.methods) Check(method);
  }

  void Check(const Function& function) {
    const std::string subject = DescribeResult(function);
    if (function.returns == ir::Returns::kView)
      CheckItems(subject, function.result.type, "write `returns = copy`", function.location);
    for (const ir::Type* const type : Shown(function)) CheckHome(subject, *type, function.location);
  }

 private:
  // C++ may have the object longer than its instance, which keeps what it points into.
  void CheckShared(const ir::Class& node) {
    const ir::AnnotationArgument* const written = FindArgument(node.annotations, "view");
    sink_.Report(diag::Code::kBadValue, written != nullptr ? written->location : node.location,
                 {{"value", "True"},
                  {"key", "view"},
                  {"macro", "FERRULE_CLASS"},
                  {"help", "remove it: C++ shares objects of '" + node.qualified_name +
                               "', and may have them longer than Python"}});
  }

  // What a live container hands out is made by itself.
  void CheckItems(const std::string& subject, const ir::Type& type, std::string help,
                  const diag::Location& location) {
    const ir::Class* const items = ir::ViewClassIn(type, module_);
    if (items == nullptr) return;
    Report(subject,
           "its items are objects of '" + items->qualified_name +
               "', which point into others, and a live container does not know into which",
           std::move(help), location);
  }

  void CheckHome(const std::string& subject, const ir::Type& type, const diag::Location& location) {
    const ir::Class* const node = ir::ViewClassIn(type, module_);
    if (node == nullptr || !IsImported(*node)) return;
    Report(subject,
           "it is made of objects of '" + node->qualified_name +
               "', which point into others, and only module '" + node->home +
               "', which binds the class, can say into which",
           "move it to module '" + node->home + "'", location);
  }

  void Report(const std::string& subject, std::string reason, std::string help,
              const diag::Location& location) {
    sink_.Report(diag::Code::kNoPythonForm, location,
                 {{"what", subject}, {"reason", std::move(reason)}, {"help", std::move(help)}});
  }

  const ir::Module& module_;
  diag::Sink& sink_;
};

}  // namespace

void SettleViewClasses(ir::Module& module) {
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    ir::Class& node = module.classes[i];
    if (!IsImported(node)) node.is_view = SaysView(node) || HasViewBase({i}, module);
  }
  const auto settle = [&](std::vector<Function>& functions) {
    for (Function& function : functions) function.makes_views = MakesViews(function, module);
  };
  for (ir::Class& node : module.classes) settle(node.methods);
  settle(module.functions);
}

void CheckViewClasses(const ir::Module& module, diag::Sink& sink) {
  ViewClassRule rule(module, sink);
  for (const ir::Class& node : module.classes) {
    if (!IsImported(node)) rule.Check(node);
  }
  for (const Function& function : module.functions) rule.Check(function);
}

}  // namespace ferrule::check
