#include "generator/scan/class.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "generator/scan/bases.h"
#include "generator/scan/binder.h"
#include "generator/scan/field.h"
#include "generator/scan/foreign.h"
#include "generator/scan/function.h"
#include "generator/scan/virtuals.h"

namespace ferrule::scan {
namespace {

// What is protected serves classes that Python derives from it.
bool IsAccessible(CXCursor member) {
  return IsPublic(member) || clang_getCXXAccessSpecifier(member) == CX_CXXProtected;
}

bool IsOfInterest(CXCursor constructor) {
  return !clang_CXXConstructor_isCopyConstructor(constructor) &&
         !clang_CXXConstructor_isMoveConstructor(constructor) &&
         clang_getCursorAvailability(constructor) != CXAvailability_NotAvailable;
}

class ClassReader {
 public:
  ClassReader(const FoundType& found, Context& context)
      : declaration_(found.declaration),
        is_foreign_(found.is_foreign),
        choices_(found.binder),
        context_(context) {
    node_.name = NameOf(declaration_);
    node_.qualified_name = QualifiedName(declaration_);
    node_.home = found.home;
    node_.outer = found.outer;
    node_.is_public = found.is_public;
    ReadBinder(found, node_, context_);
    node_.is_foreign = is_foreign_;
  }

  ir::Class ReadImported() {
    for (const BaseSpecifier& base : context_.members.BasesOf(declaration_)) TakeBase(base);
    for (CXCursor member : context_.members.Of(declaration_)) {
      if (KindOf(member) == CXCursor_Constructor) NoteCopyConstructor(member);
      if (KindOf(member) == CXCursor_FieldDecl) node_.fields.push_back(ReadField(member, context_));
    }
    ReadFieldsOfBases(declaration_, node_.fields, context_);
    node_.methods.clear();  // of bases that are not bound: its home has them
    return std::move(node_);
  }

  ir::Class Read() {
    for (const BaseSpecifier& base : context_.members.BasesOf(declaration_)) TakeBase(base);
    for (CXCursor member : context_.members.Of(declaration_)) ReadMember(member);
    if (IsImplicitInstance(declaration_)) ReadPattern();
    for (CXCursor function : choices_.Added()) AddFunction(function);
    ReadFieldsOfBases(declaration_, node_.fields, context_);
    for (ir::Field& field : node_.fields) {
      if (std::ranges::find(ambiguous_, field.owner) != ambiguous_.end())
        field.is_flattened = false;
    }
    for (const auto& [field, annotations] : introduced_) ShowIntroduced(field, annotations);
    node_.virtuals = ReadVirtuals(declaration_, context_);
    MarkWhatMayBeLeftOut();
    return std::move(node_);
  }

 private:
  void ReadMember(CXCursor member) {
    const CXCursorKind kind = KindOf(member) == CXCursor_FunctionTemplate
                                  ? clang_getTemplateCursorKind(member)
                                  : KindOf(member);
    switch (kind) {
      case CXCursor_Constructor:
        return ReadConstructor(member);
      case CXCursor_CXXMethod:
      case CXCursor_ConversionFunction:
        return ReadMethod(member);
      case CXCursor_FieldDecl:
      case CXCursor_VarDecl:
        return ReadFieldOf(member);
      case CXCursor_UsingDeclaration:
        return TakeIntroduced(member);
      case CXCursor_UnionDecl:
      case CXCursor_StructDecl:
      case CXCursor_ClassDecl:
      case CXCursor_EnumDecl:
        return ReadNestedType(member);
      default:
        return;
    }
  }

  // A base that is not bound hands on its members, and its own bases.
  void TakeBase(const BaseSpecifier& specifier) {
    const std::size_t index = node_.bases.size();
    node_.bases.push_back(ReadBase(specifier, context_));
    if (!node_.bases[index].is_flattened) return;
    const CXCursor base = BaseOf(specifier);
    const std::string name = node_.bases[index].qualified_name;
    if (flattened_.contains(base) && !node_.bases[index].is_virtual) DropAmbiguous(name);
    if (!flattened_.emplace(base, true).second)
      return;  // a virtual base is reached on several ways
    for (CXCursor member : context_.members.Of(base)) {
      if (KindOf(member) != CXCursor_CXXMethod || !IsPublic(member)) continue;
      ReadChosen(member, node_.methods);
      node_.methods.back().inherited_from = name;
    }
    for (const BaseSpecifier& above : context_.members.BasesOf(base)) {
      const std::size_t first = node_.bases.size();
      TakeBase(above);
      node_.bases[first].is_indirect = true;
    }
  }

  // --- What binds a class from outside says of it ---

  void ReadChosen(CXCursor member, std::vector<ir::Function>& functions) {
    const std::size_t first = functions.size();
    ReadFunctions(member, functions, context_);
    const CXCursor choice = choices_.Of(member);
    if (IsNull(choice)) return;
    for (std::size_t i = first; i < functions.size(); ++i) {
      std::ranges::move(context_.attributes.Take(choice),
                        std::back_inserter(functions[i].annotations));
    }
  }

  void ReadFieldOf(CXCursor member) {
    node_.fields.push_back(ReadField(member, context_));
    const CXCursor choice = choices_.Of(member);
    if (IsNull(choice)) return;
    std::ranges::move(context_.attributes.Take(choice),
                      std::back_inserter(node_.fields.back().annotations));
  }

  // A static function of a stand-in: one of Python's methods, unless it is to be static there, too.
  void AddFunction(CXCursor declaration) {
    if (!context_.attributes.AreOn(declaration)) return;
    node_.methods.push_back(ReadFunction(declaration, context_));
    ir::Function& function = node_.methods.back();
    const bool is_static = std::ranges::any_of(function.annotations, [](const auto& annotation) {
      return annotation.kind == ir::AnnotationKind::kStatic ||
             annotation.kind == ir::AnnotationKind::kClassMethod;
    });
    if (!is_static) function.kind = ir::FunctionKind::kFree;
    function.is_added = true;
  }

  // What is chosen by name is to be there, but of several overloads those that can be.
  void MarkWhatMayBeLeftOut() {
    if (!is_foreign_) return;
    for (std::vector<ir::Function>* functions : {&node_.constructors, &node_.methods}) {
      for (ir::Function& function : *functions) {
        const auto is_overload = [&](const ir::Function& other) {
          return !other.annotations.empty() &&
                 other.annotations.front().location == function.annotations.front().location;
        };
        function.may_be_left_out =
            !function.is_added &&
            (function.annotations.empty() || std::ranges::count_if(*functions, is_overload) > 1);
      }
    }
    for (ir::Function& function : node_.virtuals) function.may_be_left_out = true;
    for (ir::Field& field : node_.fields) field.may_be_left_out = field.annotations.empty();
  }

  // What the template has that is not public: an instance does not show it.
  void ReadPattern() {
    for (CXCursor member : ChildrenOf(PatternOf(declaration_))) {
      const CXCursorKind kind = KindOf(member) == CXCursor_FunctionTemplate
                                    ? clang_getTemplateCursorKind(member)
                                    : KindOf(member);
      if (kind == CXCursor_Constructor) node_.declares_constructors = true;
      if (kind == CXCursor_CXXMethod && !IsPublic(member))
        node_.hidden_names.push_back(NameOf(member));
    }
  }

  // A base that there is twice of: C++ would not know which is meant.
  void DropAmbiguous(const std::string& base) {
    std::erase_if(node_.methods, [&](const ir::Function& method) {
      return method.inherited_from == base && !method.is_introduced;
    });
    ambiguous_.push_back(base);
  }

  void NoteCopyConstructor(CXCursor constructor) {
    const bool is_written = !clang_CXXMethod_isDefaulted(constructor) &&
                            clang_getCursorAvailability(constructor) != CXAvailability_NotAvailable;
    if (is_written && clang_CXXConstructor_isCopyConstructor(constructor)) {
      node_.provides_copy_constructor = true;
    }
  }

  void ReadConstructor(CXCursor constructor) {
    node_.declares_constructors = true;
    NoteCopyConstructor(constructor);
    if ((IsAccessible(constructor) && IsOfInterest(constructor)) ||
        context_.attributes.AreOn(constructor)) {
      ReadChosen(constructor, node_.constructors);
    }
  }

  void ReadMethod(CXCursor method) {
    if (IsPublic(method) || context_.attributes.AreOn(method)) {
      ReadChosen(method, node_.methods);
    } else {
      node_.hidden_names.push_back(NameOf(method));
    }
  }

  // What a using-declaration names is the class's own from there on: methods and constructors.
  void TakeIntroduced(CXCursor declaration) {
    if (!IsPublic(declaration) || context_.attributes.Has(declaration, ir::AnnotationKind::kSkip)) {
      for (CXCursor name : ChildrenOf(declaration)) node_.hidden_names.push_back(NameOf(name));
      return;
    }
    for (CXCursor member : NamedBy(declaration)) Introduce(member, declaration);
  }

  void Introduce(CXCursor member, CXCursor declaration) {
    switch (KindOf(member)) {
      case CXCursor_CXXMethod:
        node_.methods.push_back(ReadFunction(member, context_));
        node_.methods.back().inherited_from = OwnerOf(member);
        node_.methods.back().is_introduced = true;
        node_.methods.back().is_public = true;  // here, whatever it is in the base
        return;
      case CXCursor_Constructor:
        if (IsPublic(member) && IsOfInterest(member)) {
          node_.constructors.push_back(ReadFunction(member, context_));
          node_.constructors.back().is_introduced = true;
        }
        return;
      case CXCursor_FieldDecl:
        introduced_.emplace_back(member, context_.attributes.Take(declaration));
        return;
      case CXCursor_VarDecl:
        node_.fields.push_back(ReadField(member, context_));
        node_.fields.back().owner = node_.qualified_name;
        node_.fields.back().is_introduced = node_.fields.back().is_public = true;
        return;
      default:
        return;  // types: what they are called is C++'s matter
    }
  }

  // A field of a base, which is there already as one of those that are inherited.
  void ShowIntroduced(CXCursor member, const std::vector<ir::Annotation>& annotations) {
    const std::string owner = OwnerOf(member);
    const auto field = std::ranges::find_if(node_.fields, [&](const ir::Field& each) {
      return each.is_inherited && each.owner == owner && each.name == NameOf(member);
    });
    if (field == node_.fields.end()) return;
    field->is_introduced = field->is_flattened = true;
    field->is_public = true;  // here, whatever it is in the base
    if (!annotations.empty()) field->annotations = annotations;
  }

  // Those that have a name are nodes of their own.
  void ReadNestedType(CXCursor type) {
    if (!clang_isCursorDefinition(type)) return;
    if (clang_Cursor_isAnonymousRecordDecl(type)) {
      ReadAnonymousMember(type, node_.qualified_name, node_.fields, context_);
    } else if (KindOf(type) == CXCursor_UnionDecl && !clang_Cursor_isAnonymous(type)) {
      RefuseUnlessSkipped(type, "unions");
    } else if (KindOf(type) == CXCursor_EnumDecl && clang_Cursor_isAnonymous(type)) {
      ReadUnnamedEnum(type, node_.qualified_name, node_.fields, context_);
    }
  }

  void RefuseUnlessSkipped(CXCursor member, const std::string& what) {
    if (!IsPublic(member) || context_.attributes.Has(member, ir::AnnotationKind::kSkip)) return;
    if (is_foreign_) return;
    context_.sink.Report(diag::Code::kNotCovered, context_.sources.LocationOf(member),
                         {{"what", what}, {"help", "leave it out with FERRULE_SKIP()"}});
  }

  CXCursor declaration_;
  bool is_foreign_;
  Choices choices_;
  Context& context_;
  ir::Class node_;
  EntityMap<bool> flattened_;
  std::vector<std::pair<CXCursor, std::vector<ir::Annotation>>> introduced_;  // fields of bases
  std::vector<std::string> ambiguous_;                                        // bases, by name
};

}  // namespace

ir::Class ReadClass(const FoundType& found, Context& context) {
  return ClassReader(found, context).Read();
}

ir::Class ReadImportedClass(const FoundType& found, Context& context) {
  return ClassReader(found, context).ReadImported();
}

}  // namespace ferrule::scan
