// Translators: how exceptions of C++ that nobody may annotate become Python exceptions.
//
//   FERRULE_EXEC()
//   void finish(ferrule::Bound<ferrule::Module> m) {
//     ferrule::register_exception_translator<lib::Error>(
//         m, [](ferrule::Python py, const lib::Error& error) {
//           return ferrule::PyErr::value_error(py, error.text());
//         });
//   }
#ifndef FERRULE_EXCEPTIONS_H_
#define FERRULE_EXCEPTIONS_H_

#include <exception>
#include <type_traits>

#include "ferrule/error.h"
#include "ferrule/module.h"
#include "ferrule/thrown.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// A translator without its type.
struct Translator {
  const void* (*find)(const std::exception* error);
  PyErr (*call)(void (*function)(), Python py, const void* thrown);
  void (*function)();
};

void RegisterTranslator(const Handle<Module>& module, const Translator& translator);

template <class E>
const void* FindThrown(const std::exception* error) {
  return ThrownAs<E>(error);
}

template <class E>
PyErr CallTranslator(void (*function)(), Python py, const void* thrown) {
  return reinterpret_cast<PyErr (*)(Python, const E&)>(function)(py,
                                                                 *static_cast<const E*>(thrown));
}

}  // namespace internal

// Has every E that leaves a function of this extension, or what is derived from it, raised as the
// Python exception that `translator` returns. E is any type that can be thrown. The latest that was
// registered is asked first, and all before the exception classes that are bound and before the
// table of docs/errors.md; a PyErr is not asked about.
//
// What `translator` throws is raised in its place, with the exception it was about as context; it
// must not be given captures, since it belongs to no interpreter. Registration is for this
// interpreter, and ends with `module`. Threads: call it in FERRULE_EXEC; translators are called on
// whatever attached thread runs the function. Throws: PyErr, std::bad_alloc.
template <class E>
void register_exception_translator(const Handle<Module>& module,
                                   std::type_identity_t<PyErr (*)(Python, const E&)> translator) {
  static_assert(std::is_same_v<E, std::remove_cvref_t<E>>, "name the class itself");
  internal::RegisterTranslator(module, {&internal::FindThrown<E>, &internal::CallTranslator<E>,
                                        reinterpret_cast<void (*)()>(translator)});
}

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_EXCEPTIONS_H_
