#include "generator/render/stub.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/ir/array.h"
#include "generator/ir/pointee.h"
#include "generator/ir/python.h"
#include "generator/render/binding.h"
#include "generator/render/custom_types.h"
#include "generator/render/exception_attributes.h"
#include "generator/render/glue.h"
#include "generator/render/signature_text.h"
#include "generator/render/templates.h"
#include "generator/version.h"

namespace ferrule::render {
namespace {

using ir::Module;
using ir::Role;

constexpr std::string_view kIndent = "    ";

// What stands within a docstring's quotes: neither they nor a backslash may end or change it.
std::string EscapeDoc(const std::string& doc) {
  std::string escaped;
  for (const char c : doc) {
    if (c == '\\' || c == '"') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// A docstring as lines of the stub; none for an empty text.
std::vector<LineView> DocLines(const std::string& doc, const std::string& indent) {
  std::vector<LineView> lines;
  if (doc.empty()) return lines;
  std::string text = "\"\"\"" + EscapeDoc(doc);
  if (text.find('\n') != std::string::npos) text += "\n";
  text += "\"\"\"";
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    lines.push_back({line.empty() ? "" : indent + line});
    begin = end + 1;
  }
  return lines;
}

std::string Inner(const std::string& indent) { return indent + std::string(kIndent); }

StubCallableView MakeCallable(const std::string& name, const std::string& doc,
                              const std::string& indent) {
  StubCallableView view;
  view.indent = indent;
  view.name = name;
  view.doc_lines = DocLines(doc, Inner(indent));
  view.ellipsis = doc.empty() ? " ..." : "";
  return view;
}

TextView Decorated(StubCallableView view, const std::vector<std::string>& decorators) {
  for (const std::string& name : decorators) view.decorators.push_back({view.indent + "@" + name});
  return {RenderPart(kStubCallableTemplate, view)};
}

// What the grammar cannot say: arguments that have a default only as long as none is given behind
// them.
std::string NoteOnDefaults(const ir::Function& function) {
  const std::vector<ir::Argument> slots = Slots(function);
  std::string names;
  for (std::size_t i = 0; i + 1 < slots.size(); ++i) {
    if (!slots[i].has_default) continue;
    const ir::DefaultArgument& value = *function.parameters[slots[i].parameter].default_argument;
    if (value.value || value.expression) continue;
    names += (names.empty() ? "'" : ", '") + slots[i].name + "'";
  }
  return names.empty() ? "" : "  # " + names + " must be given when a later one is";
}

TextView FunctionBlock(const VisibleOverload& overload, bool is_overloaded,
                       const std::string& indent, const Module& module) {
  const ir::Function& function = *overload.function;
  const bool is_constructor = function.role == Role::kConstructor;
  StubCallableView view = MakeCallable(function.python_name, function.doc, indent);
  view.parameters = StubParameters(function, module);
  view.note = NoteOnDefaults(function);
  view.result = is_constructor ? "None" : overload.result;
  std::vector<std::string> decorators;
  if (is_overloaded) decorators.push_back("typing.overload");
  if (function.role == Role::kStaticMethod) decorators.push_back("staticmethod");
  if (function.role == Role::kClassMethod) decorators.push_back("classmethod");
  return Decorated(view, decorators);
}

// Type checkers take the first overload that fits: they stand in the order in which they are tried.
void AddSet(const std::vector<ir::Function>& functions, const ir::OverloadSet& set,
            const std::string& indent, const Module& module, std::vector<TextView>& blocks) {
  const std::vector<VisibleOverload> overloads = VisibleOverloads(functions, set, module);
  for (const VisibleOverload& overload : overloads) {
    blocks.push_back(FunctionBlock(overload, overloads.size() > 1, indent, module));
  }
}

// Type checkers ask that every object can be compared with every other.
TextView EqualityBlock(const ir::Function& function, const std::string& indent) {
  StubCallableView view = MakeCallable(function.python_name, function.doc, indent);
  view.parameters = "self, " + function.signature.arguments[0].name + ": object, /";
  view.result = "bool";
  return Decorated(view, {});
}

// The buffer is that of an object which the method returns.
TextView BufferBlock(const ir::Function& function, const std::string& indent) {
  StubCallableView view = MakeCallable(function.python_name, function.doc, indent);
  view.parameters = "self, flags: int, /";
  view.result = "memoryview";
  return Decorated(view, {});
}

// What takes an index takes a slice, too.
TextView SliceBlock(const ir::Function& function, const std::string& indent, const Module& module) {
  StubCallableView view = MakeCallable(function.python_name, "", indent);
  view.parameters = "self, " + function.signature.arguments[0].name + ": slice, /";
  view.result = "list[" + ir::PythonResult(function, module) + "]";
  return Decorated(view, {"typing.overload"});
}

void AddSlotMethod(const ir::Class& node, const ir::OverloadSet& set, const std::string& indent,
                   const Module& module, std::vector<TextView>& blocks) {
  const ir::Function& first = node.methods[set.functions.front()];
  if (set.python_name == "__eq__" || set.python_name == "__ne__")
    return blocks.push_back(EqualityBlock(first, indent));
  if (set.python_name == "__buffer__") return blocks.push_back(BufferBlock(first, indent));
  const bool takes_slices = set.python_name == "__getitem__" && first.by_index;
  if (!takes_slices) return AddSet(node.methods, set, indent, module, blocks);
  for (const VisibleOverload& overload : VisibleOverloads(node.methods, set, module)) {
    blocks.push_back(FunctionBlock(overload, true, indent, module));
  }
  blocks.push_back(SliceBlock(first, indent, module));
}

void AddMethod(const ir::Class& node, const ir::OverloadSet& set, const std::string& indent,
               const Module& module, std::vector<TextView>& blocks) {
  if (node.methods[set.functions.front()].role == Role::kSlot)
    return AddSlotMethod(node, set, indent, module, blocks);
  AddSet(node.methods, set, indent, module, blocks);
}

TextView IterBlock(const ir::Range& range, const std::string& indent, const Module& module) {
  StubCallableView view = MakeCallable("__iter__", "", indent);
  view.parameters = "self";
  view.result = "collections.abc.Iterator[" +
                ir::PythonSpelling(range.item, ir::Position::kResult, module) + "]";
  return Decorated(view, {});
}

std::vector<TextView> PropertyBlocks(const ir::Class& node, const ir::Property& property,
                                     const std::string& indent, const Module& module) {
  const ir::Function& read = node.methods[property.getter];
  StubCallableView getter = MakeCallable(property.python_name, read.doc, indent);
  getter.parameters = "self";
  getter.result = ir::PythonAttribute(read, module);
  std::vector<TextView> blocks = {Decorated(getter, {"property"})};
  if (!property.setter) return blocks;
  const ir::Function& write = node.methods[*property.setter];
  StubCallableView setter = MakeCallable(property.python_name, "", indent);
  setter.parameters = StubParameters(write, module);
  setter.result = "None";
  blocks.push_back(Decorated(setter, {property.python_name + ".setter"}));
  return blocks;
}

// A field whose value reads otherwise than it is assigned, or cannot be assigned, is a property to
// a type checker.
// What may be assigned to an attribute. A callback that reads as None may be made None.
std::string AssignedType(const ir::Field& field, const Module& module) {
  if (ir::KeepsPointee(field)) return ir::PythonSpelling(field, module);
  std::string type = ir::PythonSpelling(field.type, ir::Position::kParameter, module);
  return field.type.Is<ir::Callback>() ? type + " | None" : type;
}

std::vector<TextView> FieldBlocks(const ir::Field& field, const std::string& indent,
                                  const Module& module) {
  const std::string read = ir::PythonSpelling(field, module);
  StubCallableView getter = MakeCallable(field.python_name, field.doc, indent);
  getter.parameters = "self";
  getter.result = read;
  std::vector<TextView> blocks = {Decorated(getter, {"property"})};
  if (field.is_read_only) return blocks;
  StubCallableView setter = MakeCallable(field.python_name, "", indent);
  setter.parameters = "self, value: " + AssignedType(field, module);
  setter.result = "None";
  blocks.push_back(Decorated(setter, {field.python_name + ".setter"}));
  return blocks;
}

bool IsPlainAttribute(const ir::Field& field, const Module& module) {
  return !field.is_read_only && field.doc.empty() &&
         ir::PythonSpelling(field, module) == AssignedType(field, module);
}

TextView EnumBlock(const ir::Enum& node, const std::string& indent) {
  StubEnumView view;
  view.indent = indent;
  view.name = node.python_name;
  view.base = ir::PythonBase(node.base);
  view.doc_lines = DocLines(node.doc, Inner(indent));
  for (const ir::Enumerator& enumerator : node.enumerators) {
    view.members.push_back(
        {indent, enumerator.python_name,
         std::visit([](auto value) { return std::to_string(value); }, enumerator.value),
         DocLines(enumerator.doc, Inner(indent))});
  }
  return {RenderPart(kStubEnumTemplate, view)};
}

// Whether `name` stands for something of the module's own in its stub.
bool IsTaken(const std::string& name, const Module& module) {
  const auto is_taken = [&](const auto& nodes) {
    return std::ranges::any_of(nodes, [&](const auto& node) { return node.python_name == name; });
  };
  return is_taken(module.classes) || is_taken(module.enums) || is_taken(module.exceptions) ||
         is_taken(module.functions) || is_taken(module.constants);
}

TextView ExceptionBlock(ir::ExceptionId id, const std::string& indent, const Module& module) {
  ir::Exception node = module.exceptions[id.index];
  if (IsTaken(node.python_base, module)) node.python_base = "builtins." + node.python_base;
  StubExceptionView view;
  view.indent = indent;
  view.name = node.python_name;
  view.bases = ir::PythonBases(node, module);
  view.doc_lines = DocLines(node.doc, Inner(indent));
  for (const ExceptionAttribute& attribute : OwnAttributes(node, false)) {
    view.attributes.push_back({indent, attribute.python_name,
                               ir::PythonSpelling(attribute.type, ir::Position::kResult, module)});
  }
  view.is_empty = view.doc_lines.empty() && view.attributes.empty();
  return {RenderPart(kStubExceptionTemplate, view)};
}

TextView ClassBlock(ir::ClassId id, const std::string& indent, const Module& module);

// The enums, exception classes and classes that stand directly in a class, or in the module.
void AddTypes(std::optional<ir::ClassId> outer, const std::string& indent, const Module& module,
              std::vector<TextView>& blocks) {
  for (const ir::Enum& node : module.enums) {
    if (node.outer == outer && node.home.empty()) blocks.push_back(EnumBlock(node, indent));
  }
  for (std::size_t i = 0; i < module.exceptions.size(); ++i) {
    if (module.exceptions[i].outer == outer)
      blocks.push_back(ExceptionBlock(ir::ExceptionId{i}, indent, module));
  }
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    if (module.classes[i].outer == outer && module.classes[i].home.empty())
      blocks.push_back(ClassBlock(ir::ClassId{i}, indent, module));
  }
}

void Append(std::vector<TextView> more, std::vector<TextView>& blocks) {
  blocks.insert(blocks.end(), more.begin(), more.end());
}

// `(Shape, Named)`; nothing for a class without bases.
std::string Bases(const ir::Class& node, const Module& module) {
  std::string bases;
  for (const ir::ClassId base : node.python_bases) {
    bases += (bases.empty() ? "" : ", ") + ir::PythonPath(base, module);
  }
  return bases.empty() ? "" : "(" + bases + ")";
}

// `("x", "y")`; empty where there are none.
std::string MatchArgs(const ir::Class& node) {
  if (node.match_args.empty()) return "";
  std::string text;
  for (const std::string& name : node.match_args) {
    if (!text.empty()) text += ", ";
    text += '"' + name + '"';
  }
  return "(" + text + (node.match_args.size() == 1 ? ",)" : ")");
}

TextView ClassBlock(ir::ClassId id, const std::string& indent, const Module& module) {
  const ir::Class& node = module.classes[id.index];
  const std::string inner = Inner(indent);
  StubClassView view;
  view.indent = indent;
  view.name = node.python_name;
  view.bases = Bases(node, module);
  view.is_final = !node.is_subclassable && !node.has_derived;
  view.doc_lines = DocLines(node.doc, inner);
  AddTypes(id, inner, module, view.blocks);
  if (node.constructor_set)
    AddSet(node.constructors, *node.constructor_set, inner, module, view.blocks);
  for (const ir::Field& field : node.fields) {
    if (!field.is_exported) continue;
    if (field.is_static) {
      const std::string type = ir::PythonSpelling(field.type, ir::Position::kResult, module);
      view.attributes.push_back({indent, field.python_name, "typing.ClassVar[" + type + "]"});
    } else if (IsPlainAttribute(field, module)) {
      view.attributes.push_back({indent, field.python_name, ir::PythonSpelling(field, module)});
    } else {
      Append(FieldBlocks(field, inner, module), view.blocks);
    }
  }
  for (const ir::Property& property : node.properties)
    Append(PropertyBlocks(node, property, inner, module), view.blocks);
  for (const ir::OverloadSet& set : node.method_sets)
    AddMethod(node, set, inner, module, view.blocks);
  if (node.range) view.blocks.push_back(IterBlock(*node.range, inner, module));
  view.is_unhashable = node.is_unhashable;
  view.match_args = MatchArgs(node);
  view.has_match_args = !view.match_args.empty();
  view.is_empty = view.doc_lines.empty() && view.attributes.empty() && view.blocks.empty() &&
                  !view.is_unhashable && !view.has_match_args;
  return {RenderPart(kStubClassTemplate, view)};
}

bool IsOfName(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

// Whether `use` stands in `text`, and not behind more of a name: `typing.` in `numpy.typing.`.
bool Uses(std::string_view text, std::string_view use) {
  for (std::size_t at = text.find(use); at != text.npos; at = text.find(use, at + 1)) {
    if (at == 0 || !IsOfName(text[at - 1])) return true;
  }
  return false;
}

// Whether `use` stands in the stub.
bool Uses(const StubView& view, std::string_view use) {
  return std::ranges::any_of(view.blocks,
                             [&](const TextView& block) { return Uses(block.text, use); }) ||
         std::ranges::any_of(view.constants, [&](const StubConstantView& constant) {
           return Uses(constant.type, use);
         });
}

bool HasSeveralResults(const std::vector<ir::Function>& functions,
                       const std::vector<ir::OverloadSet>& sets, const Module& module) {
  return std::ranges::any_of(sets, [&](const ir::OverloadSet& set) {
    const std::vector<VisibleOverload> overloads = VisibleOverloads(functions, set, module);
    return std::ranges::any_of(overloads, [&](const VisibleOverload& overload) {
      return overload.result != overloads.front().result;
    });
  });
}

// An int is a float to type checkers, and they ask that whatever takes both returns the same. That
// the first overload takes it is what is meant here.
bool MayOverlap(const Module& module) {
  return HasSeveralResults(module.functions, module.function_sets, module) ||
         std::ranges::any_of(module.classes, [&](const ir::Class& node) {
           return HasSeveralResults(node.methods, node.method_sets, module);
         });
}

// The modules that the spellings of types and bases need: what of them appears in the text of the
// stub.
std::vector<NameView> Imports(const StubView& view, const Module& module) {
  std::set<std::string> modules = ModulesOfCustomTypes(module);
  for (const ir::Exception& node : module.exceptions) {
    const std::size_t dot = node.python_base.rfind('.');
    if (dot != std::string::npos) modules.insert(node.python_base.substr(0, dot));
  }
  modules.insert({"_typeshed", "builtins", "collections.abc", "datetime", "enum", "numpy",
                  "numpy.typing", "os", "pathlib", "types", "typing"});
  for (const ir::Interface& interface : module.imports) modules.insert(interface.module);
  const bool has_protocols = view.has_dlpack_protocol || view.has_array_protocol;
  std::vector<NameView> imports;
  for (const std::string& imported : modules) {
    if (Uses(view, imported + ".") || (has_protocols && imported == "typing"))
      imports.push_back({imported});
  }
  return imports;
}

}  // namespace

StubView MakeStub(const Module& module) {
  StubView view;
  view.version = kVersion;
  view.sources = Sources(module);
  view.may_overlap = MayOverlap(module);
  view.doc_lines = DocLines(module.doc, "");
  for (const ir::Constant& constant : module.constants) {
    view.constants.push_back(
        {constant.python_name, ir::PythonSpelling(constant.type, ir::Position::kResult, module)});
  }
  AddTypes(std::nullopt, "", module, view.blocks);
  for (const ir::OverloadSet& set : module.function_sets)
    AddSet(module.functions, set, "", module, view.blocks);
  view.has_dlpack_protocol = Uses(view, ir::kDLPackProtocol);
  view.has_array_protocol = Uses(view, ir::kArrayProtocol);
  view.imports = Imports(view, module);
  view.has_imports = !view.imports.empty();
  return view;
}

}  // namespace ferrule::render
