#include "ferrule/interned.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

using namespace ferrule::literals;  // NOLINT: what users write

constinit const Interned initialized_by_the_linker("a_name");

TEST(Interned, IsTheInternedStr) {
  attach([](Python py) {
    static const Interned name("append");
    EXPECT_EQ(name.text(), "append");
    const Borrowed<Str> text = name.get(py);
    EXPECT_EQ(text.str(), "append");
    EXPECT_TRUE(text.is(name.get(py)));
    EXPECT_TRUE(text.is(py.eval("__import__('sys').intern('app' + 'end')")));
    EXPECT_EQ(initialized_by_the_linker.get(py).str(), "a_name");
  });
}

TEST(Interned, KeepsAReference) {
  attach([](Python py) {
    static const Interned name("a name that nobody else has");
    const Py_ssize_t references = name.get(py).get_refcnt();
    EXPECT_EQ(name.get(py).get_refcnt(), references);
  });
}

TEST(Interned, AnyText) {
  attach([](Python py) {
    static const Interned empty("");
    static const Interned wide("\xce\xb1\xf0\x9f\x90\x8d");
    static const Interned with_null(std::string_view("a\0b", 3));
    static const Interned no_text("\xff");
    EXPECT_EQ(empty.get(py).len(), 0u);
    EXPECT_EQ(wide.get(py).len(), 2u);
    EXPECT_EQ(with_null.get(py).len(), 3u);
    for (int i = 0; i < 2; ++i) EXPECT_THROW(no_text.get(py), PyErr);
  });
}

TEST(Interned, Literal) {
  attach([](Python py) {
    const Interned& name = "literal"_name;
    EXPECT_EQ(&name, &"literal"_name) << "one for a text";
    EXPECT_NE(&name, &"another"_name);
    EXPECT_EQ(name.get(py).str(), "literal");
    EXPECT_EQ((""_name).get(py).len(), 0u);
  });
}

TEST(Interned, EightThreadsMakeOne) {
  static const Interned name("a name for eight threads");
  std::atomic<PyObject*> seen[8] = {};
  std::vector<std::thread> threads;
  for (std::atomic<PyObject*>& slot : seen) {
    threads.emplace_back([&slot] { attach([&slot](Python py) { slot = name.get(py).as_ptr(); }); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::atomic<PyObject*>& slot : seen) EXPECT_TRUE(slot != nullptr && slot == seen[0]);
}

TEST(Imported, AttributeOfAModule) {
  attach([](Python py) {
    static const Imported<Type> decimal("decimal", "Decimal");
    EXPECT_EQ(decimal.get(py)("1.5").str(), "1.5");
    EXPECT_TRUE(decimal.get(py).is(py.import("decimal").attr("Decimal")));
    EXPECT_TRUE(decimal.get(py).is(decimal.get(py)));
  });
}

TEST(Imported, Module) {
  attach([](Python py) {
    static const Imported<ferrule::Module> json("json");
    static const Imported<ferrule::Module> path("os.path");
    EXPECT_EQ(json.get(py).name(), "json");
    EXPECT_EQ(path.get(py).call_method("basename", "a/b").str(), "b");
  });
}

TEST(Imported, AnotherTypeIsATypeErrorEachTime) {
  attach([](Python py) {
    static const Imported<Type> no_type("math", "pi");
    static const Imported<> any("math", "pi");
    for (int i = 0; i < 2; ++i) {
      try {
        no_type.get(py);
        ADD_FAILURE();
      } catch (const PyErr& error) {
        EXPECT_STREQ(error.what(), "TypeError: expected type, got 'float'");
      }
    }
    EXPECT_GT(any.get(py).extract<double>(), 3.14);
  });
}

TEST(Imported, ThrowsUntilItWorks) {
  attach([](Python py) {
    static const Imported<> value("lazily_there", "value");
    EXPECT_THROW(value.get(py), PyErr);
    const Bound<ferrule::Module> made =
        ferrule::Module::from_code(py, "", "lazily_there.py", "lazily_there");
    try {
      value.get(py);
      ADD_FAILURE();
    } catch (const PyErr& error) {
      EXPECT_NE(std::string(error.what()).find("AttributeError"), std::string::npos);
    }
    made.setattr("value", 42);
    EXPECT_EQ(value.get(py).extract<int>(), 42);
    made.setattr("value", 43);
    EXPECT_EQ(value.get(py).extract<int>(), 42) << "what was there first";
  });
}

const Imported<> found_while_importing("ferrule_cycle", "value");

// A module whose import asks for what is being imported, as a function of an extension may.
TEST(Imported, AnImportMayComeHereAgain) {
  attach([](Python py) {
    static PyMethodDef hook = {
        "hook",
        [](PyObject*, PyObject*) {
          return PyLong_FromLong(
              found_while_importing.get(Python::assume_attached()).extract<int>());
        },
        METH_NOARGS, nullptr};
    const Bound<> function = Bound<>::from_owned_ptr(py, PyCFunction_New(&hook, nullptr));
    py.import("builtins").setattr("ferrule_hook", function);
    py.run(
        "import sys, importlib.abc, importlib.machinery\n"
        "class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'ferrule_cycle':\n"
        "            return importlib.machinery.ModuleSpec(name, self)\n"
        "    def exec_module(self, module):\n"
        "        module.value = 1\n"
        "        module.seen = ferrule_hook()\n"
        "        module.value = 2\n"
        "sys.meta_path.append(Finder())\n");
    EXPECT_EQ(found_while_importing.get(py).extract<int>(), 1) << "the first that was found";
    EXPECT_EQ(py.import("ferrule_cycle").attr("seen").extract<int>(), 1);
  });
}

}  // namespace
}  // namespace ferrule
