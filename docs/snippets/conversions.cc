#include "docs/snippets/conversions.h"

namespace conversions {

// region: separator
std::string DefaultSeparator() {
  static int calls = 0;
  return "-" + std::to_string(++calls) + "-";
}
// end: separator

std::string join(const std::vector<std::string>& words, const std::string& separator, int repeat) {
  std::string text;
  for (int i = 0; i < repeat; ++i) {
    for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  }
  return text;
}

}  // namespace conversions
