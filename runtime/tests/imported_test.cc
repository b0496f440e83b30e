#include "ferrule/imported.h"

#include <gtest/gtest.h>

#include <string>

#include "ferrule/ferrule.h"
#include "runtime/tests/in_process.h"

namespace ferrule {
namespace {

TEST(Imported, AttributeOfAModule) {
  InProcess([] {
    static const Imported<Type> decimal("decimal", "Decimal");
    attach([](Python py) {
      const Borrowed<Type> type = decimal.get(py);
      Require(type("1.5").str() == "1.5", "the type");
      Require(type.is(py.import("decimal").attr("Decimal")), "the same");
      Require(type.is(decimal.get(py)), "again");
    });
  });
}

TEST(Imported, Module) {
  InProcess([] {
    static const Imported<ferrule::Module> json("json");
    static const Imported<ferrule::Module> path("os.path");
    attach([](Python py) {
      Require(json.get(py).name() == "json", "json");
      Require(path.get(py).call_method("basename", "a/b").str() == "b", "os.path");
    });
  });
}

TEST(Imported, OncePerInterpreter) {
  InProcess([] {
    static const Imported<Type> decimal("decimal", "Decimal");
    for (int i = 0; i < 2; ++i) {
      const Interpreter interpreter;
      attach([](Python py) {
        Require(decimal.get(py).is(py.import("decimal").attr("Decimal")), "of this one");
      });
    }
  });
}

TEST(Imported, AnotherTypeIsATypeErrorEachTime) {
  InProcess([] {
    static const Imported<Type> no_type("math", "pi");
    static const Imported<> any("math", "pi");
    attach([](Python py) {
      for (int i = 0; i < 2; ++i) {
        try {
          no_type.get(py);
          Require(false, "thrown");
        } catch (const PyErr& error) {
          Require(error.what() == std::string("TypeError: expected type, got 'float'"),
                  "TypeError");
        }
      }
      Require(any.get(py).extract<double>() > 3.14, "pi");
    });
  });
}

TEST(Imported, ThrowsUntilItWorks) {
  InProcess([] {
    static const Imported<> value("lazily_there", "value");
    const auto fails_with = [](Python py, const char* what) {
      try {
        value.get(py);
        Require(false, "thrown");
      } catch (const PyErr& error) {
        Require(std::string(error.what()).rfind(what, 0) == 0, error.what());
      }
    };
    attach([&](Python py) {
      fails_with(py, "ModuleNotFoundError");
      const Bound<ferrule::Module> made =
          ferrule::Module::from_code(py, "", "lazily_there.py", "lazily_there");
      fails_with(py, "AttributeError");
      made.setattr("value", 42);
      Require(value.get(py).extract<int>() == 42, "there");
      made.setattr("value", 43);
      Require(value.get(py).extract<int>() == 42, "what was there first");
    });
  });
}

const Imported<> found_while_importing("ferrule_cycle", "value");

PyObject* GetWhileImporting(PyObject*, PyObject*) {
  const Python py = Python::assume_attached();
  return found_while_importing.get(py).to_owned().into_ptr();
}

// A module whose import asks for what is being imported, as a function of an extension may.
TEST(Imported, AnImportMayComeHereAgain) {
  InProcess([] {
    static PyMethodDef hook = {"hook", &GetWhileImporting, METH_NOARGS, nullptr};
    attach([](Python py) {
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
      Require(found_while_importing.get(py).extract<int>() == 1, "the first that was found");
      Require(py.import("ferrule_cycle").attr("seen").extract<int>() == 1, "seen");
    });
  });
}

}  // namespace
}  // namespace ferrule
