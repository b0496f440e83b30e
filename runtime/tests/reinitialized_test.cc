// CPython that is finalised and initialised anew: its numbers and addresses come again, and what
// the runtime knew of the first interpreter is not taken for the second.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <typeinfo>
#include <utility>

#include "ferrule/abi.h"
#include "ferrule/convert/pointers.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/in_process.h"

namespace ferrule {
namespace {

constexpr abi::TypeRecord kRecord = {};

// A thread that outlives interpreters, and does what it is given.
class Worker {
 public:
  Worker() : thread_([this] { Work(); }) {}
  ~Worker() {
    Do(nullptr);
    thread_.join();
  }

  void Do(std::function<void()> task) {
    is_last_ = task == nullptr;
    task_ = std::move(task);
    has_task_ = true;
    has_task_.notify_all();
    has_task_.wait(true);
  }

 private:
  void Work() {
    for (bool is_last = false; !is_last;) {
      has_task_.wait(false);
      is_last = is_last_;
      if (!is_last) task_();
      has_task_ = false;
      has_task_.notify_all();
    }
  }

  std::function<void()> task_;
  bool is_last_ = false;
  std::atomic<bool> has_task_{false};
  std::thread thread_;
};

TEST(Reinitialized, InstancesAreThoseOfTheNewInterpreter) {
  InProcess([] {
    Worker worker;
    for (int i = 0; i < 3; ++i) {
      const Interpreter interpreter;
      int object = 0;
      attach([&](Python py) {
        const Bound<> instance = py.eval("object()");
        Require(abi::AddInstance(&object, kRecord, instance.as_ptr()), "added");
        py.detach([&] {
          worker.Do([&] {
            attach([&](Python) {
              PyObject* const found = abi::FindInstance(&object, kRecord);
              Require(found == instance.as_ptr(), "found by a thread that knew the one before");
              Py_DECREF(found);
            });
          });
        });
        abi::RemoveInstance(&object, kRecord, instance.as_ptr());
      });
    }
  });
}

struct Base {
  virtual ~Base() = default;
};
struct Derived : Base {};

constexpr abi::Ancestor kAncestors[] = {
    {"Base", nullptr, [](void* base) -> void* { return base; }, nullptr, nullptr}};

abi::TypeRecord NamedRecord(const char* name) {
  abi::TypeRecord record = {};
  record.struct_size = sizeof(abi::TypeRecord);
  record.name = name;
  return record;
}

TEST(Reinitialized, DerivedClassesAreThoseOfTheNewInterpreter) {
  InProcess([] {
    static const abi::TypeRecord base = NamedRecord("Base");
    static const abi::TypeRecord other = NamedRecord("Other");
    static const abi::TypeRecord derived = [] {
      abi::TypeRecord record = NamedRecord("Derived");
      record.ancestors = kAncestors;
      record.ancestor_count = 1;
      return record;
    }();
    Derived object;
    for (int i = 0; i < 4; ++i) {
      const Interpreter interpreter;
      attach([&](Python py) {
        py.run("class Base: pass\nclass Derived(Base): pass");
        const Bound<> base_type = py.eval("Base");
        const Bound<> derived_type = py.eval("Derived");
        auto* const of_base = reinterpret_cast<PyTypeObject*>(base_type.as_ptr());
        auto* const of_derived = reinterpret_cast<PyTypeObject*>(derived_type.as_ptr());
        // In every other interpreter it is another class, after as many changes.
        const bool has_derived = i % 2 == 0;
        Require(abi::RegisterType(base, of_base), "the base");
        Require(abi::RegisterType(has_derived ? derived : other, of_derived), "the derived class");
        const convert::DerivedClass found =
            convert::FindDerived(&typeid(object), &object, of_base, base);
        Require(found.type == (has_derived ? of_derived : nullptr), "that of this interpreter");
        abi::ForgetType(of_derived);
        abi::ForgetType(of_base);
      });
    }
  });
}

}  // namespace
}  // namespace ferrule
