#include "generator/scan/class.h"

#include <string>
#include <utility>
#include <vector>

#include "generator/scan/doc.h"
#include "generator/scan/field.h"
#include "generator/scan/function.h"

namespace ferrule::scan {
namespace {

CXCursor BaseOf(CXCursor specifier) {
  return clang_getTypeDeclaration(clang_getCanonicalType(clang_getCursorType(specifier)));
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
  base.location = context.sources.LocationOf(specifier);
  return base;
}

class ClassReader {
 public:
  ClassReader(const FoundType& found, Context& context)
      : declaration_(found.declaration), context_(context) {
    node_.name = NameOf(declaration_);
    node_.qualified_name = QualifiedName(declaration_);
    node_.outer = found.outer;
    node_.is_public = found.is_public;
    node_.doc = CleanDoc(Text(clang_Cursor_getRawCommentText(declaration_)));
    node_.annotations = context_.attributes.Take(declaration_);
    node_.location = context_.sources.LocationOf(declaration_);
  }

  ir::Class Read() {
    for (CXCursor member : ChildrenOf(declaration_)) ReadMember(member);
    ReadFieldsOfBases(declaration_, node_.fields, context_);
    return std::move(node_);
  }

 private:
  void ReadMember(CXCursor member) {
    const CXCursorKind kind = KindOf(member) == CXCursor_FunctionTemplate
                                  ? clang_getTemplateCursorKind(member)
                                  : KindOf(member);
    switch (kind) {
      case CXCursor_CXXBaseSpecifier:
        return node_.bases.push_back(ReadBase(member, context_));
      case CXCursor_Constructor:
        return ReadConstructor(member);
      case CXCursor_CXXMethod:
      case CXCursor_ConversionFunction:
        return ReadMethod(member);
      case CXCursor_FieldDecl:
      case CXCursor_VarDecl:
        return node_.fields.push_back(ReadField(member, context_));
      case CXCursor_UsingDeclaration:
        return RefuseUnlessSkipped(member, "using-declarations of members");
      case CXCursor_UnionDecl:
      case CXCursor_StructDecl:
      case CXCursor_ClassDecl:
      case CXCursor_EnumDecl:
        return ReadNestedType(member);
      default:
        return;
    }
  }

  void ReadConstructor(CXCursor constructor) {
    node_.declares_constructors = true;
    const bool is_written = !clang_CXXMethod_isDefaulted(constructor) &&
                            clang_getCursorAvailability(constructor) != CXAvailability_NotAvailable;
    if (is_written && clang_CXXConstructor_isCopyConstructor(constructor)) {
      node_.provides_copy_constructor = true;
    }
    const bool is_of_interest =
        IsPublic(constructor) && !clang_CXXConstructor_isCopyConstructor(constructor) &&
        !clang_CXXConstructor_isMoveConstructor(constructor) &&
        clang_getCursorAvailability(constructor) != CXAvailability_NotAvailable;
    if (is_of_interest || context_.attributes.AreOn(constructor)) {
      ReadFunctions(constructor, node_.constructors, context_);
    }
  }

  void ReadMethod(CXCursor method) {
    if (IsPublic(method) || context_.attributes.AreOn(method)) {
      ReadFunctions(method, node_.methods, context_);
    }
  }

  // Those that have a name are nodes of their own.
  void ReadNestedType(CXCursor type) {
    if (!clang_isCursorDefinition(type)) return;
    if (clang_Cursor_isAnonymousRecordDecl(type)) {
      node_.fields.push_back(ReadAnonymousMember(type, context_));
    } else if (KindOf(type) == CXCursor_UnionDecl && !clang_Cursor_isAnonymous(type)) {
      RefuseUnlessSkipped(type, "unions");
    } else if (KindOf(type) == CXCursor_EnumDecl && clang_Cursor_isAnonymous(type)) {
      RefuseUnlessSkipped(type, "unnamed enums");
    }
  }

  void RefuseUnlessSkipped(CXCursor member, const std::string& what) {
    if (!IsPublic(member) || context_.attributes.Has(member, ir::AnnotationKind::kSkip)) return;
    context_.sink.Report(diag::Code::kNotCovered, context_.sources.LocationOf(member),
                         {{"what", what}, {"help", "leave it out with FERRULE_SKIP()"}});
  }

  CXCursor declaration_;
  Context& context_;
  ir::Class node_;
};

}  // namespace

ir::Class ReadClass(const FoundType& found, Context& context) {
  return ClassReader(found, context).Read();
}

}  // namespace ferrule::scan
