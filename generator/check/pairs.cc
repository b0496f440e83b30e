#include "generator/check/pairs.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string_view>

#include "generator/check/annotations.h"
#include "generator/ir/names.h"

namespace ferrule::check {
namespace {

using std::string_view_literals::operator""sv;

bool AsksForPairs(const ir::Class& node, const ir::Module& module) {
  return FindArgument(node.annotations, "properties") != nullptr ||
         FindArgument(module.settings, "properties") != nullptr;
}

bool IsUpper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

// What `setSize`, `SetSize` and `set_size` say behind their prefix; empty where it is none of
// theirs.
std::string_view Behind(std::string_view name, std::string_view prefix) {
  if (name.size() <= prefix.size() + 1) return {};
  const char first = static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])));
  if (first != prefix[0] || name.substr(1, prefix.size() - 1) != prefix.substr(1)) return {};
  const std::string_view rest = name.substr(prefix.size());
  if (rest.starts_with('_')) return IsUpper(name[0]) ? ""sv : rest.substr(1);
  return IsUpper(rest[0]) ? rest : ""sv;
}

// `Size` and `size` are one property. What is written in capitals stays so: `URL`.
std::string Decapitalised(std::string_view name) {
  std::string result(name);
  const bool is_acronym = result.size() > 1 && IsUpper(result[1]);
  if (!is_acronym && !result.empty())
    result[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(result[0])));
  return result;
}

// A method that says nothing of itself, and has its name alone.
bool IsPlain(const ir::Function& method, const ir::Class& node) {
  const bool is_own = method.kind == ir::FunctionKind::kMethod && method.annotations.empty() &&
                      !method.is_instance && !method.is_added;
  return is_own && std::ranges::count(node.methods, method.name, &ir::Function::name) == 1;
}

bool IsGetter(const ir::Function& method, const ir::Class& node) {
  const bool is_nothing = method.result.type.Is<ir::Void>();
  return IsPlain(method, node) && method.parameters.empty() && method.is_const && !is_nothing;
}

bool IsSetter(const ir::Function& method, const ir::Class& node) {
  return IsPlain(method, node) && method.parameters.size() == 1 && !method.is_const &&
         !Behind(method.name, "set").empty();
}

// Whether `method` is the getter of what `setter` sets: `size`, `get_size`, `is_size`, and the like
// with capitals.
bool Reads(const ir::Function& method, const ir::Function& setter) {
  if (method.result.type != setter.parameters[0].type.type) return false;
  const std::string name = Decapitalised(Behind(setter.name, "set"));
  const bool is_snake = setter.name.starts_with("set_");
  const auto* const truth = method.result.type.As<ir::Scalar>();
  const bool is_truth = truth != nullptr && truth->kind == ir::ScalarKind::kBool;
  for (const std::string_view prefix : {"get"sv, "is"sv}) {
    const std::string_view rest = Behind(method.name, prefix);
    const bool is_same_style = method.name.starts_with(std::string(prefix) + "_") == is_snake;
    if (!rest.empty() && is_same_style && Decapitalised(rest) == name)
      return prefix == "get" || is_truth;
  }
  return Decapitalised(method.name) == name;
}

// Whether another member has the name that a property would have.
bool IsTaken(const std::string& name, const ir::Function& getter, const ir::Class& node) {
  const auto has_name = [&](const auto& member) { return member.name == name; };
  return (getter.name != name && std::ranges::any_of(node.methods, has_name)) ||
         std::ranges::any_of(node.fields, [&](const ir::Field& field) {
           return field.is_exported && has_name(field);
         });
}

}  // namespace

std::map<std::size_t, Accessor> FindPairs(const ir::Class& node, const ir::Module& module) {
  std::map<std::size_t, Accessor> accessors;
  if (!AsksForPairs(node, module)) return accessors;
  for (std::size_t i = 0; i < node.methods.size(); ++i) {
    const ir::Function& setter = node.methods[i];
    if (!IsSetter(setter, node)) continue;
    const auto getter = std::ranges::find_if(node.methods, [&](const ir::Function& method) {
      return IsGetter(method, node) && Reads(method, setter);
    });
    if (getter == node.methods.end()) continue;
    const std::string name = Decapitalised(Behind(setter.name, "set"));
    if (!ir::IsPythonIdentifier(name) || ir::IsPythonKeyword(name) || IsTaken(name, *getter, node))
      continue;
    const auto index = static_cast<std::size_t>(getter - node.methods.begin());
    accessors[index] = {ir::Role::kGetter, name};
    accessors[i] = {ir::Role::kSetter, name};
  }
  return accessors;
}

}  // namespace ferrule::check
