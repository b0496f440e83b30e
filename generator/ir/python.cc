// One branch a type: the place to add the Python spelling of a new one.
#include "generator/ir/python.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/ir/array.h"
#include "generator/ir/implicit.h"
#include "generator/ir/protocols.h"
#include "generator/ir/type_table.h"

namespace ferrule::ir {
namespace {

std::string Join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (const std::string& part : parts) {
    if (!joined.empty()) joined += separator;
    joined += part;
  }
  return joined;
}

// Takes what stands before the first ` | ` outside of brackets.
std::string_view TakeAlternative(std::string_view& rest) {
  int depth = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '[') ++depth;
    if (rest[i] == ']') --depth;
    if (depth > 0 || !rest.substr(i).starts_with(" | ")) continue;
    const std::string_view part = rest.substr(0, i);
    rest.remove_prefix(i + 3);
    return part;
  }
  return std::exchange(rest, std::string_view());
}

// The objects of the runtime, as a parameter asks for them and as a result promises them.
std::string SpellObject(ObjectKind kind, Position position) {
  const bool is_taken = position == Position::kParameter;
  switch (kind) {
    case ObjectKind::kObject:
      return is_taken ? "object" : "typing.Any";
    case ObjectKind::kBool:
      return "bool";
    case ObjectKind::kInt:
      return "int";
    case ObjectKind::kFloat:
      return "float";
    case ObjectKind::kStr:
      return "str";
    case ObjectKind::kBytes:
      return "bytes";
    case ObjectKind::kTuple:
      return "tuple[typing.Any, ...]";
    case ObjectKind::kList:
      return "list[typing.Any]";
    case ObjectKind::kDict:
      return "dict[typing.Any, typing.Any]";
    case ObjectKind::kSet:
      return "set[typing.Any]";
    case ObjectKind::kType:
      return "type";
    case ObjectKind::kModule:
      return "types.ModuleType";
    case ObjectKind::kIterator:
      return "collections.abc.Iterator[typing.Any]";
    case ObjectKind::kCallable:
      return "collections.abc.Callable[..., typing.Any]";
  }
  return {};
}

// `a | b | None`: each alternative once, and None, if there is one, at the end.
std::string Union(const std::vector<std::string>& alternatives) {
  std::vector<std::string> parts;
  bool has_none = false;
  for (std::string_view rest : alternatives) {
    while (!rest.empty()) {
      const std::string_view part = TakeAlternative(rest);
      if (part == "None") {
        has_none = true;
      } else if (std::ranges::find(parts, part) == parts.end()) {
        parts.emplace_back(part);
      }
    }
  }
  if (has_none) parts.emplace_back("None");
  return Join(parts, " | ");
}

// A pattern of the type table, with the arguments in their places.
std::string FillPattern(std::string_view pattern, const std::vector<std::string>& arguments) {
  if (pattern == "%|") return Union(arguments);
  std::string filled;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      filled += pattern[i];
    } else if (pattern[++i] == '*') {
      filled += arguments.empty() ? "()" : Join(arguments, ", ");
    } else {
      filled += arguments[static_cast<std::size_t>(pattern[i] - '0')];
    }
  }
  return pattern.ends_with(" | None") ? Union({filled}) : filled;
}

std::string_view PatternFor(const TemplateRow& row, Position position) {
  switch (position) {
    case Position::kParameter:
      return row.taken;
    case Position::kResult:
      return row.given;
    case Position::kField:
      return row.shown;
  }
  return {};
}

// The items of sets and the keys of dicts are given in an immutable form, which can be hashed.
bool IsHashed(TemplateKind kind, std::size_t argument) {
  switch (kind) {
    case TemplateKind::kSet:
    case TemplateKind::kUnorderedSet:
      return true;
    case TemplateKind::kMap:
    case TemplateKind::kUnorderedMap:
      return argument == 0;
    default:
      return false;
  }
}

std::string Spell(const Template& instance, Position position, const Module& module) {
  if (IsTextArray({instance})) return "str";
  std::vector<std::string> arguments;
  for (std::size_t i = 0; i < instance.arguments.size(); ++i) {
    const bool is_frozen = position == Position::kResult && IsHashed(instance.kind, i);
    arguments.push_back(
        PythonSpelling(instance.arguments[i], is_frozen ? Position::kField : position, module));
  }
  return FillPattern(PatternFor(RowOf(instance.kind), position), arguments);
}

std::string Spell(const Chrono& chrono) {
  switch (chrono.kind) {
    case ChronoKind::kDuration:
    case ChronoKind::kClockTime:
      return "datetime.timedelta";
    case ChronoKind::kSystemTime:
    case ChronoKind::kLocalTime:
      return "datetime.datetime";
    case ChronoKind::kSystemDays:
      return "datetime.date";
    case ChronoKind::kTimeOfDay:
      return "datetime.time";
  }
  return {};
}

// C++ gives the arguments of a callback that it takes, and takes its result.
std::string Spell(const Callback& callback, Position position, const Module& module) {
  const bool is_taken = position == Position::kParameter;
  std::vector<std::string> parameters;
  for (const PassedType& parameter : callback.parameters) {
    if (IsVoidPointer(parameter)) continue;  // the context, which glue supplies
    parameters.push_back(
        PythonSpelling(parameter, is_taken ? Position::kResult : Position::kParameter, module));
  }
  // What a callback returns is nobody's if C++ wants nothing.
  const bool is_ignored = is_taken && callback.result->type.Is<Void>();
  const std::string result =
      is_ignored ? "object"
                 : PythonSpelling(*callback.result,
                                  is_taken ? Position::kParameter : Position::kResult, module);
  const std::string spelling =
      "collections.abc.Callable[[" + Join(parameters, ", ") + "], " + result + "]";
  return is_taken ? spelling : spelling + " | None";  // an empty std::function is None
}

// The shortest text that reads back as the same number, as repr() writes it.
std::optional<std::string> SpellFloat(double value, ScalarKind kind) {
  if (!std::isfinite(value)) return std::nullopt;
  std::array<char, 64> buffer;
  // What is a float in C++ is shown with a float's digits: 0.1, not 0.10000000149011612.
  std::to_chars_result result =
      kind == ScalarKind::kFloat
          ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<float>(value))
          : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  std::string text(buffer.data(), result.ptr);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

bool IsUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    auto lead = static_cast<unsigned char>(text[i]);
    std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (size == 0 || lead > 0xF4 || text.size() - i < size) return false;
    for (std::size_t k = 1; k < size; ++k) {
      if ((text[i + k] & 0xC0) != 0x80) return false;
    }
    auto second = size > 1 ? static_cast<unsigned char>(text[i + 1]) : 0;
    // Overlong forms, surrogates, and what lies beyond U+10FFFF.
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
        (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) {
      return false;
    }
    i += size;
  }
  return true;
}

// As repr() writes a str: in single quotes, unless that saves an escape.
std::optional<std::string> SpellText(std::string_view text) {
  if (!IsUtf8(text)) return std::nullopt;
  const char quote =
      text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"'
                                                                                            : '\'';
  std::string result(1, quote);
  for (char c : text) {
    if (c == quote || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (c == '\r') {
      result += "\\r";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      std::array<char, 8> escape;
      std::snprintf(escape.data(), escape.size(), "\\x%02x", static_cast<unsigned>(c));
      result += escape.data();
    } else {
      result += c;
    }
  }
  return result + quote;
}

// What a constant can be asked for. Each returns nothing where the constant is of another kind.
std::optional<std::string> SpellInteger(const ConstantValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* number = std::get_if<std::uint64_t>(&value)) return std::to_string(*number);
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "1" : "0";
  return std::nullopt;
}

std::optional<std::string> SpellTruth(const ConstantValue& value) {
  std::optional<std::string> number = SpellInteger(value);
  if (!number) return std::nullopt;
  return *number == "0" ? "False" : "True";
}

std::optional<std::string> SpellNumber(const ConstantValue& value, ScalarKind kind) {
  if (const auto* number = std::get_if<double>(&value)) return SpellFloat(*number, kind);
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return SpellFloat(static_cast<double>(*number), kind);
  }
  if (const auto* number = std::get_if<std::uint64_t>(&value)) {
    return SpellFloat(static_cast<double>(*number), kind);
  }
  return std::nullopt;
}

std::optional<std::string> SpellText(const ConstantValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::nullopt : SpellText(std::string_view(*text));
}

// A character is a number in C++ and text in Python. Only ASCII is the same in all encodings.
std::optional<std::string> SpellCharacter(const ConstantValue& value) {
  const std::optional<std::string> number = SpellInteger(value);
  if (!number || number->size() > 3 || std::stoi(*number) < 0 || std::stoi(*number) > 0x7F)
    return std::nullopt;
  const std::string text(1, static_cast<char>(std::stoi(*number)));
  return SpellText(std::string_view(text));
}

std::optional<std::string> SpellScalar(const ConstantValue& value, ScalarKind kind) {
  switch (RowOf(kind).family) {
    case Family::kTruth:
      return SpellTruth(value);
    case Family::kInteger:
      return SpellInteger(value);
    case Family::kFloat:
      return SpellNumber(value, kind);
    case Family::kCharacter:
      return SpellCharacter(value);
    case Family::kText:
      return SpellText(value);
    case Family::kComplex:
    case Family::kBytes:
    case Family::kPath:
    case Family::kDate:
    case Family::kNone:
      return std::nullopt;
  }
  return std::nullopt;
}

// Values without a member are ints.
std::string SpellEnum(EnumId id, const Module& module) {
  const Enum& node = module.enums[id.index];
  return PythonPath(id, module) + (TakesNumbers(node) ? " | int" : "");
}

// The value of flags as those of its bits, each of which has a member of its own.
std::optional<std::string> SpellBits(const std::string& wanted, EnumId id, const Module& module) {
  std::uint64_t bits = std::stoull(wanted);
  if (bits == 0) return std::nullopt;
  std::string text;
  for (const Enumerator& enumerator : module.enums[id.index].enumerators) {
    const auto value =
        std::visit([](auto n) { return static_cast<std::uint64_t>(n); }, enumerator.value);
    if (!std::has_single_bit(value) || (bits & value) == 0) continue;
    bits &= ~value;
    text += (text.empty() ? "" : " | ") + PythonPath(id, module) + "." + enumerator.python_name;
  }
  return bits == 0 ? std::optional(text) : std::nullopt;
}

std::optional<std::string> SpellEnumerator(const ConstantValue& value, EnumId id,
                                           const Module& module) {
  std::optional<std::string> wanted = SpellInteger(value);
  if (!wanted) return std::nullopt;
  for (const Enumerator& enumerator : module.enums[id.index].enumerators) {
    std::string number = std::visit([](auto n) { return std::to_string(n); }, enumerator.value);
    if (number == *wanted) return PythonPath(id, module) + "." + enumerator.python_name;
  }
  const bool is_flag = IsFlag(module.enums[id.index]) && !wanted->starts_with('-');
  return is_flag ? SpellBits(*wanted, id, module) : std::nullopt;
}

// Of sets there is no spelling that inspect can read.
std::optional<std::string> SpellEmpty(const Template& instance) {
  const std::string_view taken = RowOf(instance.kind).taken;
  if (taken.starts_with("collections.abc.Sequence")) return "()";
  if (taken.starts_with("collections.abc.Mapping")) return "{}";
  return std::nullopt;
}

std::string WithOuter(std::optional<ClassId> outer, const std::string& name, const Module& module) {
  return outer ? PythonPath(*outer, module) + "." + name : name;
}

}  // namespace

std::string PythonPath(ClassId id, const Module& module) {
  const Class& node = module.classes[id.index];
  if (!node.home.empty()) return node.home + "." + node.python_name;
  return WithOuter(node.outer, node.python_name, module);
}

std::string PythonPath(EnumId id, const Module& module) {
  const Enum& node = module.enums[id.index];
  if (!node.home.empty()) return node.home + "." + node.python_name;
  return WithOuter(node.outer, node.python_name, module);
}

std::string PythonPath(ExceptionId id, const Module& module) {
  const Exception& node = module.exceptions[id.index];
  return WithOuter(node.outer, node.python_name, module);
}

std::string_view PythonBase(EnumBase base) {
  switch (base) {
    case EnumBase::kEnum:
      return "enum.Enum";
    case EnumBase::kIntEnum:
      return "enum.IntEnum";
    case EnumBase::kFlag:
      return "enum.Flag";
    case EnumBase::kIntFlag:
      return "enum.IntFlag";
  }
  return {};
}

bool IsFlag(const Enum& node) {
  return node.base == EnumBase::kFlag || node.base == EnumBase::kIntFlag;
}

bool TakesNumbers(const Enum& node) {
  return node.unknown_values == UnknownValues::kKept && !IsFlag(node);
}

std::string PythonBases(const Exception& node, const Module& module) {
  std::string bases;
  for (const ExceptionId id : node.bases)
    bases += (bases.empty() ? "" : ", ") + PythonPath(id, module);
  if (!node.python_base.empty()) bases += (bases.empty() ? "" : ", ") + node.python_base;
  return bases;
}

std::string PythonSpelling(const Type& type, Position position, const Module& module) {
  return std::visit(
      Overloaded{
          [](const Void&) -> std::string { return "None"; },
          [&](const Scalar& scalar) {
            const ScalarRow& row = RowOf(scalar.kind);
            return std::string(position == Position::kParameter ? row.taken : row.given);
          },
          [&](const ClassRef& ref) { return PythonPath(ref.id, module); },
          [&](const EnumRef& ref) { return SpellEnum(ref.id, module); },
          [&](const Template& instance) { return Spell(instance, position, module); },
          [](const Chrono& chrono) { return Spell(chrono); },
          [&](const Callback& callback) { return Spell(callback, position, module); },
          [&](const Array& array) { return PythonSpelling(array, position); },
          [&](const Custom& custom) {
            return position == Position::kParameter ? custom.taken : custom.given;
          },
          [&](const Outcome& outcome) { return PythonSpelling(*outcome.value, position, module); },
          [&](const Handle& handle) {
            return std::visit(Overloaded{
                                  [&](ObjectKind kind) { return SpellObject(kind, position); },
                                  [&](ClassId id) { return PythonPath(id, module); },
                              },
                              handle.object);
          },
          [](const Token&) -> std::string { return {}; },
          [](const Args&) -> std::string { return "object"; },
          [](const Kwargs&) -> std::string { return "object"; },
          [](const Unsupported&) -> std::string { return {}; },
      },
      type.kind);
}

namespace {

// What else is taken where an instance is asked for.
std::vector<std::string> WithSources(const std::string& spelling, const Class& node,
                                     const Module& module) {
  std::vector<std::string> alternatives = {spelling};
  for (const PassedType& source : node.implicit_sources) {
    alternatives.push_back(PythonSpelling(source.type, Position::kParameter, module));
    const bool is_pointer =
        source.passing == Passing::kPointer || source.passing == Passing::kConstPointer;
    if (is_pointer) alternatives.push_back("None");
  }
  if (node.takes_dict) alternatives.push_back("dict[str, typing.Any]");
  return alternatives;
}

}  // namespace

std::string PythonSpelling(const PassedType& type, Position position, const Module& module) {
  std::string spelling = PythonSpelling(type.type, position, module);
  const bool is_pointer =
      type.passing == Passing::kPointer || type.passing == Passing::kConstPointer;
  if (is_pointer) return Union({spelling, "None"});
  const Class* const made =
      position == Position::kParameter ? MadeImplicitly(type, module) : nullptr;
  return made == nullptr ? spelling : Union(WithSources(spelling, *made, module));
}

std::string PythonSpelling(const Argument& argument, const Function& function,
                           const Module& module) {
  const Parameter& parameter = function.parameters[argument.parameter];
  const auto* container = parameter.type.type.As<Template>();
  if (container != nullptr && argument.kind == ArgumentKind::kVarPositional) {
    return PythonSpelling(container->arguments[0], Position::kParameter, module);
  }
  if (container != nullptr && argument.kind == ArgumentKind::kVarKeyword) {
    return PythonSpelling(container->arguments[1], Position::kParameter, module);
  }
  const std::string spelling = PythonSpelling(parameter.type, Position::kParameter, module);
  return parameter.is_nullable ? Union({spelling, "None"}) : spelling;
}

namespace {

// What a slot makes of it; empty where it is what the function returns.
std::string ResultInSlot(const Function& function, const Module& module) {
  if (function.role != Role::kSlot) return "";
  switch (FindSpecialMethod(function.python_name)->shape) {
    case SlotShape::kHash:
    case SlotShape::kLength:
      return "int";
    case SlotShape::kTruth:
    case SlotShape::kContains:
      return "bool";
    case SlotShape::kInPlace:
      return "typing.Self";
    case SlotShape::kSetItem:
    case SlotShape::kSetAttribute:
    case SlotShape::kDescriptorSet:
      return "None";
    case SlotShape::kBuffer:
      return "memoryview";
    case SlotShape::kNext:
    case SlotShape::kGetAttribute:
      if (const Type* element = ElementOfOptional(function.result.type))
        return PythonSpelling(*element, Position::kResult, module);
      return "";
    case SlotShape::kUnary:
    case SlotShape::kBinary:
    case SlotShape::kPower:
    case SlotShape::kCompare:
    case SlotShape::kSubscript:
    case SlotShape::kDescriptorGet:
      return "";
  }
  return "";
}

// A live view, whose items are read as those of a field are.
std::string ViewSpelling(const Type& type, bool is_const, const Module& module) {
  std::vector<std::string> arguments;
  for (const Type& argument : type.As<Template>()->arguments)
    arguments.push_back(PythonSpelling(argument, Position::kField, module));
  return FillPattern(ViewPattern(type, is_const), arguments);
}

std::string ResultOf(const Function& function, Position position, const Module& module) {
  const PassedType& result = function.result;
  if (function.returns != Returns::kView) return PythonSpelling(result, position, module);
  const bool is_pointer =
      result.passing == Passing::kPointer || result.passing == Passing::kConstPointer;
  const bool is_const =
      result.passing == Passing::kConstRef || result.passing == Passing::kConstPointer;
  return ViewSpelling(result.type, is_const, module) + (is_pointer ? " | None" : "");
}

}  // namespace

std::string PythonSpelling(const Field& field, const Module& module) {
  return field.is_view
             ? ViewSpelling(field.type, field.is_const, module)
             : PythonSpelling(PassedType{field.type, field.passing}, Position::kField, module);
}

std::string PythonAttribute(const Function& getter, const Module& module) {
  return ResultOf(getter, Position::kField, module);
}

std::string PythonResult(const Function& function, const Module& module) {
  if (std::string result = ResultInSlot(function, module); !result.empty()) return result;
  std::vector<std::string> results;
  if (!function.result.type.Is<Void>()) {
    results.push_back(ResultOf(function, Position::kResult, module));
  }
  for (std::size_t out : OutParameters(function)) {
    results.push_back(
        PythonSpelling(function.parameters[out].type.type, Position::kResult, module));
  }
  if (results.empty()) return "None";
  return results.size() == 1 ? results[0] : "tuple[" + Join(results, ", ") + "]";
}

std::optional<std::string> PythonSpelling(const ConstantValue& value, const Type& type,
                                          const Module& module) {
  using Spelling = std::optional<std::string>;
  // Whatever can be None at all is so by this one constant.
  if (std::holds_alternative<NoneConstant>(value)) return "None";
  return std::visit(Overloaded{
                        [](const Void&) -> Spelling { return std::nullopt; },
                        [&](const Scalar& scalar) { return SpellScalar(value, scalar.kind); },
                        [](const ClassRef&) -> Spelling { return std::nullopt; },
                        [&](const EnumRef& ref) { return SpellEnumerator(value, ref.id, module); },
                        [&](const Template& instance) -> Spelling {
                          if (std::holds_alternative<EmptyConstant>(value)) {
                            return SpellEmpty(instance);
                          }
                          const Type* element = ElementOfOptional(type);
                          if (element == nullptr) return std::nullopt;
                          return PythonSpelling(value, *element, module);
                        },
                        [](const Chrono&) -> Spelling { return std::nullopt; },
                        [](const Callback&) -> Spelling { return std::nullopt; },
                        [](const Array&) -> Spelling { return std::nullopt; },
                        [](const Custom&) -> Spelling { return std::nullopt; },
                        [](const Outcome&) -> Spelling { return std::nullopt; },
                        [](const Handle&) -> Spelling { return std::nullopt; },
                        [](const Token&) -> Spelling { return std::nullopt; },
                        [](const Args&) -> Spelling { return std::nullopt; },
                        [](const Kwargs&) -> Spelling { return std::nullopt; },
                        [](const Unsupported&) -> Spelling { return std::nullopt; },
                    },
                    type.kind);
}

}  // namespace ferrule::ir
