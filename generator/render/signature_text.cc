#include "generator/render/signature_text.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "generator/ir/python.h"

namespace ferrule::render {
namespace {

using ir::Argument;
using ir::ArgumentKind;

std::string Join(const std::vector<std::string>& pieces) {
  std::string joined;
  for (const std::string& piece : pieces) joined += (joined.empty() ? "" : ", ") + piece;
  return joined;
}

std::string Stars(ArgumentKind kind) {
  if (kind == ArgumentKind::kVarPositional) return "*";
  return kind == ArgumentKind::kVarKeyword ? "**" : "";
}

// Puts `/` and `*` between the arguments, each of which `spell` writes.
template <class Spell>
std::vector<std::string> Pieces(const ir::Signature& signature, Spell spell) {
  std::vector<std::string> pieces;
  bool after_positional_only = false;
  bool after_star = false;
  for (const Argument& argument : signature.arguments) {
    if (after_positional_only && argument.kind != ArgumentKind::kPositionalOnly)
      pieces.push_back("/");
    after_positional_only = argument.kind == ArgumentKind::kPositionalOnly;
    if (argument.kind == ArgumentKind::kKeywordOnly && !after_star) pieces.push_back("*");
    after_star = after_star || argument.kind == ArgumentKind::kVarPositional ||
                 argument.kind == ArgumentKind::kKeywordOnly;
    pieces.push_back(Stars(argument.kind) + spell(argument));
  }
  if (after_positional_only) pieces.push_back("/");
  return pieces;
}

bool HasPositionalOnly(const ir::Signature& signature) {
  return !signature.arguments.empty() &&
         signature.arguments.front().kind == ArgumentKind::kPositionalOnly;
}

// What the object is called whose method it is: `self`, or `cls`, unless an argument is.
std::string Receiver(const ir::Signature& signature, std::string name = "self") {
  while (std::ranges::find(signature.arguments, name, &Argument::name) != signature.arguments.end())
    name += "_";
  return name;
}

const ir::Enum* EnumOf(const ir::Type& type, const ir::Module& module) {
  if (const ir::Type* element = ir::ElementOfOptional(type)) return EnumOf(*element, module);
  const auto* ref = type.As<ir::EnumRef>();
  return ref != nullptr ? &module.enums[ref->id.index] : nullptr;
}

// With types, each of which `change` may rewrite.
template <class Change>
std::vector<std::string> TypedPieces(const ir::Function& function, const ir::Module& module,
                                     Change change) {
  return Pieces(function.signature, [&](const Argument& argument) {
    return argument.name + ": " + change(ir::PythonSpelling(argument, function, module)) +
           (argument.has_default ? " = " + argument.default_python : "");
  });
}

// A default as inspect can read it. It takes literals, and names whose value is a number or a text:
// so a member of an IntEnum, but of no other enum. Functions of a module and classes say which
// module that is; for whatever else is in a class, the name starts with that of the module. The
// stub shows every enumerator.
std::string ReadableDefault(const Argument& argument, const ir::Function& function,
                            const ir::Module& module) {
  const ir::Enum* const node = EnumOf(function.parameters[argument.parameter].type.type, module);
  if (node == nullptr || argument.default_python == "None" || argument.default_python == "...") {
    return argument.default_python;
  }
  const bool is_number =
      node->base == ir::EnumBase::kIntEnum || node->base == ir::EnumBase::kIntFlag;
  if (!is_number || argument.default_python.find('|') != std::string::npos) return "...";
  const bool has_module = function.role == ir::Role::kFunction ||
                          function.role == ir::Role::kConstructor || !node->home.empty();
  return (has_module ? "" : module.name + ".") + argument.default_python;
}

}  // namespace

std::string TextSignature(const ir::Function& function, const ir::Module& module) {
  std::vector<std::string> pieces = Pieces(function.signature, [&](const Argument& argument) {
    return argument.name +
           (argument.has_default ? "=" + ReadableDefault(argument, function, module) : "");
  });
  if (function.role == ir::Role::kMethod || function.role == ir::Role::kCall ||
      function.role == ir::Role::kSlot || ir::IsRestorer(function)) {
    // `self` is positional-only, as in CPython's own; one slash serves for all.
    if (!HasPositionalOnly(function.signature)) pieces.insert(pieces.begin(), "/");
    pieces.insert(pieces.begin(), "$" + Receiver(function.signature));
  } else if (function.role == ir::Role::kClassMethod) {
    if (!HasPositionalOnly(function.signature)) pieces.insert(pieces.begin(), "/");
    pieces.insert(pieces.begin(), "$" + Receiver(function.signature, "type"));
  }
  return Join(pieces);
}

std::string StubParameters(const ir::Function& function, const ir::Module& module) {
  std::vector<std::string> pieces = TypedPieces(function, module, std::identity());
  const bool takes_self =
      function.role != ir::Role::kFunction && function.role != ir::Role::kStaticMethod;
  const char* const name = function.role == ir::Role::kClassMethod ? "cls" : "self";
  if (takes_self) pieces.insert(pieces.begin(), Receiver(function.signature, name));
  return Join(pieces);
}

std::string MessageParameters(const ir::Function& function, const ir::Module& module) {
  return Join(TypedPieces(function, module, WithoutModules));
}

std::vector<VisibleOverload> VisibleOverloads(const std::vector<ir::Function>& functions,
                                              const ir::OverloadSet& set,
                                              const ir::Module& module) {
  std::vector<VisibleOverload> visible;
  std::map<std::string, std::size_t> by_parameters;
  for (const std::size_t index : set.functions) {
    const ir::Function& function = functions[index];
    const std::string result = ir::PythonResult(function, module);
    const auto [found, is_new] =
        by_parameters.emplace(StubParameters(function, module), visible.size());
    if (is_new) {
      visible.push_back({&function, result});
    } else if (std::string& known = visible[found->second].result;
               (" | " + known + " | ").find(" | " + result + " | ") == std::string::npos) {
      known += " | " + result;
    }
  }
  return visible;
}

std::string WithoutModules(std::string type) {
  constexpr std::array<std::string_view, 3> kModules = {"collections.abc.", "types.", "typing."};
  for (const std::string_view module : kModules) {
    for (auto at = type.find(module); at != std::string::npos; at = type.find(module, at)) {
      type.erase(at, module.size());
    }
  }
  return type;
}

}  // namespace ferrule::render
