#include "generator/scan/traits.h"

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

// One struct a class, its answers as the bits of one number:
//
//   struct class_0 {
//     using X = decorator::Counter;
//     static constexpr unsigned long long traits = 1ull * __is_constructible(X) | 2ull * ...;
//     static constexpr unsigned long long size = sizeof(X);
//     static constexpr unsigned long long alignment = alignof(X);
//   };
std::string ProbeText(const std::vector<ir::Class>& classes) {
  std::string text = "namespace ferrule_probe {\n";
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (!classes[i].is_public) continue;
    text += "struct class_" + std::to_string(i) + " {\n  using X = " + classes[i].qualified_name + ";\n";
    text += "  static constexpr unsigned long long traits = 0ull";
    std::uint64_t bit = 1;
    for (const Question& question : kQuestions) {
      text += " | " + std::to_string(bit) + "ull * " + std::string(question.expression);
      bit *= 2;
    }
    text += ";\n  static constexpr unsigned long long size = sizeof(X);\n"
            "  static constexpr unsigned long long alignment = alignof(X);\n};\n";
  }
  return text + "}\n";
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
  for (CXCursor scope : ChildrenOf(clang_getTranslationUnitCursor(unit))) {
    if (KindOf(scope) != CXCursor_Namespace || NameOf(scope) != "ferrule_probe") continue;
    for (CXCursor probe : ChildrenOf(scope)) all[NameOf(probe)] = AnswersOf(probe);
  }
  return all;
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
  if (clang_saveTranslationUnit(headers, precompiled.c_str(), CXSaveTranslationUnit_None) != CXSaveError_None) {
    return nullptr;
  }
  std::vector<Flag> probe_flags = flags;
  // What was included in front of the headers is in their unit.
  std::erase_if(probe_flags, [](const Flag& f) { return f[0].starts_with("-include") || f[0].starts_with("-imacros"); });
  std::vector<std::string> arguments = LanguageArguments(probe_flags);
  arguments.insert(arguments.end(), {"-include-pch", precompiled});
  CXErrorCode code = CXError_Success;
  // Clang takes precompiled headers only where it keeps the same records of the preprocessor.
  return Parse(index, kProbeFile, text, arguments, CXTranslationUnit_DetailedPreprocessingRecord, code);
}

}  // namespace

void ReadTraits(CXIndex index, CXTranslationUnit headers, const std::vector<Flag>& flags, const std::string& folder,
                std::vector<ir::Class>& classes, diag::Sink& sink) {
  if (classes.empty()) return;
  const Unit unit = ParseProbe(index, headers, flags, folder, ProbeText(classes));
  std::map<std::string, Answers> all;
  std::string reason = "clang could not read its own copy of the headers";
  if (unit != nullptr) {
    all = AllAnswers(unit.get());
    const std::vector<std::string> messages = ErrorMessages(unit.get());
    reason = messages.empty() ? "clang does not say why" : messages[0];
  }
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (!classes[i].is_public || Fill(all["class_" + std::to_string(i)], classes[i].traits)) continue;
    sink.Report(diag::Code::kUnknownTraits, classes[i].location,
                {{"class", classes[i].qualified_name}, {"reason", reason}});
  }
}

}  // namespace ferrule::scan
