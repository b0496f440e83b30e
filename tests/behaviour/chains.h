// Long chains of instances that own each other, of classes whose instances have more than their
// C++ object.
#ifndef FERRULE_TESTS_BEHAVIOUR_CHAINS_H_
#define FERRULE_TESTS_BEHAVIOUR_CHAINS_H_

#include <utility>

#include "ferrule/ferrule.h"

namespace chains {

/// Each class owns one other object.
class FERRULE_CLASS() Plain {
 public:
  explicit Plain(ferrule::Py<> next) : next_(std::move(next)) {}

 private:
  ferrule::Py<> next_;
};

class FERRULE_CLASS(weakref = True) Weak {
 public:
  explicit Weak(ferrule::Py<> next) : next_(std::move(next)) {}

 private:
  ferrule::Py<> next_;
};

class FERRULE_CLASS(dict = True) Open {
 public:
  explicit Open(ferrule::Py<> next) : next_(std::move(next)) {}

 private:
  ferrule::Py<> next_;
};

/// By its attributes alone.
class FERRULE_CLASS(dict = True) Bare {
 public:
  Bare() = default;
};

/// On the heap.
class FERRULE_CLASS(dict = True, weakref = True, storage = heap) Heap {
 public:
  explicit Heap(ferrule::Py<> next) : next_(std::move(next)) {}

 private:
  ferrule::Py<> next_;
};

/// Shared with C++.
class FERRULE_CLASS(weakref = True, storage = shared) Shared {
 public:
  explicit Shared(ferrule::Py<> next) : next_(std::move(next)) {}

 private:
  ferrule::Py<> next_;
};

/// What it was given is kept for it.
class FERRULE_CLASS() Kept {
 public:
  explicit Kept(FERRULE_ARG(keep_alive = self) const Kept* next) : next_(next) {}

 private:
  [[maybe_unused]] const Kept* next_;
};

}  // namespace chains

#endif  // FERRULE_TESTS_BEHAVIOUR_CHAINS_H_
