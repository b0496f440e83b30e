#include "generator/check/module_settings.h"

#include <algorithm>
#include <string>
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

}  // namespace

void ReadSettings(ir::Module& module, diag::Sink& sink) {
  const ir::AnnotationArgument* first = nullptr;
  for (const ir::Annotation& settings : module.settings) {
    for (const ir::AnnotationArgument& argument : settings.arguments) {
      if (argument.key != "doc" || !argument.value) continue;
      if (first == nullptr) {
        first = &argument;
        module.doc = ParseText(*argument.value).value_or("");
        break;  // twice in one macro is reported with its keys
      }
      sink.Report(diag::Code::kDuplicateKey, argument.location, {{"key", "doc"}})
          .notes.push_back({first->location, "the first is here"});
    }
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
