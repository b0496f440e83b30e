// What docs/annotations.md shows of flags, factories and constants of a class.
#ifndef FERRULE_DOCS_SNIPPETS_FILES_H_
#define FERRULE_DOCS_SNIPPETS_FILES_H_

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "ferrule/ferrule.h"

namespace files {

// region: flags
/// What may be done with a file.
enum class FERRULE_ENUM(base = "Flag") Access : std::uint8_t {
  kRead FERRULE_CONSTANT(name = READ) = 1,
  kWrite FERRULE_CONSTANT(name = WRITE) = 2,
  kBoth FERRULE_CONSTANT(name = BOTH) = 3,
};

FERRULE_FUNCTION() Access without(Access from, Access what);
// end: flags

inline Access without(Access from, Access what) {
  return static_cast<Access>(static_cast<int>(from) & ~static_cast<int>(what));
}

// region: keep
/// What the first byte of a message says. Newer peers send bytes that this version does not know.
enum class FERRULE_ENUM(invalid = keep) Kind : std::uint8_t { hello = 1, goodbye = 2 };

FERRULE_FUNCTION() Kind kind_of(int byte);
// end: keep

inline Kind kind_of(int byte) { return static_cast<Kind>(byte); }

// region: factory
class FERRULE_CLASS() File {
 public:
  /// Opens a file that is there.
  FERRULE_INIT() static std::unique_ptr<File> open(const std::string& path);

  /// The longest name that there may be.
  static constexpr int MAX_NAME = 255;

  const std::string path;

 private:
  explicit File(std::string path) : path(std::move(path)) {}
};
// end: factory

inline std::unique_ptr<File> File::open(const std::string& path) {
  if (path.empty()) throw std::invalid_argument("a file has a name");
  return std::unique_ptr<File>(new File(path));
}

}  // namespace files

#endif  // FERRULE_DOCS_SNIPPETS_FILES_H_
