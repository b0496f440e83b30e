#include "generator/scan/user_types.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "generator/scan/references.h"

namespace ferrule::scan {
namespace {

bool IsParameter(CXType canonical) {
  return Text(clang_getTypeSpelling(canonical)).starts_with("type-parameter-");
}

CXCursor TemplateOf(CXType type) {
  const CXCursor declaration = clang_getTypeDeclaration(type);
  return KindOf(declaration) == CXCursor_ClassTemplate
             ? declaration
             : clang_getSpecializedCursorTemplate(declaration);
}

CXType Argument(CXType type, int index) {
  return clang_getCanonicalType(
      clang_Type_getTemplateArgumentAsType(type, static_cast<unsigned>(index)));
}

bool AreOfOneTemplate(CXType a, CXType b) {
  const CXCursor template_of_a = TemplateOf(a);
  return !IsNull(template_of_a) && EntityEqual()(template_of_a, TemplateOf(b)) &&
         clang_Type_getNumTemplateArguments(a) == clang_Type_getNumTemplateArguments(b);
}

// Whether `type` is what the pattern says, with types in the place of its parameters. That numbers
// agree is for the compiler to see.
bool Matches(CXType pattern, CXType type) {
  if (IsParameter(pattern) || clang_equalTypes(pattern, type)) return true;
  if (!AreOfOneTemplate(pattern, type)) return false;
  for (int i = 0; i < clang_Type_getNumTemplateArguments(pattern); ++i) {
    if (!Matches(Argument(pattern, i), Argument(type, i))) return false;
  }
  return true;
}

// What stands in `type` where `parameter` stands in the pattern. Requires: they match.
std::optional<CXType> Bound(CXType parameter, CXType pattern, CXType type) {
  if (clang_equalTypes(parameter, pattern)) return type;
  if (!AreOfOneTemplate(pattern, type)) return std::nullopt;
  for (int i = 0; i < clang_Type_getNumTemplateArguments(pattern); ++i) {
    if (const auto found = Bound(parameter, Argument(pattern, i), Argument(type, i))) return found;
  }
  return std::nullopt;
}

std::optional<CXCursor> Member(CXCursor declaration,
                               std::initializer_list<std::string_view> names) {
  for (CXCursor child : ChildrenOf(declaration)) {
    if (std::ranges::find(names, NameOf(child)) != names.end()) return child;
  }
  return std::nullopt;
}

// The value of a static member; empty, or false, if there is none that clang can tell.
std::string TextOf(CXCursor declaration, std::string_view name) {
  const std::optional<CXCursor> constant = Member(declaration, {name});
  if (!constant) return "";
  const Evaluation result = Evaluate(*constant);
  if (result == nullptr || clang_EvalResult_getKind(result.get()) != CXEval_StrLiteral) return "";
  return clang_EvalResult_getAsStr(result.get());
}

bool IsTrue(CXCursor declaration, std::string_view name) {
  const std::optional<CXCursor> constant = Member(declaration, {name});
  if (!constant) return false;
  const Evaluation result = Evaluate(*constant);
  return result != nullptr && clang_EvalResult_getAsInt(result.get()) != 0;
}

}  // namespace

UserTypes::UserTypes(CXTranslationUnit unit) { AddAllIn(clang_getTranslationUnitCursor(unit)); }

// ferrule's own stand in an inline namespace, which users leave alone.
void UserTypes::AddAllIn(CXCursor scope) {
  for (CXCursor child : ChildrenOf(scope)) {
    switch (KindOf(child)) {
      case CXCursor_StructDecl:
      case CXCursor_ClassDecl:
      case CXCursor_ClassTemplatePartialSpecialization:
        Add(child);
        break;
      case CXCursor_Namespace:
        if (NameOf(child) == "ferrule") AddAllIn(child);
        break;
      default:
        break;
    }
  }
}

void UserTypes::Add(CXCursor declaration) {
  const CXCursor primary = clang_getSpecializedCursorTemplate(declaration);
  if (IsNull(primary) || !clang_isCursorDefinition(declaration)) return;
  const std::string name = QualifiedName(primary);
  const Specialization found = {declaration, Argument(clang_getCursorType(declaration), 0)};
  // One for whatever fits a concept: clang does not say what does.
  if (IsParameter(found.pattern)) return;
  if (name == "ferrule::Converter") converters_.push_back(found);
  if (name == "ferrule::Outcome") outcomes_.push_back(found);
}

// A type of its own before a pattern.
const UserTypes::Specialization* UserTypes::Find(const std::vector<Specialization>& among,
                                                 CXType type) {
  const Specialization* match = nullptr;
  for (const Specialization& candidate : among) {
    if (clang_equalTypes(candidate.pattern, type)) return &candidate;
    if (match == nullptr && Matches(candidate.pattern, type)) match = &candidate;
  }
  return match;
}

std::optional<ir::Custom> UserTypes::FindConverter(CXType type) const {
  type = clang_getUnqualifiedType(type);
  const Specialization* const found = Find(converters_, type);
  if (found == nullptr) return std::nullopt;
  ir::Custom custom;
  custom.spelling = Text(clang_getTypeSpelling(type));
  custom.taken = TextOf(found->declaration, "kName");
  custom.given = TextOf(found->declaration, "kResultName");
  if (custom.given.empty()) custom.given = custom.taken.empty() ? "typing.Any" : custom.taken;
  if (custom.taken.empty()) custom.taken = "object";
  const bool takes = Member(found->declaration, {"from_python", "FromPython"}).has_value();
  const bool gives = Member(found->declaration, {"to_python", "ToPython"}).has_value();
  // Neither: what it has it inherits.
  custom.is_taken = takes || !gives;
  custom.is_given = gives || !takes;
  custom.borrows = IsTrue(found->declaration, "kBorrows");
  custom.holds_references = HoldsReferences(type);
  return custom;
}

std::optional<CXType> UserTypes::FindOutcome(CXType type) const {
  type = clang_getUnqualifiedType(type);
  const Specialization* const found = Find(outcomes_, type);
  if (found == nullptr) return std::nullopt;
  const CXType unknown = {CXType_Invalid, {nullptr, nullptr}};
  const std::optional<CXCursor> alias = Member(found->declaration, {"Value"});
  if (!alias) return unknown;
  const CXType value = clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(*alias));
  if (IsParameter(value)) return Bound(value, found->pattern, type).value_or(unknown);
  const bool depends =
      Text(clang_getTypeSpelling(value)).find("type-parameter-") != std::string::npos;
  return depends ? unknown : value;
}

}  // namespace ferrule::scan
