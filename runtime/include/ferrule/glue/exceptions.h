// Exception classes that a module binds: the Python class, and what it gets of the C++ one.
//
// Everything here requires an attached thread.
#ifndef FERRULE_GLUE_EXCEPTIONS_H_
#define FERRULE_GLUE_EXCEPTIONS_H_

#include <concepts>
#include <exception>
#include <initializer_list>
#include <string_view>

#include "ferrule/abi.h"
#include "ferrule/convert/throwing.h"
#include "ferrule/thrown.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Makes the exception class whose name in the module is `path`, adds it to `scope`, and has it
// found from now on when what `record` stands for is thrown. Its bases are `bases` and, where it is
// not null, `imported`: the full name of a class of another module. Returns a new reference, or
// null with an error set. `doc` may be null.
PyObject* AddException(PyObject* module, PyObject* scope, const char* path, const char* doc,
                       std::initializer_list<PyObject*> bases, const char* imported,
                       const abi::ExceptionRecord& record);

// Text of C++'s for a message: bytes that are no UTF-8 are written as `\x..`.
PyObject* MessageText(std::string_view text);

template <class E>
const void* FindThrown(const void* error) {
  return internal::ThrownAs<E>(static_cast<const std::exception*>(error));
}

template <class E>
PyObject* MessageOf(const void* thrown) {
  if constexpr (requires(const E& error) {
                  { error.what() } -> std::convertible_to<std::string_view>;
                }) {
    return convert::OrRaise([&] { return MessageText(static_cast<const E*>(thrown)->what()); });
  } else {
    return nullptr;
  }
}

template <class E>
constexpr abi::ExceptionRecord MakeRecord(const char* name, const char* const* ancestors,
                                          const abi::ExceptionAttribute* attributes) {
  return {sizeof(abi::ExceptionRecord), name, ancestors, &FindThrown<E>, &MessageOf<E>, attributes};
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_EXCEPTIONS_H_
