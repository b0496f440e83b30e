#include "generator/check/module_settings.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/literal.h"
#include "generator/check/words.h"
#include "generator/ir/cpp.h"

namespace ferrule::check {
namespace {

diag::Diagnostic& ReportBadExec(const diag::Location& location, std::string problem,
                                diag::Sink& sink) {
  return sink.Report(diag::Code::kBadExec, location, {{"problem", std::move(problem)}});
}

// `ferrule::Bound<ferrule::Module>`.
bool IsModule(const ir::PassedType& type) {
  const auto* handle = type.type.As<ir::Handle>();
  if (handle == nullptr || handle->kind != ir::HandleKind::kBound) return false;
  const auto* kind = std::get_if<ir::ObjectKind>(&handle->object);
  const bool is_handed_over =
      type.passing == ir::Passing::kValue || type.passing == ir::Passing::kConstRef;
  return is_handed_over && kind != nullptr && *kind == ir::ObjectKind::kModule;
}

void CheckExec(const ir::Function& exec, const ir::Module& module, diag::Sink& sink) {
  bool takes_module = false;
  bool is_reported = false;
  for (std::size_t i = 0; i < exec.parameters.size(); ++i) {
    const ir::PassedType& type = exec.parameters[i].type;
    if (type.type.Is<ir::Token>() && type.passing == ir::Passing::kValue) continue;
    if (IsModule(type) && !takes_module) {
      takes_module = true;
      continue;
    }
    is_reported = true;
    ReportBadExec(exec.parameters[i].location,
                  DescribeParameter(exec, i) + " has type '" + ir::CppSpelling(type, module) +
                      "', and no module can fill it",
                  sink);
  }
  if (!takes_module && !is_reported) {
    ReportBadExec(exec.location, "'" + exec.qualified_name + "' does not take the module", sink);
  }
  if (!exec.result.type.Is<ir::Void>() || exec.result.passing != ir::Passing::kValue) {
    ReportBadExec(exec.location,
                  "'" + exec.qualified_name + "' returns '" + ir::CppSpelling(exec.result, module) +
                      "', which nobody would get",
                  sink);
  }
}

// The one that says `key = ...`, in whichever FERRULE_MODULE; null where none does. Others are
// reported.
const ir::AnnotationArgument* FindSetting(const ir::Module& module, std::string_view key,
                                          diag::Sink& sink) {
  const ir::AnnotationArgument* first = nullptr;
  for (const ir::Annotation& settings : module.settings) {
    // Twice in one macro is reported with its keys.
    auto found = std::ranges::find(settings.arguments, key, &ir::AnnotationArgument::key);
    if (found == settings.arguments.end()) continue;
    if (first == nullptr) {
      first = &*found;
      continue;
    }
    sink.Report(diag::Code::kDuplicateKey, found->location, {{"key", std::string(key)}})
        .notes.push_back({first->location, "the first is here"});
  }
  return first;
}

ir::Interpreters InterpretersNamed(std::string_view value) {
  if (value == "own_gil") return ir::Interpreters::kOwnGil;
  if (value == "shared_gil") return ir::Interpreters::kSharedGil;
  return ir::Interpreters::kMain;
}

}  // namespace

void ReadSettings(ir::Module& module, diag::Sink& sink) {
  // What has no value, and has to have one, is reported with its key.
  if (const auto* doc = FindSetting(module, "doc", sink); doc != nullptr && doc->value) {
    module.doc = ParseText(*doc->value).value_or("");
  }
  if (const auto* interpreters = FindSetting(module, "interpreters", sink);
      interpreters != nullptr && interpreters->value) {
    module.interpreters = InterpretersNamed(*interpreters->value);
  }
  if (const auto* free_threaded = FindSetting(module, "free_threaded", sink)) {
    module.is_free_threaded = !free_threaded->value || ParseTruth(*free_threaded->value) == true;
  }
}

void TakeExec(ir::Module& module, diag::Sink& sink) {
  std::vector<ir::Function> others;
  for (ir::Function& function : module.functions) {
    if (function.role != ir::Role::kExec) {
      others.push_back(std::move(function));
    } else if (module.exec) {
      ReportBadExec(function.location,
                    "'" + function.qualified_name + "' is a second FERRULE_EXEC() function", sink)
          .notes.push_back({module.exec->location, "the first is here"});
    } else {
      module.exec = std::move(function);
    }
  }
  module.functions = std::move(others);
  if (module.exec) CheckExec(*module.exec, module, sink);
}

}  // namespace ferrule::check
