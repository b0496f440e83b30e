// What docs/runtime.md and docs/errors.md show of the runtime, and that it does what they say.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace {

TEST(Runtime, Attach) {
  // region: attach
  std::string version = ferrule::attach([](ferrule::Python py) {
    return py.import("platform").call_method("python_version").extract<std::string>();
  });
  // end: attach
  EXPECT_EQ(version.substr(0, 2), "3.");
}

TEST(Runtime, Guard) {
  // region: guard
  {
    ferrule::AttachGuard guard;
    ferrule::Python py = guard.python();
    py.run("import sys");
  }  // detached again here, if the thread was detached before
  // end: guard
  EXPECT_FALSE(ferrule::is_attached());
}

TEST(Runtime, TryAttach) {
  std::vector<std::string> log;
  // region: try_attach
  if (ferrule::AttachResult attached = ferrule::try_attach()) {
    attached.python().run("import gc; gc.collect()");
  } else if (attached.error() == ferrule::AttachError::Finalizing) {
    log.push_back("Python is shutting down");
  }
  // end: try_attach
  EXPECT_TRUE(log.empty());
}

// region: detach
std::uint64_t SumUpTo(std::uint64_t last) {
  std::uint64_t sum = 0;
  for (std::uint64_t i = 1; i <= last; ++i) sum += i;
  return sum;
}

std::uint64_t SumWhileOthersRun(ferrule::Python py, std::uint64_t last) {
  return py.detach([&] { return SumUpTo(last); });
}

// The form with arguments takes no captures, and its arguments are checked when it is compiled.
std::uint64_t SumChecked(ferrule::Python py, std::uint64_t last) {
  return py.detach(SumUpTo, last);
}
// end: detach

TEST(Runtime, Detach) {
  ferrule::attach([](ferrule::Python py) {
    EXPECT_EQ(SumWhileOthersRun(py, 4), 10u);
    EXPECT_EQ(SumChecked(py, 4), 10u);
  });
}

// region: handles
class Listener {
 public:
  // Bound: owns a reference where its thread is attached. unbind() makes a Py of it.
  explicit Listener(ferrule::Bound<ferrule::Callable> callback)
      : callback_(std::move(callback).unbind()) {}

  // bind() lends the object where this thread is attached.
  void notify(ferrule::Python py, int event) const { callback_.bind(py)(event); }

  // A Py does not copy; it is cloned where this thread is attached.
  ferrule::Py<ferrule::Callable> callback(ferrule::Python py) const {
    return callback_.clone_ref(py);
  }

 private:
  ferrule::Py<ferrule::Callable> callback_;
};
// end: handles

TEST(Runtime, Handles) {
  ferrule::attach([](ferrule::Python py) {
    py.run("heard = []");
    const Listener listener(py.eval("heard.append").cast<ferrule::Callable>());
    listener.notify(py, 7);
    listener.callback(py).bind(py)(8);
    EXPECT_EQ(py.eval("heard").extract<std::vector<int>>(), (std::vector<int>{7, 8}));
  });
}

TEST(Runtime, DropAnywhere) {
  // region: drop
  ferrule::Py<> object =
      ferrule::attach([](ferrule::Python py) { return py.eval("[1, 2, 3]").unbind(); });
  std::thread([held = std::move(object)]() mutable {
    held.reset();  // this thread is not attached: the reference waits for one that is
  }).join();
  // end: drop
  EXPECT_FALSE(object);
}

TEST(Runtime, DropWithAToken) {
  ferrule::Py<> object =
      ferrule::attach([](ferrule::Python py) { return py.eval("[1, 2, 3]").unbind(); });
  // region: drop_ref
  ferrule::attach([&](ferrule::Python py) {
    object.drop_ref(py);  // nothing to ask, nothing to put off: the price of Py_DECREF
  });
  // end: drop_ref
  EXPECT_FALSE(object);
}

// region: poller
class Poller {
 public:
  explicit Poller(ferrule::Py<> callback)
      : thread_([this, callback = std::move(callback)] { Poll(callback); }) {}

  ~Poller() {
    stops_ = true;
    // The thread may be waiting to attach: whoever joins it attached waits for ever.
    std::optional<ferrule::SuspendAttach> detached;
    if (ferrule::is_attached()) detached.emplace();
    thread_.join();
  }

 private:
  void Poll(const ferrule::Py<>& callback) {
    while (!stops_) {
      const ferrule::AttachResult attached = ferrule::try_attach();
      if (!attached) return;  // Python is going, or gone
      try {
        callback.bind(attached.python())();
      } catch (const ferrule::PyErr& error) {
        error.write_unraisable(attached.python());  // nobody calls this function who could catch it
      }
    }
  }

  std::atomic<bool> stops_{false};
  std::thread thread_;
};
// end: poller

TEST(Runtime, Poller) {
  ferrule::attach([](ferrule::Python py) {
    const ferrule::Bound<ferrule::List> calls = ferrule::List::create(py);
    {
      const Poller poller(py.eval("lambda calls: lambda: calls.append(1)")(calls).unbind());
      while (calls.len() == 0) py.detach([] { std::this_thread::yield(); });
    }
    EXPECT_GE(calls.len(), 1u);
  });
}

TEST(Runtime, Shared) {
  // region: shared
  std::function<void(int)> callback = ferrule::attach([](ferrule::Python py) {
    ferrule::SharedPy<> print = py.eval("lambda value: None");
    return [print](int value) {  // may be copied and called on any thread
      ferrule::attach([&](ferrule::Python py) { print.bind(py)(value); });
    };
  });
  callback(42);
  // end: shared
}

TEST(Runtime, Calls) {
  ferrule::attach([](ferrule::Python py) {
    // region: calls
    ferrule::Bound<> json = py.import("json");
    ferrule::Bound<> text = json.attr("dumps")(std::vector<int>{1, 2}, ferrule::kw("indent") = 1);
    std::string line = text.call_method("replace", "\n", "").extract<std::string>();
    // end: calls
    EXPECT_EQ(line, "[ 1, 2]");
  });
}

TEST(Runtime, Protocol) {
  ferrule::attach([](ferrule::Python py) {
    // region: protocol
    ferrule::Bound<ferrule::Dict> ages = ferrule::Dict::create(py);
    ages.set_item("ada", 36);
    int age = ages["ada"].extract<int>();  // a missing key is a PyErr, KeyError

    if (ferrule::Bound<> found = ages.get_item("bob")) {  // an empty handle if there is none
      age += found.extract<int>();
    }
    for (ferrule::Bound<> name : ages) age += static_cast<int>(name.str().size());

    bool is_there = ages.contains("ada") && ages.len() == 1 && !ages.is_none();
    // end: protocol
    EXPECT_EQ(age, 39);
    EXPECT_TRUE(is_there);
  });
}

TEST(Runtime, Casts) {
  ferrule::attach([](ferrule::Python py) {
    // region: casts
    ferrule::Bound<> object = py.eval("[1, 2]");
    ferrule::Bound<ferrule::List> list = object.cast<ferrule::List>();  // TypeError if it is none
    list.append("three");
    if (object.is_instance<ferrule::Str>()) list.append("never");
    // end: casts
    EXPECT_EQ(list.repr(), "[1, 2, 'three']");
  });
}

TEST(Runtime, Convert) {
  ferrule::attach([](ferrule::Python py) {
    // region: convert
    ferrule::Bound<> number = ferrule::to_python(py, 3.5);
    double value = number.extract<double>();
    // end: convert
    EXPECT_EQ(value, 3.5);
  });
}

TEST(Runtime, RunCode) {
  ferrule::attach([](ferrule::Python py) {
    // region: code
    ferrule::Bound<ferrule::Dict> names = ferrule::Dict::create(py);
    names.set_item("x", 20);
    int answer = py.eval("2 * x + 2", names).extract<int>();

    ferrule::Bound<ferrule::Module> tools =
        ferrule::Module::from_code(py, "def double(x): return 2 * x", "tools.py", "tools");
    answer += tools.attr("double")(4).extract<int>();
    // end: code
    EXPECT_EQ(answer, 50);
  });
}

// region: once
// A context for all calls: making one costs more than using it.
ferrule::Bound<> ParsePrice(ferrule::Python py, std::string_view text) {
  static ferrule::PyOnce<ferrule::Py<>> context;
  const ferrule::Py<>& six_digits = context.get_or_init(
      py, [py] { return py.import("decimal").attr("Context")(ferrule::kw("prec") = 6); });
  return six_digits.bind(py).call_method("create_decimal", text);
}
// end: once

// region: imported
bool IsPrice(ferrule::Borrowed<> object) {
  static const ferrule::Imported<ferrule::Type> decimal("decimal", "Decimal");
  return object.isinstance(decimal.get(object.py()));
}
// end: imported

// region: names
using namespace ferrule::literals;

ferrule::Bound<> Rounded(ferrule::Borrowed<> price) {
  if (!price.hasattr("quantize"_name)) return price.to_owned();
  return price.call_method("quantize"_name, price.attr("real"_name));
}
// end: names

TEST(Runtime, OnceAndLazily) {
  ferrule::attach([](ferrule::Python py) {
    ferrule::Bound<> price = ParsePrice(py, "1.23456789");
    EXPECT_EQ(price.str(), "1.23457");
    EXPECT_TRUE(IsPrice(price));
    EXPECT_FALSE(IsPrice(py.eval("1.5")));
    EXPECT_EQ(Rounded(price).str(), "1.23457");
    EXPECT_EQ(Rounded(py.eval("'dear'")).str(), "dear");
  });
}

// region: mutex
// Adds `item` unless it is there, for all threads as one step.
void AddNew(ferrule::Borrowed<ferrule::List> list, ferrule::Borrowed<> item) {
  static ferrule::Mutex mutex;
  const std::lock_guard lock(mutex);
  if (!list.contains(item)) list.append(item);  // may run Python, and so detach
}
// end: mutex

// region: critical_section
// What C++ keeps for a Python object.
struct Usage {
  std::int64_t count = 0;
  std::string last_user;
};

void NoteUse(ferrule::Borrowed<> object, Usage& usage, std::string user) {
  ferrule::CriticalSection section(object);
  ++usage.count;
  usage.last_user = std::move(user);
}
// end: critical_section

TEST(Runtime, Locks) {
  ferrule::Py<ferrule::List> list =
      ferrule::attach([](ferrule::Python py) { return ferrule::List::create(py).unbind(); });
  Usage usage;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      ferrule::attach([&](ferrule::Python py) {
        for (int k = 0; k < 100; ++k) {
          AddNew(list.bind(py), ferrule::to_python(py, k));
          NoteUse(list.bind(py), usage, "a name that is longer than a few letters");
        }
      });
    });
  }
  for (std::thread& thread : threads) thread.join();
  ferrule::attach([&](ferrule::Python py) { EXPECT_EQ(list.bind(py).len(), 100u); });
  EXPECT_EQ(usage.count, 400);
}

// region: catch
int LengthOr(ferrule::Python py, const ferrule::Bound<>& object, int fallback) {
  try {
    return static_cast<int>(object.len());
  } catch (const ferrule::PyErr& error) {
    if (!error.matches(py, PyExc_TypeError)) throw;  // whatever else it was is not ours
    return fallback;
  }
}
// end: catch

// region: unraisable
void NotifyAll(ferrule::Python py, const std::vector<ferrule::Py<>>& listeners) noexcept {
  for (const ferrule::Py<>& listener : listeners) {
    try {
      listener.bind(py)();
    } catch (const ferrule::PyErr& error) {
      error.write_unraisable(listener.bind(py));  // and the others are still called
    }
  }
}
// end: unraisable

TEST(Errors, CatchAndUnraisable) {
  ferrule::attach([](ferrule::Python py) {
    EXPECT_EQ(LengthOr(py, py.eval("'abc'"), -1), 3);
    EXPECT_EQ(LengthOr(py, py.eval("3"), -1), -1);
    py.run(
        "import sys\n"
        "seen = []\n"
        "sys.unraisablehook = lambda info: seen.append(info.exc_type.__name__)\n");
    std::vector<ferrule::Py<>> listeners;
    listeners.push_back(py.eval("lambda: 1 / 0").unbind());
    listeners.push_back(py.eval("lambda: seen.append('called')").unbind());
    NotifyAll(py, listeners);
    EXPECT_EQ(py.eval("seen").repr(), "['ZeroDivisionError', 'called']");
  });
}

}  // namespace
