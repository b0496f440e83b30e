// What the rules about types return: what is wrong with a type at its place, if anything.
#ifndef FERRULE_GENERATOR_CHECK_VERDICT_H_
#define FERRULE_GENERATOR_CHECK_VERDICT_H_

#include <optional>
#include <string>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// A diagnostic without its place.
struct Problem {
  diag::Code code;
  diag::Values values;
};
using Verdict = std::optional<Problem>;
inline constexpr std::nullopt_t kFine = std::nullopt;

// What a type is tried for: the words of the diagnostic, and the model that classes are looked up
// in.
struct Subject {
  std::string what;  // "parameter 'x' of 'f'"
  std::string skip;  // "leave it out with FERRULE_SKIP()"
  const ir::Module& module;
};

// Verdicts that several rules share.
Problem NoConversion(const Subject& subject, const std::string& type);
Problem NotCovered(std::string what, std::string help);
Problem Misplaced(const Subject& subject, const std::string& type, std::string place,
                  std::string help);
Problem Dangling(const Subject& subject, const std::string& type);
Problem JudgeUnsupported(const Subject& subject, const ir::Unsupported& type);
Problem CannotBeCopied(const Subject& subject, std::string type, std::string help);
Verdict JudgeCopy(const Subject& subject, const ir::Class& node, std::string help);

void Report(const Verdict& verdict, const diag::Location& location, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_VERDICT_H_
