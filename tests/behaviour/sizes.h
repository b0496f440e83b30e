// Classes whose objects have 16 bytes, for what their instances have beside them.
#ifndef FERRULE_TESTS_BEHAVIOUR_SIZES_H_
#define FERRULE_TESTS_BEHAVIOUR_SIZES_H_

#include <utility>

#include "ferrule/ferrule.h"

namespace sizes {

struct FERRULE_CLASS() Plain {
  double x = 0, y = 0;
};

struct FERRULE_CLASS(subclass = False) Closed {
  double x = 0, y = 0;
};

class FERRULE_CLASS(frozen) Frozen {
 public:
  FERRULE_GETTER() double x() const { return x_; }

 private:
  double x_ = 0, y_ = 0;
};

struct FERRULE_CLASS(dict) WithDict {
  double x = 0, y = 0;
};

struct FERRULE_CLASS(weakref) WithWeakrefs {
  double x = 0, y = 0;
};

struct FERRULE_CLASS(dict, weakref) WithBoth {
  double x = 0, y = 0;
};

struct FERRULE_CLASS(borrow_checked) BorrowChecked {
  double x = 0, y = 0;
};

class FERRULE_CLASS() Callable {
 public:
  double operator()() const { return x_; }

 private:
  double x_ = 0, y_ = 0;
};

class FERRULE_CLASS() Holder {
 public:
  void hold(ferrule::Py<> value) { value_ = std::move(value); }

 private:
  ferrule::Py<> value_;
  double x_ = 0;
};

/// Instances may refer to the part of a Whole.
struct FERRULE_CLASS() Part {
  double x = 0, y = 0;
};

struct FERRULE_CLASS() Whole {
  Part part;
};

struct FERRULE_CLASS(storage = heap) OnHeap {
  double x = 0, y = 0;
};

struct FERRULE_CLASS(storage = shared) Shared {
  double x = 0, y = 0;
};

class FERRULE_CLASS() Overridable {
 public:
  virtual ~Overridable() = default;
  virtual double x() const { return x_; }

 private:
  double x_ = 0;
};

static_assert(sizeof(Plain) == 16 && sizeof(Closed) == 16 && sizeof(Frozen) == 16 &&
              sizeof(WithDict) == 16 && sizeof(WithWeakrefs) == 16 && sizeof(WithBoth) == 16 &&
              sizeof(BorrowChecked) == 16 && sizeof(Callable) == 16 && sizeof(Holder) == 16 &&
              sizeof(Part) == 16 && sizeof(Whole) == 16);

}  // namespace sizes

#endif  // FERRULE_TESTS_BEHAVIOUR_SIZES_H_
