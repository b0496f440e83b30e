#include "generator/scan/field.h"

#include <string>
#include <utility>

#include "generator/scan/bases.h"
#include "generator/scan/default_argument.h"
#include "generator/scan/doc.h"
#include "generator/scan/references.h"
#include "generator/scan/type.h"

namespace ferrule::scan {
namespace {

bool IsArray(CXType type) {
  const CXTypeKind kind = clang_getCanonicalType(type).kind;
  return kind == CXType_ConstantArray || kind == CXType_IncompleteArray;
}

class BaseFields {
 public:
  BaseFields(std::vector<ir::Field>& fields, Context& context)
      : fields_(fields), context_(context) {}

  void ReadBasesOf(CXCursor declaration) {
    for (const BaseSpecifier& base : context_.members.BasesOf(declaration)) {
      const bool was_flattened =
          std::exchange(is_flattened_, is_flattened_ && IsPublic(base.specifier));
      ReadBase(base);
      is_flattened_ = was_flattened;
    }
  }

 private:
  void ReadBase(const BaseSpecifier& specifier) {
    const CXCursor base = BaseOf(specifier);
    if (clang_isInvalid(KindOf(base)) || !seen_.emplace(base, true).second) return;
    is_flattened_ = is_flattened_ && ShowsMembers(specifier, context_);
    for (CXCursor field : FieldsOf(specifier.type)) {
      fields_.push_back(ReadField(field, context_));
      fields_.back().is_inherited = true;
      fields_.back().is_flattened = is_flattened_;
    }
    ReadBasesOf(base);
  }

  std::vector<ir::Field>& fields_;
  Context& context_;
  EntityMap<bool> seen_;      // a virtual base is reached on several ways
  bool is_flattened_ = true;  // where the reader is
};

// Clang finds the comments on fields in their template alone.
std::string DocInPattern(CXCursor field) {
  for (CXCursor child : ChildrenOf(PatternOf(clang_getCursorSemanticParent(field)))) {
    if (KindOf(child) == KindOf(field) && NameOf(child) == NameOf(field))
      return CleanDoc(Text(clang_Cursor_getRawCommentText(child)));
  }
  return "";
}

}  // namespace

ir::Field ReadField(CXCursor member, Context& context) {
  ir::Field field;
  field.name = NameOf(member);
  field.owner = OwnerOf(member);
  field.is_static = KindOf(member) == CXCursor_VarDecl;
  CXType type = clang_getCursorType(member);
  for (; IsArray(type); type = clang_getArrayElementType(type)) field.is_array = true;
  const ir::PassedType passed = ReadType(type, context.bound);
  field.type = passed.type;
  field.passing = passed.passing;
  if (!field.is_static && !field.is_array)
    field.initializer = ReadInitializer(member, passed, context.sources);
  field.is_public = IsPublic(member);
  field.is_const = clang_isConstQualifiedType(clang_getCanonicalType(type)) != 0;
  field.is_mutable = clang_CXXField_isMutable(member) != 0;
  field.is_bit_field = clang_Cursor_isBitField(member) != 0;
  field.doc = CleanDoc(Text(clang_Cursor_getRawCommentText(member)));
  field.annotations = context.attributes.Take(member);
  field.location = context.sources.LocationOf(member);
  if (IsImplicitInstance(clang_getCursorSemanticParent(member))) {
    field.location.instance = field.owner;
    if (field.doc.empty()) field.doc = DocInPattern(member);
  }
  return field;
}

ir::Field ReadAnonymousMember(CXCursor record, Context& context) {
  const bool is_union = KindOf(record) == CXCursor_UnionDecl;
  ir::Field field;
  field.owner = OwnerOf(record);
  field.type = {ir::Unsupported{ir::Obstacle::kUnknownType,
                                is_union ? "an unnamed union" : "an unnamed struct",
                                HoldsReferences(clang_getCursorType(record))}};
  field.is_public = IsPublic(record);
  field.annotations = context.attributes.Take(record);
  field.location = context.sources.LocationOf(record);
  return field;
}

void ReadFieldsOfBases(CXCursor declaration, std::vector<ir::Field>& fields, Context& context) {
  BaseFields(fields, context).ReadBasesOf(declaration);
}

}  // namespace ferrule::scan
