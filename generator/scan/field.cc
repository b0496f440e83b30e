#include "generator/scan/field.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "generator/ir/type_table.h"
#include "generator/scan/bases.h"
#include "generator/scan/default_argument.h"
#include "generator/scan/doc.h"
#include "generator/scan/references.h"
#include "generator/scan/type.h"

namespace ferrule::scan {
namespace {

// Of an array, whether its elements are: clang says so of any of the levels.
bool IsConst(CXType type) {
  bool is_const = false;
  for (type = clang_getCanonicalType(type); type.kind != CXType_Invalid;
       type = clang_getArrayElementType(type)) {
    is_const = is_const || clang_isConstQualifiedType(type) != 0;
  }
  return is_const;
}

bool IsAnonymousRecord(CXCursor declaration) {
  return clang_Cursor_isAnonymousRecordDecl(declaration) != 0;
}

// What an enumerator without a type of its own is: a number, be it one of characters.
ir::Type NumberOf(ir::Type type) {
  const auto* const scalar = type.As<ir::Scalar>();
  if (scalar == nullptr || ir::RowOf(scalar->kind).family != ir::Family::kCharacter) return type;
  return {ir::Scalar{ir::ScalarKind::kLongLong}};
}

// Which of its members there is, only the class knows.
ir::Field ReadUnion(CXCursor record, const std::string& owner, Context& context) {
  std::string names;
  for (CXCursor member : ChildrenOf(record)) {
    if (KindOf(member) != CXCursor_FieldDecl || NameOf(member).empty()) continue;
    names += (names.empty() ? " of " : ", ") + NameOf(member);
  }
  ir::Field field;
  field.owner = owner;
  field.type = {ir::Unsupported{ir::Obstacle::kUnknownType, "an unnamed union" + names,
                                HoldsReferences(clang_getCursorType(record))}};
  field.is_public = IsPublic(record);
  field.annotations = context.attributes.Take(record);
  field.location = context.sources.LocationOf(record);
  return field;
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
    const std::size_t first = fields_.size();
    for (CXCursor field : FieldsOf(specifier.type)) {
      const CXCursor type = clang_getTypeDeclaration(clang_getCursorType(field));
      if (IsAnonymousRecord(type)) {
        ReadAnonymousMember(type, QualifiedName(base), fields_, context_);
      } else {
        fields_.push_back(ReadField(field, context_));
      }
    }
    for (std::size_t i = first; i < fields_.size(); ++i) {
      fields_[i].is_inherited = true;
      fields_[i].is_flattened = is_flattened_;
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
  const CXType type = clang_getCursorType(member);
  const ir::PassedType passed = ReadFieldType(type, context.bound);
  field.type = passed.type;
  field.passing = passed.passing;
  if (!field.is_static) field.initializer = ReadInitializer(member, passed, context.sources);
  field.is_public = IsPublic(member);
  field.is_const = IsConst(type);
  field.is_mutable = clang_CXXField_isMutable(member) != 0;
  field.is_bit_field = clang_Cursor_isBitField(member) != 0;
  if (field.is_bit_field) {
    field.initializer = ReadInitializerOfBits(member, context.sources);
    field.width = static_cast<std::size_t>(std::max(clang_getFieldDeclBitWidth(member), 0));
  }
  field.doc = CleanDoc(Text(clang_Cursor_getRawCommentText(member)));
  field.annotations = context.attributes.Take(member);
  field.location = context.sources.LocationOf(member);
  if (IsImplicitInstance(clang_getCursorSemanticParent(member))) {
    field.location.instance = field.owner;
    if (field.doc.empty()) field.doc = DocInPattern(member);
  }
  return field;
}

void ReadAnonymousMember(CXCursor record, const std::string& owner, std::vector<ir::Field>& fields,
                         Context& context) {
  if (KindOf(record) == CXCursor_UnionDecl) {
    fields.push_back(ReadUnion(record, owner, context));
    return;
  }
  const std::vector<ir::Annotation> annotations = context.attributes.Take(record);
  for (CXCursor member : ChildrenOf(record)) {
    if (IsAnonymousRecord(member)) ReadAnonymousMember(member, owner, fields, context);
    if (KindOf(member) != CXCursor_FieldDecl || NameOf(member).empty()) continue;
    fields.push_back(ReadField(member, context));
    ir::Field& field = fields.back();
    field.owner = owner;
    field.is_in_unnamed = true;
    field.is_public = field.is_public && IsPublic(record);
    field.annotations.insert(field.annotations.begin(), annotations.begin(), annotations.end());
  }
}

void ReadUnnamedEnum(CXCursor declaration, const std::string& owner, std::vector<ir::Field>& fields,
                     Context& context) {
  if (context.attributes.Has(declaration, ir::AnnotationKind::kSkip)) return;
  const CXType type = clang_getEnumDeclIntegerType(declaration);
  for (CXCursor enumerator : ChildrenOf(declaration)) {
    if (KindOf(enumerator) != CXCursor_EnumConstantDecl) continue;
    ir::Field& field = fields.emplace_back();
    field.name = NameOf(enumerator);
    field.owner = owner;
    field.type = NumberOf(ReadType(type, context.bound).type);
    field.is_public = IsPublic(declaration);
    field.is_static = field.is_const = field.is_enumerator = true;
    field.doc = CleanDoc(Text(clang_Cursor_getRawCommentText(enumerator)));
    field.annotations = context.attributes.Take(enumerator);
    field.location = context.sources.LocationOf(enumerator);
  }
}

void ReadFieldsOfBases(CXCursor declaration, std::vector<ir::Field>& fields, Context& context) {
  BaseFields(fields, context).ReadBasesOf(declaration);
}

}  // namespace ferrule::scan
