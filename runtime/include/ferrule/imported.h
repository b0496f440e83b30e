// Modules, and what is in them, imported when they are first used.
#ifndef FERRULE_IMPORTED_H_
#define FERRULE_IMPORTED_H_

#include <string_view>
#include <type_traits>
#include <utility>

#include "ferrule/once.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

// An attribute of a module, or a module itself, imported when it is first asked for and then kept:
// once in each interpreter.
//
//   static const ferrule::Imported<ferrule::Type> decimal("decimal", "Decimal");
//   static const ferrule::Imported<ferrule::Module> json("json");
//
// Requires: as PyOnce, static storage duration.
template <class T = Object>
class Imported {
 public:
  consteval Imported(std::string_view module, std::string_view attribute)
      : module_(module), attribute_(attribute) {}
  explicit consteval Imported(std::string_view module)
    requires std::is_same_v<T, Module>
      : module_(module) {}
  Imported(const Imported&) = delete;
  Imported& operator=(const Imported&) = delete;

  // Returns the object, good until the interpreter ends: the one that was there at the first time,
  // whatever becomes of the module. Throws, until it succeeds: PyErr, with what the import or the
  // attribute raised, or TypeError if the object is not a T.
  Borrowed<T> get(Python py) const {
    const Py<T>* const imported = once_.get(py);
    return imported != nullptr ? imported->bind(py) : Import(py);
  }

 private:
  [[gnu::cold]] Borrowed<T> Import(Python py) const;

  std::string_view module_;
  std::string_view attribute_;  // empty: the module itself
  mutable PyOnce<Py<T>> once_;
};

// -------------------------------------------------------------------------------------------------

namespace internal {

// Throws: PyErr.
Bound<> Import(Python py, std::string_view module, std::string_view attribute);

}  // namespace internal

// An import may run anything, wait for other imports, and come here again: so no other thread waits
// for it. Python itself sees to it that a module is executed once.
template <class T>
Borrowed<T> Imported<T>::Import(Python py) const {
  once_.set(py, internal::Import(py, module_, attribute_).template cast<T>());
  return once_.get(py)->bind(py);
}

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_IMPORTED_H_
