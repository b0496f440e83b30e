#include "generator/check/signature.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/arguments.h"
#include "generator/check/parameters.h"
#include "generator/check/words.h"
#include "generator/check/written_signature.h"

namespace ferrule::check {
namespace {

using ir::ArgumentKind;

// Every parameter is positional-or-keyword, but: up to the last unnamed one they are
// positional-only, as up to the end of a parameter pack, and behind *args keyword-only. **kwargs
// goes to the end.
ir::Signature Derive(const ir::Function& function, const std::vector<Visible>& visible,
                     const ir::Module& module, diag::Sink& sink) {
  ir::Signature signature;
  std::optional<ir::Argument> kwargs;
  bool is_behind_args = false;
  for (const Visible& parameter : visible) {
    const ir::Type& type = ParameterOf(parameter, function).type.type;
    if (type.Is<ir::Args>()) {
      is_behind_args = true;
      signature.arguments.push_back(
          MakeArgument(ArgumentKind::kVarPositional, parameter, function, module));
    } else if (type.Is<ir::Kwargs>()) {
      kwargs = MakeArgument(ArgumentKind::kVarKeyword, parameter, function, module);
    } else {
      if (is_behind_args && !parameter.is_named) {
        sink.Report(
            diag::Code::kSignatureMismatch, ParameterOf(parameter, function).location,
            {{"problem", DescribeParameter(function, parameter.index) +
                             " stands behind the ferrule::Args and has no name to be passed by"},
             {"help", "name it, or move it before the ferrule::Args"}});
      }
      signature.arguments.push_back(MakeArgument(
          is_behind_args ? ArgumentKind::kKeywordOnly : ArgumentKind::kPositionalOrKeyword,
          parameter, function, module));
    }
    const bool is_of_pack = ParameterOf(parameter, function).pack_index.has_value();
    if ((!parameter.is_named || is_of_pack) && !is_behind_args && !type.Is<ir::Kwargs>()) {
      for (ir::Argument& argument : signature.arguments) {
        argument.kind = ArgumentKind::kPositionalOnly;
      }
    }
  }
  if (kwargs) signature.arguments.push_back(*kwargs);
  return signature;
}

// What stands behind a default in C++ and is always passed leaves no call in which C++ fills it in.
// In another order than that of C++ a written signature says so itself.
void CheckDefaultsAreKnown(const ir::Function& function, diag::Sink& sink) {
  const auto& arguments = function.signature.arguments;
  const bool is_in_order = std::ranges::is_sorted(arguments, {}, &ir::Argument::parameter);
  if (!is_in_order || ir::LeavesDefaultsToCpp(function)) return;
  for (const ir::Argument& argument : arguments) {
    const ir::Parameter& parameter = function.parameters[argument.parameter];
    if (!argument.has_default || parameter.default_argument->value ||
        parameter.default_argument->expression) {
      continue;
    }
    sink.Report(
        diag::Code::kSignatureMismatch, parameter.location,
        {{"problem", "the default of " + DescribeParameter(function, argument.parameter) +
                         " is known to C++ alone, and a parameter behind it is always passed"},
         {"help", "give it a default that can be written in any scope, or move it to the end"}});
  }
}

}  // namespace

void MakeSignature(ir::Function& function, const ir::Module& module, diag::Sink& sink) {
  SettleParameters(function, module, sink);
  const std::vector<Visible> visible = VisibleParameters(function, sink);
  const ir::AnnotationArgument* written = FindArgument(function.annotations, "signature");
  // A value that is no signature at all was reported with its key.
  const bool is_written = written != nullptr && written->value && written->value->starts_with('(');
  function.signature = is_written ? ReadWrittenSignature(*written, function, visible, module, sink)
                                  : Derive(function, visible, module, sink);
  if (function.role == ir::Role::kSlot || ir::IsRestorer(function)) {
    // CPython passes them in their places.
    for (ir::Argument& argument : function.signature.arguments) {
      if (argument.kind == ArgumentKind::kPositionalOrKeyword)
        argument.kind = ArgumentKind::kPositionalOnly;
      argument.has_default = false;
    }
  }
  CheckDefaultsAreKnown(function, sink);
}

}  // namespace ferrule::check
