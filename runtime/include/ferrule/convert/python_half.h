// Objects of C++ whose classes were derived in Python.
#ifndef FERRULE_CONVERT_PYTHON_HALF_H_
#define FERRULE_CONVERT_PYTHON_HALF_H_

#include <memory>
#include <type_traits>

#include "ferrule/python_compat.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// What the C++ object of an instance whose class was derived in Python knows of that instance.
//
// As a rule the instance owns the object, which borrows it. Where C++ owns the object, because it
// was given away, the object owns the instance: what overrides its methods lives as long as it
// does.
class PythonHalf {
 public:
  explicit PythonHalf(PyObject* self);
  PythonHalf(const PythonHalf&) = delete;
  PythonHalf& operator=(const PythonHalf&) = delete;

  // Null when the instance is gone, and C++ shares the object still.
  PyObject* self() const { return self_; }

  // The instance as a new reference; null, without an error, when it is gone or about to go.
  // Requires an attached thread.
  PyObject* TakeSelf() const;

  // From here on the object owns the instance, of which it counts a reference, or hands that
  // reference to the caller. Require an attached thread.
  void Keep();
  PyObject* Release();
  bool is_kept() const { return is_kept_; }

  // What the std::shared_ptrs that keep the instance have in common, while there are any.
  std::weak_ptr<Py<>>& shares() { return shares_; }
  const std::weak_ptr<Py<>>& shares() const { return shares_; }

  // The instance goes, and C++ shares the object.
  void LoseSelf();

 protected:
  // On any thread.
  ~PythonHalf();

 private:
  PyObject* self_;
  bool is_kept_ = false;
  std::weak_ptr<Py<>> shares_;
};

// Whether the instance is there, and not about to go. Requires an attached thread, and where the
// interpreter has no lock, that this is the thread that could let it go.
inline bool IsAlive(const PythonHalf& half) {
  return half.self() != nullptr && Py_REFCNT(half.self()) > 0;
}

// The other half of an object of C++'s; null if it has none, or has lost it. Only RTTI can tell.
template <class T>
PythonHalf* PythonHalfOf([[maybe_unused]] T* object) {
#ifdef __cpp_rtti
  if constexpr (std::is_polymorphic_v<T>) {
    auto* const half = dynamic_cast<PythonHalf*>(const_cast<std::remove_const_t<T>*>(object));
    if (half != nullptr && IsAlive(*half)) return half;
  }
#endif
  return nullptr;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_PYTHON_HALF_H_
