#include "generator/render/signature_text.h"

#include <algorithm>
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
  if (node->base != ir::EnumBase::kIntEnum) return "...";
  const bool has_module =
      function.role == ir::Role::kFunction || function.role == ir::Role::kConstructor;
  return (has_module ? "" : module.name + ".") + argument.default_python;
}

}  // namespace

std::string TextSignature(const ir::Function& function, const ir::Module& module) {
  std::vector<std::string> pieces = Pieces(function.signature, [&](const Argument& argument) {
    return argument.name +
           (argument.has_default ? "=" + ReadableDefault(argument, function, module) : "");
  });
  if (function.role == ir::Role::kMethod || function.role == ir::Role::kCall) {
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
  std::vector<std::string> pieces = Pieces(function.signature, [&](const Argument& argument) {
    const std::string annotated =
        argument.name + ": " + ir::PythonSpelling(argument, function, module);
    return annotated + (argument.has_default ? " = " + argument.default_python : "");
  });
  const bool takes_self =
      function.role != ir::Role::kFunction && function.role != ir::Role::kStaticMethod;
  const char* const name = function.role == ir::Role::kClassMethod ? "cls" : "self";
  if (takes_self) pieces.insert(pieces.begin(), Receiver(function.signature, name));
  return Join(pieces);
}

}  // namespace ferrule::render
