// Fills the texts of codes.def, keeps the results, and puts them in order.
#include "generator/diag/sink.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace ferrule::diag {
namespace {

[[noreturn]] void Abort(std::string_view slug, std::string_view problem, std::string_view hole) {
  std::fprintf(stderr, "ferrule: bug: diagnostic [%.*s]: %.*s '%.*s'\n",
               static_cast<int>(slug.size()), slug.data(), static_cast<int>(problem.size()),
               problem.data(), static_cast<int>(hole.size()), hole.data());
  std::abort();
}

// Replaces each {hole} of `text` by its value and notes in `used` which values were needed.
std::string Fill(std::string_view text, const Values& values, std::string_view slug,
                 std::set<std::string_view>& used) {
  std::string result;
  while (true) {
    std::size_t open = text.find('{');
    result += text.substr(0, open);
    if (open == std::string_view::npos) return result;
    std::size_t close = text.find('}', open);
    std::string_view hole = text.substr(open + 1, close - open - 1);
    auto value = values.find(hole);
    if (value == values.end()) Abort(slug, "no value for the hole", hole);
    used.insert(value->first);
    result += value->second;
    text.remove_prefix(close + 1);
  }
}

}  // namespace

Diagnostic& Sink::Report(Code code, const Location& location, const Values& values) {
  const CodeInfo& info = Info(code);
  std::set<std::string_view> used;
  std::string text = Fill(info.text, values, info.slug, used);
  std::string help = Fill(info.help, values, info.slug, used);
  for (const auto& [name, value] : values) {
    if (!used.contains(name)) Abort(info.slug, "no hole for the value", name);
  }
  diagnostics_.push_back({code, location, std::move(text), std::move(help), {}});
  return diagnostics_.back();
}

void Sink::Append(const Sink& other) {
  diagnostics_.insert(diagnostics_.end(), other.diagnostics_.begin(), other.diagnostics_.end());
}

bool Sink::HasErrors() const {
  return std::ranges::any_of(diagnostics_, [](const Diagnostic& diagnostic) {
    return Info(diagnostic.code).severity == Severity::kError;
  });
}

std::vector<Diagnostic> Sink::Sorted() const {
  std::vector<Diagnostic> sorted;
  std::set<std::tuple<Code, Location, std::string>> seen;
  for (const Diagnostic& diagnostic : diagnostics_) {
    if (seen.emplace(diagnostic.code, diagnostic.location, diagnostic.text).second) {
      sorted.push_back(diagnostic);
    }
  }
  // An empty file name sorts first by itself.
  std::ranges::stable_sort(sorted, {}, [](const Diagnostic& diagnostic) {
    const Location& location = diagnostic.location;
    return std::tie(location.file, location.line, location.column);
  });
  return sorted;
}

}  // namespace ferrule::diag
