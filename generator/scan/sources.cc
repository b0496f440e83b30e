#include "generator/scan/sources.h"

#include <algorithm>
#include <utility>

#include "generator/scan/lexer.h"
#include "generator/scan/unit.h"

namespace ferrule::scan {

namespace {

// Clang calls what stands beside a header of the current folder `./other.h`.
std::string NameOfIncluded(CXFile file) {
  const std::string name = Text(clang_getFileName(file));
  return name.starts_with("./") ? name.substr(2) : name;
}

}  // namespace

Sources::Sources(CXTranslationUnit unit, std::vector<std::string> headers,
                 std::vector<CXFile> files)
    : unit_(unit),
      main_file_(clang_getFile(unit, kMainFile)),
      headers_(std::move(headers)),
      files_(std::move(files)) {}

std::optional<std::size_t> Sources::HeaderAt(CXFile file) const {
  if (file == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (files_[i] == file || clang_File_isEqual(files_[i], file)) return i;
  }
  return std::nullopt;
}

Place Sources::PlaceOf(CXCursor cursor) const { return PlaceOf(clang_getCursorLocation(cursor)); }

Place Sources::PlaceOf(CXSourceLocation location) const {
  Place place;
  unsigned offset = 0;
  clang_getExpansionLocation(location, &place.file, &place.line, &place.column, &offset);
  place.offset = offset;
  return place;
}

Place Sources::PlaceBehind(Place place, std::size_t distance) const {
  for (char c : TextBehind(place).substr(0, distance)) {
    ++place.column;
    if (c != '\n') continue;
    ++place.line;
    place.column = 1;
  }
  place.offset += distance;
  return place;
}

diag::Location Sources::LocationOf(Place place, std::size_t size) const {
  if (place.file == nullptr) return {};
  if (clang_File_isEqual(place.file, main_file_)) place = EndOfHeader(place);
  const std::optional<std::size_t> header = HeaderAt(place.file);
  const std::string_view behind = TextBehind(place);
  size = std::min({size, behind.size(), behind.find_first_of("\r\n")});
  return {
      .file = header ? headers_[*header] : NameOfIncluded(place.file),
      .line = static_cast<int>(place.line),
      .column = static_cast<int>(place.column),
      .length = std::max(static_cast<int>(size), 1),
  };
}

// The main file has a line a header; what is wrong there was left open in that header.
Place Sources::EndOfHeader(Place place) const {
  const std::size_t header = place.line - 1;
  if (header >= files_.size() || files_[header] == nullptr) return place;
  const std::size_t last = TextOf(files_[header]).find_last_not_of(" \t\r\n");
  return PlaceBehind({files_[header], 1, 1, 0}, last == std::string_view::npos ? 0 : last);
}

diag::Location Sources::LocationOf(Place place) const {
  // No token of interest is longer than this, and a line is lexed in no time.
  const std::string_view behind = TextBehind(place);
  const std::vector<Token> tokens = Lex(behind.substr(0, behind.find('\n')));
  return LocationOf(place, tokens.empty() ? 1 : tokens[0].text.size());
}

diag::Location Sources::LocationOf(CXCursor declaration) const {
  const Place place = PlaceOf(declaration);
  const std::string name = NameOf(declaration);
  // Names of operators are several tokens.
  if (TextBehind(place).starts_with(name)) return LocationOf(place, name.size());
  return LocationOf(place);
}

std::string_view Sources::TextOf(CXFile file) const {
  if (file == nullptr) return {};
  std::size_t size = 0;
  const char* text = clang_getFileContents(unit_, file, &size);
  return text == nullptr ? std::string_view() : std::string_view(text, size);
}

std::string_view Sources::TextOf(CXSourceRange range) const {
  const Place begin = PlaceOf(clang_getRangeStart(range));
  const Place end = PlaceOf(clang_getRangeEnd(range));
  if (begin.file == nullptr || begin.file != end.file || begin.offset > end.offset) return {};
  return TextOf(begin.file).substr(begin.offset, end.offset - begin.offset);
}

}  // namespace ferrule::scan
