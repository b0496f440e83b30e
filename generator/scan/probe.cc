#include "generator/scan/probe.h"

#include <algorithm>
#include <utility>

#include "generator/scan/unit.h"

namespace ferrule::scan {
namespace {

constexpr const char kProbeFile[] = "ferrule-probe.cc";

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
  // What is asked in vain is an error each. The address of a temporary would be one by default, but
  // for the warnings that are off.
  arguments.insert(arguments.end(), {"-ferror-limit=0", "-Werror=address-of-temporary",
                                     "-include-pch", precompiled});
  CXErrorCode code = CXError_Success;
  // Clang takes precompiled headers only where it keeps the same records of the preprocessor.
  return Parse(index, kProbeFile, text, arguments, CXTranslationUnit_DetailedPreprocessingRecord,
               code);
}

}  // namespace

Probe::Question Probe::Add(std::string name, const std::string& declaration) {
  text_ += declaration + "\n";
  names_.push_back(std::move(name));
  return names_.size() - 1;
}

void Probe::Run(CXIndex index, CXTranslationUnit headers, const std::vector<Flag>& flags,
                const std::string& folder) {
  if (names_.empty()) return;
  unit_ = ParseProbe(index, headers, flags, folder, text_);
  if (unit_ == nullptr) return;
  FindAnswers();
  errors_ = ErrorsIn(unit_.get(), clang_getFile(unit_.get(), kProbeFile));
}

void Probe::FindAnswers() {
  const CXFile file = clang_getFile(unit_.get(), kProbeFile);
  for (CXCursor answer : ChildrenOf(clang_getTranslationUnitCursor(unit_.get()))) {
    CXFile in = nullptr;
    clang_getExpansionLocation(clang_getCursorLocation(answer), &in, nullptr, nullptr, nullptr);
    if (clang_isDeclaration(KindOf(answer)) && clang_File_isEqual(in, file)) {
      answers_[NameOf(answer)] = answer;
    }
  }
}

std::string Probe::ReasonAgainst(Question question) const {
  for (const ErrorOnLines& error : errors_) {
    const bool is_nowhere = error.lines.empty();
    const bool is_here = std::ranges::find(error.lines, question + 1) != error.lines.end();
    if (is_here || is_nowhere) return error.message;
  }
  return answers_.contains(names_[question]) ? "" : "it gives no reason";
}

CXCursor Probe::AnswerTo(Question question) const {
  const auto answer = answers_.find(names_[question]);
  return answer == answers_.end() ? clang_getNullCursor() : answer->second;
}

}  // namespace ferrule::scan
