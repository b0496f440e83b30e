#include "generator/scan/bases.h"

namespace ferrule::scan {

CXCursor BaseOf(CXCursor specifier) {
  return clang_getTypeDeclaration(clang_getCanonicalType(clang_getCursorType(specifier)));
}

namespace {

// A class of ours that is not bound itself.
bool IsOpen(CXCursor base, const Context& context) {
  return !context.bound.classes.contains(base) &&
         clang_Location_isInSystemHeader(clang_getCursorLocation(base)) == 0;
}

bool IsInstance(CXCursor base) { return !IsNull(clang_getSpecializedCursorTemplate(base)); }

}  // namespace

bool ShowsMembers(CXCursor base, const Context& context) {
  return IsOpen(base, context) && !IsInstance(base);
}

std::string OwnerOf(CXCursor member) {
  const CXCursor owner = clang_getCursorSemanticParent(member);
  const CXType type = clang_getCursorType(owner);
  const bool is_instance = !IsNull(clang_getSpecializedCursorTemplate(owner));
  return is_instance ? Text(clang_getTypeSpelling(clang_getCanonicalType(type)))
                     : QualifiedName(owner);
}

ir::Base ReadBase(CXCursor specifier, const Context& context) {
  ir::Base base;
  const CXCursor declaration = BaseOf(specifier);
  const CXCursor primary = clang_getSpecializedCursorTemplate(declaration);
  const bool is_instance = !IsNull(primary);
  base.qualified_name =
      is_instance
          ? Text(clang_getTypeSpelling(clang_getCanonicalType(clang_getCursorType(specifier))))
          : QualifiedName(declaration);
  if (const auto id = context.bound.classes.find(declaration); id != context.bound.classes.end()) {
    base.bound = id->second;
  }
  base.is_public = IsPublic(specifier);
  base.shares_its_object = is_instance && QualifiedName(primary) == "std::enable_shared_from_this";
  base.is_virtual = clang_isVirtualBase(specifier) != 0;
  base.is_flattened = base.is_public && ShowsMembers(declaration, context);
  base.is_hidden = base.is_public && IsOpen(declaration, context) && is_instance;
  base.location = context.sources.LocationOf(specifier);
  return base;
}

}  // namespace ferrule::scan
