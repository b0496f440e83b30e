// Attaching by hand.
#ifndef FERRULE_BENCHMARKS_LIMIT_ATTACHED_H_
#define FERRULE_BENCHMARKS_LIMIT_ATTACHED_H_

#include "ferrule/python_compat.h"

namespace limit {

// Attaches this thread if it is not attached.
class Attached {
 public:
  Attached() : is_attached_(ferrule::compat::AttachedThreadState() != nullptr) {
    if (!is_attached_) state_ = PyGILState_Ensure();
  }
  ~Attached() {
    if (!is_attached_) PyGILState_Release(state_);
  }
  Attached(const Attached&) = delete;
  Attached& operator=(const Attached&) = delete;

 private:
  bool is_attached_;
  PyGILState_STATE state_;
};

}  // namespace limit

#endif  // FERRULE_BENCHMARKS_LIMIT_ATTACHED_H_
