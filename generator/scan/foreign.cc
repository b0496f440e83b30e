#include "generator/scan/foreign.h"

#include <string>
#include <string_view>

#include "generator/scan/lexer.h"

namespace ferrule::scan {
namespace {

// `RE2` of `::re2::RE2`, `Box` of `store::Box<int>`.
std::string LastName(std::string_view text) {
  std::string name;
  for (const Token& token : Lex(text)) {
    if (token.text == "<") break;
    if (token.kind == TokenKind::kName) name = token.text;
  }
  return name;
}

}  // namespace

bool IsAlias(CXCursor declaration) {
  return KindOf(declaration) == CXCursor_TypeAliasDecl ||
         KindOf(declaration) == CXCursor_TypedefDecl;
}

CXCursor AliasedBy(CXCursor alias) {
  const CXType type = clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(alias));
  const CXCursor declaration = clang_getTypeDeclaration(type);
  const CXCursor definition = clang_getCursorDefinition(declaration);
  return IsNull(definition) ? declaration : definition;
}

std::vector<CXCursor> NamedBy(CXCursor using_declaration) {
  std::vector<CXCursor> named;
  for (CXCursor name : ChildrenOf(using_declaration)) {
    const unsigned count = clang_getNumOverloadedDecls(name);
    for (unsigned i = 0; i < count; ++i) named.push_back(clang_getOverloadedDecl(name, i));
  }
  return named;
}

bool IsStandIn(CXCursor declaration, const Attributes& attributes) {
  return attributes.Find(declaration, ir::AnnotationKind::kClass, "of").has_value();
}

CXCursor StoodInFor(CXCursor stand_in) {
  CXCursor base = clang_getNullCursor();
  for (CXCursor child : ChildrenOf(stand_in)) {
    if (KindOf(child) != CXCursor_CXXBaseSpecifier) continue;
    if (!IsNull(base)) return clang_getNullCursor();
    base = clang_getTypeDeclaration(clang_getCanonicalType(clang_getCursorType(child)));
  }
  return base;
}

bool NamesBase(CXCursor stand_in, const Attributes& attributes, const Sources& sources) {
  const std::string named =
      LastName(attributes.Find(stand_in, ir::AnnotationKind::kClass, "of").value_or(""));
  for (CXCursor child : ChildrenOf(stand_in)) {
    if (KindOf(child) == CXCursor_CXXBaseSpecifier)
      return named == LastName(sources.TextOf(clang_getCursorExtent(child)));
  }
  return false;
}

Choices::Choices(CXCursor binder) {
  if (KindOf(binder) != CXCursor_StructDecl && KindOf(binder) != CXCursor_ClassDecl) return;
  for (CXCursor child : ChildrenOf(binder)) {
    if (KindOf(child) == CXCursor_UsingDeclaration) {
      for (CXCursor member : NamedBy(child)) by_member_.emplace(member, child);
      if (NameOf(child) == NameOf(binder)) constructors_ = child;
    }
    if (KindOf(child) == CXCursor_CXXMethod && clang_CXXMethod_isStatic(child) != 0) {
      added_.push_back(child);
    }
  }
}

CXCursor Choices::Of(CXCursor member) const {
  // A derived class inherits all but this one.
  const bool is_default_constructor =
      KindOf(member) == CXCursor_Constructor && clang_CXXConstructor_isDefaultConstructor(member);
  if (is_default_constructor) return constructors_;
  const auto choice = by_member_.find(member);
  return choice == by_member_.end() ? clang_getNullCursor() : choice->second;
}

}  // namespace ferrule::scan
