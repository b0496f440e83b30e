#include "generator/check/verdict.h"

#include <utility>

namespace ferrule::check {

using diag::Code;

Problem NoConversion(const Subject& subject, const std::string& type) {
  return {Code::kNoConversion,
          {{"subject", subject.what},
           {"type", type},
           {"help", "use a type that ferrule converts, or " + subject.skip}}};
}

Problem NotCovered(std::string what, std::string help) {
  return {Code::kNotCovered, {{"what", std::move(what)}, {"help", std::move(help)}}};
}

Problem Misplaced(const Subject& subject, const std::string& type, std::string place,
                  std::string help) {
  return {Code::kMisplacedType,
          {{"subject", subject.what},
           {"type", type},
           {"place", std::move(place)},
           {"help", std::move(help)}}};
}

Problem Dangling(const Subject& subject, const std::string& type) {
  return {Code::kDanglingView, {{"subject", subject.what}, {"type", type}, {"skip", subject.skip}}};
}

Problem JudgeUnsupported(const Subject& subject, const ir::Unsupported& type) {
  switch (type.obstacle) {
    case ir::Obstacle::kUnboundClass:
      return {Code::kUnboundType,
              {{"subject", subject.what}, {"type", type.spelling}, {"skip", subject.skip}}};
    case ir::Obstacle::kUnknownType:
      break;
  }
  return NoConversion(subject, type.spelling);
}

Problem CannotBeCopied(const Subject& subject, std::string type, std::string help) {
  return {Code::kNotCopyable,
          {{"subject", subject.what},
           {"type", std::move(type)},
           {"reason", "cannot be copied"},
           {"help", std::move(help)}}};
}

Verdict JudgeCopy(const Subject& subject, const ir::Class& node, std::string help) {
  std::string reason = node.traits.is_abstract              ? "is abstract"
                       : !node.traits.is_copy_constructible ? "cannot be copied"
                                                            : "";
  if (reason.empty()) return kFine;
  return Problem{Code::kNotCopyable,
                 {{"subject", subject.what},
                  {"type", node.qualified_name},
                  {"reason", std::move(reason)},
                  {"help", std::move(help)}}};
}

void Report(const Verdict& verdict, const diag::Location& location, diag::Sink& sink) {
  if (verdict) sink.Report(verdict->code, location, verdict->values);
}

}  // namespace ferrule::check
