// Python files that are compiled into a program, and how a library of them makes itself known.
//
// For the sources that the build rule ferrule_embed_python writes. Users need the rule alone: what
// is in the deps of a program can be imported in the interpreter that it makes. This header must
// not know anything of Python.
#ifndef FERRULE_EMBEDDED_FILES_H_
#define FERRULE_EMBEDDED_FILES_H_

#include <span>
#include <string_view>

namespace ferrule {
inline namespace abi_1 {
namespace glue {

struct EmbeddedFile {
  std::string_view path;   // says which module it is: `a/b.py` is a.b, `a/__init__.py` is a
  std::string_view shown;  // the path that tracebacks show
  std::string_view text;
};

// The files of one library. It links itself into a list when static objects are constructed, and
// stays there: entries are never destroyed, for they have nothing to release.
class EmbeddedFiles {
 public:
  // Requires: `files` lives as long as the program.
  explicit EmbeddedFiles(std::span<const EmbeddedFile> files) noexcept;
  EmbeddedFiles(const EmbeddedFiles&) = delete;
  EmbeddedFiles& operator=(const EmbeddedFiles&) = delete;

  std::span<const EmbeddedFile> files() const { return files_; }
  const EmbeddedFiles* next() const { return next_; }

  // Returns the first entry of the list, or null. Requires: static objects have been constructed.
  static const EmbeddedFiles* First();

 private:
  std::span<const EmbeddedFile> files_;
  const EmbeddedFiles* next_;
};

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_EMBEDDED_FILES_H_
