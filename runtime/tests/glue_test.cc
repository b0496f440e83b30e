// What stands behind generated code and cannot be reached from Python.
#include "ferrule/glue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <new>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace ferrule {
namespace {

// The error that is set, as text, cleared: "ImportError: message".
std::string TakeError(Python py) {
  return PyErr::occurred(py) ? PyErr::fetch(py).what() : "no error";
}

// A second interpreter, current while this lives.
class OtherInterpreter {
 public:
  OtherInterpreter() : main_(PyThreadState_Get()), other_(Py_NewInterpreter()) {}
  ~OtherInterpreter() {
    PyThreadState_Swap(other_);
    Py_EndInterpreter(other_);
    PyThreadState_Swap(main_);
  }
  OtherInterpreter(const OtherInterpreter&) = delete;
  OtherInterpreter& operator=(const OtherInterpreter&) = delete;

  void Leave() { PyThreadState_Swap(main_); }
  void Enter() { PyThreadState_Swap(other_); }

 private:
  PyThreadState* main_;
  PyThreadState* other_;
};

// --- State ---

TEST(StateSlots, AnswersWithTheStateOfTheInterpreter) {
  attach([](Python) {
    static glue::StateSlots slots;
    int first, second;
    EXPECT_EQ(slots.Find(), nullptr);
    ASSERT_TRUE(slots.Enter(&first));
    EXPECT_EQ(slots.Find(), &first);
    {
      OtherInterpreter other;
      ASSERT_TRUE(slots.Enter(&second));
      EXPECT_EQ(slots.Find(), &second);
      other.Leave();
      EXPECT_EQ(slots.Find(), &first);
      other.Enter();
      slots.Leave(&second);
    }
    EXPECT_EQ(slots.Find(), &first);
    slots.Leave(&first);
    EXPECT_EQ(slots.Find(), nullptr);
  });
}

TEST(StateSlots, AnInterpreterThatNeverExecutedTheModuleHasNone) {
  attach([](Python) {
    static glue::StateSlots slots;
    int first, second, third;
    ASSERT_TRUE(slots.Enter(&first));
    {
      OtherInterpreter other;
      ASSERT_TRUE(slots.Enter(&second));
      {
        OtherInterpreter another;
        EXPECT_EQ(slots.Find(), nullptr);
        ASSERT_TRUE(slots.Enter(&third));
        EXPECT_EQ(slots.Find(), &third);
        slots.Leave(&third);
      }
      slots.Leave(&second);
    }
    slots.Leave(&first);
  });
}

TEST(StateSlots, NoInterpreterEverGetsTheStateOfAnother) {
  attach([](Python) {
    static glue::StateSlots slots;
    int first, second;
    {
      OtherInterpreter other;
      ASSERT_TRUE(slots.Enter(&second));
      other.Leave();
      EXPECT_EQ(slots.Find(), nullptr) << "the main one has not executed the module";
      ASSERT_TRUE(slots.Enter(&first));
      EXPECT_EQ(slots.Find(), &first);
      other.Enter();
      EXPECT_EQ(slots.Find(), &second);
      slots.Leave(&second);
      EXPECT_EQ(slots.Find(), nullptr) << "its module has been freed, that of the main one not";
    }
    EXPECT_EQ(slots.Find(), &first);
    slots.Leave(&first);
    EXPECT_EQ(slots.Find(), nullptr);
  });
}

TEST(StateSlots, TheNewestOfOneInterpreterAnswersAndTheEarlierAgainAfterIt) {
  attach([](Python) {
    static glue::StateSlots slots;
    int first, second;
    ASSERT_TRUE(slots.Enter(&first));
    ASSERT_TRUE(slots.Enter(&second));
    EXPECT_EQ(slots.Find(), &second);
    slots.Leave(&second);
    EXPECT_EQ(slots.Find(), &first);
    slots.Leave(&second);  // a second time does nothing
    EXPECT_EQ(slots.Find(), &first);
    slots.Leave(&first);
  });
}

// --- What extensions share ---

TEST(Abi, ARecordOfAnotherVersionIsImportErrorThatNamesBoth) {
  attach([](Python py) {
    abi::InterpreterRecord* const record = abi::CurrentInterpreter();
    ASSERT_NE(record, nullptr);
    EXPECT_EQ(record->struct_size, sizeof(abi::InterpreterRecord));
    record->major = 77;
    EXPECT_EQ(abi::CurrentInterpreter(), nullptr);
    const std::string error = TakeError(py);
    EXPECT_EQ(error.find("ImportError: an extension with version 77 of ferrule's layout is loaded, "
                         "this one has version 1"),
              0u)
        << error;
    static constexpr abi::TypeRecord kRecord = {};
    EXPECT_FALSE(abi::RegisterType(kRecord, &PyBaseObject_Type));
    PyErr::fetch(py);
    record->major = abi::kMajor;
    EXPECT_EQ(abi::CurrentInterpreter(), record);
  });
}

TEST(Abi, EachInterpreterHasItsOwnRecord) {
  attach([](Python) {
    abi::InterpreterRecord* const record = abi::CurrentInterpreter();
    const OtherInterpreter other;
    EXPECT_NE(abi::CurrentInterpreter(), record);
  });
}

std::vector<const abi::TypeRecord*> RegisteredTypes() {
  std::vector<const abi::TypeRecord*> records;
  for (const abi::TypeEntry* entry = abi::First(abi::CurrentInterpreter()->types); entry != nullptr;
       entry = abi::Next(entry)) {
    records.push_back(entry->record);
  }
  return records;
}

TEST(Abi, SeveralModulesMayBindAClass) {
  attach([](Python) {
    static constexpr abi::TypeRecord kFirst =
        glue::MakeTypeRecord<int, true>("T", "first_module", 0);
    static constexpr abi::TypeRecord kSecond =
        glue::MakeTypeRecord<int, true>("T", "second_module", 0);
    const std::vector<const abi::TypeRecord*> before = RegisteredTypes();
    ASSERT_TRUE(abi::RegisterType(kFirst, &PyLong_Type));
    ASSERT_TRUE(abi::RegisterType(kSecond, &PyFloat_Type));
    std::vector<const abi::TypeRecord*> both = before;
    both.insert(both.end(), {&kFirst, &kSecond});
    EXPECT_EQ(RegisteredTypes(), both);
    EXPECT_EQ(abi::FindRecord(&PyLong_Type), &kFirst);
    EXPECT_EQ(abi::FindRecord(&PyFloat_Type), &kSecond);
    abi::ForgetType(&PyLong_Type);
    EXPECT_EQ(abi::FindRecord(&PyFloat_Type), &kSecond);
    abi::ForgetType(&PyFloat_Type);
    EXPECT_EQ(RegisteredTypes(), before);
  });
}

// --- Instances ---

int alive = 0;

struct Thing {
  explicit Thing(int value) : value(value) { ++alive; }
  Thing(const Thing& other) : value(other.value) {
    if (value < 0) throw std::runtime_error("broken");
    ++alive;
  }
  ~Thing() { --alive; }
  int value;
};

PyTypeObject* MakeThingType() {
  PyType_Slot slots[] = {
      {Py_tp_dealloc, reinterpret_cast<void*>(&glue::Deallocate<Thing>)},
      {0, nullptr},
  };
  PyType_Spec spec = {"glue_test.Thing", sizeof(Instance<Thing>), 0, Py_TPFLAGS_DEFAULT, slots};
  return reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
}

}  // namespace

template <>
PyTypeObject* ClassOf<Thing>() {
  static PyTypeObject* const type = MakeThingType();
  return type;
}

template <>
PyObject* AllocateInstance<Thing>() {
  return glue::AllocatePlain(ClassOf<Thing>());
}

template <>
const abi::TypeRecord& RecordOf<Thing>() {
  static constexpr abi::TypeRecord kRecord =
      glue::MakeTypeRecord<Thing, true>("Thing", "glue_test", 0);
  return kRecord;
}

namespace {

TEST(FreshInstance, HasItsObjectOnceItIsFinished) {
  attach([](Python py) {
    const Bound<> instance = Bound<>::from_owned_ptr(py, Converter<Thing>::ToPython(Thing(5)));
    EXPECT_EQ(alive, 1);
    EXPECT_EQ(glue::Self<Thing>(instance.as_ptr())->value, 5);
  });
  EXPECT_EQ(alive, 0);
}

TEST(FreshInstance, IsGivenUpWhenMakingItsObjectThrows) {
  attach([](Python) {
    const Thing broken(-1);
    const Py_ssize_t references = Py_REFCNT(ClassOf<Thing>());
    EXPECT_THROW(Converter<Thing>::ToPython(broken), std::runtime_error);
    EXPECT_EQ(alive, 1);
    EXPECT_EQ(Py_REFCNT(ClassOf<Thing>()), references);
  });
}

TEST(FreshInstance, IsGivenUpWithoutAnObject) {
  attach([](Python) {
    const Py_ssize_t references = Py_REFCNT(ClassOf<Thing>());
    {
      const FreshInstance<Thing> fresh;
      ASSERT_TRUE(fresh);
      EXPECT_EQ(Py_REFCNT(ClassOf<Thing>()), references + 1);
    }
    EXPECT_EQ(Py_REFCNT(ClassOf<Thing>()), references);
    EXPECT_EQ(alive, 0);
  });
}

TEST(Instances, FitAndAreNamed) {
  attach([](Python py) {
    const Bound<> instance = Bound<>::from_owned_ptr(py, Converter<Thing>::ToPython(Thing(5)));
    EXPECT_EQ(Converter<Thing>::Fits(instance.as_ptr()), Fit::kExact);
    EXPECT_EQ(Converter<Thing>::Fits(Py_None), Fit::kNone);
    EXPECT_EQ(Converter<Thing*>::Fits(instance.as_ptr()), Fit::kExact);
    EXPECT_EQ(Converter<Thing*>::Fits(Py_None), Fit::kExact);
    EXPECT_EQ(Converter<Thing*>::Fits(Py_True), Fit::kNone);
    EXPECT_EQ(Converter<Thing>::Name(), "Thing");
    EXPECT_EQ(Converter<Thing*>::Name(), "Thing | None");
    EXPECT_EQ(Converter<Py<Thing>>::Fits(instance.as_ptr()), Fit::kExact);
    EXPECT_EQ(Converter<Py<Thing>>::Fits(Py_None), Fit::kNone);
    EXPECT_EQ(Converter<Py<Thing>>::Name(), "Thing");
  });
}

// What a constructor was called with.
struct Seen {
  std::vector<std::string> positional;
  std::vector<std::string> keywords;
  bool fails = false;
} seen;

bool Construct(PyObject* self, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  const Python py = Python::assume_attached();
  for (Py_ssize_t i = 0; i < nargs; ++i)
    seen.positional.push_back(Borrowed<>::from_ptr(py, values[i]).repr());
  const Kwargs kwargs(values + nargs, kwnames);
  for (const auto [name, value] : kwargs) seen.keywords.push_back(name.str() + "=" + value.repr());
  if (seen.fails) {
    PyErr_SetString(PyExc_ValueError, "told to fail");
    return false;
  }
  ::new (glue::StorageOf<Thing>(self)) Thing(1);
  glue::SetConstructed<Thing>(self);
  return true;
}

class FlatArgumentsTest : public testing::Test {
 protected:
  void SetUp() override { seen = {}; }
};

TEST_F(FlatArgumentsTest, AreThoseOfAVectorcall) {
  attach([](Python py) {
    const Bound<> instance = Bound<>::from_owned_ptr(py, AllocateInstance<Thing>());
    const Bound<> args = py.eval("(1, 'two')");
    const Bound<> kwargs = py.eval("{'three': 3, 'four': [4]}");
    EXPECT_EQ(glue::Initialize(instance.as_ptr(), args.as_ptr(), kwargs.as_ptr(), &Construct,
                               RecordOf<Thing>()),
              0);
    EXPECT_EQ(seen.positional, (std::vector<std::string>{"1", "'two'"}));
    EXPECT_EQ(seen.keywords, (std::vector<std::string>{"three=3", "four=[4]"}));
  });
}

TEST_F(FlatArgumentsTest, MayBeNone) {
  attach([](Python py) {
    for (PyObject* const kwargs : {static_cast<PyObject*>(nullptr), PyDict_New()}) {
      const Bound<> instance = Bound<>::from_owned_ptr(py, AllocateInstance<Thing>());
      EXPECT_EQ(glue::Initialize(instance.as_ptr(), py.eval("()").as_ptr(), kwargs, &Construct,
                                 RecordOf<Thing>()),
                0);
      EXPECT_EQ(seen.positional.size() + seen.keywords.size(), 0u);
      Py_XDECREF(kwargs);
    }
  });
}

TEST_F(FlatArgumentsTest, LeaveEveryCountAsItWas) {
  attach([](Python py) {
    const Bound<> value = py.eval("object()");
    const Bound<> args = Tuple::create(py, value);
    const Bound<Dict> kwargs = Dict::create(py);
    kwargs.set_item("key", value);
    const Py_ssize_t references = value.get_refcnt();
    for (const bool fails : {false, true}) {
      seen.fails = fails;
      const Bound<> instance = Bound<>::from_owned_ptr(py, AllocateInstance<Thing>());
      EXPECT_EQ(glue::Initialize(instance.as_ptr(), args.as_ptr(), kwargs.as_ptr(), &Construct,
                                 RecordOf<Thing>()),
                fails ? -1 : 0);
      EXPECT_EQ(value.get_refcnt(), references);
      EXPECT_EQ(TakeError(py), fails ? "ValueError: told to fail" : "no error");
    }
  });
  EXPECT_EQ(alive, 0);
}

TEST_F(FlatArgumentsTest, WantStringsForKeywords) {
  attach([](Python py) {
    const Bound<> instance = Bound<>::from_owned_ptr(py, AllocateInstance<Thing>());
    EXPECT_EQ(glue::Initialize(instance.as_ptr(), py.eval("()").as_ptr(),
                               py.eval("{1: 2}").as_ptr(), &Construct, RecordOf<Thing>()),
              -1);
    EXPECT_EQ(TakeError(py), "TypeError: keywords must be strings");
  });
}

TEST_F(FlatArgumentsTest, NewThatFailsGivesTheInstanceUp) {
  attach([](Python py) {
    seen.fails = true;
    const Py_ssize_t references = Py_REFCNT(ClassOf<Thing>());
    EXPECT_EQ(glue::NewConstructed(AllocateInstance<Thing>(), py.eval("()").as_ptr(), nullptr,
                                   &Construct),
              nullptr);
    EXPECT_EQ(TakeError(py), "ValueError: told to fail");
    EXPECT_EQ(Py_REFCNT(ClassOf<Thing>()), references);
  });
}

// --- References ---

TEST(References, AreVisitedOnceEach) {
  attach([](Python py) {
    std::vector<std::optional<Py<>>> references;
    references.emplace_back(py.eval("object()").unbind());
    references.emplace_back(std::nullopt);
    references.emplace_back(Py<>());
    references.emplace_back(py.eval("object()").unbind());
    std::vector<PyObject*> visited;
    const visitproc visit = [](PyObject* object, void* arg) {
      static_cast<std::vector<PyObject*>*>(arg)->push_back(object);
      return 0;
    };
    EXPECT_EQ(glue::Visit(references, visit, &visited), 0);
    EXPECT_EQ(visited, (std::vector<PyObject*>{references[0]->as_ptr(), references[3]->as_ptr()}));
    EXPECT_EQ(glue::Visit(references, [](PyObject*, void*) { return 5; }, nullptr), 5);
  });
}

TEST(References, AreTakenOutBeforeTheFirstOfThemIsDropped) {
  attach([](Python py) {
    py.run("import weakref\nclass Watched: pass\nleft = []\n");
    static std::vector<Py<>> references;
    for (int i = 0; i < 3; ++i) references.push_back(py.eval("Watched()").unbind());
    static PyMethodDef count = {
        "count",
        [](PyObject*, PyObject*) {
          return PyLong_FromSsize_t(std::ranges::count_if(
              references, [](const Py<>& reference) { return static_cast<bool>(reference); }));
        },
        METH_VARARGS, nullptr};
    const Bound<> counter = Bound<>::from_owned_ptr(py, PyCFunction_New(&count, nullptr));
    const Bound<> watch =
        py.eval("lambda object, count: weakref.finalize(object, lambda: left.append(count()))");
    for (const Py<>& reference : references) watch(reference, counter);
    {
      glue::Taken taken;
      glue::Clear(references, taken);
      EXPECT_EQ(py.eval("left").repr(), "[]");
    }
    EXPECT_EQ(py.eval("left").repr(), "[0, 0, 0]");
    EXPECT_EQ(references.size(), 3u);  // what points into it points there still
    references.clear();
  });
}

struct ByAddress {
  bool operator()(const Py<>& a, const Py<>& b) const { return a.as_ptr() < b.as_ptr(); }
};

TEST(References, LeaveWithTheirContainerWhereItKeepsThemConst) {
  attach([](Python py) {
    std::map<Py<>, int, ByAddress> keys;
    keys.emplace(py.eval("object()").unbind(), 1);
    std::map<int, std::set<Py<>, ByAddress>> nested;
    nested[1].insert(py.eval("object()").unbind());
    PyObject* const key = keys.begin()->first.as_ptr();
    Py_INCREF(key);
    {
      glue::Taken taken;
      glue::Clear(keys, taken);
      glue::Clear(nested, taken);
      EXPECT_EQ(Py_REFCNT(key), 2);
    }
    EXPECT_TRUE(keys.empty());
    EXPECT_EQ(nested.size(), 1u);
    EXPECT_TRUE(nested[1].empty());
    EXPECT_EQ(Py_REFCNT(key), 1);
    Py_DECREF(key);
  });
}

TEST(References, MayBeTakenIntoAnObject) {
  attach([](Python py) {
    Py<> reference = py.eval("object()").unbind();
    const Bound<> object = reference.bind(py).to_owned();
    glue::Taken taken;
    glue::Clear(reference, taken);
    const Py_ssize_t before = object.get_refcnt();
    Py<> taken_object = Py<>::from_owned_ptr(std::move(taken).IntoObject());
    EXPECT_EQ(object.get_refcnt(), before);
    taken_object.reset();
    EXPECT_EQ(object.get_refcnt(), before - 1);
  });
}

struct Hides {
  void Show(Visitor& visit) {
    visit(first);
    visit(constant);
    if (is_thrown) throw std::runtime_error("shown");
    visit(second);
  }
  Py<> first, second;
  const Py<> constant;
  bool is_thrown = false;
};

TEST(Visitor, IsShownWhatAFunctionNames) {
  attach([](Python py) {
    Hides object{py.eval("object()").unbind(), py.eval("object()").unbind(),
                 py.eval("object()").unbind()};
    std::vector<PyObject*> visited;
    const visitproc visit = [](PyObject* each, void* arg) {
      static_cast<std::vector<PyObject*>*>(arg)->push_back(each);
      return 0;
    };
    EXPECT_EQ(glue::VisitShown(object, &Hides::Show, visit, &visited), 0);
    EXPECT_EQ(visited, (std::vector<PyObject*>{object.first.as_ptr(), object.constant.as_ptr(),
                                               object.second.as_ptr()}));
    const visitproc stop = [](PyObject*, void* arg) { return ++*static_cast<int*>(arg); };
    int count = 0;
    EXPECT_EQ(glue::VisitShown(object, &Hides::Show, stop, &count), 1);
    EXPECT_EQ(count, 1);
    object.is_thrown = true;
    visited.clear();
    EXPECT_EQ(glue::VisitShown(object, &Hides::Show, visit, &visited), 0);
    EXPECT_EQ(visited.size(), 2u);
    object.is_thrown = false;
    glue::Taken taken;
    glue::ClearShown(object, &Hides::Show, taken);
    EXPECT_FALSE(object.first);
    EXPECT_FALSE(object.second);
    EXPECT_TRUE(object.constant);
  });
}

// --- Errors of the module's state ---

TEST(NotImported, NamesTheModule) {
  attach([](Python py) {
    EXPECT_EQ(glue::NotImported("store"), nullptr);
    EXPECT_EQ(TakeError(py), "ImportError: module store has not been imported in this interpreter");
  });
}

}  // namespace
}  // namespace ferrule
