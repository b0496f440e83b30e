#include "generator/scan/unit.h"

#include <optional>
#include <string_view>
#include <utility>

#include "generator/scan/clang_errors.h"
#include "generator/scan/sources.h"
#include "generator/scan/version.h"

namespace ferrule::scan {
namespace {

constexpr int kMinimumVersion = 16;

constexpr unsigned kParseOptions = CXTranslationUnit_SkipFunctionBodies |
                                   CXTranslationUnit_KeepGoing |
                                   CXTranslationUnit_DetailedPreprocessingRecord;

std::string IncludeAll(const std::vector<std::string>& headers) {
  std::string text;
  for (const std::string& header : headers) text += "#include \"" + header + "\"\n";
  return text;
}

std::string Join(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

// Whether clang would read an empty file with these flags.
bool IsAccepted(CXIndex index, const std::vector<Flag>& flags) {
  CXErrorCode code = CXError_Success;
  return Parse(index, kMainFile, "", LanguageArguments(flags), CXTranslationUnit_None, code) !=
         nullptr;
}

std::string AdviceOn(CXIndex index, const std::string& flag) {
  const std::size_t equals = flag.find('=');
  if (!flag.starts_with("-std=")) return "";
  std::vector<std::string> known = KnownStandards();
  std::erase_if(known, [&](const std::string& standard) {
    return !IsAccepted(index, {{"-std=" + standard}});
  });
  return "it knows " + Join(Nearest(flag.substr(equals + 1), known), ", ");
}

// Clang refused the command line as a whole, and does not say why: asks for each flag alone.
void ReportBadFlags(CXIndex index, const std::vector<Flag>& flags, diag::Sink& sink) {
  bool is_found = false;
  for (const Flag& flag : flags) {
    if (IsAccepted(index, {flag})) continue;
    is_found = true;
    sink.Report(diag::Code::kBadCompileFlag, {},
                {{"flag", Join(flag, " ")},
                 {"reason", flag[0].starts_with("-std=") ? "it does not know this version of C++"
                                                         : "it gives no reason"},
                 {"help", AdviceOn(index, flag[0])}});
  }
  if (is_found) return;
  std::vector<std::string> all;
  for (const Flag& flag : flags) all.push_back(Join(flag, " "));
  sink.Report(diag::Code::kBadCompileFlag, {},
              {{"flag", Join(all, " ")},
               {"reason", "each is right alone, but not all together"},
               {"help", ""}});
}

}  // namespace

void CheckLibclang(diag::Sink& sink) {
  const std::string version = Text(clang_getClangVersion());
  const std::optional<int> major = MajorVersion(version);
  if (!major || *major >= kMinimumVersion)
    return;  // a version without a number is one of the vendors'
  sink.Report(diag::Code::kLibclangTooOld, {},
              {{"version", std::to_string(*major)}, {"minimum", std::to_string(kMinimumVersion)}});
}

Index MakeIndex() {
  return Index(clang_createIndex(/*excludeDeclarationsFromPCH=*/0, /*displayDiagnostics=*/0));
}

Unit Parse(CXIndex index, const char* name, const std::string& text,
           const std::vector<std::string>& arguments, unsigned options, CXErrorCode& code) {
  std::vector<const char*> words;
  for (const std::string& argument : arguments) words.push_back(argument.c_str());
  CXUnsavedFile file = {name, text.data(), text.size()};
  CXTranslationUnit unit = nullptr;
  code = clang_parseTranslationUnit2(index, name, words.data(), static_cast<int>(words.size()),
                                     &file, 1, options, &unit);
  return Unit(unit);
}

std::vector<std::string> LanguageArguments(const std::vector<Flag>& flags) {
  std::vector<std::string> arguments = {"-xc++", "-DFERRULE_GENERATOR", "-Wno-everything",
                                        "-fretain-comments-from-system-headers"};
  if (!NamesStandard(flags)) arguments.push_back("-std=c++20");
  // Last, so that a flag without its value takes none of ours for it.
  for (const Flag& flag : flags) arguments.insert(arguments.end(), flag.begin(), flag.end());
  return arguments;
}

Unit ParseHeaders(CXIndex index, const std::vector<std::string>& headers,
                  const std::vector<Flag>& flags, const std::string& depfile,
                  const std::string& depfile_target, diag::Sink& sink) {
  std::vector<std::string> arguments;
  if (!depfile.empty()) arguments = {"-MD", "-MF", depfile, "-MQ", depfile_target};
  const std::vector<std::string> language = LanguageArguments(flags);
  arguments.insert(arguments.end(), language.begin(), language.end());
  CXErrorCode code = CXError_Success;
  Unit unit = Parse(index, kMainFile, IncludeAll(headers), arguments, kParseOptions, code);
  if (unit == nullptr) {
    ReportBadFlags(index, flags, sink);
    return nullptr;
  }
  const Sources sources(unit.get(), headers, IncludedFiles(unit.get()));
  return ReportErrors(unit.get(), sources, sink) ? nullptr : std::move(unit);
}

Unit ParseWithCode(CXIndex index, const std::vector<std::string>& headers,
                   const std::vector<Flag>& flags, const std::string& code) {
  std::vector<std::string> arguments = LanguageArguments(flags);
  arguments.emplace_back("-ferror-limit=0");
  CXErrorCode error = CXError_Success;
  return Parse(index, kMainFile, IncludeAll(headers) + code, arguments, kParseOptions, error);
}

std::vector<CXFile> IncludedFiles(CXTranslationUnit unit) {
  const CXFile main_file = clang_getFile(unit, kMainFile);
  std::vector<CXFile> files;
  for (CXCursor cursor : ChildrenOf(clang_getTranslationUnitCursor(unit))) {
    if (KindOf(cursor) != CXCursor_InclusionDirective) continue;
    CXFile file = nullptr;
    clang_getExpansionLocation(clang_getCursorLocation(cursor), &file, nullptr, nullptr, nullptr);
    if (clang_File_isEqual(file, main_file)) files.push_back(clang_getIncludedFile(cursor));
  }
  return files;
}

}  // namespace ferrule::scan
