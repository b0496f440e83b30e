// What is said where a class or an enum of another module is not what this one was built with.
#include "ferrule/glue/imports.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "ferrule/abi.h"
#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

abi::TypeRecord RecordOf(const char* name, const char* home) {
  abi::TypeRecord record = {};
  record.struct_size = sizeof(abi::TypeRecord);
  record.name = name;
  record.owner_module = home;
  record.size = 16;
  record.alignment = 8;
  record.layout_hash = 7;
  return record;
}

// The module `imports_home`, which binds the class `home::Thing` and has the enum `Colour`.
class ImportsTest : public testing::Test {
 protected:
  void SetUp() override {
    attach([this](Python py) {
      py.run(R"(
import enum, sys, types
home = types.ModuleType('imports_home')
home.Thing = type('Thing', (), {})
home.Colour = enum.Enum('Colour', 'red green')
sys.modules['imports_home'] = home
)");
      type_ = Type(py);
      ASSERT_TRUE(abi::RegisterType(found_, type_));
    });
  }

  void TearDown() override {
    attach([this](Python py) {
      abi::ForgetType(type_);
      py.run("import sys, gc; del sys.modules['imports_home'], home; gc.collect()");
    });
  }

  static PyTypeObject* Type(Python py) {
    return reinterpret_cast<PyTypeObject*>(py.import("imports_home").attr("Thing").as_ptr());
  }

  // The error of importing what is expected; empty if there is none.
  static std::string ErrorOf(const abi::TypeRecord& expected) {
    return attach([&](Python py) -> std::string {
      const abi::TypeRecord* record = nullptr;
      if (PyTypeObject* const type = glue::ImportClass(expected, record)) {
        EXPECT_NE(record, nullptr);
        Py_DECREF(type);
        return "";
      }
      return PyErr::fetch(py).what();
    });
  }

  const abi::TypeRecord found_ = RecordOf("home::Thing", "imports_home");
  PyTypeObject* type_ = nullptr;
};

TEST_F(ImportsTest, TheSameClass) {
  const abi::TypeRecord expected = found_;
  EXPECT_EQ(ErrorOf(expected), "");
}

TEST_F(ImportsTest, OtherClasses) {
  const std::string cure = ": build both modules with the same headers and flags";
  const struct {
    void (*change)(abi::TypeRecord& expected);
    std::string error;
  } cases[] = {
      {[](abi::TypeRecord& expected) { expected.size = 24; },
       "ImportError: module 'imports_home' has class home::Thing with 16 bytes, and here it has "
       "24" +
           cure},
      {[](abi::TypeRecord& expected) { expected.alignment = 16; },
       "ImportError: module 'imports_home' has class home::Thing aligned to 8 bytes, and here to "
       "16" +
           cure},
      {[](abi::TypeRecord& expected) { expected.layout_hash = 8; },
       "ImportError: module 'imports_home' has class home::Thing with other fields than it has "
       "here" +
           cure},
      {[](abi::TypeRecord& expected) { expected.storage = abi::Storage::kHeap; },
       "ImportError: module 'imports_home' has class home::Thing with storage = inline, and here "
       "it is heap: build this module anew"},
      {[](abi::TypeRecord& expected) { expected.storage = abi::Storage::kShared; },
       "ImportError: module 'imports_home' has class home::Thing with storage = inline, and here "
       "it is shared: build this module anew"},
      {[](abi::TypeRecord& expected) { expected.name = "home::Other"; },
       "ImportError: module 'imports_home' does not bind class home::Other any more: build this "
       "module anew"},
      {[](abi::TypeRecord& expected) { expected.owner_module = "json"; },
       "ImportError: module 'json' is not the one that binds class home::Thing here, which is "
       "'imports_home'"},
      {[](abi::TypeRecord& expected) { expected.owner_module = "imports_nowhere"; },
       "ModuleNotFoundError: No module named 'imports_nowhere'"},
  };
  for (const auto& [change, error] : cases) {
    abi::TypeRecord expected = found_;
    change(expected);
    EXPECT_EQ(ErrorOf(expected), error);
  }
}

std::string ErrorOfEnum(const char* home, const char* path, const char* const (&names)[2]) {
  return attach([&](Python py) -> std::string {
    PyObject* members[2] = {};
    PyObject* const type = glue::ImportEnum(home, path, names, 2, members);
    for (PyObject* member : members) Py_XDECREF(member);
    if (type == nullptr) return PyErr::fetch(py).what();
    Py_DECREF(type);
    return "";
  });
}

TEST_F(ImportsTest, Enums) {
  EXPECT_EQ(ErrorOfEnum("imports_home", "Colour", {"red", "green"}), "");
  const std::string no_enum = "ImportError: module 'imports_home' has no enum ";
  const std::string cure = " as it is here: build both modules with the same headers";
  EXPECT_EQ(ErrorOfEnum("imports_home", "Colour", {"red", "blue"}), no_enum + "Colour" + cure);
  EXPECT_EQ(ErrorOfEnum("imports_home", "Shape", {"red", "green"}), no_enum + "Shape" + cure);
  EXPECT_EQ(ErrorOfEnum("imports_home", "Thing.Colour", {"red", "green"}),
            no_enum + "Thing.Colour" + cure);
  EXPECT_EQ(ErrorOfEnum("imports_nowhere", "Colour", {"red", "green"}),
            "ModuleNotFoundError: No module named 'imports_nowhere'");
}

}  // namespace
}  // namespace ferrule
