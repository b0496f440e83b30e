// Many threads do all that the runtime offers, in random order, for a stated time; then every
// object has to be gone.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  double seconds = 3;
  int threads = 8;
  unsigned seed = 1;
};

// What the threads do things with: places from which they take references, and to which they put
// them.
class Exchange {
 public:
  // Puts `reference` in a place and returns the one that was there.
  Py<> Swap(std::size_t place, Py<> reference) {
    const std::lock_guard lock(mutex_);
    swap(places_[place % places_.size()], reference);
    return reference;
  }

  // The same for a handle of which other threads have copies.
  SharedPy<> Swap(std::size_t place, SharedPy<> handle) {
    const std::lock_guard lock(mutex_);
    std::swap(shared_[place % shared_.size()], handle);
    return handle;
  }

  SharedPy<> Copy(std::size_t place) {
    const std::lock_guard lock(mutex_);
    return shared_[place % shared_.size()];
  }

  void Clear() {
    places_ = {};
    shared_ = {};
  }

 private:
  std::mutex mutex_;
  std::array<Py<>, 64> places_;
  std::array<SharedPy<>, 64> shared_;
};

// One thread's work.
class Worker {
 public:
  Worker(Exchange& exchange, Py<> make, unsigned seed, std::atomic<long>& threads)
      : exchange_(exchange), make_(std::move(make)), random_(seed), threads_(threads) {}

  void Run(Clock::time_point end) {
    while (Clock::now() < end) {
      for (int i = 0; i < 32; ++i) {
        (this->*kOperations[Random(std::size(kOperations))])();
        ++operations_;
      }
    }
  }

  long operations() const { return operations_; }

 private:
  std::size_t Random(std::size_t limit) { return random_() % limit; }

  Bound<> Make(Python py) { return make_.bind(py)(); }

  void MakeAndDropAttached() {
    attach([&](Python py) {
      const Bound<> made = Make(py);
      const Py<> clone = made.unbind();
      Py<> other = clone.clone_ref(py);
      other.drop_ref(py);
    });
  }

  void DropDetached() {
    Py<> made = attach([&](Python py) { return Make(py).unbind(); });
    made.reset();
  }

  void ExchangeOwner() {
    Py<> made = attach([&](Python py) { return Make(py).unbind(); });
    exchange_.Swap(Random(64), std::move(made));  // drops what another thread put there
  }

  void ExchangeShared() {
    SharedPy<> copy = exchange_.Copy(Random(64));
    if (Random(4) == 0) {
      copy = attach([&](Python py) { return SharedPy<>(Make(py)); });
    }
    exchange_.Swap(Random(64), copy);
    if (copy) attach([&](Python py) { copy.bind(py).attr("number"); });
  }

  void NestAttachAndDetach() {
    attach([&](Python py) {
      Py<> made = Make(py).unbind();
      py.detach([&] {
        attach([&](Python py) { made.bind(py).repr(); });
        made.reset();
      });
    });
  }

  void ThrowThroughDetach() {
    try {
      attach([&](Python py) {
        const Bound<> made = Make(py);
        py.detach([] { attach([](Python py) { py.run("raise KeyError('thrown')"); }); });
      });
      throw std::logic_error("nothing was thrown");
    } catch (const PyErr&) {
    }
  }

  void CallBack() {
    std::function<long()> callback = [made =
                                          attach([&](Python py) { return SharedPy<>(Make(py)); })] {
      return attach([&](Python py) { return made.bind(py).attr("number").extract<long>(); });
    };
    std::function<long()> copy = callback;
    callback = nullptr;
    copy();
  }

  void StartShortLivedThread() {
    ++threads_;
    std::thread([this, seed = random_()] {
      thread_local Py<> dropped_at_exit;
      attach([&](Python py) { dropped_at_exit = Make(py).unbind(); });
      exchange_.Swap(seed, Py<>());
    }).join();
  }

  void MakeGarbage() {
    attach([&](Python py) {
      const Bound<> made = Make(py);
      made.setattr("itself", made);
      if (Random(64) == 0) py.import("gc").call_method("collect");
    });
  }

  static constexpr void (Worker::* kOperations[])() = {
      &Worker::MakeAndDropAttached,
      &Worker::DropDetached,
      &Worker::ExchangeOwner,
      &Worker::ExchangeShared,
      &Worker::NestAttachAndDetach,
      &Worker::ThrowThroughDetach,
      &Worker::CallBack,
      &Worker::MakeGarbage,
      &Worker::StartShortLivedThread,
  };

  Exchange& exchange_;
  Py<> make_;
  std::mt19937 random_;
  std::atomic<long>& threads_;
  long operations_ = 0;
};

// Each object has a number, and is counted as long as it lives. Counting takes a lock, for builds
// without a global one.
constexpr char kTracked[] = R"(
import itertools, threading
class Tracked:
    lock = threading.Lock()
    made = itertools.count()
    alive = 0
    def __init__(self):
        self.number = next(self.made)
        with self.lock: Tracked.alive += 1
    def __del__(self):
        with self.lock: Tracked.alive -= 1
)";

// Returns how many objects or references are left when everything has been dropped.
long CountLeaks(Python py) {
  py.run("import gc; gc.collect(); gc.collect()");
  return py.eval("Tracked.alive").extract<long>() +
         static_cast<long>(internal::reference_pool.lost());
}

int Run(const Options& options) {
  const Interpreter interpreter;
  const Py<> make = attach([](Python py) {
    py.run(kTracked);
    return py.eval("Tracked").unbind();
  });
  Exchange exchange;
  std::atomic<long> threads{options.threads};
  std::vector<Worker> workers;
  attach([&](Python py) {
    for (int i = 0; i < options.threads; ++i) {
      workers.emplace_back(exchange, make.clone_ref(py), options.seed + static_cast<unsigned>(i),
                           threads);
    }
  });
  const auto start = Clock::now();
  const auto end = start + std::chrono::duration_cast<Clock::duration>(
                               std::chrono::duration<double>(options.seconds));
  std::vector<std::thread> running;
  for (Worker& worker : workers) running.emplace_back([&] { worker.Run(end); });
  for (std::thread& thread : running) thread.join();
  const std::chrono::duration<double> elapsed = Clock::now() - start;

  long operations = 0;
  for (const Worker& worker : workers) operations += worker.operations();
  exchange.Clear();
  const long leaked = attach(CountLeaks);
  std::printf(
      "%ld operations on %ld threads, %d of them at a time, in %.1f s; %ld references leaked\n",
      operations, threads.load(), options.threads, elapsed.count(), leaked);
  return leaked == 0 ? 0 : 1;
}

}  // namespace
}  // namespace ferrule

int main(int argc, char** argv) {
  ferrule::Options options;
  CLI::App app("Uses the runtime from many threads at once, and counts what leaks.");
  app.add_option("--seconds", options.seconds, "how long")->check(CLI::PositiveNumber);
  app.add_option("--threads", options.threads, "how many at a time")->check(CLI::Range(1, 1000));
  app.add_option("--seed", options.seed, "of the random order");
  app.option_defaults()->always_capture_default();
  CLI11_PARSE(app, argc, argv);
  try {
    return ferrule::Run(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
