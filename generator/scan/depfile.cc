#include "generator/scan/depfile.h"

#include <cstddef>
#include <vector>

namespace ferrule::scan {
namespace {

// What is between blanks and line continuations. A blank behind a backslash belongs to a name.
std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape = text[i] == '\\' && i + 1 < text.size();
    if (is_escape && text[i + 1] != '\n') {
      word += text.substr(i++, 2);
    } else if (text[i] == ' ' || text[i] == '\n' || is_escape) {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += text[i];
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

}  // namespace

std::string WithoutDependency(std::string_view depfile, std::string_view file) {
  std::string result;
  for (const std::string& word : Words(depfile)) {
    if (word == file) continue;
    if (!result.empty()) result += " \\\n  ";
    result += word;
  }
  return result + "\n";
}

}  // namespace ferrule::scan
