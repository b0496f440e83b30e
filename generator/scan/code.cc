#include "generator/scan/code.h"

#include "generator/scan/unit.h"

namespace ferrule::scan {
namespace {

void FindIn(CXCursor scope, CXFile main_file, std::map<unsigned, CXCursor>& found) {
  for (CXCursor child : ChildrenOf(scope)) {
    CXFile file = nullptr;
    unsigned line = 0;
    clang_getExpansionLocation(clang_getCursorLocation(child), &file, &line, nullptr, nullptr);
    if (!clang_File_isEqual(file, main_file)) continue;
    if (KindOf(child) == CXCursor_Namespace) {
      FindIn(child, main_file, found);
    } else if (KindOf(child) == CXCursor_FunctionDecl || KindOf(child) == CXCursor_StructDecl) {
      found[line] = child;
    }
  }
}

}  // namespace

std::vector<CXCursor> ScopesOf(CXCursor declaration) {
  std::vector<CXCursor> scopes;
  for (CXCursor scope = clang_getCursorSemanticParent(declaration);
       clang_isDeclaration(KindOf(scope)); scope = clang_getCursorSemanticParent(scope)) {
    scopes.insert(scopes.begin(), scope);
  }
  return scopes;
}

Enclosing NamespacesOf(CXCursor declaration) {
  Enclosing enclosing;
  for (CXCursor scope : ScopesOf(declaration)) {
    if (KindOf(scope) != CXCursor_Namespace) break;
    enclosing.begin += "namespace " + NameOf(scope) + " { ";
    enclosing.end += " }";
  }
  return enclosing;
}

std::map<unsigned, CXCursor> DeclarationsOfCode(CXTranslationUnit unit) {
  std::map<unsigned, CXCursor> found;
  FindIn(clang_getTranslationUnitCursor(unit), clang_getFile(unit, kMainFile), found);
  return found;
}

}  // namespace ferrule::scan
