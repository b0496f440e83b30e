// Exception classes: bases, attributes, names, nested ones.
#ifndef FERRULE_TESTS_GOLDEN_EXCEPTIONS_API_H_
#define FERRULE_TESTS_GOLDEN_EXCEPTIONS_API_H_

#include <stdexcept>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

/// What goes wrong here.
class FERRULE_EXCEPTION() Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;

  FERRULE_GETTER() int code() const { return code_; }

 private:
  int code_ = 1;
};

struct Place {
  int line = 0;
};

struct FERRULE_EXCEPTION(base = SyntaxError) ParseError : Error, Place {
  using Error::Error;

  std::vector<std::string> expected;
  FERRULE_FIELD(name = column) int column_ = 0;
  FERRULE_SKIP() void* where = nullptr;
};

struct FERRULE_EXCEPTION(name = IndexError) BadIndex : std::out_of_range {
  using std::out_of_range::out_of_range;
};

struct FERRULE_EXCEPTION(base = json.JSONDecodeError) BadJson {
  std::string what() const { return "bad"; }
};

class FERRULE_CLASS() Parser {
 public:
  struct FERRULE_EXCEPTION() Stopped : Error {
    using Error::Error;
  };

  void parse() const { throw Stopped("stopped"); }
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_EXCEPTIONS_API_H_
