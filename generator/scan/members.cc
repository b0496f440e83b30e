#include "generator/scan/members.h"

#include <algorithm>
#include <utility>

namespace ferrule::scan {
namespace {

bool IsClassTemplate(CXCursor declaration) {
  return KindOf(declaration) == CXCursor_ClassTemplate ||
         KindOf(declaration) == CXCursor_ClassTemplatePartialSpecialization;
}

}  // namespace

CXCursor PatternOf(CXCursor declaration) {
  const CXCursor pattern = clang_getSpecializedCursorTemplate(declaration);
  if (IsNull(pattern) || KindOf(pattern) == CXCursor_FunctionTemplate) return declaration;
  return pattern;
}

// One that was written out has members of its own.
bool IsImplicitInstance(CXCursor declaration) {
  if (!IsClassTemplate(clang_getSpecializedCursorTemplate(declaration))) return false;
  return std::ranges::none_of(ChildrenOf(declaration), [](CXCursor child) {
    return clang_isDeclaration(KindOf(child)) || KindOf(child) == CXCursor_CXXBaseSpecifier;
  });
}

void Members::Add(CXCursor instance, std::vector<CXCursor> members,
                  std::vector<BaseSpecifier> bases) {
  instances_[instance] = {std::move(members), std::move(bases)};
}

bool Members::AreKnownOf(CXCursor declaration) const {
  return !IsImplicitInstance(declaration) || instances_.contains(declaration);
}

std::vector<CXCursor> Members::Of(CXCursor declaration) const {
  const auto known = instances_.find(declaration);
  if (known != instances_.end()) return known->second.members;
  std::vector<CXCursor> members = ChildrenOf(declaration);
  std::erase_if(members, [](CXCursor child) { return KindOf(child) == CXCursor_CXXBaseSpecifier; });
  return members;
}

std::vector<BaseSpecifier> Members::BasesOf(CXCursor declaration) const {
  const auto known = instances_.find(declaration);
  if (known != instances_.end()) return known->second.bases;
  std::vector<BaseSpecifier> bases;
  const bool is_shown = !IsImplicitInstance(declaration);
  for (CXCursor child : ChildrenOf(is_shown ? declaration : PatternOf(declaration))) {
    if (KindOf(child) != CXCursor_CXXBaseSpecifier) continue;
    bases.push_back({child, clang_getCanonicalType(clang_getCursorType(child))});
  }
  return bases;
}

}  // namespace ferrule::scan
