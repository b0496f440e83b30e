#include "ferrule/attach.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"
#include "ferrule/reference_pool.h"
#include "runtime/src/gate.h"

namespace ferrule {
namespace {

Py<> NewObject(Python py) { return py.eval("object()").unbind(); }

bool PoolContains(const Py<>& object) { return internal::reference_pool.Contains(object.as_ptr()); }

// The first group has the names of the tests that the design started from.

TEST(Attach, PyobjectDropAttachedDecreasesRefcnt) {
  attach([](Python py) {
    const Py<> object = NewObject(py);
    Py<> reference = object.clone_ref(py);
    EXPECT_EQ(object.get_refcnt(py), 2);
    EXPECT_FALSE(PoolContains(object));

    reference.reset();

    EXPECT_EQ(object.get_refcnt(py), 1);
    EXPECT_FALSE(PoolContains(object));
  });
}

TEST(Attach, PyobjectDropDetachedDoesntDecreaseRefcnt) {
  const Py<> object = attach([](Python py) {
    Py<> object = NewObject(py);
    Py<> reference = object.clone_ref(py);
    EXPECT_EQ(object.get_refcnt(py), 2);
    EXPECT_FALSE(PoolContains(object));

    std::thread([dropped = std::move(reference)] {}).join();

    EXPECT_EQ(object.get_refcnt(py), 2);
    EXPECT_TRUE(PoolContains(object));
    return object;
  });
  attach([&](Python py) {
    EXPECT_EQ(object.get_refcnt(py), 1);
    EXPECT_FALSE(PoolContains(object));
  });
}

TEST(Attach, AttachCounts) {
  EXPECT_EQ(internal::this_thread.guards, 0);
  attach([](Python) {
    EXPECT_EQ(internal::this_thread.guards, 1);
    {
      const AttachGuard first = AttachGuard::assume();
      EXPECT_EQ(internal::this_thread.guards, 2);
      {
        const AttachGuard second = AttachGuard::assume();
        EXPECT_EQ(internal::this_thread.guards, 3);
      }
      EXPECT_EQ(internal::this_thread.guards, 2);
      attach([](Python) { EXPECT_EQ(internal::this_thread.guards, 3); });
      EXPECT_EQ(internal::this_thread.guards, 2);
    }
    EXPECT_EQ(internal::this_thread.guards, 1);
  });
  EXPECT_EQ(internal::this_thread.guards, 0);
}

TEST(Attach, Detach) {
  EXPECT_FALSE(is_attached());
  attach([](Python py) {
    EXPECT_TRUE(is_attached());
    py.detach([] {
      EXPECT_FALSE(is_attached());
      attach([](Python) { EXPECT_TRUE(is_attached()); });
      EXPECT_FALSE(is_attached());
    });
    EXPECT_TRUE(is_attached());
  });
  EXPECT_FALSE(is_attached());
}

// Where the original lets a copy made while detached panic, ours cannot be written down.
TEST(Attach, DetachUpdatesRefcounts) {
  static_assert(!std::is_copy_constructible_v<Py<>>);
  static_assert(!std::is_copy_assignable_v<Py<>>);
  attach([](Python py) {
    const Py<> object = NewObject(py);
    Py<> reference = object.clone_ref(py);
    py.detach([&] { reference.reset(); });
    EXPECT_EQ(object.get_refcnt(py), 1);
  });
}

TEST(Attach, RecursiveAttachOk) {
  attach([](Python py) {
    const Bound<> object = attach([=](Python) { return py.eval("object()"); });
    EXPECT_EQ(object.get_refcnt(), 1);
  });
}

TEST(Attach, CloneAttached) {
  attach([](Python py) {
    const Py<> object = NewObject(py);
    const Py_ssize_t count = object.get_refcnt(py);
    const Py<> clone = object.clone_ref(py);
    EXPECT_EQ(clone.get_refcnt(py), count + 1);
  });
}

TEST(Attach, DropDeferredReferencesDoesNotDeadlock) {
  attach([](Python py) {
    PyObject* const inner = NewObject(py).into_ptr();
    PyObject* const capsule = PyCapsule_New(inner, nullptr, [](PyObject* self) {
      // Drains the pool within a drain of the pool.
      const AttachGuard guard = AttachGuard::assume();
      Py_DECREF(static_cast<PyObject*>(PyCapsule_GetPointer(self, nullptr)));
    });
    internal::DeferDecref(capsule);
    internal::reference_pool.Drain();
  });
}

TEST(Attach, AttachGuardDropDeferredReferences) {
  attach([](Python py) {
    const Py<> object = NewObject(py);

    internal::DeferDecref(object.clone_ref(py).into_ptr());
    EXPECT_TRUE(PoolContains(object));
    const AttachGuard attached;
    EXPECT_FALSE(PoolContains(object));

    internal::DeferDecref(object.clone_ref(py).into_ptr());
    EXPECT_TRUE(PoolContains(object));
    const AttachGuard assumed = AttachGuard::assume();
    EXPECT_FALSE(PoolContains(object));
    EXPECT_EQ(object.get_refcnt(py), 1);
  });
}

// What C++ and our own rules add.

TEST(Attach, GuardKnowsAssumedFromEnsured) {
  const AttachGuard outer;
  EXPECT_FALSE(outer.is_assumed());
  const AttachGuard inner;
  EXPECT_TRUE(inner.is_assumed());
  const AttachGuard unchecked = AttachGuard::attach_unchecked();
  EXPECT_TRUE(unchecked.is_assumed());
}

TEST(Attach, MovedFromGuardGuardsNothing) {
  {
    AttachGuard first;
    const AttachGuard second = std::move(first);
    EXPECT_EQ(internal::this_thread.guards, 1);
  }
  EXPECT_EQ(internal::this_thread.guards, 0);
  EXPECT_FALSE(is_attached());
}

TEST(Attach, AnotherExtensionMayAttachAndDetachInBetween) {
  const PyGILState_STATE state = PyGILState_Ensure();
  EXPECT_TRUE(is_attached());
  attach([](Python) {
    PyThreadState* const saved = PyEval_SaveThread();
    EXPECT_FALSE(is_attached());
    attach([](Python py) { EXPECT_EQ(py.eval("1 + 1").extract<int>(), 2); });
    PyEval_RestoreThread(saved);
    EXPECT_TRUE(is_attached());
  });
  PyGILState_Release(state);
  EXPECT_FALSE(is_attached());
}

TEST(Attach, OtherThreadsAreNotAttached) {
  attach([](Python) {
    bool attached = true;
    std::thread([&] { attached = is_attached(); }).join();
    EXPECT_FALSE(attached);
  });
}

TEST(Attach, TryAttach) {
  const AttachResult result = try_attach();
  ASSERT_TRUE(result);
  EXPECT_EQ(result.python().eval("2 + 2").extract<int>(), 4);
}

TEST(Attach, ForbiddenDuringTraverse) {
  attach([](Python py) {
    {
      const ForbidAttaching forbidden = ForbidAttaching::during_traverse();
      try {
        attach([](Python) { FAIL(); });
        FAIL();
      } catch (const AttachFailure& failure) {
        EXPECT_EQ(failure.error(), AttachError::ForbiddenDuringTraverse);
      }
      EXPECT_THROW(static_cast<void>(AttachGuard::assume()), AttachFailure);
      EXPECT_THROW(py.detach([] {}), AttachFailure);
      const AttachResult result = try_attach();
      ASSERT_FALSE(result);
      EXPECT_EQ(result.error(), AttachError::ForbiddenDuringTraverse);
    }
    attach([](Python) { EXPECT_EQ(internal::this_thread.guards, 2); });
  });
}

TEST(Attach, ReturnsWhatTheFunctionReturns) {
  EXPECT_EQ(attach([](Python py) { return py.eval("'x' * 3").extract<std::string>(); }), "xxx");
  int value = 0;
  int& reference = attach([&](Python) -> int& { return value; });
  EXPECT_EQ(&reference, &value);
}

TEST(Detach, ReturnsWhatTheFunctionReturns) {
  attach([](Python py) {
    EXPECT_EQ(py.detach([] { return 42; }), 42);
    EXPECT_EQ(py.detach([](int a, int b) { return a + b; }, 40, 2), 42);
  });
}

TEST(Detach, RestoresWhenTheFunctionThrows) {
  attach([](Python py) {
    EXPECT_THROW(py.detach([] { throw std::runtime_error("out"); }), std::runtime_error);
    EXPECT_TRUE(is_attached());
    EXPECT_EQ(internal::this_thread.guards, 1);
    EXPECT_EQ(py.eval("1").extract<int>(), 1);
  });
}

TEST(Detach, ReleasesWhatWasDroppedMeanwhile) {
  attach([](Python py) {
    const Py<> object = NewObject(py);
    Py<> reference = object.clone_ref(py);
    py.detach([&] { reference.reset(); });
    EXPECT_FALSE(PoolContains(object));
    EXPECT_EQ(object.get_refcnt(py), 1);
  });
}

TEST(Detach, OfADetachedThreadThrows) {
  const Python kept = Python::assume_attached();  // it is not
  EXPECT_THROW(kept.detach([] {}), std::logic_error);
}

TEST(Detach, RefusesWhatIsBoundToTheAttachment) {
  static_assert(kBoundToAttachment<Python>);
  static_assert(kBoundToAttachment<const Bound<>&>);
  static_assert(kBoundToAttachment<Borrowed<Dict>>);
  static_assert(kBoundToAttachment<Bound<>*>);
  static_assert(kBoundToAttachment<std::vector<Bound<>>>);
  static_assert(kBoundToAttachment<std::optional<std::pair<int, Borrowed<>>>>);
  static_assert(kBoundToAttachment<std::array<Bound<>, 2>>);
  static_assert(kBoundToAttachment<Bound<>(&)[2]>);
  static_assert(!kBoundToAttachment<Py<>> && !kBoundToAttachment<int>);
  static_assert(!kBoundToAttachment<std::vector<Py<Dict>>> && !kBoundToAttachment<SharedPy<>>);
  static_assert(!kBoundToAttachment<std::function<Bound<>(Bound<>)>>);
}

TEST(Detach, LetsOtherThreadsRun) {
  attach([](Python py) {
    std::thread other([] { attach([](Python) {}); });
    py.detach([&] { other.join(); });
  });
}

TEST(Detach, NestsWithAttachToAnyDepth) {
  struct Nest {
    static int Descend(Python py, int depth) {
      if (depth == 0) return py.eval("1").extract<int>();
      return 1 + py.detach([=] {
        EXPECT_FALSE(is_attached());
        return attach([=](Python py) { return Descend(py, depth - 1); });
      });
    }
  };
  attach([](Python py) { EXPECT_EQ(Nest::Descend(py, 50), 51); });
}

TEST(Detach, RestoresWhenExceptionsCrossSeveral) {
  attach([](Python py) {
    PyThreadState* const state = PyThreadState_Get();
    try {
      py.detach([] {
        attach([](Python py) {
          py.detach([] {
            const AttachGuard guard;
            guard.python().run("raise KeyError('deep')");
          });
        });
      });
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_STREQ(error.what(), "KeyError: 'deep'");
    }
    EXPECT_EQ(PyThreadState_Get(), state);
    EXPECT_EQ(py.eval("1").extract<int>(), 1);
  });
  EXPECT_FALSE(is_attached());
}

// A traverse function on one thread keeps no other from attaching.
TEST(Attach, ForbiddenOnItsThreadAlone) {
  attach([](Python py) {
    {
      const ForbidAttaching forbidden = ForbidAttaching::during_traverse();
      EXPECT_FALSE(try_attach());
    }
    py.detach([] { std::thread([] { EXPECT_TRUE(try_attach()); }).join(); });
    EXPECT_TRUE(try_attach());
    const ForbidAttaching again = ForbidAttaching::during_traverse();
    EXPECT_FALSE(try_attach());
  });
}

// Somebody else lets other threads run inside a traverse.
TEST(Attach, ForbiddenThoughOthersAttachInBetween) {
  attach([](Python) {
    const ForbidAttaching forbidden = ForbidAttaching::during_traverse();
    PyThreadState* const state = PyEval_SaveThread();
    std::thread([] {
      attach([](Python) {});
      EXPECT_TRUE(try_attach());
    }).join();
    EXPECT_FALSE(try_attach());
    PyEval_RestoreThread(state);
    EXPECT_FALSE(try_attach());
  });
}

TEST(Attach, NothingIsReleasedWhileForbidden) {
  attach([](Python py) {
    const Py<> object = NewObject(py);
    {
      Py<> reference = object.clone_ref(py);
      const ForbidAttaching forbidden = ForbidAttaching::during_traverse();
      reference.reset();
    }
    EXPECT_EQ(object.get_refcnt(py), 2);
    attach([](Python) {});
    EXPECT_EQ(object.get_refcnt(py), 1);
  });
}

// Whoever detaches in between knows nothing of the guards.
TEST(Attach, GuardsAroundTheDetachOfAnotherExtension) {
  {
    const AttachGuard outer;
    PyThreadState* const state = PyEval_SaveThread();
    {
      const AttachGuard inner;
      EXPECT_FALSE(inner.is_assumed());
    }
    PyEval_RestoreThread(state);
    EXPECT_FALSE(internal::gate.AwaitEmpty(std::chrono::milliseconds(0)));
  }
  EXPECT_TRUE(internal::gate.AwaitEmpty(std::chrono::milliseconds(0)));
}

}  // namespace
}  // namespace ferrule
