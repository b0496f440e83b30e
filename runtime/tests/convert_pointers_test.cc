// Objects that change hands between instances and smart pointers.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/convert/pointers.h"
#include "ferrule/glue.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

int alive = 0;

struct Counted {
  explicit Counted(int value) : value(value) { ++alive; }
  Counted(const Counted& other) : value(other.value) { ++alive; }
  ~Counted() { --alive; }
  int value;
};

struct Inline : Counted {
  using Counted::Counted;
};
struct Heap : Counted {
  using Counted::Counted;
};
struct Common : Counted {
  using Counted::Counted;
};

template <class T>
constexpr glue::Storage kStorage = glue::Storage::kInline;
template <>
constexpr glue::Storage kStorage<Heap> = glue::Storage::kHeap;
template <>
constexpr glue::Storage kStorage<Common> = glue::Storage::kShared;

template <class T>
PyTypeObject* MakeType(const char* name) {
  PyType_Slot slots[] = {
      {Py_tp_dealloc, reinterpret_cast<void*>(&glue::Deallocate<T, kStorage<T>>)},
      {0, nullptr},
  };
  const std::size_t size =
      kStorage<T> == glue::Storage::kInline ? sizeof(Instance<T>) : sizeof(abi::OwningHead);
  PyType_Spec spec = {name, static_cast<int>(size), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                      slots};
  return reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
}

template <class T>
const abi::TypeRecord& MakeRecord() {
  static constexpr abi::TypeRecord kRecord =
      glue::MakeTypeRecord<T, true, kStorage<T>>("T", "ownership_test", 0);
  return kRecord;
}

}  // namespace

template <>
PyTypeObject* ClassOf<Inline>() {
  static PyTypeObject* const type = MakeType<Inline>("ownership_test.Inline");
  return type;
}
template <>
PyTypeObject* ClassOf<Heap>() {
  static PyTypeObject* const type = MakeType<Heap>("ownership_test.Heap");
  return type;
}
template <>
PyTypeObject* ClassOf<Common>() {
  static PyTypeObject* const type = MakeType<Common>("ownership_test.Common");
  return type;
}
template <>
PyObject* AllocateInstance<Inline>() {
  return glue::AllocatePlain(ClassOf<Inline>());
}
template <>
PyObject* AllocateInstance<Heap>() {
  return glue::AllocateOwning(ClassOf<Heap>(), MakeRecord<Heap>());
}
template <>
PyObject* AllocateInstance<Common>() {
  return glue::AllocateOwning(ClassOf<Common>(), MakeRecord<Common>());
}
template <>
const abi::TypeRecord& RecordOf<Inline>() {
  return MakeRecord<Inline>();
}
template <>
const abi::TypeRecord& RecordOf<Heap>() {
  return MakeRecord<Heap>();
}
template <>
const abi::TypeRecord& RecordOf<Common>() {
  return MakeRecord<Common>();
}

namespace {

// What is raised when a T is made of the object; empty if one is.
template <class T>
std::string Refused(const Bound<>& object) {
  typename Converter<T>::Carrier carrier{};
  if (Converter<T>::FromPython(object.as_ptr(), carrier)) return "";
  return PyErr::fetch(object.py()).what();
}

// Whatever a test makes is gone after it.
class OwnershipTest : public testing::Test {
 protected:
  void TearDown() override { EXPECT_EQ(alive, 0); }
};

TEST_F(OwnershipTest, ValuesAreKeptByEachStorage) {
  attach([](Python py) {
    const Bound<> in_place = to_python(py, Inline(1));
    const Bound<> heap = to_python(py, Heap(2));
    const Bound<> common = to_python(py, Common(3));
    EXPECT_EQ(alive, 3);
    EXPECT_EQ(glue::Self<Inline>(in_place.as_ptr())->value, 1);
    EXPECT_EQ(glue::Self<Heap>(heap.as_ptr())->value, 2);
    EXPECT_EQ(glue::Self<Common>(common.as_ptr())->value, 3);
    EXPECT_EQ(heap.extract<Heap>().value, 2);
    EXPECT_EQ(common.extract<Common>().value, 3);
  });
}

TEST_F(OwnershipTest, AUniquePointerBelongsToItsNewInstance) {
  attach([](Python py) {
    EXPECT_TRUE(to_python(py, std::unique_ptr<Heap>()).is_none());
    const Bound<> instance = to_python(py, std::make_unique<Heap>(5));
    EXPECT_EQ(alive, 1);
    EXPECT_EQ(instance.extract<Heap>().value, 5);
    const Bound<> constant = to_python(py, std::make_unique<const Heap>(6));
    EXPECT_EQ(constant.extract<Heap>().value, 6);
    const Bound<> common = to_python(py, std::make_unique<Common>(7));
    EXPECT_EQ(common.extract<std::shared_ptr<Common>>()->value, 7);
  });
}

TEST_F(OwnershipTest, AnInstanceGivesItsObjectAway) {
  attach([](Python py) {
    const Bound<> instance = to_python(py, std::make_unique<Heap>(5));
    {
      const auto object = instance.extract<std::unique_ptr<Heap>>();
      EXPECT_EQ(object->value, 5);
      EXPECT_EQ(Refused<Heap>(instance), "RuntimeError: this Heap was given away to C++");
      EXPECT_EQ(Refused<std::unique_ptr<Heap>>(instance),
                "RuntimeError: this Heap was given away to C++");
      EXPECT_EQ(alive, 1);
    }
    EXPECT_EQ(alive, 0);
    EXPECT_EQ(instance.get_refcnt(), 1);
  });
}

TEST_F(OwnershipTest, WhatWasNeverMadeSaysSo) {
  attach([](Python py) {
    const Bound<> instance = Bound<>::from_owned_ptr(py, AllocateInstance<Heap>());
    EXPECT_EQ(Refused<Heap>(instance), "TypeError: Heap.__init__() has not been called");
    EXPECT_EQ(Refused<std::unique_ptr<Heap>>(instance),
              "TypeError: Heap.__init__() has not been called");
  });
}

TEST_F(OwnershipTest, WhatIsNotTakenGoesBack) {
  attach([](Python py) {
    const Bound<> instance = to_python(py, std::make_unique<Heap>(5));
    {
      Converter<std::unique_ptr<Heap>>::Carrier first{}, second{};
      ASSERT_TRUE(Converter<std::unique_ptr<Heap>>::FromPython(instance.as_ptr(), first));
      EXPECT_FALSE(Converter<std::unique_ptr<Heap>>::FromPython(instance.as_ptr(), second));
      EXPECT_EQ(PyErr::fetch(py).what(),
                std::string("RuntimeError: this Heap is being given away to C++"));
    }
    EXPECT_EQ(instance.extract<Heap>().value, 5);
    EXPECT_EQ(instance.get_refcnt(), 1);
    EXPECT_EQ(instance.extract<std::unique_ptr<Heap>>()->value, 5);
  });
}

TEST_F(OwnershipTest, WhatOutlivesItsInstanceIsDeletedWithIt) {
  attach([](Python py) {
    Converter<std::unique_ptr<Heap>>::Carrier gift{};
    {
      const Bound<> instance = to_python(py, std::make_unique<Heap>(5));
      ASSERT_TRUE(Converter<std::unique_ptr<Heap>>::FromPython(instance.as_ptr(), gift));
    }
    EXPECT_EQ(alive, 1);
  });
}

TEST_F(OwnershipTest, NothingIsGivenAwayWhileACallUsesIt) {
  attach([](Python py) {
    const Bound<> instance = to_python(py, std::make_unique<Heap>(5));
    {
      const glue::InCall outer(instance.as_ptr());
      const glue::InCall inner(instance.as_ptr());
      EXPECT_EQ(Refused<std::unique_ptr<Heap>>(instance),
                "RuntimeError: cannot give Heap away to C++ while a call uses it");
      EXPECT_EQ(instance.extract<Heap>().value, 5);
    }
    const Heap* const none = nullptr;
    const glue::InCall nothing(none, nullptr);
    EXPECT_EQ(instance.extract<std::unique_ptr<Heap>>()->value, 5);
  });
}

TEST_F(OwnershipTest, WhatPythonDerivesIsNotGivenAway) {
  attach([](Python py) {
    const Bound<Dict> globals = Dict::create(py);
    globals.set_item("Heap",
                     Borrowed<>::from_ptr(py, reinterpret_cast<PyObject*>(ClassOf<Heap>())));
    const Bound<> type = py.eval("type('Derived', (Heap,), {})", globals);
    auto* const derived = reinterpret_cast<PyTypeObject*>(type.as_ptr());
    const Bound<> instance = Bound<>::from_owned_ptr(py, derived->tp_alloc(derived, 0));
    glue::Own(instance.as_ptr(), new Heap(5));
    EXPECT_EQ(
        Refused<std::unique_ptr<Heap>>(instance),
        "TypeError: cannot give 'Derived' away to C++: it is derived from Heap in Python, and "
        "what Python added would be lost");
    EXPECT_EQ(instance.extract<Heap>().value, 5);
  });
}

TEST_F(OwnershipTest, StorageHasToFit) {
  attach([](Python py) {
    const Bound<> in_place = to_python(py, Inline(1));
    EXPECT_EQ(Refused<std::unique_ptr<Inline>>(in_place),
              "TypeError: Inline cannot be given away: its storage is not heap");
    EXPECT_EQ(Refused<std::shared_ptr<Inline>>(in_place),
              "TypeError: Inline cannot be shared with C++: its storage is not shared");
    EXPECT_THROW(to_python(py, std::make_unique<Inline>(1)), PyErr);
    EXPECT_THROW(to_python(py, std::make_shared<Heap>(1)), PyErr);
    const Bound<> common = to_python(py, Common(3));
    EXPECT_EQ(Refused<std::unique_ptr<Common>>(common),
              "TypeError: Common cannot be given away: its storage is not heap");
    EXPECT_EQ(Refused<std::unique_ptr<Heap>>(common), "TypeError: expected Heap, got 'Common'");
  });
}

TEST_F(OwnershipTest, SharedPointersShare) {
  attach([](Python py) {
    auto object = std::make_shared<Common>(5);
    const std::weak_ptr<Common> weak = object;
    {
      const Bound<> instance = to_python(py, object);
      EXPECT_EQ(object.use_count(), 2);
      const auto again = instance.extract<std::shared_ptr<Common>>();
      EXPECT_EQ(again, object);
      EXPECT_EQ(instance.extract<std::weak_ptr<Common>>().lock(), object);
      EXPECT_EQ(instance.extract<std::shared_ptr<const Common>>(), object);
      EXPECT_EQ(object.use_count(), 3);
      object.reset();
      EXPECT_EQ(instance.extract<Common>().value, 5);
    }
    EXPECT_EQ(alive, 0);
    EXPECT_TRUE(to_python(py, weak).is_none());
    EXPECT_TRUE(to_python(py, std::shared_ptr<Common>()).is_none());
    EXPECT_EQ(py.None().extract<std::shared_ptr<Common>>(), nullptr);
    EXPECT_EQ(py.None().extract<std::weak_ptr<Common>>().lock(), nullptr);
  });
}

TEST_F(OwnershipTest, ALongerLifeThanTheInstance) {
  attach([](Python py) {
    std::shared_ptr<Common> object;
    {
      const Bound<> instance = to_python(py, Common(5));
      object = instance.extract<std::shared_ptr<Common>>();
    }
    EXPECT_EQ(alive, 1);
    EXPECT_EQ(object.use_count(), 1);
  });
}

TEST_F(OwnershipTest, AVectorIsGivenAsAWholeOrNotAtAll) {
  attach([](Python py) {
    std::vector<std::unique_ptr<Heap>> objects;
    for (int i = 0; i < 3; ++i) objects.push_back(std::make_unique<Heap>(i));
    const Bound<> list = to_python(py, std::move(objects));
    EXPECT_EQ(list.len(), 3u);
    list.call_method("append", 7);
    EXPECT_EQ(Refused<std::vector<std::unique_ptr<Heap>>>(list),
              "TypeError: item 3: expected Heap, got 'int'");
    list.set_item(3, list[0]);
    EXPECT_EQ(Refused<std::vector<std::unique_ptr<Heap>>>(list),
              "RuntimeError: item 3: this Heap is being given away to C++");
    EXPECT_EQ(list[0].extract<Heap>().value, 0);
    list.set_item(3, py.None());
    const auto taken = list.extract<std::vector<std::unique_ptr<Heap>>>();
    ASSERT_EQ(taken.size(), 4u);
    EXPECT_EQ(taken[2]->value, 2);
    EXPECT_EQ(taken[3], nullptr);
    EXPECT_EQ(Refused<Heap>(list[0]), "RuntimeError: this Heap was given away to C++");
  });
}

TEST_F(OwnershipTest, ContainersOfSharedOnes) {
  attach([](Python py) {
    const Bound<> list =
        to_python(py, std::vector<std::shared_ptr<Common>>{std::make_shared<Common>(1), nullptr});
    const auto taken = list.extract<std::vector<std::shared_ptr<Common>>>();
    ASSERT_EQ(taken.size(), 2u);
    EXPECT_EQ(taken[0]->value, 1);
    EXPECT_EQ(taken[0].use_count(), 2);
    EXPECT_EQ(taken[1], nullptr);
  });
}

TEST_F(OwnershipTest, FitsAndNames) {
  attach([](Python py) {
    const Bound<> heap = to_python(py, Heap(2));
    EXPECT_EQ(Converter<std::unique_ptr<Heap>>::Fits(heap.as_ptr()), Fit::kExact);
    EXPECT_EQ(Converter<std::unique_ptr<Heap>>::Fits(Py_None), Fit::kExact);
    EXPECT_EQ(Converter<std::unique_ptr<Heap>>::Fits(Py_True), Fit::kNone);
    EXPECT_EQ(Converter<std::unique_ptr<const Heap>>::Name(), "Heap | None");
    EXPECT_EQ(Converter<std::shared_ptr<Common>>::Fits(heap.as_ptr()), Fit::kNone);
    EXPECT_EQ(Converter<std::weak_ptr<Common>>::Name(), "Common | None");
  });
}

}  // namespace
}  // namespace ferrule
