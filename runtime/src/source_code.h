// Python source code, compiled.
#ifndef FERRULE_RUNTIME_SRC_SOURCE_CODE_H_
#define FERRULE_RUNTIME_SRC_SOURCE_CODE_H_

#include <string_view>

#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Returns the code object of `source`, in UTF-8. `start` is one of CPython's start symbols:
// Py_eval_input for an expression, Py_file_input for statements. Throws: PyErr (SyntaxError,
// ValueError). Requires: attached.
Bound<> Compile(std::string_view source, std::string_view file, int start);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_SOURCE_CODE_H_
