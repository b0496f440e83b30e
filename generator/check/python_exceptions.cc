#include "generator/check/python_exceptions.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>

#include "generator/ir/names.h"

namespace ferrule::check {
namespace {

// The builtin exceptions of CPython 3.11 that are made of a message. UnicodeDecodeError and the
// groups want more.
struct Row {
  std::string_view name;
  std::string_view base;
  bool has_fields = false;  // of its own, in the struct of its instances
};
constexpr Row kRows[] = {
    {"BaseException", ""},
    {"Exception", "BaseException"},
    {"SystemExit", "BaseException", true},
    {"KeyboardInterrupt", "BaseException"},
    {"GeneratorExit", "BaseException"},
    {"ArithmeticError", "Exception"},
    {"FloatingPointError", "ArithmeticError"},
    {"OverflowError", "ArithmeticError"},
    {"ZeroDivisionError", "ArithmeticError"},
    {"AssertionError", "Exception"},
    {"AttributeError", "Exception", true},
    {"BufferError", "Exception"},
    {"EOFError", "Exception"},
    {"ImportError", "Exception", true},
    {"ModuleNotFoundError", "ImportError"},
    {"LookupError", "Exception"},
    {"IndexError", "LookupError"},
    {"KeyError", "LookupError"},
    {"MemoryError", "Exception"},
    {"NameError", "Exception", true},
    {"UnboundLocalError", "NameError"},
    {"OSError", "Exception", true},
    {"BlockingIOError", "OSError"},
    {"ChildProcessError", "OSError"},
    {"ConnectionError", "OSError"},
    {"BrokenPipeError", "ConnectionError"},
    {"ConnectionAbortedError", "ConnectionError"},
    {"ConnectionRefusedError", "ConnectionError"},
    {"ConnectionResetError", "ConnectionError"},
    {"FileExistsError", "OSError"},
    {"FileNotFoundError", "OSError"},
    {"InterruptedError", "OSError"},
    {"IsADirectoryError", "OSError"},
    {"NotADirectoryError", "OSError"},
    {"PermissionError", "OSError"},
    {"ProcessLookupError", "OSError"},
    {"TimeoutError", "OSError"},
    {"ReferenceError", "Exception"},
    {"RuntimeError", "Exception"},
    {"NotImplementedError", "RuntimeError"},
    {"RecursionError", "RuntimeError"},
    {"StopAsyncIteration", "Exception"},
    {"StopIteration", "Exception", true},
    {"SyntaxError", "Exception", true},
    {"IndentationError", "SyntaxError"},
    {"TabError", "IndentationError"},
    {"SystemError", "Exception"},
    {"TypeError", "Exception"},
    {"ValueError", "Exception"},
    {"UnicodeError", "ValueError"},
    {"Warning", "Exception"},
    {"BytesWarning", "Warning"},
    {"DeprecationWarning", "Warning"},
    {"EncodingWarning", "Warning"},
    {"FutureWarning", "Warning"},
    {"ImportWarning", "Warning"},
    {"PendingDeprecationWarning", "Warning"},
    {"ResourceWarning", "Warning"},
    {"RuntimeWarning", "Warning"},
    {"SyntaxWarning", "Warning"},
    {"UnicodeWarning", "Warning"},
    {"UserWarning", "Warning"},
};

const Row* Find(std::string_view name) {
  const Row* const row = std::ranges::find(kRows, name, &Row::name);
  return row == std::end(kRows) ? nullptr : row;
}

// The nearest class from `name` up that has fields; empty for none.
std::string_view OwnerOfFields(std::string_view name) {
  for (const Row* row = Find(name); row != nullptr; row = Find(row->base)) {
    if (row->has_fields) return row->name;
  }
  return {};
}

struct StandardRow {
  std::string_view cpp;
  std::string_view python;
};
constexpr StandardRow kStandardRows[] = {
    {"std::out_of_range", "IndexError"}, {"std::invalid_argument", "ValueError"},
    {"std::domain_error", "ValueError"}, {"std::length_error", "ValueError"},
    {"std::range_error", "ValueError"},  {"std::overflow_error", "OverflowError"},
    {"std::bad_alloc", "MemoryError"},   {"std::system_error", "OSError"},
    {"std::exception", "RuntimeError"},
};

}  // namespace

bool IsExceptionBase(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos) return Find(text) != nullptr;
  return ir::IsModuleName(text.substr(0, dot)) && ir::IsPythonName(text.substr(dot + 1));
}

bool IsPythonSubclass(std::string_view name, std::string_view base) {
  if (name == base) return true;
  const Row* const row = Find(name);
  return row != nullptr && IsPythonSubclass(row->base, base);
}

bool AreCompatible(std::string_view name, std::string_view other) {
  const std::string_view mine = OwnerOfFields(name);
  const std::string_view others = OwnerOfFields(other);
  return mine.empty() || others.empty() || mine == others;
}

std::string_view PythonExceptionFor(std::string_view cpp_name) {
  const StandardRow* const row = std::ranges::find(kStandardRows, cpp_name, &StandardRow::cpp);
  return row == std::end(kStandardRows) ? std::string_view() : row->python;
}

}  // namespace ferrule::check
