// Places in the headers: clang's locations as the model has them, and the text that stands there.
//
// A place inside of a macro's expansion is the place of the macro. Headers are called what the
// command line calls them.
#ifndef FERRULE_GENERATOR_SCAN_SOURCES_H_
#define FERRULE_GENERATOR_SCAN_SOURCES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/diag/location.h"
#include "generator/scan/clang.h"

namespace ferrule::scan {

struct Place {
  CXFile file = nullptr;  // null for what is in no file
  unsigned line = 0;
  unsigned column = 0;
  std::size_t offset = 0;
};

class Sources {
 public:
  // `files` are the headers as clang found them, in the order of `headers`.
  Sources(CXTranslationUnit unit, std::vector<std::string> headers, std::vector<CXFile> files);

  // Whether it stands in one of the headers themselves, and not in one that they include.
  bool IsInHeaders(Place place) const { return HeaderAt(place.file).has_value(); }
  bool IsInHeaders(CXCursor cursor) const { return IsInHeaders(PlaceOf(cursor)); }

  Place PlaceOf(CXCursor cursor) const;
  Place PlaceOf(CXSourceLocation location) const;
  Place PlaceBehind(Place place, std::size_t distance) const;

  // `size` bytes are underlined, unless their line ends before.
  diag::Location LocationOf(Place place, std::size_t size) const;
  // The first token.
  diag::Location LocationOf(Place place) const;
  // The name that is declared.
  diag::Location LocationOf(CXCursor declaration) const;

  // Empty for what is in no file.
  std::string_view TextOf(CXFile file) const;
  std::string_view TextOf(CXSourceRange range) const;
  std::string_view TextBehind(Place place) const { return TextOf(place.file).substr(place.offset); }

 private:
  std::optional<std::size_t> HeaderAt(CXFile file) const;
  Place EndOfHeader(Place place) const;

  CXTranslationUnit unit_;
  CXFile main_file_;
  std::vector<std::string> headers_;
  std::vector<CXFile> files_;
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_SOURCES_H_
