#include "generator/scan/clang.h"

#include <charconv>

namespace ferrule::scan {

std::string Text(CXString string) {
  const char* text = clang_getCString(string);
  std::string result = text == nullptr ? "" : text;
  clang_disposeString(string);
  return result;
}

std::optional<int> MajorVersion(std::string_view version) {
  constexpr std::string_view kMark = "version ";
  const std::size_t mark = version.find(kMark);
  if (mark == std::string_view::npos) return std::nullopt;
  version.remove_prefix(mark + kMark.size());
  int major = 0;
  const std::from_chars_result end =
      std::from_chars(version.data(), version.data() + version.size(), major);
  return end.ec == std::errc() ? std::optional(major) : std::nullopt;
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
