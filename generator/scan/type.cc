#include "generator/scan/type.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "generator/scan/references.h"

namespace ferrule::scan {
namespace {

using ir::Passing;

// Clang tells unnamed types apart by the file that they are in, whose path is nobody's business.
std::string Spelling(CXType type) {
  std::string text = Text(clang_getTypeSpelling(type));
  for (std::size_t begin; (begin = text.find(" at ")) != std::string::npos;) {
    text.erase(begin, text.find(')', begin) - begin);
  }
  return text;
}

ir::Type Unknown(CXType type) {
  return {ir::Unsupported{ir::Obstacle::kUnknownType, Spelling(type), HoldsReferences(type)}};
}

std::optional<ir::Type> Builtin(CXTypeKind kind) {
  using enum ir::IntegerKind;
  switch (kind) {
    case CXType_Void:
      return ir::Type{ir::Void{}};
    case CXType_Bool:
      return ir::Type{ir::Bool{}};
    case CXType_SChar:
      return ir::Type{ir::Integer{kSignedChar}};
    case CXType_UChar:
      return ir::Type{ir::Integer{kUnsignedChar}};
    case CXType_Short:
      return ir::Type{ir::Integer{kShort}};
    case CXType_UShort:
      return ir::Type{ir::Integer{kUnsignedShort}};
    case CXType_Int:
      return ir::Type{ir::Integer{kInt}};
    case CXType_UInt:
      return ir::Type{ir::Integer{kUnsignedInt}};
    case CXType_Long:
      return ir::Type{ir::Integer{kLong}};
    case CXType_ULong:
      return ir::Type{ir::Integer{kUnsignedLong}};
    case CXType_LongLong:
      return ir::Type{ir::Integer{kLongLong}};
    case CXType_ULongLong:
      return ir::Type{ir::Integer{kUnsignedLongLong}};
    case CXType_Float:
      return ir::Type{ir::Float{ir::FloatKind::kFloat}};
    case CXType_Double:
      return ir::Type{ir::Float{ir::FloatKind::kDouble}};
    default:  // of more than a hundred kinds
      return std::nullopt;
  }
}

std::optional<ir::HandleKind> HandleNamed(std::string_view name) {
  if (name == "ferrule::Py") return ir::HandleKind::kPy;
  if (name == "ferrule::Bound") return ir::HandleKind::kBound;
  if (name == "ferrule::Borrowed") return ir::HandleKind::kBorrowed;
  if (name == "ferrule::SharedPy") return ir::HandleKind::kSharedPy;
  return std::nullopt;
}

std::optional<ir::ObjectKind> ObjectNamed(std::string_view name) {
  using enum ir::ObjectKind;
  constexpr std::pair<std::string_view, ir::ObjectKind> kObjects[] = {
      {"ferrule::Object", kObject},     {"ferrule::Bool", kBool},
      {"ferrule::Int", kInt},           {"ferrule::Float", kFloat},
      {"ferrule::Str", kStr},           {"ferrule::Bytes", kBytes},
      {"ferrule::Tuple", kTuple},       {"ferrule::List", kList},
      {"ferrule::Dict", kDict},         {"ferrule::Set", kSet},
      {"ferrule::Type", kType},         {"ferrule::Module", kModule},
      {"ferrule::Iterator", kIterator}, {"ferrule::Callable", kCallable},
  };
  for (const auto& [object, kind] : kObjects) {
    if (object == name) return kind;
  }
  return std::nullopt;
}

bool IsChar(CXType type) { return type.kind == CXType_Char_S || type.kind == CXType_Char_U; }

// The primary template that a class is an instance of, by its qualified name; empty if it is none.
std::string TemplateName(CXType type) {
  const CXCursor primary = clang_getSpecializedCursorTemplate(clang_getTypeDeclaration(type));
  return IsNull(primary) ? "" : QualifiedName(primary);
}

// Whether `type` is `name<first>`, as in std::allocator<T>.
bool IsInstance(CXType type, std::string_view name, CXType first) {
  type = clang_getCanonicalType(type);
  return TemplateName(type) == name &&
         clang_equalTypes(clang_getCanonicalType(clang_Type_getTemplateArgumentAsType(type, 0)),
                          first) != 0;
}

class Reader {
 public:
  explicit Reader(const BoundTypes& bound) : bound_(bound) {}

  ir::PassedType Passed(CXType written) const {
    const CXType type = clang_getCanonicalType(written);
    if (clang_isVolatileQualifiedType(type)) return {Unknown(written)};
    switch (type.kind) {
      case CXType_LValueReference:
        return Referred(written, type, Passing::kConstRef, Passing::kRef);
      case CXType_RValueReference:
        return Referred(written, type, std::nullopt, Passing::kRvalueRef);
      case CXType_Pointer:
        return Referred(written, type, Passing::kConstPointer, Passing::kPointer);
      default:
        return {Value(written)};
    }
  }

 private:
  // What a reference or a pointer refers to. There is no such thing as a `const T&&` worth binding.
  ir::PassedType Referred(CXType written, CXType type, std::optional<Passing> to_const,
                          Passing to_mutable) const {
    const CXType referred = clang_getPointeeType(type);
    const std::optional<Passing> passing =
        clang_isConstQualifiedType(referred) ? to_const : to_mutable;
    const bool is_value = referred.kind == CXType_Record || referred.kind == CXType_Enum ||
                          (Builtin(referred.kind) && referred.kind != CXType_Void);
    if (!passing || !is_value || clang_isVolatileQualifiedType(referred)) return {Unknown(written)};
    // The pointee as written, if the reference itself is not behind an alias: `const Key&` rather
    // than `const int&`.
    const CXType written_referred = clang_getPointeeType(written);
    return {Value(written_referred.kind == CXType_Invalid ? referred : written_referred), *passing};
  }

  // Const is of no matter for a value, and is told apart for what refers to one.
  ir::Type Value(CXType written) const {
    written = clang_getUnqualifiedType(written);
    const CXType type = clang_getCanonicalType(written);
    if (std::optional<ir::Type> builtin = Builtin(type.kind)) return *builtin;
    if (type.kind == CXType_Record) return Record(written, type);
    if (type.kind == CXType_Enum) return Enum(written, type);
    return Unknown(written);
  }

  ir::Type Enum(CXType written, CXType type) const {
    const CXCursor declaration = clang_getTypeDeclaration(type);
    const auto id = bound_.enums.find(declaration);
    return id == bound_.enums.end() ? Unbound(written, declaration)
                                    : ir::Type{ir::EnumRef{id->second}};
  }

  ir::Type Record(CXType written, CXType type) const {
    const CXCursor declaration = clang_getTypeDeclaration(type);
    if (const auto id = bound_.classes.find(declaration); id != bound_.classes.end()) {
      return {ir::ClassRef{id->second}};
    }
    if (const std::string name = TemplateName(type); !name.empty())
      return Instance(name, written, type);
    const std::string name = QualifiedName(declaration);
    if (name == "ferrule::Python") return {ir::Token{}};
    if (name == "ferrule::Args") return {ir::Args{}};
    if (name == "ferrule::Kwargs") return {ir::Kwargs{}};
    return Unbound(written, declaration);
  }

  ir::Type Instance(const std::string& name, CXType written, CXType type) const {
    const CXType first = clang_getCanonicalType(clang_Type_getTemplateArgumentAsType(type, 0));
    if (const std::optional<ir::HandleKind> kind = HandleNamed(name))
      return Handle(*kind, written, first);
    const auto has = [&](unsigned index, std::string_view part) {
      return IsInstance(clang_Type_getTemplateArgumentAsType(type, index), part, first);
    };
    if (name == "std::optional") return Container<ir::Optional>(written, first);
    if (name == "std::vector" && has(1, "std::allocator"))
      return Container<ir::Vector>(written, first);
    if (IsChar(first) && has(1, "std::char_traits")) {
      if (name == "std::basic_string" && has(2, "std::allocator")) return {ir::String{}};
      if (name == "std::basic_string_view") return {ir::StringView{}};
    }
    return Unknown(written);
  }

  // The element as the written type has it, if that is not behind an alias.
  template <class Kind>
  ir::Type Container(CXType written, CXType element) const {
    if (clang_isConstQualifiedType(element) || clang_isVolatileQualifiedType(element))
      return Unknown(written);
    const CXType written_element = clang_Type_getTemplateArgumentAsType(written, 0);
    return {Kind{Value(written_element.kind == CXType_Invalid ? element : written_element)}};
  }

  ir::Type Handle(ir::HandleKind kind, CXType written, CXType object) const {
    const CXCursor declaration = clang_getTypeDeclaration(object);
    if (const auto id = bound_.classes.find(declaration); id != bound_.classes.end()) {
      return {ir::Handle{kind, id->second}};
    }
    if (const std::optional<ir::ObjectKind> tag = ObjectNamed(QualifiedName(declaration))) {
      return {ir::Handle{kind, *tag}};
    }
    ir::Type type = object.kind == CXType_Record ? Unbound(object, declaration) : Unknown(written);
    // Shown is the object, but held is the reference to it.
    std::get<ir::Unsupported>(type.kind).holds_references = HoldsReferences(written);
    return type;
  }

  // A user could annotate it, unless it is of a library or an instance of a template.
  static ir::Type Unbound(CXType written, CXCursor declaration) {
    CXCursor scope = declaration;
    for (CXCursor outer = scope; !IsNull(outer) && !clang_isTranslationUnit(KindOf(outer));
         outer = clang_getCursorSemanticParent(outer)) {
      scope = outer;
    }
    const std::string library = NameOf(scope);
    const bool is_library = clang_Location_isInSystemHeader(clang_getCursorLocation(declaration)) ||
                            library == "std" || library == "ferrule";
    if (is_library || clang_Cursor_isAnonymous(declaration)) return Unknown(written);
    return {ir::Unsupported{ir::Obstacle::kUnboundClass, QualifiedName(declaration),
                            HoldsReferences(written)}};
  }

  const BoundTypes& bound_;
};

}  // namespace

ir::PassedType ReadType(CXType type, const BoundTypes& bound) { return Reader(bound).Passed(type); }

}  // namespace ferrule::scan
