#include "generator/scan/leftovers.h"

#include <string>

#include "generator/ir/macros.h"
#include "generator/scan/foreign.h"

namespace ferrule::scan {
namespace {

using ir::AnnotationKind;

// What an annotation stands on, and what its user can do.
struct Verdict {
  std::string what;
  std::string help;
  bool is_misplaced = false;  // else it is right, and ferrule not yet able
};

Verdict NotYet(std::string what, std::string help = "") {
  return {std::move(what), std::move(help)};
}
Verdict Misplaced(std::string what, std::string help) {
  return {std::move(what), std::move(help), true};
}

bool IsInstanceOfTemplate(CXCursor declaration) {
  return !IsNull(clang_getSpecializedCursorTemplate(declaration));
}

// Of what a declaration stands in, what keeps it from being bound.
std::optional<Verdict> VerdictOnScope(CXCursor declaration) {
  for (CXCursor scope = clang_getCursorSemanticParent(declaration);
       clang_isDeclaration(KindOf(scope)); scope = clang_getCursorSemanticParent(scope)) {
    if (KindOf(scope) == CXCursor_Namespace && clang_Cursor_isAnonymous(scope)) {
      return NotYet("declarations in unnamed namespaces", "give the namespace a name");
    }
    if (KindOf(scope) == CXCursor_ClassTemplate ||
        KindOf(scope) == CXCursor_ClassTemplatePartialSpecialization ||
        IsInstanceOfTemplate(scope)) {
      return NotYet("members of class templates");
    }
    if (KindOf(scope) == CXCursor_UnionDecl) return NotYet("members of unions");
  }
  return std::nullopt;
}

Verdict VerdictOnClass(CXCursor declaration) {
  if (KindOf(declaration) == CXCursor_UnionDecl) return NotYet("unions");
  if (IsInstanceOfTemplate(declaration)) return NotYet("specialisations of class templates");
  if (clang_Cursor_isAnonymous(declaration))
    return NotYet("unnamed classes", "give the class a name");
  if (IsNull(clang_getCursorDefinition(declaration))) {
    return Misplaced("a class that is declared here and defined nowhere",
                     "annotate its definition");
  }
  return Misplaced("another declaration of a class than its definition", "annotate the definition");
}

// A free function that is declared in a class.
bool IsFriend(CXCursor function) {
  return KindOf(clang_getCursorSemanticParent(function)) == CXCursor_Namespace ||
         clang_isTranslationUnit(KindOf(clang_getCursorSemanticParent(function)));
}

Verdict VerdictOnMember(CXCursor member) {
  const CXCursor owner = clang_getCursorSemanticParent(member);
  if (!clang_equalCursors(owner, clang_getCursorLexicalParent(member))) {
    return Misplaced("the definition of a member", "annotate the declaration inside of the class");
  }
  return Misplaced("a member of '" + QualifiedName(owner) + "', which is not bound",
                   "annotate '" + QualifiedName(owner) + "' with FERRULE_CLASS()");
}

Verdict VerdictOnEnum(CXCursor declaration) {
  if (clang_Cursor_isAnonymous(declaration)) return NotYet("unnamed enums", "give the enum a name");
  return Misplaced("an enum that is not defined here", "annotate its definition");
}

Verdict VerdictOnVariable(CXCursor variable) {
  const CXCursorKind owner = KindOf(clang_getCursorSemanticParent(variable));
  const bool is_member = owner == CXCursor_ClassDecl || owner == CXCursor_StructDecl;
  return is_member ? VerdictOnMember(variable)
                   : NotYet("variables such as '" + NameOf(variable) + "'");
}

// At home in a namespace, or in a class that stands for another.
Verdict VerdictOnUsing(CXCursor declaration) {
  const CXCursorKind owner = KindOf(clang_getCursorSemanticParent(declaration));
  if (owner == CXCursor_ClassDecl || owner == CXCursor_StructDecl) {
    return NotYet("annotations of using-declarations in classes",
                  "they are for what stands for another class: FERRULE_CLASS(of = ...)");
  }
  return Misplaced("a using-declaration of something else",
                   "write the macro that what it names would have, such as FERRULE_FUNCTION()");
}

// A function that is to be a member of a class that another stands for.
Verdict VerdictOnAdded(CXCursor function) {
  return Misplaced("a member of a class of which there are no objects",
                   "make '" + NameOf(function) + "' static, and let it take the object first");
}

Verdict VerdictOn(CXCursor declaration, const Context& context) {
  if (IsStandIn(clang_getCursorSemanticParent(declaration), context.attributes) &&
      KindOf(declaration) != CXCursor_UsingDeclaration)
    return VerdictOnAdded(declaration);

  if (std::optional<Verdict> verdict = VerdictOnScope(declaration)) return *verdict;
  switch (KindOf(declaration)) {
    case CXCursor_ClassDecl:
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
      return VerdictOnClass(declaration);
    case CXCursor_ClassTemplate:
    case CXCursor_ClassTemplatePartialSpecialization:
      return NotYet("class templates",
                    "bind an instance by an alias, as in `using Name FERRULE_CLASS() = Box<int>;`");
    case CXCursor_FunctionTemplate:
      if (!IsFriend(declaration)) return VerdictOnMember(declaration);
      return NotYet("friend functions", "annotate a declaration outside of classes");
    case CXCursor_FunctionDecl:
      if (IsInstanceOfTemplate(declaration)) {
        return NotYet("specialisations of function templates",
                      "list it among the `instances` of the template");
      }
      return NotYet("friend functions", "annotate a declaration outside of classes");
    case CXCursor_TypeAliasDecl:
    case CXCursor_TypedefDecl:
      if (KindOf(AliasedBy(declaration)) == CXCursor_ClassTemplate)
        return Misplaced("an alias template", "alias an instance of it");
      return Misplaced("an alias",
                       "an alias takes FERRULE_CLASS(), FERRULE_ENUM() or FERRULE_EXCEPTION()");
    case CXCursor_UsingDeclaration:
      return VerdictOnUsing(declaration);
    case CXCursor_EnumDecl:
      return VerdictOnEnum(declaration);
    case CXCursor_EnumConstantDecl:
      return Misplaced("an enumerator of an enum that is not bound",
                       "annotate the enum with FERRULE_ENUM()");
    case CXCursor_CXXMethod:
    case CXCursor_Constructor:
    case CXCursor_ConversionFunction:
    case CXCursor_FieldDecl:
      return VerdictOnMember(declaration);
    case CXCursor_VarDecl:
      return VerdictOnVariable(declaration);
    case CXCursor_Destructor:
      return Misplaced("a destructor", "remove it");
    case CXCursor_ParmDecl:
      return Misplaced("a parameter of a function that is not exported",
                       "annotate the function, too");
    default:
      return NotYet("annotations of this kind of declaration");
  }
}

}  // namespace

void ReportLeftovers(Context& context) {
  for (const Attributes::Leftover& leftover : context.attributes.Leftovers()) {
    // What nobody took is left out, as it asks for.
    if (leftover.kind == AnnotationKind::kSkip) continue;
    const Verdict verdict = VerdictOn(leftover.declaration, context);
    if (verdict.is_misplaced) {
      context.sink.Report(diag::Code::kMisplacedAnnotation, leftover.location,
                          {{"macro", std::string(ir::MacroName(leftover.kind))},
                           {"what", verdict.what},
                           {"help", verdict.help}});
    } else {
      context.sink.Report(diag::Code::kNotCovered, leftover.location,
                          {{"what", verdict.what}, {"help", verdict.help}});
    }
  }
}

}  // namespace ferrule::scan
