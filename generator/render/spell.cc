#include "generator/render/spell.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "generator/ir/cpp.h"

namespace ferrule::render {
namespace {

using ir::Overloaded;
using ir::Passing;

bool IsPointer(const ir::PassedType& type) {
  return type.passing == Passing::kPointer || type.passing == Passing::kConstPointer;
}

std::string BorrowedType(const ir::Handle& handle, const ir::Module& module) {
  return ir::CppSpelling(ir::Type{ir::Handle{ir::HandleKind::kBorrowed, handle.object}}, module);
}

std::string_view UnwrapHandle(ir::HandleKind kind) {
  switch (kind) {
    case ir::HandleKind::kPy:
      return ".unbind()";
    case ir::HandleKind::kBound:
      return ".to_owned()";
    case ir::HandleKind::kBorrowed:
      return "";
    case ir::HandleKind::kSharedPy:
      return ".unbind()";
  }
  return "";
}

// A double so that it reads back as the same number, and as a floating-point one. Infinity and NaN
// have no literals.
std::string FloatLiteral(double value) {
  const std::string sign = std::signbit(value) ? "-" : "";
  if (std::isinf(value)) return sign + "std::numeric_limits<double>::infinity()";
  if (std::isnan(value)) return sign + "std::numeric_limits<double>::quiet_NaN()";
  std::array<char, 64> buffer;
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  std::string text(buffer.data(), result.ptr);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

// The smallest integer has no literal of its own: minus is an operator.
std::string IntegerLiteral(std::int64_t value) {
  if (value == std::numeric_limits<std::int64_t>::min())
    return "(" + std::to_string(value + 1) + " - 1)";
  return std::to_string(value);
}

std::string Literal(const ir::ConstantValue& value) {
  return std::visit(Overloaded{
                        [](ir::NoneConstant) -> std::string { return "nullptr"; },
                        [](bool truth) -> std::string { return truth ? "true" : "false"; },
                        [](std::int64_t number) { return IntegerLiteral(number); },
                        [](std::uint64_t number) { return std::to_string(number) + "u"; },
                        [](double number) { return FloatLiteral(number); },
                        [](const std::string& text) { return StringLiteral(text); },
                    },
                    value);
}

bool NeedsEscape(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

std::string Escape(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    default: {
      // Three octal digits, after which no digit of the text can be read into the escape.
      const auto code = static_cast<unsigned char>(c);
      return {'\\', static_cast<char>('0' + code / 64), static_cast<char>('0' + code / 8 % 8),
              static_cast<char>('0' + code % 8)};
    }
  }
}

}  // namespace

std::string ConverterType(const ir::PassedType& type, const ir::Module& module) {
  return ir::CppSpelling(type.type, module) + (IsPointer(type) ? "*" : "");
}

std::string CarrierType(const ir::PassedType& type, const ir::Module& module) {
  const auto itself = [&](const auto&) { return ir::CppSpelling(type.type, module); };
  return std::visit(Overloaded{
                        [&](const ir::Bool& t) { return itself(t); },
                        [&](const ir::Integer& t) { return itself(t); },
                        [&](const ir::Float& t) { return itself(t); },
                        [](const ir::String&) -> std::string { return "std::string_view"; },
                        [](const ir::StringView&) -> std::string { return "std::string_view"; },
                        [&](const ir::ClassRef& t) { return itself(t) + "*"; },
                        [&](const ir::EnumRef& t) { return itself(t); },
                        [&](const ir::Optional& t) { return itself(t); },
                        [&](const ir::Vector& t) { return itself(t); },
                        [&](const ir::Handle& handle) { return BorrowedType(handle, module); },
                        // Without a local: injected, or not approved.
                        [](const ir::Void&) -> std::string { return {}; },
                        [](const ir::Token&) -> std::string { return {}; },
                        [](const ir::Args&) -> std::string { return {}; },
                        [](const ir::Kwargs&) -> std::string { return {}; },
                        [](const ir::Unsupported&) -> std::string { return {}; },
                    },
                    type.type.kind);
}

std::string UnwrapExpression(const ir::PassedType& type, const std::string& name,
                             const ir::Module& module) {
  const auto itself = [&](const auto&) {
    return type.passing == Passing::kRvalueRef ? "std::move(" + name + ")" : name;
  };
  const auto moved = [&](const auto&) {
    return type.passing == Passing::kConstRef ? name : "std::move(" + name + ")";
  };
  return std::visit(Overloaded{
                        [&](const ir::Bool& t) { return itself(t); },
                        [&](const ir::Integer& t) { return itself(t); },
                        [&](const ir::Float& t) { return itself(t); },
                        [&](const ir::String&) { return "std::string(" + name + ")"; },
                        [&](const ir::StringView& t) { return itself(t); },
                        [&](const ir::ClassRef&) { return IsPointer(type) ? name : "*" + name; },
                        [&](const ir::EnumRef& t) { return itself(t); },
                        [&](const ir::Optional& t) { return moved(t); },
                        [&](const ir::Vector& t) { return moved(t); },
                        [&](const ir::Handle& handle) {
                          const std::string unwrapped =
                              name + std::string(UnwrapHandle(handle.kind));
                          if (handle.kind != ir::HandleKind::kSharedPy) return unwrapped;
                          return ir::CppSpelling(type.type, module) + "(" + unwrapped + ")";
                        },
                        [&](const ir::Void& t) { return itself(t); },
                        [&](const ir::Token& t) { return itself(t); },
                        [&](const ir::Args& t) { return itself(t); },
                        [&](const ir::Kwargs& t) { return itself(t); },
                        [&](const ir::Unsupported& t) { return itself(t); },
                    },
                    type.type.kind);
}

bool UnwrapMayThrow(const ir::PassedType& type) {
  return std::visit(Overloaded{
                        [](const ir::Bool&) { return false; },
                        [](const ir::Integer&) { return false; },
                        [](const ir::Float&) { return false; },
                        [](const ir::String&) { return true; },
                        [](const ir::StringView&) { return false; },
                        // By value the class is copied, by whatever its copy constructor does.
                        [&](const ir::ClassRef&) { return type.passing == Passing::kValue; },
                        [](const ir::EnumRef&) { return false; },
                        [](const ir::Optional&) { return true; },
                        [](const ir::Vector&) { return true; },
                        [](const ir::Handle&) { return true; },
                        [](const ir::Void&) { return false; },
                        [](const ir::Token&) { return false; },
                        [](const ir::Args&) { return false; },
                        [](const ir::Kwargs&) { return false; },
                        [](const ir::Unsupported&) { return false; },
                    },
                    type.type.kind);
}

std::string ConstantExpression(const ir::ConstantValue& value, const ir::PassedType& type,
                               const ir::Module& module) {
  if (type.type.Is<ir::EnumRef>())
    return "static_cast<" + ir::CppSpelling(type.type, module) + ">(" + Literal(value) + ")";
  if (const auto* optional = type.type.As<ir::Optional>(); optional != nullptr) {
    if (std::holds_alternative<ir::NoneConstant>(value)) return "std::nullopt";
    return ConstantExpression(value, ir::PassedType{*optional->element}, module);
  }
  const auto* text = std::get_if<std::string>(&value);
  if (text != nullptr && text->find('\0') != std::string::npos) {
    return "std::string_view(" + StringLiteral(*text) + ", " + std::to_string(text->size()) + ")";
  }
  return Literal(value);
}

std::string StringLiteral(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) literal += NeedsEscape(c) ? Escape(c) : std::string(1, c);
  return literal + "\"";
}

std::vector<std::string> StringLiteralLines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(StringLiteral(text.substr(0, size)));
    text.remove_prefix(size);
  }
  if (lines.empty()) lines.push_back("\"\"");
  return lines;
}

}  // namespace ferrule::render
