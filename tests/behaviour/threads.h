// Native threads that call Python, as a library with threads of its own does.
#ifndef FERRULE_TESTS_BEHAVIOUR_THREADS_H_
#define FERRULE_TESTS_BEHAVIOUR_THREADS_H_

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace threads {

// Calls a callable from threads of its own until it is stopped, or is told that the interpreter
// goes. Never collected: the threads go on when Python has forgotten it.
class FERRULE_CLASS() Caller {
 public:
  Caller(ferrule::Py<> callback, int count) : state_(new State{std::move(callback)}) {
    for (int i = 0; i < count; ++i)
      state_->threads.emplace_back([state = state_] { Call(*state); });
  }

  // How many calls have been made.
  long calls() const { return state_->calls; }

  // Ends the threads, each of which has to finish its call.
  void stop(ferrule::Python py) {
    state_->stops = true;
    py.detach([&] {
      for (std::thread& thread : state_->threads) thread.join();
    });
    state_->threads.clear();
  }

  // Why the threads ended by themselves, as far as they did.
  std::string why() const {
    return state_->why == 0 ? "not yet"
           : state_->why == 1 + static_cast<int>(ferrule::AttachError::Finalizing)
               ? "finalizing"
               : "another reason";
  }

 private:
  struct State {
    ferrule::Py<> callback;
    std::atomic<long> calls{0};
    std::atomic<bool> stops{false};
    std::atomic<int> why{0};
    std::vector<std::thread> threads{};
  };

  static void Call(State& state) {
    while (!state.stops) {
      const ferrule::AttachResult attached = ferrule::try_attach();
      if (!attached) {
        state.why = 1 + static_cast<int>(attached.error());
        return;
      }
      state.callback.bind(attached.python())(state.calls++);
    }
  }

  State* state_;  // leaked: the threads have it
};

// Runs a callable on a thread of its own, waits for it detached, and returns what it returned.
FERRULE_FUNCTION()
inline ferrule::Py<> on_a_thread(ferrule::Python py, ferrule::Py<> callback) {
  ferrule::Py<> result;
  std::string error;
  py.detach([&] {
    std::thread([&] {
      try {
        ferrule::attach([&](ferrule::Python py) { result = callback.bind(py)().unbind(); });
      } catch (const std::exception& thrown) {
        error = thrown.what();
      }
    }).join();
  });
  if (!error.empty()) throw std::runtime_error(error);
  return result;
}

// Drops references on a thread that never attaches.
FERRULE_FUNCTION()
inline void drop_on_a_thread(std::vector<ferrule::Py<>> references) {
  std::thread([dropped = std::move(references)] {}).join();
}

// Sleeps detached.
FERRULE_FUNCTION()
inline void sleep(ferrule::Python py, double seconds) {
  py.detach([=] { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); });
}

// What a use of Python ends in on a thread that did not attach.
FERRULE_FUNCTION()
inline std::string use_without_attaching(ferrule::Python py) {
  std::string message = "nothing";
  py.detach([&] {
    try {
      py.eval("1");
    } catch (const std::exception& error) {
      message = error.what();
    }
  });
  return message;
}

}  // namespace threads

#endif  // FERRULE_TESTS_BEHAVIOUR_THREADS_H_
