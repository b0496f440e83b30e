// One branch a type: the place to add the C++ spelling of a new one.
#include "generator/ir/cpp.h"

namespace ferrule::ir {
namespace {

std::string_view HandleName(HandleKind kind) {
  switch (kind) {
    case HandleKind::kPy:
      return "ferrule::Py";
    case HandleKind::kBound:
      return "ferrule::Bound";
    case HandleKind::kBorrowed:
      return "ferrule::Borrowed";
    case HandleKind::kSharedPy:
      return "ferrule::SharedPy";
  }
  return {};
}

std::string_view ObjectName(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::kObject:
      return "ferrule::Object";
    case ObjectKind::kBool:
      return "ferrule::Bool";
    case ObjectKind::kInt:
      return "ferrule::Int";
    case ObjectKind::kFloat:
      return "ferrule::Float";
    case ObjectKind::kStr:
      return "ferrule::Str";
    case ObjectKind::kBytes:
      return "ferrule::Bytes";
    case ObjectKind::kTuple:
      return "ferrule::Tuple";
    case ObjectKind::kList:
      return "ferrule::List";
    case ObjectKind::kDict:
      return "ferrule::Dict";
    case ObjectKind::kSet:
      return "ferrule::Set";
    case ObjectKind::kType:
      return "ferrule::Type";
    case ObjectKind::kModule:
      return "ferrule::Module";
    case ObjectKind::kIterator:
      return "ferrule::Iterator";
    case ObjectKind::kCallable:
      return "ferrule::Callable";
  }
  return {};
}

std::string Spell(const Handle& handle, const Module& module) {
  std::string object =
      std::visit(Overloaded{
                     // The default argument of every handle.
                     [](ObjectKind kind) {
                       return kind == ObjectKind::kObject ? "" : std::string(ObjectName(kind));
                     },
                     [&](ClassId id) { return module.classes[id.index].qualified_name; },
                 },
                 handle.object);
  return std::string(HandleName(handle.kind)) + "<" + object + ">";
}

}  // namespace

std::string_view CppSpelling(IntegerKind kind) {
  switch (kind) {
    case IntegerKind::kSignedChar:
      return "signed char";
    case IntegerKind::kUnsignedChar:
      return "unsigned char";
    case IntegerKind::kShort:
      return "short";
    case IntegerKind::kUnsignedShort:
      return "unsigned short";
    case IntegerKind::kInt:
      return "int";
    case IntegerKind::kUnsignedInt:
      return "unsigned int";
    case IntegerKind::kLong:
      return "long";
    case IntegerKind::kUnsignedLong:
      return "unsigned long";
    case IntegerKind::kLongLong:
      return "long long";
    case IntegerKind::kUnsignedLongLong:
      return "unsigned long long";
  }
  return {};
}

std::string_view CppSpelling(FloatKind kind) {
  switch (kind) {
    case FloatKind::kFloat:
      return "float";
    case FloatKind::kDouble:
      return "double";
  }
  return {};
}

std::string CppSpelling(const Type& type, const Module& module) {
  return std::visit(
      Overloaded{
          [](const Void&) -> std::string { return "void"; },
          [](const Bool&) -> std::string { return "bool"; },
          [](const Integer& integer) { return std::string(CppSpelling(integer.kind)); },
          [](const Float& number) { return std::string(CppSpelling(number.kind)); },
          [](const String&) -> std::string { return "std::string"; },
          [](const StringView&) -> std::string { return "std::string_view"; },
          [&](const ClassRef& ref) { return module.classes[ref.id.index].qualified_name; },
          [&](const EnumRef& ref) { return module.enums[ref.id.index].qualified_name; },
          [&](const Optional& optional) {
            return "std::optional<" + CppSpelling(*optional.element, module) + ">";
          },
          [&](const Vector& vector) {
            return "std::vector<" + CppSpelling(*vector.element, module) + ">";
          },
          [&](const Handle& handle) { return Spell(handle, module); },
          [](const Token&) -> std::string { return "ferrule::Python"; },
          [](const Args&) -> std::string { return "ferrule::Args"; },
          [](const Kwargs&) -> std::string { return "ferrule::Kwargs"; },
          [](const Unsupported& unsupported) { return unsupported.spelling; },
      },
      type.kind);
}

std::string CppSpelling(const PassedType& type, const Module& module) {
  std::string spelling = CppSpelling(type.type, module);
  switch (type.passing) {
    case Passing::kValue:
      return spelling;
    case Passing::kConstRef:
      return "const " + spelling + "&";
    case Passing::kRef:
      return spelling + "&";
    case Passing::kRvalueRef:
      return spelling + "&&";
    case Passing::kConstPointer:
      return "const " + spelling + "*";
    case Passing::kPointer:
      return spelling + "*";
  }
  return spelling;
}

}  // namespace ferrule::ir
