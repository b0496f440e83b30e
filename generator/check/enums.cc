#include "generator/check/enums.h"

#include "generator/check/annotations.h"
#include "generator/check/literal.h"
#include "generator/check/words.h"

namespace ferrule::check {

void CheckEnum(ir::Enum& node, diag::Sink& sink) {
  const ir::AnnotationArgument* base = FindArgument(node.annotations, "base");
  if (base != nullptr && base->value && ParseName(*base->value) == "IntEnum") {
    node.base = ir::EnumBase::kIntEnum;
  }
  if (node.enumerators.empty()) {
    sink.Report(diag::Code::kNoPythonForm, node.location,
                {{"what", Describe(node)},
                 {"reason", "it has no enumerators"},
                 {"help", "remove FERRULE_ENUM, and use its underlying type"}});
  }
}

}  // namespace ferrule::check
