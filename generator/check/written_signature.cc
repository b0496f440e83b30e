#include "generator/check/written_signature.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "generator/check/literal.h"
#include "generator/check/signature_parser.h"
#include "generator/check/words.h"
#include "generator/ir/python.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using diag::Code;
using ir::ArgumentKind;

bool IsPositional(ArgumentKind kind) {
  return kind == ArgumentKind::kPositionalOnly || kind == ArgumentKind::kPositionalOrKeyword;
}

diag::Location PlaceIn(const ir::AnnotationArgument& argument, const Token& token) {
  return ir::LocationIn(argument, token.offset, token.text.size());
}

// --- Defaults ---

// The enum behind `E` or `std::optional<E>`.
const ir::Enum* EnumOf(const ir::Type& type, const ir::Module& module) {
  if (const auto* ref = type.As<ir::EnumRef>()) return &module.enums[ref->id.index];
  const ir::Type* element = ir::ElementOfOptional(type);
  return element == nullptr ? nullptr : EnumOf(*element, module);
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
                  "give the C++ parameter the default, or write `" + visible.name + "` alone");
  }
  if (text == "...") return;
  const std::string actual = DefaultInPython(parameter, module);
  if (actual == "...") {
    return report("the default of '" + visible.name + "', `" + parameter.default_argument->text +
                      "`, has no Python spelling that ferrule knows",
                  "write `" + visible.name + "=...`, which stands for the default of C++");
  }
  if (text == actual || (text == "[]" && actual == "()")) return;  // any sequence will do
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

// --- Arguments ---

// What *args can be put into: a list of one type, whose elements can be shown as a span.
bool IsListOfArgs(const ir::Type& type) {
  const auto* list = type.As<ir::Template>();
  if (list == nullptr) return false;
  const auto* element = list->arguments[0].As<ir::Scalar>();
  const bool is_bool = element != nullptr && element->kind == ir::ScalarKind::kBool;
  if (ir::Gives(type)) return false;  // they would not be taken as a whole
  return list->kind == ir::TemplateKind::kVector ||
         (list->kind == ir::TemplateKind::kSpan && list->has_const_element && !is_bool);
}

bool IsMapOfKwargs(const ir::Type& type) {
  const auto* map = type.As<ir::Template>();
  const bool is_map = map != nullptr && (map->kind == ir::TemplateKind::kMap ||
                                         map->kind == ir::TemplateKind::kUnorderedMap);
  return is_map && map->arguments[0] == ir::Type{ir::Scalar{ir::ScalarKind::kString}};
}

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
  if (is_args && !type.Is<ir::Args>() && !IsListOfArgs(type)) {
    return "'*" + name + "' is no ferrule::Args, std::vector or std::span of const in C++";
  }
  if (is_kwargs && !type.Is<ir::Kwargs>() && !IsMapOfKwargs(type)) {
    return "'**" + name + "' is no ferrule::Kwargs, and no map from std::string in C++";
  }
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
        signature.arguments.push_back(MakeArgument(argument.kind, *parameter, function_, module_));
        seen_.push_back(parameter->index);
      }
    }
    for (const Visible& parameter : visible_) CheckPresence(parameter);
    if (!std::ranges::is_sorted(seen_)) CheckDefaultsAreKnown(written);
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
    Report(place,
           "'" + written.name.text + "' is no parameter of '" + function_.qualified_name + "'",
           names.empty()       ? "write `signature = ()`: it takes no arguments from Python"
           : names.size() == 1 ? "its parameter is " + names[0]
                               : "its parameters are " + Enumerate(names));
    return nullptr;
  }

  void CheckStar(const WrittenArgument& written, const Visible& parameter) {
    const ir::Parameter& cpp = ParameterOf(parameter, function_);
    std::optional<std::string> problem = StarProblem(written, cpp.type.type);
    if (!problem) return;
    const bool is_about_args = written.kind == ArgumentKind::kVarPositional;
    Report(PlaceIn(annotation_, written.name), *problem,
           (is_about_args || cpp.type.type.Is<ir::Args>()) && !cpp.type.type.Is<ir::Kwargs>()
               ? "`*args` stands for a ferrule::Args, a std::vector<T> or a std::span<const T>"
               : "`**kwargs` stands for a ferrule::Kwargs, a std::map<std::string, T> or a "
                 "std::unordered_map<std::string, T>")
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

  // C++ fills in only what is left out at the end of its own order: in another order the glue has
  // to know the value.
  void CheckDefaultsAreKnown(const std::vector<WrittenArgument>& written) {
    for (const WrittenArgument& argument : written) {
      const auto parameter = std::ranges::find(visible_, argument.name.text, &Visible::name);
      if (parameter == visible_.end()) continue;
      const ir::Parameter& cpp = ParameterOf(*parameter, function_);
      if (!cpp.default_argument || cpp.default_argument->value ||
          cpp.default_argument->expression) {
        continue;
      }
      Report(PlaceIn(annotation_, argument.name),
             "the default of '" + parameter->name +
                 "' is known to C++ alone, which fills it in only in its own order",
             "keep the order of C++ for the parameters of '" + function_.qualified_name + "'")
          .notes.push_back({cpp.location, "the parameter is here"});
    }
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

ir::Signature ReadWrittenSignature(const ir::AnnotationArgument& annotation,
                                   const ir::Function& function,
                                   const std::vector<Visible>& visible, const ir::Module& module,
                                   diag::Sink& sink) {
  auto parsed = ParseSignature(*annotation.value);
  if (const auto* problem = std::get_if<SyntaxProblem>(&parsed)) {
    sink.Report(Code::kSignatureSyntax, PlaceIn(annotation, problem->token),
                {{"problem", problem->text}, {"function", function.qualified_name}});
    return {};
  }
  Agreement agreement(annotation, function, visible, module, sink);
  return agreement.Check(std::get<std::vector<WrittenArgument>>(parsed));
}

}  // namespace ferrule::check
