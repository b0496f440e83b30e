#include "generator/scan/exception.h"

#include <deque>
#include <string>
#include <utility>

#include "generator/scan/binder.h"
#include "generator/scan/field.h"
#include "generator/scan/function.h"

namespace ferrule::scan {
namespace {

class ExceptionReader {
 public:
  ExceptionReader(const FoundType& found, Context& context)
      : declaration_(found.declaration), context_(context) {
    node_.name = NameOf(declaration_);
    node_.qualified_name = QualifiedName(declaration_);
    node_.outer = found.outer;
    node_.is_public = found.is_public;
    ReadBinder(found, node_, context_);
  }

  ir::Exception Read() {
    ReadMembers(declaration_, false);
    AddBasesOf({declaration_, true});
    for (; !waiting_.empty(); waiting_.pop_front()) ReadAncestor(waiting_.front());
    return std::move(node_);
  }

 private:
  // A class whose bases are to be read; `is_flattened` if its members are this one's.
  struct Above {
    CXCursor declaration;
    bool is_flattened = false;
  };

  void AddBasesOf(const Above& derived) {
    for (const BaseSpecifier& specifier : context_.members.BasesOf(derived.declaration)) {
      const CXCursor base = clang_getTypeDeclaration(specifier.type);
      if (!IsPublic(specifier.specifier) || clang_isInvalid(KindOf(base))) continue;
      if (!seen_.emplace(base, true).second) continue;
      const CXCursor definition = clang_getCursorDefinition(base);
      waiting_.push_back({IsNull(definition) ? base : definition, derived.is_flattened});
    }
  }

  void ReadAncestor(const Above& above) {
    ir::Ancestor ancestor = {QualifiedName(above.declaration), std::nullopt};
    const auto bound = context_.bound.exceptions.find(above.declaration);
    if (bound != context_.bound.exceptions.end()) ancestor.bound = bound->second;
    const bool is_flattened = above.is_flattened && !ancestor.bound;
    node_.ancestors.push_back(std::move(ancestor));
    if (is_flattened) ReadMembers(above.declaration, true);
    AddBasesOf({above.declaration, is_flattened});
  }

  void ReadMembers(CXCursor declaration, bool is_inherited) {
    for (CXCursor member : context_.members.Of(declaration)) {
      const bool is_annotated = context_.attributes.AreOn(member);
      switch (KindOf(member)) {
        case CXCursor_FieldDecl:
          if (IsPublic(member) || (is_annotated && !is_inherited)) AddField(member, is_inherited);
          break;
        case CXCursor_VarDecl:
          if (is_annotated && !is_inherited) AddField(member, false);
          break;
        case CXCursor_CXXMethod:
        case CXCursor_Constructor:
        case CXCursor_ConversionFunction:
        case CXCursor_FunctionTemplate:
          if (is_annotated) ReadFunctions(member, node_.methods, context_);
          break;
        default:
          break;
      }
    }
  }

  void AddField(CXCursor member, bool is_inherited) {
    node_.fields.push_back(ReadField(member, context_));
    node_.fields.back().is_inherited = is_inherited;
  }

  CXCursor declaration_;
  Context& context_;
  ir::Exception node_;
  std::deque<Above> waiting_;  // nearer ones first
  EntityMap<bool> seen_;       // a virtual base is reached on several ways
};

}  // namespace

ir::Exception ReadException(const FoundType& found, Context& context) {
  return ExceptionReader(found, context).Read();
}

}  // namespace ferrule::scan
