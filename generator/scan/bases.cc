#include "generator/scan/bases.h"

#include "generator/scan/code.h"

namespace ferrule::scan {
namespace {

bool IsInSystemHeader(CXCursor cursor) {
  return clang_Location_isInSystemHeader(clang_getCursorLocation(cursor)) != 0;
}

bool IsStandard(CXCursor declaration) {
  const std::vector<CXCursor> scopes = ScopesOf(declaration);
  const std::string outermost = scopes.empty() ? "" : NameOf(scopes.front());
  return outermost == "std" || outermost.starts_with("__");
}

// A class of ours that is not bound itself.
bool IsOpen(const BaseSpecifier& base, const Context& context) {
  return !context.bound.classes.contains(BaseOf(base)) && !IsOfLibrary(base);
}

}  // namespace

CXCursor BaseOf(const BaseSpecifier& base) { return clang_getTypeDeclaration(base.type); }

bool IsOfLibrary(const BaseSpecifier& base) {
  const CXCursor declaration = BaseOf(base);
  return IsInSystemHeader(declaration) &&
         (!IsInSystemHeader(base.specifier) || IsStandard(declaration));
}

bool ShowsMembers(const BaseSpecifier& base, const Context& context) {
  return IsOpen(base, context) && context.members.AreKnownOf(BaseOf(base));
}

std::string OwnerOf(CXCursor member) {
  return QualifiedName(clang_getCursorSemanticParent(member));
}

ir::Base ReadBase(const BaseSpecifier& specifier, const Context& context) {
  ir::Base base;
  const CXCursor declaration = BaseOf(specifier);
  const CXCursor primary = clang_getSpecializedCursorTemplate(declaration);
  base.qualified_name = QualifiedName(declaration);
  if (const auto id = context.bound.classes.find(declaration); id != context.bound.classes.end()) {
    base.bound = id->second;
  }
  base.is_public = IsPublic(specifier.specifier);
  base.shares_its_object =
      !IsNull(primary) && QualifiedName(primary) == "std::enable_shared_from_this";
  base.is_virtual = clang_isVirtualBase(specifier.specifier) != 0;
  base.is_flattened = base.is_public && ShowsMembers(specifier, context);
  base.is_hidden = base.is_public && IsOpen(specifier, context) && !base.is_flattened;
  base.location = context.sources.LocationOf(specifier.specifier);
  return base;
}

}  // namespace ferrule::scan
