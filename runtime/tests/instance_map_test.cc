// The instances that share their objects with C++, found by the objects.
#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "ferrule/abi.h"
#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

constexpr abi::TypeRecord kOne = {};
constexpr abi::TypeRecord kOther = {};

PyObject* Find(void* object, const abi::TypeRecord& record) {
  PyObject* const instance = abi::FindInstance(object, record);
  if (instance != nullptr) Py_DECREF(instance);
  return instance;
}

TEST(InstanceMap, FindsWhatWasAdded) {
  attach([](Python py) {
    int object = 0;
    const Bound<> instance = py.eval("object()");
    EXPECT_EQ(Find(&object, kOne), nullptr);
    ASSERT_TRUE(abi::AddInstance(&object, kOne, instance.as_ptr()));
    EXPECT_EQ(Find(&object, kOne), instance.as_ptr());
    EXPECT_EQ(Find(&object, kOther), nullptr);
    EXPECT_EQ(instance.get_refcnt(), 1);
    abi::RemoveInstance(&object, kOne, instance.as_ptr());
    EXPECT_EQ(Find(&object, kOne), nullptr);
    EXPECT_FALSE(PyErr_Occurred());
  });
}

// An instance that has taken the place of one that is about to go stays when that one goes.
TEST(InstanceMap, TakesBackOnlyItsOwn) {
  attach([](Python py) {
    int object = 0;
    const Bound<> first = py.eval("object()");
    const Bound<> second = py.eval("object()");
    ASSERT_TRUE(abi::AddInstance(&object, kOne, first.as_ptr()));
    ASSERT_TRUE(abi::AddInstance(&object, kOne, second.as_ptr()));
    abi::RemoveInstance(&object, kOne, first.as_ptr());
    EXPECT_EQ(Find(&object, kOne), second.as_ptr());
    abi::RemoveInstance(&object, kOne, second.as_ptr());
    EXPECT_EQ(Find(&object, kOne), nullptr);
  });
}

// Enough of them to grow and to collide, taken back in another order.
TEST(InstanceMap, HoldsManyAndLosesNone) {
  constexpr std::size_t kMany = 5000;
  attach([](Python py) {
    std::vector<char> objects(kMany);
    const Bound<> instance = py.eval("object()");
    for (char& object : objects) ASSERT_TRUE(abi::AddInstance(&object, kOne, instance.as_ptr()));
    for (char& object : objects) ASSERT_EQ(Find(&object, kOne), instance.as_ptr());
    for (std::size_t step = 0; step < 7; ++step) {
      for (std::size_t i = step; i < kMany; i += 7) {
        abi::RemoveInstance(&objects[i], kOne, instance.as_ptr());
      }
      for (std::size_t i = 0; i < kMany; ++i) {
        ASSERT_EQ(Find(&objects[i], kOne) != nullptr, i % 7 > step) << i;
      }
    }
    EXPECT_EQ(instance.get_refcnt(), 1);
  });
}

}  // namespace
}  // namespace ferrule
