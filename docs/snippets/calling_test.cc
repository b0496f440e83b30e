// What docs/runtime.md shows of calling Python, and that it does what the page says.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

// region: function_header
#include "ferrule/convert/function.h"
// end: function_header
// region: datetime_header
#include "ferrule/datetime.h"
// end: datetime_header
#include "ferrule/ferrule.h"

namespace {

TEST(Calling, Arguments) {
  ferrule::attach([](ferrule::Python py) {
    // region: arguments
    ferrule::Bound<> example = py.eval("lambda *args, **kwargs: f'{args} {kwargs}'");
    std::string none = example().str();
    std::string some = example("pos_arg", 42, ferrule::kw("key") = py.None()).str();

    // As *args and **kwargs in Python: tuples, lists and dicts, or containers of C++.
    ferrule::Bound<ferrule::Tuple> args = ferrule::Tuple::create(py, "arg1", "arg2");
    std::map<std::string, int> kwargs = {{"key1", 1}, {"key2", 2}};
    std::string many = example(ferrule::unpack(args), ferrule::unpack(std::vector<int>{3, 4}),
                               ferrule::kw("last") = true, ferrule::unpack_kw(kwargs))
                           .str();
    std::string braced = example(ferrule::unpack_kw({{"slope", 0.2}, {"name", "relu"}})).str();
    // end: arguments
    EXPECT_EQ(none, "() {}");
    EXPECT_EQ(some, "('pos_arg', 42) {'key': None}");
    EXPECT_EQ(many, "('arg1', 'arg2', 3, 4) {'last': True, 'key1': 1, 'key2': 2}");
    EXPECT_EQ(braced, "() {'slope': 0.2, 'name': 'relu'}");
  });
}

TEST(Calling, InOneLine) {
  ferrule::attach([](ferrule::Python py) {
    // region: one_line
    int total = py.import("builtins").attr("sum")(std::vector<int>{1, 2, 3}).extract<int>();

    std::function<int(int)> twice = py.eval("lambda x: x * 2").extract<std::function<int(int)>>();
    total += twice(5);  // attaches if it has to
    // end: one_line
    EXPECT_EQ(total, 16);
  });
}

// region: engine
// Keeps what it calls. It may be used on any thread.
class Engine {
 public:
  explicit Engine(ferrule::Bound<ferrule::Callable> process)
      : process_(std::move(process).unbind()) {}

  int run(const std::vector<int>& data) const {
    return ferrule::attach(
        [&](ferrule::Python py) { return process_.bind(py)(data).extract<int>(); });
  }

 private:
  ferrule::Py<ferrule::Callable> process_;
};
// end: engine

TEST(Calling, KeptCallables) {
  const Engine engine = ferrule::attach(
      [](ferrule::Python py) { return Engine(py.eval("max").cast<ferrule::Callable>()); });
  EXPECT_EQ(engine.run({1, 3, 2}), 3);
}

TEST(Calling, Operators) {
  ferrule::attach([](ferrule::Python py) {
    // region: operators
    ferrule::Bound<> price = py.import("decimal").attr("Decimal")("19.90");
    ferrule::Bound<> sum = 3 * price + 1;
    if (sum > price) sum -= price;
    std::string shown = (sum % 10).format(".1f");

    ferrule::Bound<> list = py.eval("[0, 1, 2, 3, 4]");
    ferrule::Bound<> middle = list[ferrule::Slice::create(py, 1, -1)];
    bool as_expected = middle == std::vector<int>{1, 2, 3} && list.type().name() == "list";
    // end: operators
    EXPECT_EQ(shown, "0.8");
    EXPECT_TRUE(as_expected);
  });
}

TEST(Calling, Containers) {
  ferrule::attach([](ferrule::Python py) {
    // region: containers
    ferrule::Bound<ferrule::Dict> ages = ferrule::Dict::create(py, {{"ada", 36}, {"bob", 7}});
    std::string names;
    for (const auto& [name, age] : ages.items()) {
      if (age > 18) names += name.str();
    }
    ferrule::Bound<ferrule::List> list = ferrule::List::create(py, 3, "x", 2.5);
    list.insert(0, ferrule::FrozenSet::create(py, 1, 2));
    for (ferrule::Bound<> item : list) names += item.str();
    // end: containers
    EXPECT_EQ(names, "adafrozenset({1, 2})3x2.5");
  });
}

TEST(Calling, Dates) {
  ferrule::attach([](ferrule::Python py) {
    // region: dates
    ferrule::Bound<ferrule::Date> day = ferrule::Date::create(py, 2024, 12, 31);
    ferrule::Bound<> next = day + ferrule::TimeDelta::create(py, 1);
    int year = next.cast<ferrule::Date>().year();
    // end: dates
    EXPECT_EQ(year, 2025);
  });
}

TEST(Calling, ContextManagers) {
  ferrule::attach([](ferrule::Python py) {
    const ferrule::Bound<ferrule::Module> houses = ferrule::Module::from_code(py, R"py(
class House:
    def __init__(self, address):
        self.address = address
        self.log = []
    def __enter__(self):
        self.log.append(f"Welcome to {self.address}!")
        return self
    def __exit__(self, type, value, traceback):
        if type:
            self.log.append(f"Sorry you had {type.__name__} trouble at {self.address}")
        else:
            self.log.append(f"Thank you for visiting {self.address}, come again soon!")
)py",
                                                                              "house.py", "house");
    const ferrule::Bound<> house_class = houses.attr("House");
    // region: with
    ferrule::Bound<> house = house_class("123 Main Street");
    ferrule::with(house, [](ferrule::Bound<> entered) { entered.attr("address"); });
    try {
      ferrule::with(house, [&] { py.eval("undefined_variable + 1"); });
    } catch (const ferrule::PyErr& error) {
      // __exit__ has seen the NameError, and did not suppress it
    }

    ferrule::Bound<> file = py.import("io").attr("StringIO")("first line\n");
    std::optional<std::string> line =
        ferrule::with(file, [&] { return file.call_method("readline").str(); });
    // end: with
    EXPECT_EQ(house.attr("log").repr(),
              "['Welcome to 123 Main Street!', "
              "'Thank you for visiting 123 Main Street, come again soon!', "
              "'Welcome to 123 Main Street!', "
              "'Sorry you had NameError trouble at 123 Main Street']");
    EXPECT_EQ(line, "first line\n");
  });
}

TEST(Calling, Code) {
  ferrule::attach([](ferrule::Python py) {
    // region: names
    ferrule::Bound<ferrule::Dict> names = ferrule::Dict::create(py, {{"id", 34}, {"name", "Yu"}});
    py.run("text = f'User {name}(id: {id})'", names);
    std::string text = names["text"].str();
    // end: names
    EXPECT_EQ(text, "User Yu(id: 34)");
  });
}

TEST(Calling, Files) {
  const std::string folder = testing::TempDir();
  std::ofstream(folder + "/tools_of_calling.py") << "def run(): return 'baz'\n";
  ferrule::attach([&](ferrule::Python py) {
    // region: files
    ferrule::Bound<> path = py.import("sys").attr("path");
    path.cast<ferrule::List>().insert(0, folder);
    ferrule::Bound<> run = py.import("tools_of_calling").attr("run");

    ferrule::Bound<ferrule::Module> same =
        ferrule::Module::from_file(py, folder + "/tools_of_calling.py", "loaded_by_its_path");
    // end: files
    EXPECT_EQ(run().str(), "baz");
    EXPECT_EQ(same.name(), "loaded_by_its_path");
    path.del_item(0);
  });
}

TEST(Calling, AModuleMadeInCpp) {
  ferrule::attach([](ferrule::Python py) {
    // region: new_module
    ferrule::Bound<ferrule::Module> module = ferrule::Module::create(py, "made_in_cpp");
    module.add("answer", 42);
    module.add("add_one",
               std::function<std::int64_t(std::int64_t)>([](std::int64_t x) { return x + 1; }));
    py.import("sys").attr("modules").set_item("made_in_cpp", module);

    py.run("import made_in_cpp; assert made_in_cpp.add_one(6) == 7");
    // end: new_module
  });
}

TEST(Calling, Errors) {
  ferrule::attach([](ferrule::Python py) {
    std::string report;
    // region: errors
    try {
      try {
        py.import("json").attr("loads")("{bad json}");
      } catch (const ferrule::PyErr& cause) {
        cause.add_note(py, "while the settings were read");
        ferrule::PyErr error = ferrule::PyErr::runtime_error(py, "no settings");
        error.set_cause(py, cause);
        throw error.add_location(py);  // this line of C++, in the traceback
      }
    } catch (const ferrule::PyErr& error) {
      report = error.format(py);  // both tracebacks, as Python prints them
      report += error.cause(py)->what();
    }
    // end: errors
    EXPECT_NE(report.find("while the settings were read"), std::string::npos) << report;
    EXPECT_NE(report.find("calling_test.cc"), std::string::npos) << report;
    EXPECT_NE(report.find("JSONDecodeError: Expecting property name"), std::string::npos);
  });
}

// region: warn
void OldName(ferrule::Python py) {
  ferrule::warn(py, PyExc_DeprecationWarning, "old_name() is deprecated: call new_name()");
}
// end: warn

TEST(Calling, Warnings) {
  ferrule::attach([](ferrule::Python py) {
    const ferrule::Bound<> warnings = py.import("warnings");
    ferrule::with(warnings.attr("catch_warnings")(), [&] {
      warnings.attr("simplefilter")("error");
      EXPECT_THROW(OldName(py), ferrule::PyErr);
    });
  });
}

TEST(Calling, DefaultHandlers) {
  ferrule::attach([](ferrule::Python py) {
    // region: default_handler
    ferrule::Bound<> signal = py.import("signal");
    signal.attr("signal")(signal.attr("SIGINT"), signal.attr("SIG_DFL"));
    // end: default_handler
    EXPECT_EQ(std::signal(SIGINT, SIG_DFL), SIG_DFL);
  });
}

}  // namespace
