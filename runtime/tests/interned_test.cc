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

TEST(Interned, NamesAttributes) {
  attach([](Python py) {
    const Bound<> space = py.import("types").attr("SimpleNamespace")(kw("x") = 1);
    EXPECT_EQ(space.attr("x"_name).extract<int>(), 1);
    EXPECT_TRUE(space.hasattr("x"_name));
    EXPECT_FALSE(space.hasattr("y"_name));
    space.setattr("y"_name, "why");
    EXPECT_EQ(space.attr("y").str(), "why");
    space.delattr("y"_name);
    EXPECT_THROW(space.attr("y"_name), PyErr);
    EXPECT_THROW(space.delattr("y"_name), PyErr);
    EXPECT_THROW(Bound<>().attr("x"_name), EmptyReference);
  });
}

TEST(Interned, NamesMethods) {
  attach([](Python py) {
    const Bound<> text = py.eval("'a-b'");
    EXPECT_EQ(text.call_method("upper"_name).str(), "A-B");
    EXPECT_EQ(text.call_method("replace"_name, "-", "+").str(), "a+b");
    EXPECT_EQ(text.call_method("split"_name, kw("sep") = "-").len(), 2u);
    EXPECT_THROW(text.call_method("no_such_method"_name), PyErr);
  });
}

}  // namespace
}  // namespace ferrule
