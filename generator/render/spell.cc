#include "generator/render/spell.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "generator/ir/cpp.h"
#include "generator/ir/implicit.h"
#include "generator/ir/type_table.h"

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

// The carrier that the converter has, in its words.
std::string OfConverter(const std::string& spelling) {
  return "Converter<" + spelling + ">::Carrier";
}

std::string PlainConverter(const ir::PassedType& type, const ir::Module& module) {
  return ir::CppSpelling(type.type, module) + (IsPointer(type) ? "*" : "");
}

// What an implicit constructor takes is never made implicitly itself.
std::string ImplicitConverter(const ir::Class& node, const ir::Module& module) {
  std::string arguments = node.qualified_name;
  for (const ir::PassedType& source : node.implicit_sources) {
    arguments += ", " + PlainConverter(source, module);
  }
  if (node.takes_dict) arguments += ", ferrule::FromDict";
  return "ferrule::Implicit<" + arguments + ">";
}

std::string ScalarCarrier(const ir::ScalarRow& row, const std::string& spelling) {
  switch (row.carrier) {
    case ir::Carrier::kValue:
      return spelling;
    case ir::Carrier::kView:
      return "std::string_view";
    case ir::Carrier::kUnwrap:
      return OfConverter(spelling);
  }
  return spelling;
}

// Whether an argument of the type is carried in the type itself. What borrows is carried together
// with what it borrows from.
bool IsOwnCarrier(const ir::Type& type) {
  const auto* instance = type.As<ir::Template>();
  return instance != nullptr && ir::RowOf(instance->kind).carrier == ir::Carrier::kValue &&
         !ir::Borrows(type) && !ir::Gives(type);
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
                        [](ir::EmptyConstant) -> std::string { return "{}"; },
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
  const ir::Class* const made = ir::MadeImplicitly(type, module);
  return made == nullptr ? PlainConverter(type, module) : ImplicitConverter(*made, module);
}

std::string TakeBits(const ir::Type& type, std::size_t width, const ir::Module& module) {
  return "glue::TakeBits<" + std::to_string(width) + ", " + ir::CppSpelling(type, module) + ">";
}

std::string CarrierType(const ir::PassedType& type, const ir::Module& module) {
  const std::string spelling = ir::CppSpelling(type.type, module);
  return std::visit(
      Overloaded{
          [&](const ir::Scalar& scalar) { return ScalarCarrier(ir::RowOf(scalar.kind), spelling); },
          [&](const ir::ClassRef&) {
            return ir::MadeImplicitly(type, module) == nullptr
                       ? spelling + "*"
                       : OfConverter(ConverterType(type, module));
          },
          [&](const ir::EnumRef&) { return spelling; },
          [&](const ir::Template&) {
            return IsOwnCarrier(type.type) ? spelling : OfConverter(spelling);
          },
          [&](const ir::Chrono&) { return spelling; },
          [&](const ir::Callback&) { return OfConverter(spelling); },
          [&](const ir::Array& array) {
            return array.kind == ir::ArrayKind::kBuffer ? OfConverter(spelling) : spelling;
          },
          [&](const ir::Custom&) { return OfConverter(spelling); },
          [](const ir::Outcome&) -> std::string { return {}; },  // a result alone
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
  const auto unwrapped = [&] {
    return "Converter<" + ConverterType(type, module) + ">::Unwrap(std::move(" + name + "))";
  };
  return std::visit(
      Overloaded{
          [&](const ir::Scalar& t) {
            switch (ir::RowOf(t.kind).carrier) {
              case ir::Carrier::kValue:
                return itself(t);
              case ir::Carrier::kView:
                return "std::string(" + name + ")";
              case ir::Carrier::kUnwrap:
                return unwrapped();
            }
            return name;
          },
          [&](const ir::ClassRef&) {
            if (IsPointer(type)) return name;
            const std::string copy = ir::CppSpelling(type.type, module) + "(*" + name + ")";
            return type.passing == Passing::kRvalueRef ? copy : "*" + name;
          },
          [&](const ir::EnumRef& t) { return itself(t); },
          [&](const ir::Template& instance) {
            const bool is_copied = instance.kind == ir::TemplateKind::kSharedPointer &&
                                   type.passing == Passing::kRvalueRef;
            if (is_copied) {
              return ir::CppSpelling(type.type, module) + "(" + unwrapped() + ")";
            }
            if (!IsOwnCarrier(type.type)) return unwrapped();
            return type.passing == Passing::kConstRef ? name : "std::move(" + name + ")";
          },
          [&](const ir::Chrono& t) { return itself(t); },
          [&](const ir::Callback&) { return unwrapped(); },
          [&](const ir::Custom&) { return unwrapped(); },
          [&](const ir::Outcome& t) { return itself(t); },
          [&](const ir::Array& array) {
            // The memory stays with the carrier.
            if (array.kind == ir::ArrayKind::kBuffer)
              return "Converter<" + ConverterType(type, module) + ">::Unwrap(" + name + ")";
            return type.passing == Passing::kConstRef ? name : "std::move(" + name + ")";
          },
          [&](const ir::Handle& handle) {
            const std::string value = name + std::string(UnwrapHandle(handle.kind));
            if (handle.kind != ir::HandleKind::kSharedPy) return value;
            return ir::CppSpelling(type.type, module) + "(" + value + ")";
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
                        [](const ir::Scalar& scalar) {
                          return ir::RowOf(scalar.kind).carrier != ir::Carrier::kValue;
                        },
                        // By value the class is copied, by whatever its copy constructor does.
                        [&](const ir::ClassRef&) {
                          return type.passing == Passing::kValue ||
                                 type.passing == Passing::kRvalueRef;
                        },
                        [](const ir::EnumRef&) { return false; },
                        [](const ir::Template&) { return true; },
                        [](const ir::Chrono&) { return false; },
                        [](const ir::Callback&) { return true; },
                        [](const ir::Array&) { return true; },
                        [](const ir::Custom&) { return true; },
                        [](const ir::Outcome&) { return true; },
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
  if (const ir::Type* element = ir::ElementOfOptional(type.type); element != nullptr) {
    if (std::holds_alternative<ir::NoneConstant>(value)) return "std::nullopt";
    return ConstantExpression(value, ir::PassedType{*element}, module);
  }
  if (const auto* scalar = type.type.As<ir::Scalar>();
      scalar != nullptr && ir::RowOf(scalar->kind).family == ir::Family::kCharacter) {
    return "static_cast<" + ir::CppSpelling(type.type, module) + ">(" + Literal(value) + ")";
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
