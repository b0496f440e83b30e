#include "generator/scan/type.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "generator/ir/type_table.h"
#include "generator/scan/array_type.h"
#include "generator/scan/references.h"
#include "generator/scan/standard_types.h"

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

bool IsCString(CXType pointer) {
  const CXType referred = clang_getPointeeType(pointer);
  const bool is_char = referred.kind == CXType_Char_S || referred.kind == CXType_Char_U;
  return is_char && clang_isConstQualifiedType(referred) &&
         !clang_isVolatileQualifiedType(referred);
}

// What C passes on to a callback: a `void*`.
bool IsContext(CXType pointer) {
  const CXType referred = clang_getPointeeType(pointer);
  return referred.kind == CXType_Void && !clang_isConstQualifiedType(referred) &&
         !clang_isVolatileQualifiedType(referred);
}

bool IsNoexcept(CXType function) {
  switch (clang_getExceptionSpecificationType(function)) {
    case CXCursor_ExceptionSpecificationKind_BasicNoexcept:
    case CXCursor_ExceptionSpecificationKind_ComputedNoexcept:
    case CXCursor_ExceptionSpecificationKind_NoThrow:
    case CXCursor_ExceptionSpecificationKind_DynamicNone:
      return true;
    default:
      return false;
  }
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
        if (IsCString(type)) return {ir::Type{ir::Scalar{ir::ScalarKind::kCString}}};
        if (IsContext(type)) return {ir::Type{ir::Void{}}, Passing::kPointer};
        if (std::optional<ir::Type> callback =
                Callback(ir::CallbackKind::kPointer, clang_getPointeeType(type)))
          return {*std::move(callback)};
        return Referred(written, type, Passing::kConstPointer, Passing::kPointer);
      default:
        return {Value(written)};
    }
  }

 private:
  std::optional<ir::RecordId> RecordOf(CXType type) const {
    return bound_.records == nullptr ? std::nullopt : bound_.records->Find(type, bound_);
  }

  ir::Type Unknown(CXType type) const {
    return {ir::Unsupported{ir::Obstacle::kUnknownType, Spelling(type), HoldsReferences(type),
                            RecordOf(type)}};
  }

  // What a reference or a pointer refers to. There is no such thing as a `const T&&` worth binding.
  ir::PassedType Referred(CXType written, CXType type, std::optional<Passing> to_const,
                          Passing to_mutable) const {
    const CXType referred = clang_getPointeeType(type);
    const std::optional<Passing> passing =
        clang_isConstQualifiedType(referred) ? to_const : to_mutable;
    const bool is_value =
        referred.kind == CXType_Record || referred.kind == CXType_Enum ||
        (ReadBuiltin(clang_getUnqualifiedType(referred)) && referred.kind != CXType_Void);
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
    if (std::optional<ir::Type> builtin = ReadBuiltin(type)) return *builtin;
    if (type.kind == CXType_Record) return Record(written, type);
    if (type.kind == CXType_Enum) return Enum(written, type);
    return Unknown(written);
  }

  ir::Type Enum(CXType written, CXType type) const {
    const CXCursor declaration = clang_getTypeDeclaration(type);
    const auto id = bound_.enums.find(declaration);
    if (id != bound_.enums.end()) return {ir::EnumRef{id->second}};
    if (std::optional<ir::Type> user_type = UserType(type)) return *std::move(user_type);
    return Unbound(written, declaration);
  }

  // What users have said of a type goes before what ferrule knows of it.
  std::optional<ir::Type> UserType(CXType type) const {
    if (std::optional<ir::Custom> custom = bound_.user_types.FindConverter(type)) {
      custom->record = RecordOf(type);
      return ir::Type{*std::move(custom)};
    }
    const std::optional<CXType> value = bound_.user_types.FindOutcome(type);
    if (!value) return std::nullopt;
    if (value->kind == CXType_Invalid) return Unknown(type);
    return OutcomeOf(type, *value, false);
  }

  ir::Type OutcomeOf(CXType type, CXType value, bool is_standard) const {
    const ir::PassedType passed = Passed(value);
    ir::Type inner = passed.passing == Passing::kValue ? passed.type : Unknown(value);
    return {ir::Outcome{Text(clang_getTypeSpelling(clang_getUnqualifiedType(type))),
                        std::move(inner), is_standard}};
  }

  std::optional<ir::Type> StandardOutcome(CXType type) const {
    const std::string name = QualifiedName(clang_getTypeDeclaration(type));
    if (name == "std::error_code" || name == "std::exception_ptr" ||
        name == "std::__exception_ptr::exception_ptr") {
      return ir::Type{ir::Outcome{name == "std::error_code" ? name : "std::exception_ptr",
                                  ir::Type{ir::Void{}}, true}};
    }
    if (TemplateName(type) != "std::expected") return std::nullopt;
    return OutcomeOf(type, TemplateArgument(type, 0), true);
  }

  ir::Type Record(CXType written, CXType type) const {
    const CXCursor declaration = clang_getTypeDeclaration(type);
    if (const auto id = bound_.classes.find(declaration); id != bound_.classes.end()) {
      return {ir::ClassRef{id->second}};
    }
    if (std::optional<ir::Type> user_type = UserType(type)) return *std::move(user_type);
    if (std::optional<ir::Type> standard = ReadStandardClass(type)) return *std::move(standard);
    if (std::optional<ir::Array> array = ReadArray(type)) return {*std::move(array)};
    if (std::optional<ir::Type> outcome = StandardOutcome(type)) return *std::move(outcome);
    if (const std::string name = TemplateName(type); !name.empty())
      return Instance(name, written, type);
    const std::string name = QualifiedName(declaration);
    if (name == "ferrule::Python") return {ir::Token{}};
    if (name == "ferrule::Args") return {ir::Args{}};
    if (name == "ferrule::Kwargs") return {ir::Kwargs{}};
    return Unbound(written, declaration);
  }

  ir::Type Instance(const std::string& name, CXType written, CXType type) const {
    if (const std::optional<ir::HandleKind> kind = HandleNamed(name))
      return Handle(*kind, written, TemplateArgument(type, 0));
    if (const std::optional<ir::TemplateKind> kind = ReadStandardTemplate(type))
      return Template(*kind, written, type);
    if (name == "std::function") {
      const std::optional<ir::Type> callback =
          Callback(ir::CallbackKind::kFunction, WrittenArgument(written, type, 0));
      if (callback) return *callback;
    }
    return Unknown(written);
  }

  // `function` is the type of what is called. Nothing for what no converter calls: C's variable
  // arguments, and functions that are const or the like.
  std::optional<ir::Type> Callback(ir::CallbackKind kind, CXType function) const {
    const CXType type = clang_getCanonicalType(function);
    if (type.kind != CXType_FunctionProto || clang_isFunctionTypeVariadic(type) ||
        clang_Type_getCXXRefQualifier(type) != CXRefQualifier_None)
      return std::nullopt;
    // As written, if that is not behind an alias.
    const bool is_written = clang_getNumArgTypes(function) == clang_getNumArgTypes(type);
    const CXType shown = is_written ? function : type;
    ir::Callback callback = {kind, Passed(clang_getResultType(shown)), {}, IsNoexcept(type)};
    for (int i = 0; i < clang_getNumArgTypes(type); ++i)
      callback.parameters.push_back(Passed(clang_getArgType(shown, static_cast<unsigned>(i))));
    return ir::Type{std::move(callback)};
  }

  ir::Type Template(ir::TemplateKind kind, CXType written, CXType type) const {
    ir::Template instance = {kind, {}};
    std::size_t count = ir::RowOf(kind).arity;
    if (count == 0) count = static_cast<std::size_t>(clang_Type_getNumTemplateArguments(type));
    for (unsigned i = 0; i < count; ++i) {
      const CXType argument = TemplateArgument(type, i);
      const bool is_const = clang_isConstQualifiedType(argument) != 0;
      if ((is_const && !MayHaveConstElement(kind)) || clang_isVolatileQualifiedType(argument))
        return Unknown(written);
      instance.has_const_element = is_const;
      instance.arguments.push_back(Element(written, argument, i));
    }
    if (kind == ir::TemplateKind::kArray)
      instance.extent = static_cast<std::size_t>(TemplateNumber(type, 1).value_or(0));
    return {std::move(instance)};
  }

  static bool MayHaveConstElement(ir::TemplateKind kind) {
    switch (kind) {
      case ir::TemplateKind::kSpan:
      case ir::TemplateKind::kReferenceWrapper:
      case ir::TemplateKind::kUniquePointer:
      case ir::TemplateKind::kSharedPointer:
      case ir::TemplateKind::kWeakPointer:
        return true;
      default:
        return false;
    }
  }

  // A template argument as the written type has it, if that is not behind an alias.
  static CXType WrittenArgument(CXType written, CXType type, unsigned index) {
    const CXType argument = clang_Type_getTemplateArgumentAsType(written, index);
    return argument.kind == CXType_Invalid ? TemplateArgument(type, index) : argument;
  }

  ir::Type Element(CXType written, CXType argument, unsigned index) const {
    const CXType written_argument = clang_Type_getTemplateArgumentAsType(written, index);
    const ir::PassedType passed =
        Passed(written_argument.kind == CXType_Invalid ? argument : written_argument);
    return passed.passing == Passing::kValue ? passed.type : Unknown(argument);
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
    auto& unsupported = std::get<ir::Unsupported>(type.kind);
    unsupported.holds_references = HoldsReferences(written);
    unsupported.record = std::nullopt;
    return type;
  }

  // A user could annotate it, unless it is of a library or an instance of a template.
  ir::Type Unbound(CXType written, CXCursor declaration) const {
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
                            HoldsReferences(written), RecordOf(written)}};
  }

  const BoundTypes& bound_;
};

}  // namespace

ir::PassedType ReadType(CXType type, const BoundTypes& bound) { return Reader(bound).Passed(type); }

ir::PassedType ReadFieldType(CXType written, const BoundTypes& bound) {
  const CXType type = clang_getCanonicalType(written);
  if (type.kind != CXType_ConstantArray) return ReadType(written, bound);
  const CXType shown = clang_getArrayElementType(written);
  const ir::PassedType element =
      ReadFieldType(shown.kind == CXType_Invalid ? clang_getArrayElementType(type) : shown, bound);
  if (element.passing != Passing::kValue) return ReadType(written, bound);
  return {ir::Type{ir::Template{ir::TemplateKind::kCArray,
                                {element.type},
                                static_cast<std::size_t>(clang_getArraySize(type))}}};
}

}  // namespace ferrule::scan
