// Signals that really arrive, from another process or thread, while C++ is at work.
#include <gtest/gtest.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <string>
#include <thread>

#include "ferrule/convert/function.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/in_process.h"

namespace ferrule {
namespace {

using namespace std::chrono_literals;

// Sends a signal to this process, soon, from a child of it.
class SoonSignalled {
 public:
  explicit SoonSignalled(int number) : child_(fork()) {
    if (child_ != 0) return;
    std::this_thread::sleep_for(50ms);
    kill(getppid(), number);
    std::_Exit(0);
  }
  SoonSignalled(const SoonSignalled&) = delete;
  SoonSignalled& operator=(const SoonSignalled&) = delete;
  ~SoonSignalled() { waitpid(child_, nullptr, 0); }

 private:
  pid_t child_;
};

// A loop that would take a minute. Soon after its beginning a signal is sent to this process.
void LongLoop(Python py, int number) {
  const SoonSignalled soon(number);
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (std::chrono::steady_clock::now() < end) {
    py.check_signals();
    std::this_thread::sleep_for(1ms);
  }
  Require(false, "the loop came to its end");
}

TEST(Signals, CtrlCInterruptsALoop) {
  InProcess([] {
    const Interpreter interpreter({.install_signal_handlers = true});
    attach([](Python py) {
      try {
        LongLoop(py, SIGINT);
      } catch (const PyErr& error) {
        Require(error.matches(py, PyExc_KeyboardInterrupt), "KeyboardInterrupt");
      }
      py.check_signals();  // it has been told once
    });
  });
}

TEST(Signals, CtrlCGoesThroughPython) {
  InProcess([] {
    const Interpreter interpreter({.install_signal_handlers = true});
    attach([](Python py) {
      const Bound<Dict> names = Dict::create(py);
      names.set_item("loop", std::function<void()>([=] { LongLoop(py, SIGINT); }));
      py.run(
          "try:\n"
          "  loop()\n"
          "except KeyboardInterrupt as error:\n"
          "  caught = type(error).__name__\n",
          names);
      Require(names["caught"].str() == "KeyboardInterrupt", "caught");
    });
  });
}

TEST(Signals, HandlersOfPythonRun) {
  InProcess([] {
    const Interpreter interpreter;
    attach([](Python py) {
      py.run(
          "import signal\n"
          "def handle(number, frame): raise RuntimeError(signal.Signals(number).name)\n"
          "signal.signal(signal.SIGUSR1, handle)\n");
      try {
        LongLoop(py, SIGUSR1);
      } catch (const PyErr& error) {
        Require(error.what() == std::string("RuntimeError: SIGUSR1"), error.what());
      }
    });
  });
}

// By default Python leaves SIGINT alone, and so it ends the process.
TEST(Signals, DefaultActionByDefault) {
  EXPECT_EXIT(
      {
        const Interpreter interpreter;
        attach([](Python py) { LongLoop(py, SIGINT); });
      },
      testing::KilledBySignal(SIGINT), "");
}

TEST(Signals, DefaultActionIfAsked) {
  EXPECT_EXIT(
      {
        const Interpreter interpreter({.install_signal_handlers = true});
        attach([](Python py) {
          const Bound<> signal = py.import("signal");
          signal.attr("signal")(signal.attr("SIGINT"), signal.attr("SIG_DFL"));
          LongLoop(py, SIGINT);
        });
      },
      testing::KilledBySignal(SIGINT), "");
}

// Python runs handlers on the main thread alone.
TEST(Signals, OtherThreadsAreNotInterrupted) {
  InProcess([] {
    const Interpreter interpreter({.install_signal_handlers = true});
    std::raise(SIGINT);
    std::thread([] { attach([](Python py) { py.check_signals(); }); }).join();
    attach([](Python py) {
      try {
        py.check_signals();
        Require(false, "interrupted");
      } catch (const PyErr& error) {
        Require(error.matches(py, PyExc_KeyboardInterrupt), "KeyboardInterrupt");
      }
    });
  });
}

}  // namespace
}  // namespace ferrule
