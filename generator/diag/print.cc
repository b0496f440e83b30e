// Diagnostics as text. Columns of a location count bytes, columns on the screen do not: tabs,
// multi-byte and wide characters make the difference, so the quoted line and the line of the caret
// are built cell by cell.
#include "generator/diag/print.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <string>
#include <string_view>

namespace ferrule::diag {
namespace {

constexpr std::size_t kTabStop = 8;
constexpr std::size_t kLineNumberWidth = 5;

// The lines of the files that diagnostics point into, each file read once.
class Sources {
 public:
  explicit Sources(const std::vector<std::string>& folders) : folders_(folders) {}

  // Returns null when there is no such line.
  const std::string* Line(const Location& location) {
    const std::vector<std::string>& lines = Read(location.file);
    std::size_t index = static_cast<std::size_t>(location.line) - 1;
    return location.line > 0 && index < lines.size() ? &lines[index] : nullptr;
  }

 private:
  const std::vector<std::string>& Read(const std::string& file) {
    auto [entry, is_new] = files_.try_emplace(file);
    if (is_new) {
      std::ifstream in = Open(file);
      for (std::string line; std::getline(in, line);) {
        if (line.ends_with('\r')) line.pop_back();
        entry->second.push_back(line);
      }
    }
    return entry->second;
  }

  std::ifstream Open(const std::string& file) const {
    for (const std::string& folder : folders_) {
      std::ifstream in(std::filesystem::path(folder) / file, std::ios::binary);
      if (in) return in;
    }
    return {};
  }

  const std::vector<std::string>& folders_;
  std::map<std::string, std::vector<std::string>> files_;
};

// The character at the start of `text`: how many bytes it takes, and its code point; a byte that is
// no UTF-8 stands for itself, with no code point.
struct Character {
  std::size_t size = 1;
  char32_t code_point = 0;
};

Character FirstCharacter(std::string_view text) {
  auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {1, lead};
  std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (size == 1 || lead > 0xF4 || text.size() < size) return {};
  char32_t code_point = lead & (0xFF >> (size + 1));
  for (char byte : text.substr(1, size - 1)) {
    if ((byte & 0xC0) != 0x80) return {};
    code_point = (code_point << 6) | (byte & 0x3F);
  }
  return {size, code_point};
}

// How many cells of a terminal a character fills: the blocks of East Asian wide characters and
// emoji, and of marks that combine with the character before them. Coarse, as it only places a
// caret.
std::size_t CellsOf(char32_t code_point) {
  struct Block {
    char32_t first, last;
    std::size_t cells;
  };
  static constexpr std::array kBlocks = {
      Block{0x0300, 0x036F, 0},   Block{0x1100, 0x115F, 2},   Block{0x200B, 0x200D, 0},
      Block{0x20D0, 0x20FF, 0},   Block{0x2E80, 0x303E, 2},   Block{0x3041, 0xA4CF, 2},
      Block{0xAC00, 0xD7A3, 2},   Block{0xF900, 0xFAFF, 2},   Block{0xFE00, 0xFE0F, 0},
      Block{0xFE30, 0xFE6F, 2},   Block{0xFF00, 0xFF60, 2},   Block{0xFFE0, 0xFFE6, 2},
      Block{0x1F300, 0x1F64F, 2}, Block{0x1F900, 0x1F9FF, 2}, Block{0x20000, 0x3FFFD, 2},
  };
  for (const Block& block : kBlocks) {
    if (code_point >= block.first && code_point <= block.last) return block.cells;
  }
  return 1;
}

// A source line as the terminal shows it, and the marks below it.
struct Snippet {
  std::string shown;
  std::string marks;
};

Snippet MakeSnippet(std::string_view line, const Location& location) {
  Snippet snippet;
  std::size_t first = location.column > 0 ? static_cast<std::size_t>(location.column) - 1 : 0;
  std::size_t end = first + static_cast<std::size_t>(std::max(location.length, 1));
  std::size_t cells = 0;
  for (std::size_t offset = 0; offset < line.size();) {
    Character character = FirstCharacter(line.substr(offset));
    std::size_t width = 1;
    if (character.code_point == '\t') {
      width = kTabStop - cells % kTabStop;
      snippet.shown.append(width, ' ');
    } else if (character.code_point < 0x20 || character.code_point == 0x7F) {
      snippet.shown += '?';  // what is no text must not reach the terminal
    } else {
      width = CellsOf(character.code_point);
      snippet.shown += line.substr(offset, character.size);
    }
    bool is_marked = offset < end && offset + character.size > first;
    snippet.marks.append(width, is_marked ? '~' : ' ');
    offset += character.size;
    cells += width;
  }
  // A caret behind the end of the line: something is missing there.
  if (snippet.marks.find('~') == std::string::npos) snippet.marks += '~';
  snippet.marks[snippet.marks.find('~')] = '^';
  snippet.marks.erase(snippet.marks.find_last_not_of(' ') + 1);
  return snippet;
}

void PrintSnippet(const Location& location, Sources& sources, std::ostream& out) {
  const std::string* line = location.file.empty() ? nullptr : sources.Line(location);
  if (line == nullptr) return;
  Snippet snippet = MakeSnippet(*line, location);
  std::string number = std::to_string(location.line);
  std::size_t margin = std::max(kLineNumberWidth, number.size());
  out << std::string(margin - number.size(), ' ') << number << " | " << snippet.shown << '\n'
      << std::string(margin, ' ') << " | " << snippet.marks << '\n';
}

void PrintPlace(const Location& location, std::ostream& out) {
  if (location.file.empty()) {
    out << "ferrule: ";
    return;
  }
  out << location.file << ':';
  if (location.line > 0) out << location.line << ':' << location.column << ':';
  out << ' ';
}

void PrintOne(const Diagnostic& diagnostic, Sources& sources, std::ostream& out) {
  const CodeInfo& info = Info(diagnostic.code);
  PrintPlace(diagnostic.location, out);
  out << (info.severity == Severity::kError ? "error: " : "warning: ") << diagnostic.text << " ["
      << info.slug << "]\n";
  // What is left out may be much, and stands where nobody edits it.
  if (diagnostic.code != Code::kLeftOut) PrintSnippet(diagnostic.location, sources, out);
  for (const Note& note : diagnostic.notes) {
    PrintPlace(note.location, out);
    out << "note: " << note.text << '\n';
    PrintSnippet(note.location, sources, out);
  }
  if (!diagnostic.help.empty()) out << "  help: " << diagnostic.help << '\n';
}

std::string Count(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

void Print(const std::vector<Diagnostic>& diagnostics, std::ostream& out,
           const std::vector<std::string>& folders) {
  if (diagnostics.empty()) return;
  Sources sources(folders);
  std::size_t errors = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    PrintOne(diagnostic, sources, out);
    if (Info(diagnostic.code).severity == Severity::kError) ++errors;
  }
  std::size_t warnings = diagnostics.size() - errors;
  if (warnings > 0) out << Count(warnings, "warning") << (errors > 0 ? " and " : "");
  if (errors > 0) out << Count(errors, "error");
  out << " generated.\n";
}

}  // namespace ferrule::diag
