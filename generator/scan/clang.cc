#include "generator/scan/clang.h"

#include <algorithm>

namespace ferrule::scan {

std::string Text(CXString string) {
  const char* text = clang_getCString(string);
  std::string result = text == nullptr ? "" : text;
  clang_disposeString(string);
  return result;
}

std::vector<CXCursor> ChildrenOf(CXCursor parent) {
  std::vector<CXCursor> children;
  clang_visitChildren(
      parent,
      [](CXCursor child, CXCursor, CXClientData data) {
        static_cast<std::vector<CXCursor>*>(data)->push_back(child);
        return CXChildVisit_Continue;
      },
      &children);
  return children;
}

std::vector<CXCursor> FieldsOf(CXType type) {
  std::vector<CXCursor> fields;
  clang_Type_visitFields(
      type,
      [](CXCursor field, CXClientData data) {
        static_cast<std::vector<CXCursor>*>(data)->push_back(field);
        return CXVisit_Continue;
      },
      &fields);
  return fields;
}

bool IsFinal(CXCursor declaration) {
  return std::ranges::any_of(ChildrenOf(declaration),
                             [](CXCursor child) { return KindOf(child) == CXCursor_CXXFinalAttr; });
}

namespace {

bool IsInstanceOfClassTemplate(CXCursor declaration) {
  const bool is_class =
      KindOf(declaration) == CXCursor_ClassDecl || KindOf(declaration) == CXCursor_StructDecl;
  return is_class && !IsNull(clang_getSpecializedCursorTemplate(declaration));
}

std::string TypeName(CXCursor declaration) {
  return Text(clang_getTypeSpelling(clang_getCanonicalType(clang_getCursorType(declaration))));
}

}  // namespace

std::string QualifiedName(CXCursor declaration) {
  if (IsInstanceOfClassTemplate(declaration)) return TypeName(declaration);
  std::string name = NameOf(declaration);
  for (CXCursor scope = clang_getCursorSemanticParent(declaration);
       !IsNull(scope) && !clang_isTranslationUnit(KindOf(scope)) && !clang_isInvalid(KindOf(scope));
       scope = clang_getCursorSemanticParent(scope)) {
    if (IsInstanceOfClassTemplate(scope)) return TypeName(scope) + "::" + name;
    const std::string scope_name = NameOf(scope);
    // extern "C" has no name either.
    const bool is_transparent = scope_name.empty() || clang_Cursor_isAnonymous(scope) ||
                                clang_Cursor_isInlineNamespace(scope);
    if (!is_transparent) name = scope_name + "::" + name;
  }
  return name;
}

}  // namespace ferrule::scan
