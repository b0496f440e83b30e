#include "generator/check/signature.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/literal.h"
#include "generator/check/names.h"
#include "generator/check/signature_parser.h"
#include "generator/check/words.h"
#include "generator/ir/python.h"

namespace ferrule::check {
namespace {

using diag::Code;
using ir::ArgumentKind;

bool IsPositional(ArgumentKind kind) {
  return kind == ArgumentKind::kPositionalOnly || kind == ArgumentKind::kPositionalOrKeyword;
}

// A C++ parameter that Python sees.
struct Visible {
  std::size_t index = 0;
  std::string name;
  bool is_named = true;
};

const ir::Parameter& ParameterOf(const Visible& visible, const ir::Function& function) {
  return function.parameters[visible.index];
}

// The place within the value of an annotation. The value is the text of the source, unless the macro came out of another
// macro: then the value as a whole has to do.
diag::Location PlaceIn(const ir::AnnotationArgument& argument, const Token& token) {
  diag::Location location = argument.value_location;
  const std::string_view before = std::string_view(*argument.value).substr(0, token.offset);
  const bool spans_lines = argument.value->find('\n') != std::string::npos;
  if (!spans_lines && static_cast<std::size_t>(location.length) != argument.value->size()) {
    return location;
  }
  if (std::size_t line_end = before.rfind('\n'); line_end != std::string_view::npos) {
    location.line += static_cast<int>(std::ranges::count(before, '\n'));
    location.column = static_cast<int>(before.size() - line_end);
  } else {
    location.column += static_cast<int>(token.offset);
  }
  location.length = std::max(1, static_cast<int>(token.text.size()));
  return location;
}

// --- The names ---

// The name of an unnamed parameter appears in signatures alone: nobody can pass it by keyword.
std::string InventName(const ir::Parameter& parameter, std::size_t position) {
  if (parameter.type.type.Is<ir::Args>()) return "args";
  if (parameter.type.type.Is<ir::Kwargs>()) return "kwargs";
  return "arg" + std::to_string(position);
}

void CheckNamesDiffer(const ir::Function& function, const std::vector<Visible>& visible,
                      diag::Sink& sink) {
  for (auto it = visible.begin(); it != visible.end(); ++it) {
    auto first = std::ranges::find(visible.begin(), it, it->name, &Visible::name);
    if (first == it) continue;
    sink.Report(Code::kNameConflict, ParameterOf(*it, function).location,
                {{"name", it->name},
                 {"what", DescribeParameter(function, it->index)},
                 {"other", DescribeParameter(function, first->index)},
                 {"help", "rename one of the two, or write FERRULE_ARG(name = ...) before it"}})
        .notes.push_back({ParameterOf(*first, function).location, "the other is here"});
  }
}

std::vector<Visible> VisibleParameters(const ir::Function& function, diag::Sink& sink) {
  std::vector<Visible> visible;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ir::Parameter& parameter = function.parameters[i];
    if (parameter.type.type.Is<ir::Token>()) continue;
    const bool is_named =
        !parameter.name.empty() || FindArgument(parameter.annotations, "name") != nullptr;
    std::string name = is_named ? NameFor(parameter.annotations, parameter.name,
                                          DescribeParameter(function, i), parameter.location, sink)
                                : InventName(parameter, visible.size());
    visible.push_back({i, std::move(name), is_named});
  }
  CheckNamesDiffer(function, visible, sink);
  return visible;
}

// --- Defaults ---

std::string DefaultInPython(const ir::Parameter& parameter, const ir::Module& module) {
  const std::optional<ir::ConstantValue>& value = parameter.default_argument->value;
  if (!value) return "...";
  return ir::PythonSpelling(*value, parameter.type.type, module).value_or("...");
}

ir::Argument MakeArgument(ArgumentKind kind, const Visible& visible, const ir::Function& function,
                          const ir::Module& module) {
  const ir::Parameter& parameter = ParameterOf(visible, function);
  ir::Argument argument = {kind, visible.name, visible.index, false, ""};
  const bool is_star = kind == ArgumentKind::kVarPositional || kind == ArgumentKind::kVarKeyword;
  if (parameter.default_argument && !is_star) {
    argument.has_default = true;
    argument.default_python = DefaultInPython(parameter, module);
  }
  return argument;
}

// The enum behind `E` or `std::optional<E>`.
const ir::Enum* EnumOf(const ir::Type& type, const ir::Module& module) {
  if (const auto* ref = type.As<ir::EnumRef>()) return &module.enums[ref->id.index];
  const auto* optional = type.As<ir::Optional>();
  return optional == nullptr ? nullptr : EnumOf(*optional->element, module);
}

// `Color.crimson` is a good way to say `Color.red` where both are one value.
std::optional<ir::ConstantValue> ParseEnumerator(const std::string& text, const ir::Type& type,
                                                 const ir::Module& module) {
  const ir::Enum* node = EnumOf(type, module);
  if (node == nullptr) return std::nullopt;
  std::size_t dot = text.rfind('.');
  for (const ir::Enumerator& enumerator : node->enumerators) {
    if (dot == std::string::npos || text.substr(dot + 1) != enumerator.python_name) continue;
    const ir::EnumId id = {static_cast<std::size_t>(node - module.enums.data())};
    if (text.substr(0, dot) != ir::PythonPath(id, module)) return std::nullopt;
    return std::visit([](auto value) { return ir::ConstantValue(value); }, enumerator.value);
  }
  return std::nullopt;
}

void CheckDefault(const ir::AnnotationArgument& signature, const WrittenArgument& written,
                  const Visible& visible, const ir::Function& function, const ir::Module& module,
                  diag::Sink& sink) {
  const std::string& text = written.default_value.text;
  if (text.empty()) return;
  const ir::Parameter& parameter = ParameterOf(visible, function);
  const diag::Location place = PlaceIn(signature, written.default_value);
  const auto report = [&](std::string problem, std::string help) {
    sink.Report(Code::kDefaultMismatch, place,
                {{"problem", std::move(problem)}, {"help", std::move(help)}})
        .notes.push_back({parameter.location, "the parameter is here"});
  };
  if (!parameter.default_argument) {
    return report("'" + visible.name + "' has no default in C++",
                  "give the C++ parameter the default, or remove ` = " + text + "`");
  }
  if (text == "...") return;
  const std::string actual = DefaultInPython(parameter, module);
  if (actual == "...") {
    return report("the default of '" + visible.name + "', `" + parameter.default_argument->text +
                      "`, has no Python spelling that ferrule knows",
                  "write `" + visible.name + "=...`, which stands for the default of C++");
  }
  const ir::Type& type = parameter.type.type;
  std::optional<ir::ConstantValue> value = ParseEnumerator(text, type, module);
  // A number is no way to write an enumerator.
  if (!value && EnumOf(type, module) == nullptr) value = ParseConstant(text);
  if (!value && text == "None") value = ir::NoneConstant{};
  if (value && ir::PythonSpelling(*value, type, module) == actual) return;
  report("the default of '" + visible.name + "' is `" + actual + "` in C++ and `" + text +
             "` in the signature",
         "write `" + visible.name + "=" + actual + "`, or `" + visible.name + "=...`");
}

// --- Derived from C++ ---

// Every parameter is positional-or-keyword, but: up to the last unnamed one they are positional-only, and behind *args
// keyword-only. **kwargs goes to the end.
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
            Code::kSignatureMismatch, ParameterOf(parameter, function).location,
            {{"problem", DescribeParameter(function, parameter.index) +
                             " stands behind the ferrule::Args and has no name to be passed by"},
             {"help", "name it, or move it before the ferrule::Args"}});
      }
      signature.arguments.push_back(
          MakeArgument(is_behind_args ? ArgumentKind::kKeywordOnly
                                      : ArgumentKind::kPositionalOrKeyword,
                       parameter, function, module));
    }
    if (!parameter.is_named && !is_behind_args && !type.Is<ir::Kwargs>()) {
      for (ir::Argument& argument : signature.arguments) {
        argument.kind = ArgumentKind::kPositionalOnly;
      }
    }
  }
  if (kwargs) signature.arguments.push_back(*kwargs);
  return signature;
}

// --- Written by the user ---

// Whether `*` or `**` stands where the type of the parameter asks for it, and nowhere else.
std::optional<std::string> StarProblem(const WrittenArgument& written, const ir::Type& type) {
  const std::string& name = written.name.text;
  const bool is_args = written.kind == ArgumentKind::kVarPositional;
  const bool is_kwargs = written.kind == ArgumentKind::kVarKeyword;
  if (type.Is<ir::Args>() && !is_args) {
    return "'" + name + "' is a ferrule::Args, which is written '*" + name + "'";
  }
  if (type.Is<ir::Kwargs>() && !is_kwargs) {
    return "'" + name + "' is a ferrule::Kwargs, which is written '**" + name + "'";
  }
  if (is_args && !type.Is<ir::Args>()) return "'*" + name + "' is no ferrule::Args in C++";
  if (is_kwargs && !type.Is<ir::Kwargs>()) return "'**" + name + "' is no ferrule::Kwargs in C++";
  return std::nullopt;
}

// One written signature, held against one function.
class Agreement {
 public:
  Agreement(const ir::AnnotationArgument& annotation, const ir::Function& function,
            const std::vector<Visible>& visible, const ir::Module& module, diag::Sink& sink)
      : annotation_(annotation),
        function_(function),
        visible_(visible),
        module_(module),
        sink_(sink) {}

  ir::Signature Check(const std::vector<WrittenArgument>& written) {
    ir::Signature signature;
    for (const WrittenArgument& argument : written) {
      if (const Visible* parameter = Find(argument)) {
        CheckStar(argument, *parameter);
        CheckOrder(argument, *parameter);
        CheckDefault(annotation_, argument, *parameter, function_, module_, sink_);
        signature.arguments.push_back(
            MakeArgument(argument.kind, *parameter, function_, module_));
        seen_.push_back(parameter->index);
      }
    }
    for (const Visible& parameter : visible_) CheckPresence(parameter);
    return signature;
  }

 private:
  diag::Diagnostic& Report(const diag::Location& place, std::string problem, std::string help) {
    return sink_.Report(Code::kSignatureMismatch, place,
                        {{"problem", std::move(problem)}, {"help", std::move(help)}});
  }

  const Visible* Find(const WrittenArgument& written) {
    auto found = std::ranges::find(visible_, written.name.text, &Visible::name);
    if (found != visible_.end()) return &*found;
    const diag::Location place = PlaceIn(annotation_, written.name);
    if (written.name.text == "self" && function_.kind != ir::FunctionKind::kFree) {
      Report(place, "'self' is not written in a signature", "start with the first C++ parameter");
      return nullptr;
    }
    std::vector<std::string> names;
    for (const Visible& parameter : visible_) names.push_back(parameter.name);
    Report(place, "'" + written.name.text + "' is no parameter of '" + function_.qualified_name + "'",
           names.empty() ? "write `signature = ()`: it takes no arguments from Python"
                         : "the parameters are " + Enumerate(names));
    return nullptr;
  }

  void CheckStar(const WrittenArgument& written, const Visible& parameter) {
    const ir::Parameter& cpp = ParameterOf(parameter, function_);
    std::optional<std::string> problem = StarProblem(written, cpp.type.type);
    if (!problem) return;
    Report(PlaceIn(annotation_, written.name), *problem,
           "`*args` stands for a ferrule::Args, `**kwargs` for a ferrule::Kwargs")
        .notes.push_back({cpp.location, "the parameter is here"});
  }

  // Glue hands positional arguments on in the order in which they come.
  void CheckOrder(const WrittenArgument& written, const Visible& parameter) {
    if (!IsPositional(written.kind)) return;
    if (last_positional_ != nullptr && parameter.index < last_positional_->index) {
      Report(PlaceIn(annotation_, written.name),
             "'" + parameter.name + "' stands before '" + last_positional_->name + "' in C++",
             "keep the order of C++ for positional parameters, or put '" + parameter.name +
                 "' behind `*`")
          .notes.push_back({ParameterOf(parameter, function_).location, "the parameter is here"});
    }
    last_positional_ = &parameter;
  }

  void CheckPresence(const Visible& parameter) {
    if (std::ranges::find(seen_, parameter.index) != seen_.end()) return;
    Report(annotation_.value_location,
           DescribeParameter(function_, parameter.index) + " is missing from the signature",
           "add '" + parameter.name + "' to it")
        .notes.push_back({ParameterOf(parameter, function_).location, "the parameter is here"});
  }

  const ir::AnnotationArgument& annotation_;
  const ir::Function& function_;
  const std::vector<Visible>& visible_;
  const ir::Module& module_;
  diag::Sink& sink_;
  std::vector<std::size_t> seen_;
  const Visible* last_positional_ = nullptr;
};

}  // namespace

void MakeSignature(ir::Function& function, const ir::Module& module, diag::Sink& sink) {
  const std::vector<Visible> visible = VisibleParameters(function, sink);
  const ir::AnnotationArgument* annotation = FindArgument(function.annotations, "signature");
  if (annotation == nullptr || !annotation->value || !annotation->value->starts_with('(')) {
    function.signature = Derive(function, visible, module, sink);
    return;
  }
  auto parsed = ParseSignature(*annotation->value);
  if (const auto* problem = std::get_if<SyntaxProblem>(&parsed)) {
    sink.Report(Code::kSignatureSyntax, PlaceIn(*annotation, problem->token),
                {{"problem", problem->text}, {"function", function.qualified_name}});
    return;
  }
  Agreement agreement(*annotation, function, visible, module, sink);
  function.signature = agreement.Check(std::get<std::vector<WrittenArgument>>(parsed));
}

}  // namespace ferrule::check
