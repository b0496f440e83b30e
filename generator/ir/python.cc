// One branch a type: the place to add the Python spelling of a new one.
#include "generator/ir/python.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string_view>
#include <utility>

namespace ferrule::ir {
namespace {

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

std::string SpellSequence(const std::string& element, Position position) {
  switch (position) {
    case Position::kParameter:
      return "collections.abc.Sequence[" + element + "]";
    case Position::kResult:
      return "list[" + element + "]";
    case Position::kField:
      return "tuple[" + element + ", ...]";
  }
  return {};
}

// The shortest text that reads back as the same number, as repr() writes it.
std::optional<std::string> SpellFloat(double value, FloatKind kind) {
  if (!std::isfinite(value)) return std::nullopt;
  std::array<char, 64> buffer;
  // What is a float in C++ is shown with a float's digits: 0.1, not 0.10000000149011612.
  std::to_chars_result result =
      kind == FloatKind::kFloat
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

std::optional<std::string> SpellNumber(const ConstantValue& value, FloatKind kind) {
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

std::optional<std::string> SpellEnumerator(const ConstantValue& value, EnumId id,
                                           const Module& module) {
  std::optional<std::string> wanted = SpellInteger(value);
  if (!wanted) return std::nullopt;
  for (const Enumerator& enumerator : module.enums[id.index].enumerators) {
    std::string number = std::visit([](auto n) { return std::to_string(n); }, enumerator.value);
    if (number == *wanted) return PythonPath(id, module) + "." + enumerator.python_name;
  }
  return std::nullopt;
}

std::string WithOuter(std::optional<ClassId> outer, const std::string& name, const Module& module) {
  return outer ? PythonPath(*outer, module) + "." + name : name;
}

}  // namespace

std::string PythonPath(ClassId id, const Module& module) {
  const Class& node = module.classes[id.index];
  return WithOuter(node.outer, node.python_name, module);
}

std::string PythonPath(EnumId id, const Module& module) {
  const Enum& node = module.enums[id.index];
  return WithOuter(node.outer, node.python_name, module);
}

std::string PythonSpelling(const Type& type, Position position, const Module& module) {
  return std::visit(
      Overloaded{
          [](const Void&) -> std::string { return "None"; },
          [](const Bool&) -> std::string { return "bool"; },
          [](const Integer&) -> std::string { return "int"; },
          [](const Float&) -> std::string { return "float"; },
          [](const String&) -> std::string { return "str"; },
          [](const StringView&) -> std::string { return "str"; },
          [&](const ClassRef& ref) { return PythonPath(ref.id, module); },
          [&](const EnumRef& ref) { return PythonPath(ref.id, module); },
          [&](const Optional& optional) {
            return PythonSpelling(*optional.element, position, module) + " | None";
          },
          [&](const Vector& vector) {
            return SpellSequence(PythonSpelling(*vector.element, position, module), position);
          },
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

std::string PythonSpelling(const PassedType& type, Position position, const Module& module) {
  std::string spelling = PythonSpelling(type.type, position, module);
  const bool is_pointer =
      type.passing == Passing::kPointer || type.passing == Passing::kConstPointer;
  return is_pointer ? spelling + " | None" : spelling;
}

std::optional<std::string> PythonSpelling(const ConstantValue& value, const Type& type,
                                          const Module& module) {
  using Spelling = std::optional<std::string>;
  // Whatever can be None at all is so by this one constant.
  if (std::holds_alternative<NoneConstant>(value)) return "None";
  return std::visit(Overloaded{
                        [](const Void&) -> Spelling { return std::nullopt; },
                        [&](const Bool&) { return SpellTruth(value); },
                        [&](const Integer&) { return SpellInteger(value); },
                        [&](const Float& number) { return SpellNumber(value, number.kind); },
                        [&](const String&) { return SpellText(value); },
                        [&](const StringView&) { return SpellText(value); },
                        [](const ClassRef&) -> Spelling { return std::nullopt; },
                        [&](const EnumRef& ref) { return SpellEnumerator(value, ref.id, module); },
                        [&](const Optional& optional) {
                          return PythonSpelling(value, *optional.element, module);
                        },
                        [](const Vector&) -> Spelling { return std::nullopt; },
                        [](const Handle&) -> Spelling { return std::nullopt; },
                        [](const Token&) -> Spelling { return std::nullopt; },
                        [](const Args&) -> Spelling { return std::nullopt; },
                        [](const Kwargs&) -> Spelling { return std::nullopt; },
                        [](const Unsupported&) -> Spelling { return std::nullopt; },
                    },
                    type.kind);
}

}  // namespace ferrule::ir
