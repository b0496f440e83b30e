// How a class shows its references where the generator cannot see all of them, behind a pointer to
// a class that is only declared say:
//
//   FERRULE_TRAVERSE()
//   void show_references(ferrule::Visitor& visit) {
//     visit(impl_->callback);
//     for (auto& [name, handler] : impl_->handlers) visit(handler);
//   }
//
// It names each reference in the members that the class declares once, and nothing that the object
// does not own alone: no other way leads the garbage collector to them. ferrule calls it for that:
// to learn where references lead to, and to take them out of an object that nothing leads to any
// more.
#ifndef FERRULE_VISITOR_H_
#define FERRULE_VISITOR_H_

#include <memory>
#include <type_traits>

#include "ferrule/abi.h"
#include "ferrule/convert/classes.h"
#include "ferrule/glue/references.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

// Called with a Py, a SharedPy, a std::function, or a standard container, tuple or smart pointer of
// them; with object() where that is of a bound class. What is const is shown and never emptied.
//
// Threads: the collector asks on any thread that is attached, while no call that may change the
// object is in progress. No Python code may run: attaching fails. What the function throws ends the
// visit.
class Visitor {
 public:
  Visitor(visitproc visit, void* arg) : visit_(visit), arg_(arg) {}
  explicit Visitor(glue::Taken& taken) : taken_(&taken) {}
  Visitor(const Visitor&) = delete;
  Visitor& operator=(const Visitor&) = delete;

  template <class T>
  void operator()(T& member) {
    static_assert(
        glue::kAreKnown<T>,
        "ferrule cannot look into this type: visit the references in it one by one; for "
        "std::function and std::variant include ferrule/convert/function.h and variant.h");
    static_assert(!glue::kAreKnown<T> || glue::kHoldsReferences<T>,
                  "this type holds no references to Python objects");
    if (taken_ != nullptr) {
      glue::Clear(member, *taken_);
    } else if (result_ == 0) {
      result_ = glue::Visit(member, visit_, arg_);
    }
  }

  // The references of an object of a bound class.
  template <class T>
  void object(T& object) {
    const abi::TypeRecord& record = RecordOf<std::remove_const_t<T>>();
    if (record.visit == nullptr) return;
    if (taken_ == nullptr) {
      if (result_ == 0) result_ = record.visit(std::addressof(object), visit_, arg_);
    } else if constexpr (!std::is_const_v<T>) {
      taken_->Own(record.release(std::addressof(object)));
    }
  }

  // What the visit function has said last: with anything but 0 the visit is over.
  int result() const { return result_; }

 private:
  visitproc visit_ = nullptr;
  void* arg_ = nullptr;
  glue::Taken* taken_ = nullptr;
  int result_ = 0;
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_VISITOR_H_
