#include "ferrule/ref.h"

#include <gtest/gtest.h>

#include <functional>
#include <thread>
#include <type_traits>
#include <utility>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

Bound<> NewObject(Python py) { return py.eval("object()"); }

TEST(Py, IsAsWideAsAPointer) {
  static_assert(sizeof(Py<>) == sizeof(void*));
  static_assert(sizeof(Bound<Dict>) == sizeof(void*));
  static_assert(sizeof(Borrowed<>) == sizeof(void*));
  static_assert(std::is_nothrow_move_constructible_v<Py<>>);
  static_assert(std::is_trivially_copyable_v<Borrowed<>>);
}

TEST(Py, OwnsOneReference) {
  attach([](Python py) {
    const Bound<> object = NewObject(py);
    {
      const Py<> owner = object;
      EXPECT_EQ(object.get_refcnt(), 2);
      const Py<> clone = owner.clone_ref(py);
      EXPECT_EQ(object.get_refcnt(), 3);
      EXPECT_TRUE(owner.is(clone));
    }
    EXPECT_EQ(object.get_refcnt(), 1);
  });
}

TEST(Py, MovesWithoutCounting) {
  attach([](Python py) {
    const Bound<> object = NewObject(py);
    Py<> first = object.unbind();
    Py<> second = std::move(first);
    EXPECT_FALSE(first);
    EXPECT_TRUE(second);
    EXPECT_EQ(object.get_refcnt(), 2);
    Py<> third;
    third = std::move(second);
    EXPECT_FALSE(second);
    EXPECT_EQ(object.get_refcnt(), 2);
  });
}

TEST(Py, EmptyOnesThrowWhenUsed) {
  attach([](Python py) {
    Py<> empty;
    EXPECT_FALSE(empty);
    EXPECT_EQ(empty.as_ptr(), nullptr);
    EXPECT_EQ(empty.into_ptr(), nullptr);
    EXPECT_THROW(empty.bind(py), EmptyReference);
    EXPECT_THROW(std::move(empty).bind(py), EmptyReference);
    EXPECT_THROW(empty.clone_ref(py), EmptyReference);
    EXPECT_THROW(empty.is_none(py), EmptyReference);
    EXPECT_THROW(empty.get_refcnt(py), EmptyReference);
    empty.reset();

    Py<> moved = NewObject(py);
    const Py<> target = std::move(moved);
    EXPECT_THROW(moved.bind(py), EmptyReference);

    EXPECT_THROW(to_python(py, empty), EmptyReference);
    EXPECT_THROW(py.eval("print")(empty), EmptyReference);
  });
}

TEST(Py, EmptiesItselfBeforeTheReferenceIsReleased) {
  attach([](Python) {
    static Py<> slot;
    static bool was_empty;
    was_empty = false;
    const auto look = [](PyObject*) { was_empty = !slot; };
    int target;

    slot = Py<>::from_owned_ptr(PyCapsule_New(&target, nullptr, look));
    slot.reset();
    EXPECT_TRUE(was_empty);

    was_empty = false;
    slot = Py<>::from_owned_ptr(PyCapsule_New(&target, nullptr, look));
    slot = Py<>();
    EXPECT_TRUE(was_empty);
  });
}

TEST(Py, RawPointers) {
  attach([](Python py) {
    const Bound<> object = NewObject(py);
    Py<> borrowed = Py<>::from_borrowed_ptr(py, object.as_ptr());
    EXPECT_EQ(object.get_refcnt(), 2);
    PyObject* const raw = borrowed.into_ptr();
    EXPECT_EQ(object.get_refcnt(), 2);
    EXPECT_FALSE(borrowed);
    const Py<> owned = Py<>::from_owned_ptr(raw);
    EXPECT_EQ(object.get_refcnt(), 2);
    EXPECT_FALSE(Py<>::from_owned_ptr(nullptr));
  });
}

TEST(Py, BindLendsAndATemporaryHandsOver) {
  attach([](Python py) {
    const Bound<> object = NewObject(py);
    Py<> owner = object;
    static_assert(std::is_same_v<decltype(owner.bind(py)), Borrowed<>>);
    static_assert(std::is_same_v<decltype(std::move(owner).bind(py)), Bound<>>);
    const Borrowed<> lent = owner.bind(py);
    EXPECT_EQ(object.get_refcnt(), 2);
    EXPECT_TRUE(lent.is(object));
    const Bound<> taken = std::move(owner).bind(py);
    EXPECT_EQ(object.get_refcnt(), 2);
    EXPECT_FALSE(owner);
  });
}

TEST(Py, UpcastsImplicitly) {
  static_assert(std::is_convertible_v<Py<Dict>, Py<>>);
  static_assert(!std::is_convertible_v<Py<>, Py<Dict>>);
  static_assert(!std::is_convertible_v<Py<Dict>, Py<List>>);
  static_assert(std::is_convertible_v<Bound<Bool>, Bound<Int>>);
  attach([](Python py) {
    Py<Dict> dict = Dict::create(py).unbind();
    const Py<> object = std::move(dict);
    EXPECT_EQ(object.get_refcnt(py), 1);
  });
}

TEST(Py, CastsCountUpOrHandOver) {
  attach([](Python py) {
    Py<> object = py.eval("{'k': 1}").unbind();
    const Py<Dict> clone = object.cast<Dict>(py);
    EXPECT_EQ(object.get_refcnt(py), 2);
    EXPECT_THROW(object.cast<List>(py), PyErr);
    EXPECT_THROW(std::move(object).cast<List>(py), PyErr);
    ASSERT_TRUE(object) << "a cast that fails takes nothing";
    Py<Dict> moved = std::move(object).cast<Dict>(py);
    EXPECT_FALSE(object);
    EXPECT_EQ(moved.get_refcnt(py), 2);
    const Py<Dict> unchecked = Py<>(std::move(moved)).cast_unchecked<Dict>(py);
    EXPECT_EQ(unchecked.get_refcnt(py), 2);
    EXPECT_TRUE(unchecked.is(clone));
    EXPECT_THROW(object.cast<Dict>(py), EmptyReference);
    EXPECT_THROW(object.cast_unchecked<Dict>(py), EmptyReference);
    EXPECT_THROW(std::move(object).cast_unchecked<Dict>(py), EmptyReference);
  });
}

TEST(Py, DropsWithAToken) {
  attach([](Python py) {
    const Py<> object = NewObject(py);
    Py<> reference = object.clone_ref(py);
    reference.drop_ref(py);
    EXPECT_FALSE(reference);
    EXPECT_EQ(object.get_refcnt(py), 1);
    reference.drop_ref(py);  // an empty one has nothing to drop
  });
}

TEST(Py, SwapsWithoutCounting) {
  attach([](Python py) {
    Py<> first = NewObject(py);
    Py<> second;
    PyObject* const object = first.as_ptr();
    swap(first, second);
    EXPECT_FALSE(first);
    EXPECT_EQ(second.as_ptr(), object);
    EXPECT_EQ(second.get_refcnt(py), 1);
  });
}

TEST(Bound, CopiesCountUpAndMovesDoNot) {
  attach([](Python py) {
    Bound<> object = NewObject(py);
    {
      const Bound<> copy = object;
      EXPECT_EQ(object.get_refcnt(), 2);
      Bound<> assigned;
      assigned = copy;
      EXPECT_EQ(object.get_refcnt(), 3);
      Bound<>& itself = assigned;
      assigned = std::move(itself);
      EXPECT_EQ(object.get_refcnt(), 3);
      assigned = Bound<>();
      EXPECT_EQ(object.get_refcnt(), 2);
    }
    EXPECT_EQ(object.get_refcnt(), 1);
    const Bound<> moved = std::move(object);
    EXPECT_EQ(moved.get_refcnt(), 1);
    EXPECT_FALSE(object);
    EXPECT_THROW(object.str(), EmptyReference);
    EXPECT_THROW(object(), EmptyReference);
    EXPECT_THROW(object.is_none(), EmptyReference);
  });
}

TEST(Bound, UnbindMovesOrClones) {
  attach([](Python py) {
    Bound<> object = NewObject(py);
    const Py<> clone = object.unbind();
    EXPECT_EQ(object.get_refcnt(), 2);
    const Py<> moved = std::move(object).unbind();
    EXPECT_EQ(moved.get_refcnt(py), 2);
    EXPECT_FALSE(object);
  });
}

TEST(Bound, UpcastsToABorrowedWithoutCounting) {
  attach([](Python py) {
    const Bound<Dict> dict = Dict::create(py);
    const Borrowed<> borrowed = dict;
    EXPECT_EQ(borrowed.get_refcnt(), 1);
    const Bound<> upcast = dict;
    EXPECT_EQ(borrowed.get_refcnt(), 2);
    const Bound<> owned = borrowed.to_owned();
    EXPECT_EQ(borrowed.get_refcnt(), 3);
    EXPECT_THROW(Borrowed<>().to_owned(), EmptyReference);
  });
}

TEST(Bound, CannotBeAssignedToAsATemporary) {
  static_assert(!std::is_assignable_v<Bound<>, Bound<>>);
  static_assert(std::is_assignable_v<Bound<>&, Bound<>>);
}

TEST(Bound, CheckedCasts) {
  attach([](Python py) {
    const Bound<> object = py.eval("{'k': 1}");
    const Bound<Dict> dict = object.cast<Dict>();
    EXPECT_EQ(object.get_refcnt(), 2);
    EXPECT_EQ(Bound<>(object).cast<Dict>().len(), 1u);
    EXPECT_EQ(Borrowed<>(object).cast<Dict>().len(), 1u);
    EXPECT_TRUE(object.is_instance<Dict>());
    EXPECT_FALSE(object.is_instance<List>());
    try {
      object.cast<List>();
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_STREQ(error.what(), "TypeError: expected list, got 'dict'");
    }
    EXPECT_EQ(object.get_refcnt(), 2);
    EXPECT_EQ(object.cast_unchecked<Dict>().len(), 1u);
  });
}

TEST(Bound, FromPointers) {
  attach([](Python py) {
    const Bound<> object = Bound<>::from_owned_ptr(py, PyList_New(0));
    EXPECT_EQ(object.get_refcnt(), 1);
    const Bound<> another = Bound<>::from_borrowed_ptr(py, object.as_ptr());
    EXPECT_EQ(object.get_refcnt(), 2);
    PyErr_SetString(PyExc_ValueError, "no object");
    EXPECT_THROW(Bound<>::from_owned_ptr(py, nullptr), PyErr);
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

TEST(SharedPy, CopiesShareOneReferenceOnAnyThread) {
  const SharedPy<> shared = attach([](Python py) { return SharedPy<>(NewObject(py)); });
  std::function<void()> look = [shared] {
    attach([&](Python py) { EXPECT_EQ(shared.bind(py).get_refcnt(), 1); });
  };
  std::thread([look] { look(); }).join();  // copies while detached
  look = nullptr;
  attach([&](Python py) {
    EXPECT_EQ(shared.bind(py).get_refcnt(), 1);
    const Py<> own = shared.clone_ref(py);
    EXPECT_EQ(own.get_refcnt(py), 2);
    EXPECT_TRUE(shared.is(own));
  });
}

TEST(SharedPy, UpcastsAndIsMadeOfAnyReference) {
  attach([](Python py) {
    const SharedPy<Dict> dict = Dict::create(py);
    const SharedPy<> upcast = dict;
    EXPECT_TRUE(upcast.is(dict));
    EXPECT_EQ(dict.bind(py).get_refcnt(), 1) << "one reference for all";
    const SharedPy<> of_bound = Dict::create(py);
    const SharedPy<> of_py = Dict::create(py).unbind();
    EXPECT_FALSE(of_bound.is(of_py));
    static_assert(!std::is_convertible_v<SharedPy<>, SharedPy<Dict>>);
  });
}

TEST(SharedPy, ATemporaryBindsToAHandleThatOwns) {
  attach([](Python py) {
    const Bound<> object = SharedPy<>(NewObject(py)).bind(py);
    EXPECT_EQ(object.get_refcnt(), 1);
  });
}

TEST(SharedPy, EmptyOnesThrowWhenUsed) {
  attach([](Python py) {
    const SharedPy<> empty;
    EXPECT_FALSE(empty);
    EXPECT_EQ(empty.as_ptr(), nullptr);
    EXPECT_THROW(empty.bind(py), EmptyReference);
    EXPECT_FALSE(SharedPy<>(Py<>()));
  });
}

}  // namespace
}  // namespace ferrule
