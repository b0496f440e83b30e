// What becomes of a reference that is dropped while its thread is detached, as the build has it:
// this file is compiled once for each setting.
#include <gtest/gtest.h>

#include <thread>

#include "ferrule/ferrule.h"
#include "runtime/src/drop_policy.h"
#include "runtime/tests/in_process.h"

namespace ferrule {
namespace {

using internal::DropPolicy;

// Drops one of two references to an object in a detached thread, attaches once more, and returns
// how many references are left.
Py_ssize_t ReferencesAfterDrop() {
  const Py<> object = attach([](Python py) { return py.eval("object()").unbind(); });
  Py<> reference = attach([&](Python py) { return object.clone_ref(py); });
  std::thread([dropped = std::move(reference)] {}).join();
  return attach([&](Python py) { return object.get_refcnt(py); });
}

TEST(DroppedDetached, Attached) {
  InProcess([] {
    attach([](Python py) {
      const Py<> object = py.eval("object()").unbind();
      Py<> reference = object.clone_ref(py);
      reference.reset();
      Require(object.get_refcnt(py) == 1, "released at once, whatever the setting");
    });
  });
}

TEST(DroppedDetached, Detached) {
  if (internal::drop_policy == DropPolicy::kAbort) {
    EXPECT_DEATH(ReferencesAfterDrop(),
                 "ferrule: fatal: a Py was dropped on a thread that is not attached to the Python "
                 "interpreter, in a program built with "
                 "--@ferrule//runtime:dropped_detached=abort; drop it inside attach\\(\\), or "
                 "build with =defer\n");
    return;
  }
  InProcess([] {
    const bool leaks = internal::drop_policy == DropPolicy::kLeak;
    Require(ReferencesAfterDrop() == (leaks ? 2 : 1), "references");
    // The other reference was dropped detached, too.
    Require(internal::reference_pool.lost() == (leaks ? 2 : 0), "lost and counted");
  });
}

TEST(DroppedDetached, AfterFinalisation) {
  InProcess([] {
    Py<> object;
    {
      const Interpreter interpreter;
      attach([&](Python py) { object = py.eval("object()").unbind(); });
    }
    object.reset();
    Require(internal::reference_pool.lost() == 1, "lost and counted, whatever the setting");
  });
}

}  // namespace
}  // namespace ferrule
