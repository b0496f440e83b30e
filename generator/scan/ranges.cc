#include "generator/scan/ranges.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "generator/scan/type.h"

namespace ferrule::scan {
namespace {

constexpr const char kNames[] = "ferrule_names";

bool IsNamed(const ir::Function& method, std::string_view name) {
  return method.kind == ir::FunctionKind::kMethod && method.name == name && method.is_public &&
         !method.is_template && method.parameters.empty() &&
         std::ranges::count(method.annotations, ir::AnnotationKind::kSkip, &ir::Annotation::kind) ==
             0;
}

// `begin()` and `end()`, the const ones where there are such.
std::optional<ir::Range> FindRange(const ir::Class& node) {
  std::optional<ir::Range> range;
  const auto has_end = [&](bool is_const) {
    return std::ranges::any_of(node.methods, [&](const ir::Function& method) {
      return IsNamed(method, "end") && (method.is_const || !is_const);
    });
  };
  for (const ir::Function& method : node.methods) {
    if (!IsNamed(method, "begin") || !has_end(method.is_const)) continue;
    if (!range || method.is_const) range = ir::Range{{}, method.is_const, method.location};
  }
  return range;
}

CXType AliasIn(CXCursor scope, const std::string& name) {
  for (CXCursor child : ChildrenOf(scope)) {
    if (NameOf(child) == name) {
      return clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(child));
    }
  }
  return {CXType_Invalid, {nullptr, nullptr}};
}

bool IsPair(CXType type) {
  const CXCursor pattern = clang_getSpecializedCursorTemplate(clang_getTypeDeclaration(type));
  return !IsNull(pattern) && QualifiedName(pattern) == "std::pair";
}

// What stands for a bit of a std::vector<bool> is a bool to Python. What a map refers to has a key
// that is const; to Python it is a pair like others.
ir::PassedType ReadItem(CXType type, const BoundTypes& bound) {
  const CXType value = clang_getCanonicalType(clang_getNonReferenceType(type));
  if (QualifiedName(clang_getTypeDeclaration(value)) == "std::_Bit_reference")
    return {{ir::Scalar{ir::ScalarKind::kBool}}};
  if (!IsPair(value)) return ReadType(type, bound);
  ir::Template pair = {ir::TemplateKind::kPair, {}};
  for (unsigned i = 0; i < 2; ++i) {
    const CXType part = clang_Type_getTemplateArgumentAsType(value, i);
    pair.arguments.push_back(ReadType(clang_getUnqualifiedType(part), bound).type);
  }
  return {{std::move(pair)}, ir::Passing::kConstRef};
}

}  // namespace

RangeReader::RangeReader(const ir::Module& module, Probe& probe) : probe_(probe) {
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    const ir::Class& node = module.classes[i];
    const std::optional<ir::Range> range = FindRange(node);
    if (!node.is_public || !range) continue;
    const std::string name = "ferrule_range_" + std::to_string(i);
    const std::string type = (range->is_const ? "const " : "") + node.qualified_name;
    const std::string text = "struct " + name + " { static " + type +
                             "& object(); using Item = decltype(*object().begin()); };";
    asked_.push_back({i, *range, probe_.Add(name, text)});
  }
  if (!asked_.empty()) AskForNames(module);
}

// The probe has declarations of its own for the bound types: each is asked for by an alias.
void RangeReader::AskForNames(const ir::Module& module) {
  std::string text = std::string("struct ") + kNames + " {";
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    if (!module.classes[i].is_public) continue;
    text += " using c" + std::to_string(i) + " = " + module.classes[i].qualified_name + ";";
  }
  for (std::size_t i = 0; i < module.enums.size(); ++i) {
    if (!module.enums[i].is_public) continue;
    text += " using e" + std::to_string(i) + " = " + module.enums[i].qualified_name + ";";
  }
  names_ = probe_.Add(kNames, text + " };");
}

BoundTypes RangeReader::BoundInProbe(const ir::Module& module) const {
  BoundTypes bound;
  bound.user_types = UserTypes(probe_.unit());
  const CXCursor names = probe_.AnswerTo(*names_);
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    const CXType type = AliasIn(names, "c" + std::to_string(i));
    bound.classes.emplace(clang_getTypeDeclaration(type), ir::ClassId{i});
  }
  for (std::size_t i = 0; i < module.enums.size(); ++i) {
    const CXType type = AliasIn(names, "e" + std::to_string(i));
    bound.enums.emplace(clang_getTypeDeclaration(type), ir::EnumId{i});
  }
  return bound;
}

void RangeReader::Fill(ir::Module& module) const {
  if (asked_.empty() || probe_.unit() == nullptr) return;
  const BoundTypes bound = BoundInProbe(module);
  for (const Asked& asked : asked_) {
    if (!probe_.ReasonAgainst(asked.question).empty()) continue;
    ir::Range range = asked.range;
    range.item = ReadItem(AliasIn(probe_.AnswerTo(asked.question), "Item"), bound);
    module.classes[asked.index].range = std::move(range);
  }
}

}  // namespace ferrule::scan
