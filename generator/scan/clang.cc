#include "generator/scan/clang.h"

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

std::string QualifiedName(CXCursor declaration) {
  std::string name = NameOf(declaration);
  for (CXCursor scope = clang_getCursorSemanticParent(declaration);
       !IsNull(scope) && !clang_isTranslationUnit(KindOf(scope)) && !clang_isInvalid(KindOf(scope));
       scope = clang_getCursorSemanticParent(scope)) {
    const std::string scope_name = NameOf(scope);
    // extern "C" has no name either.
    const bool is_transparent = scope_name.empty() || clang_Cursor_isAnonymous(scope) ||
                                clang_Cursor_isInlineNamespace(scope);
    if (!is_transparent) name = scope_name + "::" + name;
  }
  return name;
}

}  // namespace ferrule::scan
