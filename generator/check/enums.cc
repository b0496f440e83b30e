#include "generator/check/enums.h"

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "generator/check/annotations.h"
#include "generator/check/literal.h"
#include "generator/check/words.h"

namespace ferrule::check {
namespace {

ir::EnumBase BaseNamed(std::string_view name) {
  if (name == "IntEnum") return ir::EnumBase::kIntEnum;
  if (name == "Flag") return ir::EnumBase::kFlag;
  if (name == "IntFlag") return ir::EnumBase::kIntFlag;
  return ir::EnumBase::kEnum;
}

// As Python's own classes have it: an IntFlag keeps all bits, every other one refuses.
ir::UnknownValues UnknownValuesOf(const ir::Enum& node) {
  const ir::AnnotationArgument* written = FindArgument(node.annotations, "invalid");
  if (written == nullptr || !written->value) {
    return node.base == ir::EnumBase::kIntFlag ? ir::UnknownValues::kKept
                                               : ir::UnknownValues::kRefused;
  }
  return *written->value == "keep" ? ir::UnknownValues::kKept : ir::UnknownValues::kRefused;
}

std::uint64_t BitsOf(const ir::Enumerator& enumerator) {
  return std::visit([](auto number) { return static_cast<std::uint64_t>(number); },
                    enumerator.value);
}

bool IsNegative(const ir::Enumerator& enumerator) {
  const auto* number = std::get_if<std::int64_t>(&enumerator.value);
  return number != nullptr && *number < 0;
}

void Report(const ir::Enum& node, const ir::Enumerator& enumerator, std::string reason,
            std::string help, diag::Sink& sink) {
  sink.Report(diag::Code::kNoPythonForm, node.location,
              {{"what", Describe(node)}, {"reason", std::move(reason)}, {"help", std::move(help)}})
      .notes.push_back({enumerator.location, Describe(enumerator) + " is here"});
}

// Python's flags are sets of bits, of which none is a sign; and unless all bits are kept, each that
// occurs has a member of its own.
void CheckFlags(const ir::Enum& node, diag::Sink& sink) {
  std::uint64_t named = 0;
  for (const ir::Enumerator& enumerator : node.enumerators) {
    if (IsNegative(enumerator)) {
      return Report(node, enumerator,
                    "its " + Describe(enumerator) + " is negative, and a flag has no sign",
                    "give the enum an unsigned type, or leave the enumerator out with "
                    "FERRULE_SKIP()",
                    sink);
    }
    if (std::has_single_bit(BitsOf(enumerator))) named |= BitsOf(enumerator);
  }
  if (node.unknown_values == ir::UnknownValues::kKept) return;
  for (const ir::Enumerator& enumerator : node.enumerators) {
    if ((BitsOf(enumerator) & ~named) == 0) continue;
    return Report(node, enumerator,
                  "its " + Describe(enumerator) + " has bits without an enumerator of their own",
                  "write `invalid = keep`, or leave the enumerator out with FERRULE_SKIP()", sink);
  }
}

}  // namespace

void CheckEnum(ir::Enum& node, diag::Sink& sink) {
  const ir::AnnotationArgument* base = FindArgument(node.annotations, "base");
  if (base != nullptr && base->value) node.base = BaseNamed(ParseName(*base->value).value_or(""));
  node.unknown_values = UnknownValuesOf(node);
  if (node.enumerators.empty()) {
    sink.Report(diag::Code::kNoPythonForm, node.location,
                {{"what", Describe(node)},
                 {"reason", "it has no enumerators"},
                 {"help", "remove FERRULE_ENUM, and use its underlying type"}});
  }
  if (ir::IsFlag(node)) CheckFlags(node, sink);
}

}  // namespace ferrule::check
