// The text form:
//
//   class decorator::Counter  decorator.h:9:23
//     FERRULE_CLASS()
//     | Counts how often a Python callable is called.
//     method unsigned long count() const  :14:33
//       FERRULE_GETTER()
//       -> property count: int
//
// A node, its annotations, its doc comment behind `|`, and behind `->` what Python sees, once
// Check has decided it.
#include <array>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <sstream>
#include <string_view>
#include <utility>

#include "generator/ir/cpp.h"
#include "generator/ir/dump.h"
#include "generator/ir/macros.h"
#include "generator/ir/python.h"

namespace ferrule::ir {
namespace {

std::string Quote(std::string_view text) {
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '\n') {
      quoted += "\\n";
    } else if (c == '"' || c == '\\') {
      (quoted += '\\') += c;
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string Show(const ConstantValue& value) {
  return std::visit(Overloaded{
                        [](NoneConstant) -> std::string { return "none"; },
                        [](EmptyConstant) -> std::string { return "{}"; },
                        [](bool truth) -> std::string { return truth ? "true" : "false"; },
                        [](double number) {
                          std::array<char, 32> digits;  // as many as it takes to read it back
                          const std::to_chars_result end =
                              std::to_chars(digits.data(), digits.data() + digits.size(), number);
                          return std::string(digits.data(), end.ptr);
                        },
                        [](const std::string& text) { return Quote(text); },
                        [](auto number) { return std::to_string(number); },
                    },
                    value);
}

std::string OnOneLine(std::string_view text) {
  std::string line;
  for (char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_blank) line += c;
    if (is_blank && !line.ends_with(' ')) line += ' ';
  }
  return line;
}

// Words with blanks between, leaving out the empty ones.
std::string Words(std::initializer_list<std::string_view> words) {
  std::string line;
  for (std::string_view word : words) {
    if (word.empty()) continue;
    if (!line.empty()) line += ' ';
    line += word;
  }
  return line;
}

std::string_view If(bool condition, std::string_view word) { return condition ? word : ""; }

class Dumper {
 public:
  explicit Dumper(const Module& module) : module_(module) {}

  std::string Dump() {
    Line("module " + module_.name);
    ++depth_;
    if (!module_.doc.empty()) Doc(module_.doc);
    for (const std::string& header : module_.headers) Line("header " + header);
    for (const Annotation& annotation : module_.settings)
      Line(Show(annotation) + Place(annotation.location));
    if (module_.interpreters != Interpreters::kMain) {
      Line(Words({"-> interpreters", Name(module_.interpreters)}));
    }
    if (module_.is_free_threaded) Line("-> free-threaded");
    for (const Annotation& annotation : module_.namespaces)
      Line(Show(annotation) + Place(annotation.location));
    for (const Class& node : module_.classes) Dump(node);
    for (const Enum& node : module_.enums) Dump(node);
    for (const Exception& node : module_.exceptions) Dump(node);
    for (const Function& node : module_.functions) Dump(node, "function");
    for (const Constant& node : module_.constants) Dump(node);
    for (const OverloadSet& set : module_.function_sets) {
      if (IsOverloaded(set)) BlankLine();
      Dump(set, module_.functions);
    }
    if (module_.exec) Dump(*module_.exec, "exec");
    if (!module_.left_out.empty()) BlankLine();
    for (const LeftOut& node : module_.left_out)
      Line("left out: " + node.what + ": " + node.reason + Place(node.location));
    return std::move(text_);
  }

 private:
  void Line(const std::string& line) { text_.append(2 * depth_, ' ').append(line).append("\n"); }
  void BlankLine() { text_ += '\n'; }

  void Doc(const std::string& doc) {
    std::istringstream lines(doc);
    for (std::string line; std::getline(lines, line);) Line(line.empty() ? "|" : "| " + line);
  }

  // Of a node within another, without the file if that is the same.
  std::string Place(const Location& location) {
    if (location.file.empty()) return "";
    const bool is_known = depth_ > 1 && location.file == file_;
    file_ = location.file;
    return "  " + (is_known ? "" : file_) + ":" + std::to_string(location.line) + ":" +
           std::to_string(location.column);
  }

  static std::string Show(const Annotation& annotation) {
    std::string arguments;
    for (const AnnotationArgument& argument : annotation.arguments) {
      if (!arguments.empty()) arguments += ", ";
      arguments += argument.key;
      if (argument.value) arguments += " = " + OnOneLine(*argument.value);
    }
    return std::string(MacroName(annotation.kind)) + "(" + arguments + ")";
  }

  // The line of a node, and below it what all nodes have.
  template <class Node>
  void Head(const Node& node, const std::string& line) {
    Line(line + Place(node.location));
    ++depth_;
    for (const Annotation& annotation : node.annotations) Line(Show(annotation));
    Doc(node.doc);
  }
  void Tail() { --depth_; }

  static std::string_view Name(Interpreters interpreters) {
    switch (interpreters) {
      case Interpreters::kMain:
        return "main";
      case Interpreters::kSharedGil:
        return "shared_gil";
      case Interpreters::kOwnGil:
        return "own_gil";
    }
    return {};
  }
  static std::string_view Name(Storage storage) {
    switch (storage) {
      case Storage::kInline:
        return "inline";
      case Storage::kHeap:
        return "heap";
      case Storage::kShared:
        return "shared";
    }
    return {};
  }
  std::string Name(ClassId id) const { return module_.classes[id.index].qualified_name; }

  // --- Classes ---

  void Dump(const Class& node) {
    BlankLine();
    Head(node, Words({If(!node.is_public, "non-public"), "class", node.qualified_name,
                      If(!node.alias.empty(), "as " + node.alias)}));
    if (node.outer) Line("in " + Name(*node.outer));
    for (const Base& base : node.bases) Dump(base);
    if (node.traits.size > 0) Line(Show(node.traits));  // else nobody asked
    if (!node.python_name.empty()) {
      Line(Words({"-> class", node.python_name, If(node.is_subclassable, "subclassable"),
                  If(node.is_collected, "collected"), If(node.is_referable, "referable"),
                  If(node.keeps_arguments, "keeping"),
                  If(node.storage != Storage::kInline, Name(node.storage))}));
    }
    for (const PassedType& source : node.implicit_sources) {
      Line("-> implicitly from " + CppSpelling(source, module_));
    }
    if (node.takes_dict) Line("-> implicitly from dicts");
    if (node.has_std_hash) Line("std::hash");
    if (node.range) Dump(*node.range);
    if (node.is_unhashable) Line("-> unhashable");
    if (node.shows_fields) Line("-> shows its fields");
    if (node.copies_fields) Line("-> copied by its fields");
    if (node.copies_state) Line("-> copied by its state");
    if (node.has_dict) Line("-> has a dict");
    if (node.has_weakrefs) Line("-> has weak references");
    if (node.is_frozen) Line("-> frozen");
    if (node.is_borrow_checked) Line("-> borrow checked");
    if (node.is_view) Line("-> a view of others");
    if (node.is_synchronized) Line("-> synchronized");
    if (module_.is_free_threaded && !node.can_change) Line("-> cannot change");
    if (!node.match_args.empty()) Line("-> matches " + Joined(node.match_args));
    for (const Function& constructor : node.constructors) Dump(constructor, "constructor");
    for (const Function& method : node.methods) Dump(method, "method");
    for (const Function& function : node.traverses) Dump(function, "traverse");
    for (const Field& field : node.fields) Dump(field);
    for (const Property& property : node.properties) Dump(property, node);
    if (node.constructor_set) Dump(*node.constructor_set, node.constructors);
    for (const OverloadSet& set : node.method_sets) Dump(set, node.methods);
    Tail();
  }

  static std::string Joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
  }

  void Dump(const Base& base) {
    Line(Words({"base", base.is_public ? "public" : "non-public", If(base.is_virtual, "virtual"),
                base.qualified_name, If(base.bound.has_value(), "(bound)"),
                If(base.is_flattened, "(flattened)"), If(base.is_indirect, "(indirect)")}));
  }

  void Dump(const Range& range) {
    Line(Words({"range of", CppSpelling(range.item, module_), If(range.is_const, "const")}) +
         Place(range.location));
    Line("-> iterates over " + PythonSpelling(range.item, Position::kResult, module_));
  }

  static std::string Show(const ClassTraits& traits) {
    const std::string words = Words({
        If(traits.is_default_constructible, "default-constructible"),
        If(traits.is_copy_constructible, "copyable"),
        If(traits.is_move_constructible, "movable"),
        If(traits.is_destructible, "destructible"),
        If(traits.is_trivially_destructible, "trivially-destructible"),
        If(traits.is_abstract, "abstract"),
        If(traits.is_polymorphic, "polymorphic"),
        If(traits.is_final, "final"),
        If(traits.is_aggregate, "aggregate"),
        If(traits.is_copy_constructible && !traits.is_copy_assignable, "not-assignable"),
    });
    return "traits " + (words.empty() ? "none" : words) + ", " + std::to_string(traits.size) +
           " bytes aligned to " + std::to_string(traits.alignment);
  }

  void Dump(const Field& field) {
    const std::string type = CppSpelling(PassedType{field.type, field.passing}, module_);
    const bool is_const_value = field.is_const && field.passing == Passing::kValue;
    const auto* unsupported = field.type.As<Unsupported>();
    const std::string initializer = field.initializer ? "= " + Show(*field.initializer) : "";
    Head(
        field,
        Words({"field", If(!field.is_public, "non-public"), If(field.is_static, "static"),
               If(field.is_mutable, "mutable"), If(is_const_value, "const"), type,
               If(field.is_const && !is_const_value, "const"),
               (field.is_inherited ? field.owner + "::" : "") + field.name, initializer,
               If(field.is_bit_field, ": " + std::to_string(field.width)),
               If(unsupported != nullptr, "(no Python form)"),
               If(unsupported != nullptr && unsupported->holds_references, "(holds references)")}));
    if (field.is_exported) {
      Line("-> " + field.python_name + ": " + PythonSpelling(field, module_) +
           (field.is_live || field.is_view ? " (live)" : "") +
           (field.is_read_only ? " (read-only)" : ""));
    }
    Tail();
  }

  void Dump(const Property& property, const Class& node) {
    const Function& getter = node.methods[property.getter];
    Line("-> property " + property.python_name + ": " +
         PythonSpelling(getter.result, Position::kResult, module_) +
         (property.setter ? "" : " (read-only)"));
  }

  // --- Callables ---

  void Dump(const Function& node, std::string_view noun) {
    if (depth_ == 1) BlankLine();
    Head(node, Words({noun, If(!node.is_public, "non-public"), If(node.is_template, "template"),
                      If(node.is_instance, "instance"), If(node.is_virtual, "virtual"),
                      If(node.kind == FunctionKind::kStaticMethod, "static"), Declaration(node)}));
    for (const Parameter& parameter : node.parameters) {
      for (const Annotation& annotation : parameter.annotations)
        Line(parameter.name + ": " + Show(annotation));
    }
    if (!node.python_name.empty()) Line("-> " + PythonForm(node));
    Tail();
  }

  static bool IsOverloaded(const OverloadSet& set) {
    return set.functions.size() + set.folded.size() > 1;
  }

  // In the order in which they are tried, then what is not bound because one of them does the same.
  void Dump(const OverloadSet& set, const std::vector<Function>& functions) {
    if (!IsOverloaded(set)) return;
    Line("overloads of " + set.python_name);
    ++depth_;
    for (const std::size_t index : set.functions)
      Line(PythonForm(functions[index]) + Place(functions[index].location));
    for (const std::size_t index : set.folded)
      Line("folded: " + Declaration(functions[index]) + Place(functions[index].location));
    --depth_;
  }

  // As C++ declares it.
  std::string Declaration(const Function& node) const {
    std::string line;
    const bool has_result =
        node.kind != FunctionKind::kConstructor && node.kind != FunctionKind::kConversion;
    if (has_result && !node.is_template) {
      line = (node.result_is_const ? "const " : "") + CppSpelling(node.result, module_) + " ";
    }
    line += Name(node);
    std::string parameters;
    for (const Parameter& parameter : node.parameters) {
      if (!parameters.empty()) parameters += ", ";
      parameters += Declaration(parameter);
    }
    if (node.is_variadic) parameters += parameters.empty() ? "..." : ", ...";
    line += "(" + parameters + ")";
    const std::string_view ref = node.ref_qualifier == RefQualifier::kLvalue   ? "&"
                                 : node.ref_qualifier == RefQualifier::kRvalue ? "&&"
                                                                               : "";
    return Words({line, If(node.is_const && !IsFree(node.kind), "const"),
                  If(node.is_volatile, "volatile"), ref, If(node.is_noexcept, "noexcept"),
                  If(node.is_lifetime_bound, "lifetimebound"), If(node.is_deleted, "= delete"),
                  If(!node.inherited_from.empty(), "from " + node.inherited_from)});
  }

  static std::string Name(const Function& node) {
    if (IsFree(node.kind)) return FullName(node);
    if (node.kind != FunctionKind::kOperator) return node.name + node.template_arguments;
    return (std::isalpha(static_cast<unsigned char>(node.name[0])) ? "operator " : "operator") +
           node.name + node.template_arguments;
  }

  // `kLimit [7]`: the value stands behind a text that does not say it, as does the text that the
  // glue has.
  static std::string Show(const DefaultArgument& argument) {
    const bool says_it = !argument.value || ir::Show(*argument.value) == argument.text;
    return argument.text + (says_it ? "" : " [" + ir::Show(*argument.value) + "]") +
           (argument.expression ? " [" + argument.expression->text + "]" : "");
  }

  std::string Declaration(const Parameter& parameter) const {
    std::string line = Words({CppSpelling(parameter.type, module_), parameter.name,
                              If(parameter.is_lifetime_bound, "lifetimebound")});
    if (!parameter.default_argument) return line;
    line += " = " + Show(*parameter.default_argument);
    return line;
  }

  static std::string_view Name(Role role) {
    switch (role) {
      case Role::kFunction:
        return "def";
      case Role::kMethod:
        return "def";
      case Role::kStaticMethod:
        return "static def";
      case Role::kClassMethod:
        return "class def";
      case Role::kConstructor:
        return "def";
      case Role::kCall:
        return "def";
      case Role::kSlot:
        return "slot";
      case Role::kGetter:
        return "get";
      case Role::kSetter:
        return "set";
      case Role::kExec:
        return "exec";
    }
    return {};
  }

  // As Python declares it.
  std::string PythonForm(const Function& node) const {
    std::string line = Words({Name(node.role), node.python_name + "(" + Arguments(node) + ")"});
    if (node.kind == FunctionKind::kConstructor) return line;
    return line + " -> " + PythonResult(node, module_) + Returned(node);
  }

  // What becomes of the object that the result refers to.
  static std::string Returned(const Function& node) {
    switch (node.returns) {
      case Returns::kByType:
        return "";
      case Returns::kCopy:
        return " (copy)";
      case Returns::kOwned:
        return " (owned)";
      case Returns::kReference:
      case Returns::kView:
        break;
    }
    std::string keepers = node.is_kept_by_self ? "self" : "";
    for (const Parameter& parameter : node.parameters) {
      if (parameter.keeper == Keeper::kResult)
        keepers += (keepers.empty() ? "" : ", ") + parameter.name;
    }
    return " (kept by " + keepers + ")";
  }

  std::string Arguments(const Function& node) const {
    std::string text;
    const auto append = [&](const std::string& item) {
      if (!text.empty()) text += ", ";
      text += item;
    };
    std::optional<ArgumentKind> before;
    for (const Argument& argument : node.signature.arguments) {
      const bool was_positional_only = before == ArgumentKind::kPositionalOnly;
      if (was_positional_only && argument.kind != ArgumentKind::kPositionalOnly) append("/");
      const bool needs_star =
          before != ArgumentKind::kVarPositional && before != ArgumentKind::kKeywordOnly;
      if (argument.kind == ArgumentKind::kKeywordOnly && needs_star) append("*");
      append(Show(argument, node));
      before = argument.kind;
    }
    if (before == ArgumentKind::kPositionalOnly) append("/");
    return text;
  }

  std::string Show(const Argument& argument, const Function& node) const {
    const std::string_view stars = argument.kind == ArgumentKind::kVarPositional ? "*"
                                   : argument.kind == ArgumentKind::kVarKeyword  ? "**"
                                                                                 : "";
    std::string text =
        std::string(stars) + argument.name + ": " + PythonSpelling(argument, node, module_);
    if (argument.has_default) text += " = " + argument.default_python;
    return text;
  }

  // --- Enums and constants ---

  void Dump(const Enum& node) {
    BlankLine();
    Head(node, Words({If(!node.is_public, "non-public"), "enum", If(node.is_scoped, "class"),
                      node.qualified_name}));
    if (node.outer) Line("in " + Name(*node.outer));
    if (!node.python_name.empty()) {
      Line(Words({"-> class", node.python_name + "(" + std::string(PythonBase(node.base)) + ")",
                  If(node.unknown_values == UnknownValues::kKept, "(keeps unknown values)")}));
    }
    for (const Enumerator& enumerator : node.enumerators) {
      const std::string value =
          std::visit([](auto number) { return std::to_string(number); }, enumerator.value);
      Head(enumerator, enumerator.name + " = " + value);
      if (!enumerator.python_name.empty() && enumerator.python_name != enumerator.name) {
        Line("-> " + enumerator.python_name);
      }
      Tail();
    }
    Tail();
  }

  void Dump(const Exception& node) {
    BlankLine();
    Head(node, Words({If(!node.is_public, "non-public"), "exception", node.qualified_name}));
    if (node.outer) Line("in " + Name(*node.outer));
    for (const Ancestor& ancestor : node.ancestors) {
      Line(Words({"ancestor", ancestor.qualified_name, If(ancestor.bound.has_value(), "(bound)")}));
    }
    if (!node.python_name.empty())
      Line("-> class " + node.python_name + "(" + PythonBases(node, module_) + ")");
    for (const Function& method : node.methods) Dump(method, "method");
    for (const Field& field : node.fields) Dump(field);
    Tail();
  }

  void Dump(const Constant& node) {
    BlankLine();
    Head(node, Words({"constant", CppSpelling(node.type, module_), node.qualified_name}));
    if (!node.python_name.empty()) {
      Line("-> " + node.python_name + ": " + PythonSpelling(node.type, Position::kResult, module_));
    }
    Tail();
  }

  const Module& module_;
  std::size_t depth_ = 0;
  std::string file_;  // of the last place that was shown
  std::string text_;
};

}  // namespace

std::string DumpText(const Module& module) { return Dumper(module).Dump(); }

}  // namespace ferrule::ir
