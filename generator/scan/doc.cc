#include "generator/scan/doc.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace ferrule::scan {
namespace {

constexpr std::string_view kBlanks = " \t\r\f\v";

std::string_view WithoutBlanksInFront(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(kBlanks), line.size()));
}

std::string_view WithoutBlanksBehind(std::string_view line) {
  return line.substr(0, line.find_last_not_of(kBlanks) + 1);
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(WithoutBlanksBehind(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return lines;
}

// `///`, `//!`, and `///<` behind a member. Such a comment may be many, one a line.
std::vector<std::string_view> LinesOfLineComments(std::string_view comment) {
  std::vector<std::string_view> lines;
  for (std::string_view line : Lines(comment)) {
    line = WithoutBlanksInFront(line);
    for (std::string_view mark : {"///<", "//!<", "///", "//!", "//"}) {
      if (!line.starts_with(mark)) continue;
      line.remove_prefix(mark.size());
      break;
    }
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string_view> LinesOfBlockComment(std::string_view comment) {
  for (std::string_view mark : {"/**<", "/*!<", "/**", "/*!", "/*"}) {
    if (!comment.starts_with(mark)) continue;
    comment.remove_prefix(mark.size());
    break;
  }
  comment = WithoutBlanksBehind(comment);
  if (comment.ends_with("*/")) comment.remove_suffix(2);
  while (comment.ends_with('*')) comment.remove_suffix(1);  // **/
  std::vector<std::string_view> lines = Lines(comment);

  // Stars are a decoration if every line has one; otherwise they are the text's: a list, or
  // emphasis.
  const auto has_star = [](std::string_view line) {
    line = WithoutBlanksInFront(line);
    return line.empty() || line.starts_with('*');
  };
  if (std::all_of(lines.begin() + 1, lines.end(), has_star)) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
      lines[i] = WithoutBlanksInFront(lines[i]);
      if (!lines[i].empty()) lines[i].remove_prefix(1);
    }
  }
  return lines;
}

// The indentation that all lines share; the first line stands behind the comment mark and has its
// own.
std::size_t CommonIndentation(const std::vector<std::string_view>& lines, std::size_t begin) {
  std::size_t common = std::string_view::npos;
  for (std::size_t i = begin; i < lines.size(); ++i) {
    if (!lines[i].empty()) common = std::min(common, lines[i].find_first_not_of(kBlanks));
  }
  return common;
}

std::string Join(const std::vector<std::string_view>& lines) {
  std::string text;
  for (std::string_view line : lines) {
    text += line;
    text += '\n';
  }
  const std::size_t begin = std::min(text.find_first_not_of('\n'), text.size());
  return text.substr(begin, text.find_last_not_of('\n') + 1 - begin);
}

}  // namespace

std::string CleanDoc(std::string_view comment) {
  comment = WithoutBlanksInFront(comment);
  const bool is_block = comment.starts_with("/*");
  std::vector<std::string_view> lines =
      is_block ? LinesOfBlockComment(comment) : LinesOfLineComments(comment);
  const std::size_t indented = is_block ? 1 : 0;
  if (is_block) lines[0] = WithoutBlanksInFront(lines[0]);
  const std::size_t indentation = CommonIndentation(lines, indented);
  for (std::size_t i = indented; i < lines.size(); ++i) {
    lines[i].remove_prefix(std::min(indentation, lines[i].size()));
  }
  return Join(lines);
}

}  // namespace ferrule::scan
