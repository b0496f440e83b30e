#include "generator/scan/traits.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

#include "generator/scan/clang_errors.h"
#include "generator/scan/unit.h"

namespace ferrule::scan {
namespace {

constexpr const char kProbeFile[] = "ferrule-probe.cc";

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
    {"__is_abstract(X)", &ir::ClassTraits::is_abstract},
    {"__is_polymorphic(X)", &ir::ClassTraits::is_polymorphic},
    {"__is_final(X)", &ir::ClassTraits::is_final},
    {"__is_aggregate(X)", &ir::ClassTraits::is_aggregate},
};

std::string ProbeName(std::size_t index) { return "ferrule_probe_" + std::to_string(index); }

// A struct and a line for each class, the answers to the questions as the bits of one number:
//
//   struct ferrule_probe_0 { using X = decorator::Counter;
//     static constexpr unsigned long long traits = 0ull | 1ull * __is_constructible(X) | 2ull *
//     ..., size = sizeof(X),
//       alignment = alignof(X); };
//
// What cannot be named gets an empty line.
std::string ProbeText(const std::vector<ir::Class>& classes) {
  std::string text;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].is_public) {
      text += "struct " + ProbeName(i) + " { using X = " + classes[i].qualified_name +
              "; static constexpr unsigned long long traits = 0ull";
      std::uint64_t bit = 1;
      for (const Question& question : kQuestions) {
        text += " | " + std::to_string(bit) + "ull * " + std::string(question.expression);
        bit *= 2;
      }
      text += ", size = sizeof(X), alignment = alignof(X); };";
    }
    text += "\n";
  }
  return text;
}

struct DisposeResult {
  void operator()(void* result) const { clang_EvalResult_dispose(result); }
};

using Answers = std::map<std::string, std::uint64_t, std::less<>>;

// The values of a probe's constants, by name; without those that clang could not tell.
Answers AnswersOf(CXCursor probe) {
  Answers answers;
  for (CXCursor constant : ChildrenOf(probe)) {
    if (KindOf(constant) != CXCursor_VarDecl) continue;
    const std::unique_ptr<void, DisposeResult> result(clang_Cursor_Evaluate(constant));
    if (result != nullptr && clang_EvalResult_getKind(result.get()) == CXEval_Int) {
      answers[NameOf(constant)] = clang_EvalResult_getAsUnsigned(result.get());
    }
  }
  return answers;
}

std::map<std::string, Answers> AllAnswers(CXTranslationUnit unit) {
  std::map<std::string, Answers> all;
  const CXFile file = clang_getFile(unit, kProbeFile);
  for (CXCursor probe : ChildrenOf(clang_getTranslationUnitCursor(unit))) {
    CXFile in = nullptr;
    clang_getExpansionLocation(clang_getCursorLocation(probe), &in, nullptr, nullptr, nullptr);
    if (KindOf(probe) == CXCursor_StructDecl && clang_File_isEqual(in, file)) {
      all[NameOf(probe)] = AnswersOf(probe);
    }
  }
  return all;
}

// Why the answers for a class are not to be relied on; empty where they are.
std::string ReasonAgainst(std::size_t index, const std::vector<ErrorOnLines>& errors) {
  for (const ErrorOnLines& error : errors) {
    const bool is_nowhere = error.lines.empty();
    const bool is_here = std::ranges::find(error.lines, index + 1) != error.lines.end();
    if (is_here || is_nowhere) return error.message;
  }
  return "";
}

// Returns whether all is known.
bool Fill(const Answers& answers, ir::ClassTraits& traits) {
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

// The unit of the probe on top of the headers, which are read back rather than parsed again.
Unit ParseProbe(CXIndex index, CXTranslationUnit headers, const std::vector<Flag>& flags,
                const std::string& folder, const std::string& text) {
  const std::string precompiled = folder + "/headers.pch";
  if (clang_saveTranslationUnit(headers, precompiled.c_str(), CXSaveTranslationUnit_None) !=
      CXSaveError_None) {
    return nullptr;
  }
  std::vector<Flag> probe_flags = flags;
  // What was included in front of the headers is in their unit.
  std::erase_if(probe_flags, [](const Flag& f) {
    return f[0].starts_with("-include") || f[0].starts_with("-imacros");
  });
  std::vector<std::string> arguments = LanguageArguments(probe_flags);
  arguments.insert(arguments.end(), {"-include-pch", precompiled});
  CXErrorCode code = CXError_Success;
  // Clang takes precompiled headers only where it keeps the same records of the preprocessor.
  return Parse(index, kProbeFile, text, arguments, CXTranslationUnit_DetailedPreprocessingRecord,
               code);
}

}  // namespace

void ReadTraits(CXIndex index, CXTranslationUnit headers, const std::vector<Flag>& flags,
                const std::string& folder, std::vector<ir::Class>& classes, diag::Sink& sink) {
  if (classes.empty()) return;
  const Unit unit = ParseProbe(index, headers, flags, folder, ProbeText(classes));
  std::map<std::string, Answers> answers;
  std::vector<ErrorOnLines> errors;
  if (unit != nullptr) {
    answers = AllAnswers(unit.get());
    errors = ErrorsIn(unit.get(), clang_getFile(unit.get(), kProbeFile));
  }
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (!classes[i].is_public) continue;
    std::string reason = ReasonAgainst(i, errors);
    if (reason.empty() && Fill(answers[ProbeName(i)], classes[i].traits)) continue;
    if (reason.empty()) reason = "it gives no reason";
    sink.Report(diag::Code::kUnknownTraits, classes[i].location,
                {{"class", classes[i].qualified_name}, {"reason", reason}});
  }
}

}  // namespace ferrule::scan
