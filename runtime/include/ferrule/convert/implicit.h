// Parameters of bound classes that take more than instances: what an implicit constructor of the
// class takes, or a dict of its keywords.
#ifndef FERRULE_CONVERT_IMPLICIT_H_
#define FERRULE_CONVERT_IMPLICIT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "ferrule/convert/classes.h"
#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {

// A source of Implicit: a dict of the keywords that T's constructor takes.
struct FromDict {};

// A parameter that is a T, by value or by reference to const, and takes each of the sources, too,
// of which a T is made that lives as long as the call. Sources are not converted implicitly
// themselves: there are never two such conversions in a row.
template <class T, class... Sources>
struct Implicit {};

namespace convert {

// A new instance of `type`, called with the items of `dict` as keywords; null with an error set.
PyObject* MakeFromDict(PyTypeObject* type, PyObject* dict);

// What a T is made of, kept while the T lives.
template <class T, class Source>
class Making {
 public:
  static Fit Fits(PyObject* object) { return Converter<Source>::Fits(object); }
  static std::string Name() { return Converter<Source>::Name(); }

  // False with an error set. Throws what T's constructor does.
  bool Make(PyObject* object, std::optional<T>& made, const T*& out) {
    if (!Converter<Source>::FromPython(object, carrier_)) return false;
    out = &made.emplace(Converter<Source>::Unwrap(std::move(carrier_)));
    return true;
  }

 private:
  typename Converter<Source>::Carrier carrier_{};
};

template <class T>
class Making<T, FromDict> {
 public:
  Making() = default;
  Making(const Making&) = delete;
  Making& operator=(const Making&) = delete;
  ~Making() {
    if (instance_ != nullptr) internal::Decref(instance_);
  }

  static Fit Fits(PyObject* object) { return PyDict_Check(object) ? Fit::kConverting : Fit::kNone; }
  static std::string Name() { return "dict[str, Any]"; }

  bool Make(PyObject* object, std::optional<T>&, const T*& out) {
    instance_ = MakeFromDict(ClassOf<T>(), object);
    T* made = nullptr;
    if (instance_ == nullptr || !Converter<T>::FromPython(instance_, made)) return false;
    out = made;
    return true;
  }

 private:
  PyObject* instance_ = nullptr;
};

// A T that was lent, or made for the call.
template <class T, class... Sources>
class LentOrMade {
 public:
  const T& operator*() const { return *object_; }

  // The object, if it is that of an instance that Python has; else null.
  const T* lent() const { return is_lent_ ? object_ : nullptr; }

  // False with an error set. Throws what T's constructors do.
  bool FromPython(PyObject* object) {
    if (Converter<T>::Fits(object) != Fit::kNone) {
      T* lent = nullptr;
      is_lent_ = Converter<T>::FromPython(object, lent);
      object_ = lent;
      return is_lent_;
    }
    return MakeOf(object, std::index_sequence_for<Sources...>());
  }

  static std::string Name() {
    std::string name = Converter<T>::Name();
    ((name += " | " + Making<T, Sources>::Name()), ...);
    return name;
  }

 private:
  // Of the first source that the object fits best.
  template <std::size_t... kIndexes>
  bool MakeOf(PyObject* object, std::index_sequence<kIndexes...>) {
    for (const Fit fit : {Fit::kExact, Fit::kConverting}) {
      bool is_made = false;
      const bool is_found =
          ((Making<T, Sources>::Fits(object) == fit
                ? (is_made = std::get<kIndexes>(makings_).Make(object, made_, object_), true)
                : false) ||
           ...);
      if (is_found) return is_made;
    }
    return RaiseExpected(Name(), object);
  }

  const T* object_ = nullptr;
  bool is_lent_ = false;
  std::tuple<Making<T, Sources>...> makings_;
  std::optional<T> made_;  // ends before what it may point into
};

}  // namespace convert

template <class T, class... Sources>
struct Converter<Implicit<T, Sources...>> {
  using Carrier = convert::LentOrMade<T, Sources...>;

  static bool FromPython(PyObject* object, Carrier& out) { return out.FromPython(object); }
  static const T& Unwrap(const Carrier& carrier) { return *carrier; }
  static Fit Fits(PyObject* object) {
    if (Converter<T>::Fits(object) != Fit::kNone) return Fit::kExact;
    const bool is_taken = ((convert::Making<T, Sources>::Fits(object) != Fit::kNone) || ...);
    return is_taken ? Fit::kConverting : Fit::kNone;
  }
  static constexpr bool kBorrows = false;
  static constexpr bool kIsFinite = true;
  static std::string Name() { return Carrier::Name(); }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_IMPLICIT_H_
