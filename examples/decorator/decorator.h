// A class whose instances are called like functions: a decorator that counts.
#ifndef FERRULE_EXAMPLES_DECORATOR_DECORATOR_H_
#define FERRULE_EXAMPLES_DECORATOR_DECORATOR_H_

#include <atomic>
#include <cstdint>

#include "ferrule/ferrule.h"

namespace decorator {

/// Counts how often a Python callable is called.
///
/// Use it as a decorator: each call is announced on standard output and handed on.
class FERRULE_CLASS() Counter {
 public:
  explicit Counter(ferrule::Py<> wraps);

  /// How many times the wrapped callable has been called.
  FERRULE_GETTER() std::uint64_t count() const;

  FERRULE_METHOD(name = "__call__", signature = (*args, **kwargs))
  ferrule::Bound<> call(ferrule::Python py, ferrule::Args args, ferrule::Kwargs kwargs) const;

 private:
  // Python may call back into this object while `call` runs, from this thread or another: hence a
  // const method and an atomic count.
  mutable std::atomic<std::uint64_t> count_{0};
  ferrule::Py<> wraps_;
};

}  // namespace decorator

#endif  // FERRULE_EXAMPLES_DECORATOR_DECORATOR_H_
