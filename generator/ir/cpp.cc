// One branch a type: the place to add the C++ spelling of a new one.
#include "generator/ir/cpp.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "generator/ir/array.h"
#include "generator/ir/type_table.h"

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

bool IsCArray(const Template& instance) { return instance.kind == TemplateKind::kCArray; }

// `int[2][3]`: the extents of what an array holds stand behind its own.
std::string SpellArray(const Template& array, const Module& module) {
  std::string extents = "[" + std::to_string(array.extent) + "]";
  const Type* element = &array.arguments[0];
  for (const Template* inner = element->As<Template>(); inner != nullptr && IsCArray(*inner);
       inner = element->As<Template>()) {
    extents += "[" + std::to_string(inner->extent) + "]";
    element = &inner->arguments[0];
  }
  const std::string spelling = CppSpelling(*element, module);
  const bool is_function = element->Is<Callback>();  // whose pointers hold what is behind a name
  return (is_function ? "std::type_identity_t<" + spelling + ">" : spelling) + extents;
}

std::string Spell(const Template& instance, const Module& module) {
  if (IsCArray(instance)) return SpellArray(instance, module);
  std::string arguments;
  for (const Type& argument : instance.arguments) {
    if (!arguments.empty()) arguments += ", ";
    if (instance.has_const_element) arguments += "const ";
    arguments += CppSpelling(argument, module);
  }
  if (instance.kind == TemplateKind::kArray) arguments += ", " + std::to_string(instance.extent);
  return std::string(RowOf(instance.kind).cpp) + "<" + arguments + ">";
}

// --- Time ---

// The names of <chrono> for periods that count in what libraries count them in.
std::string_view DurationName(const Chrono& chrono) {
  struct Unit {
    std::int64_t numerator, denominator;
    std::string_view name;
  };
  constexpr Unit kUnits[] = {
      {1, 1000000000, "std::chrono::nanoseconds"},
      {1, 1000000, "std::chrono::microseconds"},
      {1, 1000, "std::chrono::milliseconds"},
      {1, 1, "std::chrono::seconds"},
      {60, 1, "std::chrono::minutes"},
      {3600, 1, "std::chrono::hours"},
      {86400, 1, "std::chrono::days"},
  };
  if (chrono.rep != ScalarKind::kLong) return {};
  for (const Unit& unit : kUnits) {
    if (unit.numerator == chrono.numerator && unit.denominator == chrono.denominator)
      return unit.name;
  }
  return {};
}

std::string SpellDuration(const Chrono& chrono) {
  if (std::string_view name = DurationName(chrono); !name.empty()) return std::string(name);
  return "std::chrono::duration<" + std::string(RowOf(chrono.rep).cpp) + ", std::ratio<" +
         std::to_string(chrono.numerator) + ", " + std::to_string(chrono.denominator) + ">>";
}

std::string Spell(const Chrono& chrono) {
  const std::string duration = SpellDuration(chrono);
  switch (chrono.kind) {
    case ChronoKind::kDuration:
      return duration;
    case ChronoKind::kSystemDays:
      return "std::chrono::sys_days";
    case ChronoKind::kSystemTime:
      return "std::chrono::sys_time<" + duration + ">";
    case ChronoKind::kLocalTime:
      return "std::chrono::local_time<" + duration + ">";
    case ChronoKind::kClockTime:
      return "std::chrono::time_point<" + chrono.clock + ", " + duration + ">";
    case ChronoKind::kTimeOfDay:
      return "std::chrono::hh_mm_ss<" + duration + ">";
  }
  return {};
}

std::string Spell(const Callback& callback, const Module& module) {
  std::string parameters;
  for (const PassedType& parameter : callback.parameters) {
    if (!parameters.empty()) parameters += ", ";
    parameters += CppSpelling(parameter, module);
  }
  parameters = "(" + parameters + ")" + (callback.is_noexcept ? " noexcept" : "");
  if (callback.kind == CallbackKind::kFunction)
    return "std::function<" + FunctionSpelling(*callback.result, "", parameters, module) + ">";
  return FunctionSpelling(*callback.result, " (*)", parameters, module);
}

}  // namespace

std::string FunctionSpelling(const PassedType& result, const std::string& declarator,
                             const std::string& parameters, const Module& module) {
  const std::string type = CppSpelling(result, module);
  const auto* callback = result.type.As<Callback>();
  if (callback == nullptr || callback->kind != CallbackKind::kPointer)
    return type + declarator + parameters;
  return "auto" + declarator + parameters + " -> " + type;
}

std::string CppSpelling(const Type& type, const Module& module) {
  return std::visit(
      Overloaded{
          [](const Void&) -> std::string { return "void"; },
          [](const Scalar& scalar) { return std::string(RowOf(scalar.kind).cpp); },
          [&](const ClassRef& ref) { return module.classes[ref.id.index].qualified_name; },
          [&](const EnumRef& ref) { return module.enums[ref.id.index].qualified_name; },
          [&](const Template& instance) { return Spell(instance, module); },
          [](const Chrono& chrono) { return Spell(chrono); },
          [&](const Callback& callback) { return Spell(callback, module); },
          [](const Array& array) { return CppSpelling(array); },
          [](const Custom& custom) { return custom.spelling; },
          [](const Outcome& outcome) { return outcome.spelling; },
          [&](const Handle& handle) { return Spell(handle, module); },
          [](const Token&) -> std::string { return "ferrule::Python"; },
          [](const Args&) -> std::string { return "ferrule::Args"; },
          [](const Kwargs&) -> std::string { return "ferrule::Kwargs"; },
          [](const Unsupported& unsupported) { return unsupported.spelling; },
      },
      type.kind);
}

// What is const of a pointer stands behind it.
std::string CppSpelling(const Field& field, const Module& module) {
  std::string spelling = CppSpelling(PassedType{field.type, field.passing}, module);
  if (!field.is_const) return spelling;
  const std::size_t end = std::min(spelling.find('['), spelling.size());
  const bool is_pointer = end > 0 && spelling[end - 1] == '*';
  if (field.type.Is<Callback>()) return "std::add_const_t<" + spelling + ">";
  return is_pointer ? spelling.insert(end, " const") : "const " + spelling;
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
