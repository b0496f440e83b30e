// Python code and modules from C++: import, eval, run, code as text and in files.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

// A folder that is gone after the test.
class Folder {
 public:
  Folder() {
    std::string path = testing::TempDir() + "ferrule_code_XXXXXX";
    path_ = mkdtemp(path.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  std::string Write(const std::string& name, std::string_view text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return file.string();
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

void Forget(Python py, std::initializer_list<const char*> modules) {
  for (const char* const name : modules) {
    py.import("sys").attr("modules").call_method("pop", name, py.None());
  }
}

// Takes the folder from sys.path, and from what Python remembers of that.
void ForgetFolder(Python py, const Folder& folder) {
  const Bound<Module> sys = py.import("sys");
  sys.attr("path").del_item(0);
  const Bound<Dict> finders = sys.attr("path_importer_cache").cast<Dict>();
  for (const Bound<>& path : finders.copy()) {
    if (path.str().starts_with(folder.path())) finders.del_item(path);
  }
}

TEST(Python, Import) {
  attach([](Python py) {
    EXPECT_EQ(py.import("os.path").attr("basename")("a/b").str(), "b");
    try {
      py.import("no_such_module");
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_TRUE(error.matches(py, PyExc_ModuleNotFoundError));
    }
  });
}

TEST(Python, ImportOfWhatIsThere) {
  attach([](Python py) {
    using namespace literals;
    const Bound<Module> path = py.import("os.path"_name);
    EXPECT_TRUE(path.is(py.import("os").attr("path")));
    EXPECT_TRUE(py.import("os.path").is(path));
    // What stands in sys.modules is what an import gives, whatever it is.
    const Bound<> modules = py.import("sys").attr("modules");
    const Bound<> odd = py.eval("object()");
    modules.set_item("odd_module", odd);
    EXPECT_TRUE(py.import("odd_module").is(odd));
    modules.set_item("odd_module", py.None());
    EXPECT_THROW(py.import("odd_module"), PyErr);
    Forget(py, {"odd_module"});
    EXPECT_THROW(py.import("\xff"), PyErr);
    EXPECT_THROW(py.import(""), PyErr);
  });
}

TEST(Python, ImportOfWhatIsBeingImported) {
  attach([](Python py) {
    const Folder folder;
    folder.Write("ferrule_slow.py",
                 "import threading\n"
                 "begun.set()\n"
                 "threading.Event().wait(0.1)\n"
                 "done = True\n");
    py.run("import builtins, sys, threading; builtins.begun = threading.Event()");
    const Bound<List> path = py.import("sys").attr("path").cast<List>();
    path.insert(0, folder.path());
    const Bound<> thread = py.eval("threading.Thread(target=lambda: __import__('ferrule_slow'))");
    thread.call_method("start");
    py.eval("begun.wait(10)");
    EXPECT_TRUE(py.import("ferrule_slow").hasattr("done"));
    thread.call_method("join");
    ForgetFolder(py, folder);
    Forget(py, {"ferrule_slow"});
    py.run("del builtins.begun");
  });
}

TEST(Python, EvalAndRun) {
  attach([](Python py) {
    EXPECT_EQ(py.eval("[i * 10 for i in range(5)]").extract<std::vector<int>>(),
              (std::vector<int>{0, 10, 20, 30, 40}));
    const Bound<Dict> globals = Dict::create(py);
    const Bound<Dict> locals = Dict::create(py);
    globals.set_item("a", 1);
    locals.set_item("b", 2);
    EXPECT_EQ(py.eval("a + b", globals, locals).extract<int>(), 3);
    py.run("c = a + b", globals, locals);
    EXPECT_EQ(locals["c"].extract<int>(), 3);
    py.run("d = len('four')", globals);
    EXPECT_EQ(globals["d"].extract<int>(), 4);
    EXPECT_THROW(py.eval("1 +"), PyErr);
    EXPECT_THROW(py.eval("missing"), PyErr);
    EXPECT_THROW(py.run(std::string_view("x\0y", 3)), PyErr);
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

TEST(Module, FromCode) {
  attach([](Python py) {
    const Bound<Module> activators = Module::from_code(py, R"(
def relu(x):
    return max(0.0, x)

def leaky_relu(x, slope=0.01):
    return x if x >= 0 else x * slope
)",
                                                       "activators.py", "activators");
    EXPECT_EQ(activators.attr("relu")(-1.0).extract<double>(), 0.0);
    EXPECT_EQ(activators.attr("leaky_relu")(-1.0, kw("slope") = 0.2).extract<double>(), -0.2);
    EXPECT_EQ(activators.name(), "activators");
    EXPECT_EQ(activators.attr("__file__").str(), "activators.py");
    EXPECT_TRUE(py.import("activators").is(activators));
    EXPECT_THROW(Module::from_code(py, "def", "bad.py", "bad"), PyErr);
  });
}

TEST(Module, FromCodeInAPackage) {
  attach([](Python py) {
    Module::from_code(py, "def bar(): return 'baz'", "utils/foo.py", "utils.foo");
    const Bound<Module> app = Module::from_code(py,
                                                "from utils.foo import bar\n"
                                                "def run(): return bar()\n",
                                                "", "");
    EXPECT_EQ(app.attr("run")().str(), "baz");
    Forget(py, {"utils.foo", ""});
  });
}

TEST(Module, FromCodeThatFails) {
  attach([](Python py) {
    try {
      Module::from_code(py, "x = 1\ndef f():\n  x = (\n", "broken.py", "broken");
      FAIL();
    } catch (const PyErr& error) {
      ASSERT_TRUE(error.matches(py, PyExc_SyntaxError));
      const Bound<> value = error.value(py);
      EXPECT_EQ(value.attr("filename").str(), "broken.py");
      EXPECT_EQ(value.attr("lineno").extract<int>(), 3);
      EXPECT_EQ(value.attr("text").str().substr(0, 7), "  x = (");
    }
    try {
      Module::from_code(py, "def f():\n  raise KeyError('k')\nf()\n", "raises.py", "raises");
      FAIL();
    } catch (const PyErr& error) {
      const Bound<> last = error.traceback(py).attr("tb_next");
      EXPECT_EQ(last.attr("tb_lineno").extract<int>(), 2);
      const Bound<> code = last.attr("tb_frame").attr("f_code");
      EXPECT_EQ(code.attr("co_filename").str(), "raises.py");
    }
    EXPECT_THROW(py.import("raises"), PyErr);
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

TEST(Module, FromFile) {
  attach([](Python py) {
    const Folder folder;
    const std::string file = folder.Write("app.txt", "def run(): return __name__, __file__\n");
    const Bound<Module> app = Module::from_file(py, file, "from_file");
    EXPECT_EQ(app.attr("run")()[0].str(), "from_file");
    EXPECT_EQ(app.attr("run")()[1].str(), file);
    EXPECT_TRUE(py.import("from_file").is(app));
    Forget(py, {"from_file"});
    try {
      Module::from_file(py, folder.path() + "/missing.py", "missing");
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_TRUE(error.matches(py, PyExc_FileNotFoundError));
    }
    EXPECT_THROW(py.import("missing"), PyErr);
    const std::string latin = folder.Write("latin.py", "# coding: latin-1\nx = '\xfc'\n");
    EXPECT_EQ(Module::from_file(py, latin, "latin").attr("x").str(), "\xc3\xbc");
    Forget(py, {"latin"});
  });
}

TEST(Module, FilesOnTheSearchPath) {
  attach([](Python py) {
    const Folder folder;
    folder.Write("python_app/app.py",
                 "from utils_of_app.foo import bar\n"
                 "def run(): return bar()\n");
    folder.Write("python_app/utils_of_app/foo.py", "def bar(): return 'baz'\n");
    const Bound<List> path = py.import("sys").attr("path").cast<List>();
    path.insert(0, folder.path() + "/python_app");
    EXPECT_EQ(py.import("app").attr("run")().str(), "baz");
    ForgetFolder(py, folder);
    Forget(py, {"app", "utils_of_app", "utils_of_app.foo"});
  });
}

TEST(Module, Create) {
  attach([](Python py) {
    const Bound<Module> module = Module::create(py, "made");
    module.add("answer", 42);
    EXPECT_EQ(module.dict().get_item("answer").extract<int>(), 42);
    py.import("sys").attr("modules").set_item("made", module);
    py.run("import made; assert made.answer == 42");
    Forget(py, {"made"});
  });
}

}  // namespace
}  // namespace ferrule
