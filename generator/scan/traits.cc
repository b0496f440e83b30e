#include "generator/scan/traits.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace ferrule::scan {
namespace {

// How the probe asks, of X. Builtins of clang's, so that no header is needed.
struct Question {
  std::string_view expression;
  bool ir::ClassTraits::* answer;
};
constexpr Question kQuestions[] = {
    {"__is_constructible(X)", &ir::ClassTraits::is_default_constructible},
    {"__is_constructible(X, const X&)", &ir::ClassTraits::is_copy_constructible},
    {"__is_constructible(X, X&&)", &ir::ClassTraits::is_move_constructible},
    {"__is_destructible(X)", &ir::ClassTraits::is_destructible},
    {"__is_trivially_destructible(X)", &ir::ClassTraits::is_trivially_destructible},
    {"__has_virtual_destructor(X)", &ir::ClassTraits::has_virtual_destructor},
    {"__is_abstract(X)", &ir::ClassTraits::is_abstract},
    {"__is_polymorphic(X)", &ir::ClassTraits::is_polymorphic},
    {"__is_final(X)", &ir::ClassTraits::is_final},
    {"__is_aggregate(X)", &ir::ClassTraits::is_aggregate},
    {"__is_assignable(X&, const X&)", &ir::ClassTraits::is_copy_assignable},
};

// The answers to the questions are the bits of one number:
//
//   struct ferrule_probe_0 { using X = decorator::Counter;
//     static constexpr unsigned long long traits = 0ull | 1ull * __is_constructible(X) | 2ull *
//     ..., size = sizeof(X), alignment = alignof(X); };
std::string ProbeText(const std::string& name, const ir::Class& node) {
  std::string text = "struct " + name + " { using X = " + node.qualified_name +
                     "; static constexpr unsigned long long traits = 0ull";
  std::uint64_t bit = 1;
  for (const Question& question : kQuestions) {
    text += " | " + std::to_string(bit) + "ull * " + std::string(question.expression);
    bit *= 2;
  }
  return text + ", size = sizeof(X), alignment = alignof(X); };";
}

using Answers = std::map<std::string, std::uint64_t, std::less<>>;

// The values of a probe's constants, by name; without those that clang could not tell.
Answers AnswersOf(CXCursor probe) {
  Answers answers;
  for (CXCursor constant : ChildrenOf(probe)) {
    if (KindOf(constant) != CXCursor_VarDecl) continue;
    const Evaluation result = Evaluate(constant);
    if (result != nullptr && clang_EvalResult_getKind(result.get()) == CXEval_Int) {
      answers[NameOf(constant)] = clang_EvalResult_getAsUnsigned(result.get());
    }
  }
  return answers;
}

// Returns whether all is known.
bool FillIn(const Answers& answers, ir::ClassTraits& traits) {
  const auto bits = answers.find("traits");
  const auto size = answers.find("size");
  const auto alignment = answers.find("alignment");
  if (bits == answers.end() || size == answers.end() || alignment == answers.end()) return false;
  std::uint64_t bit = 1;
  for (const Question& question : kQuestions) {
    traits.*question.answer = (bits->second & bit) != 0;
    bit *= 2;
  }
  traits.size = size->second;
  traits.alignment = alignment->second;
  return true;
}

}  // namespace

TraitsReader::TraitsReader(const std::vector<ir::Class>& classes, Probe& probe) : probe_(probe) {
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (!classes[i].is_public) continue;
    const std::string name = "ferrule_probe_" + std::to_string(i);
    asked_.push_back({i, probe.Add(name, ProbeText(name, classes[i]))});
  }
}

void TraitsReader::Fill(std::vector<ir::Class>& classes, diag::Sink& sink) const {
  for (const Asked& asked : asked_) {
    ir::Class& node = classes[asked.index];
    std::string reason = probe_.ReasonAgainst(asked.question);
    if (reason.empty() && FillIn(AnswersOf(probe_.AnswerTo(asked.question)), node.traits)) continue;
    if (reason.empty()) reason = "it gives no reason";
    sink.Report(diag::Code::kUnknownTraits, node.location,
                {{"class", node.qualified_name}, {"reason", reason}});
  }
}

}  // namespace ferrule::scan
