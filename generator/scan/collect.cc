#include "generator/scan/collect.h"

#include <utility>

#include "generator/scan/function.h"

namespace ferrule::scan {
namespace {

using ir::AnnotationKind;

bool IsClass(CXCursor declaration) {
  return KindOf(declaration) == CXCursor_ClassDecl || KindOf(declaration) == CXCursor_StructDecl;
}

bool IsInstanceOfTemplate(CXCursor declaration) {
  return !IsNull(clang_getSpecializedCursorTemplate(declaration));
}

// Whether it can be named from anywhere.
bool IsReachable(CXCursor type) {
  for (; clang_isDeclaration(KindOf(type)); type = clang_getCursorSemanticParent(type)) {
    const CX_CXXAccessSpecifier access = clang_getCXXAccessSpecifier(type);
    if (access == CX_CXXPrivate || access == CX_CXXProtected) return false;
  }
  return true;
}

class Collector {
 public:
  explicit Collector(Context& context) : context_(context) {}

  void CollectIn(CXCursor scope) {
    for (CXCursor child : ChildrenOf(scope)) {
      if (!clang_isDeclaration(KindOf(child))) continue;
      if (context_.sources.IsInHeaders(child)) {
        Collect(child);
      } else {
        CollectImported(child);
      }
    }
  }

  Declarations Finish() { return std::move(found_); }

 private:
  void Collect(CXCursor declaration) {
    switch (KindOf(declaration)) {
      case CXCursor_Namespace:
        return CollectNamespace(declaration);
      case CXCursor_LinkageSpec:
      case CXCursor_UnexposedDecl:  // which extern "C" is to older libclangs
        return CollectIn(declaration);
      case CXCursor_ClassDecl:
      case CXCursor_StructDecl:
        return CollectClass(declaration);
      case CXCursor_EnumDecl:
        return CollectEnum(declaration);
      case CXCursor_FriendDecl:
        return CollectFriend(declaration);
      case CXCursor_FunctionDecl:
        if (IsOperator(declaration)) return CollectOperator(declaration, false);
        return CollectEntity(declaration, found_.functions, function_index_);
      case CXCursor_FunctionTemplate:
        return CollectEntity(declaration, found_.functions, function_index_);
      case CXCursor_VarDecl:
        return CollectEntity(declaration, found_.variables, variable_index_);
      default:
        return;
    }
  }

  // In a header of others, what a module binds that this one may use.
  void CollectImported(CXCursor declaration) {
    const CXCursorKind kind = KindOf(declaration);
    const bool is_type = IsClass(declaration) || kind == CXCursor_EnumDecl;
    if (kind != CXCursor_Namespace && !is_type) return;
    const std::string name = QualifiedName(declaration);
    if (is_type && clang_isCursorDefinition(declaration)) {
      if (const std::string home = context_.imports.HomeOf(name); !home.empty())
        AddImported(declaration, home);
    }
    if (!context_.imports.AreIn(name)) return;
    for (CXCursor child : ChildrenOf(declaration)) CollectImported(child);
  }

  void AddImported(CXCursor declaration, const std::string& home) {
    const FoundType found = {declaration, std::nullopt, IsReachable(declaration), home};
    if (IsClass(declaration)) {
      context_.bound.classes.emplace(declaration, ir::ClassId{found_.classes.size()});
      found_.classes.push_back(found);
    } else {
      context_.bound.enums.emplace(declaration, ir::EnumId{found_.enums.size()});
      found_.enums.push_back(found);
    }
  }

  // What another module binds as well would be two types in Python.
  void CheckOwner(CXCursor declaration) {
    const std::string name = QualifiedName(declaration);
    const std::string home = context_.imports.HomeOf(name);
    if (home.empty()) return;
    context_.sink.Report(diag::Code::kBoundTwice, context_.sources.LocationOf(declaration),
                         {{"name", name}, {"module", home}});
  }

  // What is in an unnamed namespace is another thing in each translation unit: annotations there
  // are left over.
  void CollectNamespace(CXCursor declaration) {
    if (clang_Cursor_isAnonymous(declaration)) return;
    if (IsSkipped(declaration)) return;
    for (ir::Annotation& annotation : context_.attributes.Take(declaration)) {
      found_.namespaces.push_back(std::move(annotation));
    }
    CollectIn(declaration);
  }

  // A class that is declared again inherits its annotations: its definition has them all.
  void CollectClass(CXCursor declaration) {
    if (context_.attributes.Has(declaration, AnnotationKind::kModule)) {
      for (ir::Annotation& annotation : context_.attributes.Take(declaration)) {
        found_.settings.push_back(std::move(annotation));
      }
      return;
    }
    if (!clang_isCursorDefinition(declaration) || clang_Cursor_isAnonymous(declaration)) return;
    if (IsInstanceOfTemplate(declaration)) CollectHash(declaration);
    if (IsInstanceOfTemplate(declaration) || IsSkipped(declaration)) return;
    if (context_.attributes.Has(declaration, AnnotationKind::kException)) {
      context_.bound.exceptions.emplace(declaration, ir::ExceptionId{found_.exceptions.size()});
      found_.exceptions.push_back({declaration, OuterOf(declaration), IsReachable(declaration)});
    } else if (IsBound(declaration)) {
      CheckOwner(declaration);
      context_.bound.classes.emplace(declaration, ir::ClassId{found_.classes.size()});
      found_.classes.push_back({declaration, OuterOf(declaration), IsReachable(declaration)});
    }
    CollectIn(declaration);
  }

  void CollectHash(CXCursor declaration) {
    if (QualifiedName(clang_getSpecializedCursorTemplate(declaration)) != "std::hash") return;
    const CXType hashed = clang_Type_getTemplateArgumentAsType(clang_getCursorType(declaration), 0);
    found_.hashed.push_back(clang_getTypeDeclaration(clang_getCanonicalType(hashed)));
  }

  void CollectFriend(CXCursor declaration) {
    for (CXCursor child : ChildrenOf(declaration)) {
      if (KindOf(child) == CXCursor_FunctionDecl && IsOperator(child)) CollectOperator(child, true);
    }
  }

  // Of several declarations, one that is no friend tells that the operator can be named. The last
  // has inherited annotations.
  void CollectOperator(CXCursor declaration, bool is_friend) {
    const bool is_member = IsClass(clang_getCursorSemanticParent(declaration));
    if (is_member || IsInstanceOfTemplate(declaration) || IsSkipped(declaration)) return;
    const auto [known, is_new] = operator_index_.emplace(declaration, found_.operators.size());
    if (is_new) found_.operators.push_back({declaration, true});
    FoundOperator& found = found_.operators[known->second];
    found = {declaration, found.is_hidden && is_friend};
  }

  void CollectEnum(CXCursor declaration) {
    if (!clang_isCursorDefinition(declaration) || clang_Cursor_isAnonymous(declaration)) return;
    if (IsSkipped(declaration) || !IsBound(declaration)) return;
    CheckOwner(declaration);
    context_.bound.enums.emplace(declaration, ir::EnumId{found_.enums.size()});
    found_.enums.push_back({declaration, OuterOf(declaration), IsReachable(declaration)});
  }

  // The last of several declarations stands for all: it has inherited annotations and default
  // arguments.
  void CollectEntity(CXCursor declaration, std::vector<CXCursor>& entities,
                     EntityMap<std::size_t>& index) {
    const bool is_member = IsClass(clang_getCursorSemanticParent(declaration));
    if (is_member || IsInstanceOfTemplate(declaration) || IsSkipped(declaration)) return;
    if (const auto known = index.find(declaration); known != index.end()) {
      entities[known->second] = declaration;
    } else if (context_.attributes.AreOn(declaration)) {
      index.emplace(declaration, entities.size());
      entities.push_back(declaration);
    }
  }

  // Whether FERRULE_SKIP() leaves it out, and with it everything that is in it. Beside another
  // macro it is for Check to refuse.
  bool IsSkipped(CXCursor declaration) {
    if (!context_.attributes.Has(declaration, AnnotationKind::kSkip)) return false;
    const bool is_node = KindOf(declaration) != CXCursor_Namespace;
    if (is_node && context_.attributes.CountOn(declaration) > 1) return false;
    context_.attributes.TakeAll(declaration);
    return true;
  }

  // A bound class exports the public types that are nested in it.
  bool IsBound(CXCursor type) const {
    return context_.attributes.AreOn(type) || (OuterOf(type) && IsPublic(type));
  }

  std::optional<ir::ClassId> OuterOf(CXCursor type) const {
    const auto outer = context_.bound.classes.find(clang_getCursorSemanticParent(type));
    return outer == context_.bound.classes.end() ? std::nullopt : std::optional(outer->second);
  }

  Context& context_;
  Declarations found_;
  EntityMap<std::size_t> function_index_;
  EntityMap<std::size_t> operator_index_;
  EntityMap<std::size_t> variable_index_;
};

}  // namespace

Declarations Collect(CXTranslationUnit unit, Context& context) {
  Collector collector(context);
  collector.CollectIn(clang_getTranslationUnitCursor(unit));
  return collector.Finish();
}

}  // namespace ferrule::scan
