// The Python side of a callable: what may stand between the parentheses of `def`.
#ifndef FERRULE_GENERATOR_IR_SIGNATURE_H_
#define FERRULE_GENERATOR_IR_SIGNATURE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ferrule::ir {

// In the order in which Python's grammar allows them.
enum class ArgumentKind {
  kPositionalOnly,
  kPositionalOrKeyword,
  kVarPositional,  // *args
  kKeywordOnly,
  kVarKeyword,  // **kwargs
};

struct Argument {
  ArgumentKind kind = ArgumentKind::kPositionalOrKeyword;
  std::string name;           // as Python sees it
  std::size_t parameter = 0;  // index into Function::parameters
  bool has_default = false;
  std::string
      default_python;  // the default as Python writes it, `...` where it has no Python spelling
};

// Arguments in Python's order. Injected parameters (ferrule::Python) do not appear.
struct Signature {
  std::vector<Argument> arguments;
};

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_SIGNATURE_H_
