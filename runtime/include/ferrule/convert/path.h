// Conversions of file names: apart from the rest, since <filesystem> costs time to compile.
#ifndef FERRULE_CONVERT_PATH_H_
#define FERRULE_CONVERT_PATH_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// The name as the file system has it, whatever its bytes.
bool PathFromPython(PyObject* object, std::string& out);
PyObject* PathToPython(std::string_view name);
Fit PathFits(PyObject* object);

}  // namespace convert

// str and os.PathLike[str], to pathlib.Path. Every file name survives the way there and back, also
// one that is no text: Python has a str for it (PEP 383). Names as bytes are not taken.
template <>
struct Converter<std::filesystem::path> {
  using Carrier = std::filesystem::path;
  static bool FromPython(PyObject* object, Carrier& out) {
    std::string name;
    if (!convert::PathFromPython(object, name)) return false;
    out = std::move(name);
    return true;
  }
  static Carrier Unwrap(Carrier&& carrier) { return std::move(carrier); }
  static Fit Fits(PyObject* object) { return convert::PathFits(object); }
  static constexpr bool kBorrows = false;
  static constexpr bool kIsFinite = true;
  static constexpr bool kRunsPython = true;  // pathlib's
  static std::string Name() { return "str | PathLike[str]"; }
  static PyObject* ToPython(const Carrier& value) { return convert::PathToPython(value.native()); }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_PATH_H_
