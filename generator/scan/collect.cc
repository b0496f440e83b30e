#include "generator/scan/collect.h"

#include <algorithm>
#include <string>
#include <utility>

#include "generator/scan/bases.h"
#include "generator/scan/foreign.h"
#include "generator/scan/function.h"
#include "generator/scan/order.h"

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

// Which kind of type a macro binds; nothing for macros that bind none.
std::optional<CXCursorKind> KindBoundBy(AnnotationKind kind) {
  switch (kind) {
    case AnnotationKind::kClass:
    case AnnotationKind::kException:
      return CXCursor_ClassDecl;
    case AnnotationKind::kEnum:
      return CXCursor_EnumDecl;
    default:
      return std::nullopt;
  }
}

class Collector {
 public:
  explicit Collector(Context& context) : context_(context) {
    for (const Attributes::Leftover& leftover : context_.attributes.Leftovers()) {
      if (IsAlias(leftover.declaration)) aliased_.emplace(AliasedBy(leftover.declaration), true);
    }
  }

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

  // The operators of foreign classes stand beside them.
  void CollectForeignOperators(CXCursor scope) {
    if (!has_foreign_) return;
    for (CXCursor child : ChildrenOf(scope)) {
      if (KindOf(child) == CXCursor_Namespace || KindOf(child) == CXCursor_LinkageSpec) {
        CollectForeignOperators(child);
      } else if (KindOf(child) == CXCursor_FunctionDecl && IsOperator(child) &&
                 !context_.sources.IsInHeaders(child)) {
        CollectOperator(child, false);
      }
    }
  }

  Declarations Finish() {
    PutBasesFirst(found_.classes, found_.enums, found_.exceptions, context_);
    return std::move(found_);
  }

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
      case CXCursor_TypeAliasDecl:
      case CXCursor_TypedefDecl:
        return CollectAlias(declaration);
      case CXCursor_UsingDeclaration:
        return CollectUsing(declaration);
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
    if (IsStandIn(declaration, context_.attributes)) return CollectStandIn(declaration);
    if (context_.attributes.Has(declaration, AnnotationKind::kException)) {
      BindException({declaration, OuterOf(declaration), IsReachable(declaration)});
    } else if (IsBound(declaration)) {
      CheckOwner(declaration);
      BindClass({declaration, OuterOf(declaration), IsReachable(declaration)});
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
    found = {declaration, found.is_hidden && is_friend, !context_.sources.IsInHeaders(declaration)};
  }

  void CollectEnum(CXCursor declaration) {
    if (!clang_isCursorDefinition(declaration) || clang_Cursor_isAnonymous(declaration)) return;
    if (IsSkipped(declaration) || !IsBound(declaration)) return;
    CheckOwner(declaration);
    BindEnum({declaration, OuterOf(declaration), IsReachable(declaration)});
  }

  // The last of several declarations stands for all: it has inherited annotations and default
  // arguments.
  template <class Found>
  void CollectEntity(CXCursor declaration, std::vector<Found>& entities,
                     EntityMap<std::size_t>& index) {
    const bool is_member = IsClass(clang_getCursorSemanticParent(declaration));
    if (is_member || IsInstanceOfTemplate(declaration) || IsSkipped(declaration)) return;
    if (const auto known = index.find(declaration); known != index.end()) {
      entities[known->second] = {declaration};
    } else if (context_.attributes.AreOn(declaration)) {
      index.emplace(declaration, entities.size());
      entities.push_back({declaration});
    }
  }

  // --- What is bound from outside ---

  void CollectAlias(CXCursor alias) {
    if (context_.attributes.AreOn(alias)) BindFrom(alias, AliasedBy(alias));
  }

  void CollectStandIn(CXCursor declaration) {
    const CXCursor target = StoodInFor(declaration);
    const bool names_base =
        !IsNull(target) && NamesBase(declaration, context_.attributes, context_.sources);
    if (!names_base) {
      RefuseTarget(declaration,
                   "'" + NameOf(declaration) + "' is not derived from the class that it stands for",
                   "derive it from the class behind `of`, and from no other");
    } else {
      BindFrom(declaration, target);
    }
  }

  void CollectUsing(CXCursor declaration) {
    if (!context_.attributes.AreOn(declaration)) return;
    const std::vector<CXCursor> named = NamedBy(declaration);
    for (CXCursor target : named) {
      switch (KindOf(target)) {
        case CXCursor_FunctionDecl:
        case CXCursor_FunctionTemplate:
          found_.functions.push_back({target, declaration, named.size() > 1});
          break;
        case CXCursor_VarDecl:
          found_.variables.push_back({target, declaration});
          break;
        case CXCursor_TypeAliasDecl:
        case CXCursor_TypedefDecl:
          BindFrom(declaration, AliasedBy(target));
          break;
        default:
          BindFrom(declaration, target);
          break;
      }
    }
  }

  // What is not taken here is reported with what is left over.
  void BindFrom(CXCursor binder, CXCursor target) {
    for (const AnnotationKind kind :
         {AnnotationKind::kClass, AnnotationKind::kException, AnnotationKind::kEnum}) {
      if (!context_.attributes.Has(binder, kind)) continue;
      // An instance that C++ does not make was reported.
      if (!context_.members.AreKnownOf(target) && !IsFinal(PatternOf(target)))
        return context_.attributes.TakeAll(binder);
      const std::string problem = ProblemWith(target, *KindBoundBy(kind));
      if (!problem.empty()) {
        RefuseTarget(binder, problem, "");
        return;
      }
      const bool is_foreign = !context_.sources.IsInHeaders(target);
      const FoundType found = {target, std::nullopt, IsReachable(target), "", binder, is_foreign};
      if (kind == AnnotationKind::kEnum) return BindEnum(found);
      if (kind == AnnotationKind::kException) return BindException(found);
      BindClass(found);
      has_foreign_ = has_foreign_ || is_foreign;
      return BindNested(found);
    }
  }

  // The public types of a class that is bound from outside.
  void BindNested(const FoundType& outer) {
    const Choices choices(outer.binder);
    const ir::ClassId id = context_.bound.classes.at(outer.declaration);
    for (CXCursor member : context_.members.Of(outer.declaration)) {
      if (KindOf(member) == CXCursor_FriendDecl) CollectFriend(member);
      const bool is_type = IsClass(member) || KindOf(member) == CXCursor_EnumDecl;
      if (!is_type || !IsPublic(member) || clang_Cursor_isAnonymous(member)) continue;
      const CXCursor definition = clang_getCursorDefinition(member);
      if (IsNull(definition) || IsKnown(definition) || aliased_.contains(definition)) continue;
      const CXCursor choice = choices.Of(member);
      if (!IsNull(choice) && context_.attributes.Has(choice, AnnotationKind::kSkip)) {
        context_.attributes.Take(choice);
        continue;
      }
      const FoundType found = {definition, id, outer.is_public, "", choice, outer.is_foreign};
      if (!IsClass(member)) {
        BindEnum(found);
      } else {
        BindClass(found);
        BindNested(found);
      }
    }
  }

  // Why a macro cannot bind what is named; empty where it can.
  std::string ProblemWith(CXCursor target, CXCursorKind kind) const {
    const bool is_class = IsClass(target);
    if (!is_class && KindOf(target) != CXCursor_EnumDecl)
      return "what it names is no class or enum";
    const std::string name = "'" + QualifiedName(target) + "'";
    if (is_class != (kind == CXCursor_ClassDecl))
      return name + (is_class ? " is no enum" : " is no class");
    if (!context_.members.AreKnownOf(target))
      return name + " is an instance of a final class, of which clang tells no members";
    if (!clang_isCursorDefinition(target)) return name + " is declared, but defined nowhere";
    if (IsKnown(target)) return name + " is bound already";
    return "";
  }

  void RefuseTarget(CXCursor binder, const std::string& problem, const std::string& help) {
    context_.attributes.TakeAll(binder);
    context_.sink.Report(diag::Code::kBadTarget, context_.sources.LocationOf(binder),
                         {{"problem", problem}, {"help", help}});
  }

  // --- Types ---

  bool IsKnown(CXCursor type) const {
    return context_.bound.classes.contains(type) || context_.bound.enums.contains(type) ||
           context_.bound.exceptions.contains(type);
  }

  void BindClass(const FoundType& found) {
    context_.bound.classes.emplace(found.declaration, ir::ClassId{found_.classes.size()});
    found_.classes.push_back(found);
  }
  void BindEnum(const FoundType& found) {
    context_.bound.enums.emplace(found.declaration, ir::EnumId{found_.enums.size()});
    found_.enums.push_back(found);
  }
  void BindException(const FoundType& found) {
    context_.bound.exceptions.emplace(found.declaration, ir::ExceptionId{found_.exceptions.size()});
    found_.exceptions.push_back(found);
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

  // A bound class exports the public types that are nested in it, but for those that an alias
  // binds.
  bool IsBound(CXCursor type) const {
    if (IsKnown(type)) return false;
    return context_.attributes.AreOn(type) ||
           (OuterOf(type) && IsPublic(type) && !aliased_.contains(type));
  }

  std::optional<ir::ClassId> OuterOf(CXCursor type) const {
    const auto outer = context_.bound.classes.find(clang_getCursorSemanticParent(type));
    return outer == context_.bound.classes.end() ? std::nullopt : std::optional(outer->second);
  }

  Context& context_;
  Declarations found_;
  EntityMap<bool> aliased_;  // by an alias with an annotation
  EntityMap<std::size_t> function_index_;
  EntityMap<std::size_t> operator_index_;
  EntityMap<std::size_t> variable_index_;
  bool has_foreign_ = false;
};

}  // namespace

Declarations Collect(CXTranslationUnit unit, Context& context) {
  Collector collector(context);
  const CXCursor top = clang_getTranslationUnitCursor(unit);
  collector.CollectIn(top);
  collector.CollectForeignOperators(top);
  return collector.Finish();
}

}  // namespace ferrule::scan
