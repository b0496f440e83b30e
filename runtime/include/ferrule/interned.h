// Names that are made Python strings once, instead of each time they are used.
#ifndef FERRULE_INTERNED_H_
#define FERRULE_INTERNED_H_

#include <cstddef>
#include <string_view>

#include "ferrule/once.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

// A name as an interned str, made when it is first asked for: once in each interpreter.
//
//   static const ferrule::Interned name("append");
//
// Requires: as PyOnce, static storage duration.
class Interned {
 public:
  explicit consteval Interned(std::string_view text) : text_(text) {}
  Interned(const Interned&) = delete;
  Interned& operator=(const Interned&) = delete;

  // Returns the str, good until the interpreter ends. Throws: PyErr, when it has to be made: if the
  // text is not UTF-8, or if the interpreter is being torn down.
  Borrowed<Str> get(Python py) const {
    const Py<Str>* const made = once_.get(py);
    return made != nullptr ? made->bind(py) : Make(py);
  }

  std::string_view text() const { return text_; }

 private:
  [[gnu::cold]] Borrowed<Str> Make(Python py) const;

  std::string_view text_;
  mutable PyOnce<Py<Str>> once_;
};

// -------------------------------------------------------------------------------------------------

inline Bound<> Handle<Object>::attr(const Interned& name) const {
  PyObject* const object = self();
  const Python py = Python::assume_attached();
  PyObject* const text = name.get(py).as_ptr();
  return Bound<>::from_owned_ptr(py, internal::OrPark(PyObject_GetAttr, object, text));
}

namespace internal {

template <std::size_t N>
struct FixedText {
  consteval FixedText(const char (&text)[N]) {
    for (std::size_t i = 0; i < N; ++i) characters[i] = text[i];
  }
  consteval std::string_view view() const { return {characters, N - 1}; }

  char characters[N];
};

// One for each text.
template <FixedText Text>
inline constinit const Interned interned_literal(Text.view());

}  // namespace internal

namespace literals {

// "append"_name is the Interned of that text, the same one wherever it is written.
template <internal::FixedText Text>
constexpr const Interned& operator""_name() {
  return internal::interned_literal<Text>;
}

}  // namespace literals

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_INTERNED_H_
