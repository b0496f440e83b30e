// For tests that make and end interpreters: each runs in a process of its own, which it leaves with
// 0 if all is well.
#ifndef FERRULE_RUNTIME_TESTS_IN_PROCESS_H_
#define FERRULE_RUNTIME_TESTS_IN_PROCESS_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>

namespace ferrule {

// Ends the process of a test if `condition` is false.
inline void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "failed: %s\n", what);
  std::_Exit(1);
}

// Runs `body` in a child process. One that hangs is ended by a signal, and so fails.
template <class F>
void InProcess(F body) {
  EXPECT_EXIT(
      {
        alarm(60);
        try {
          body();
        } catch (const std::exception& error) {
          Require(false, error.what());
        }
        std::exit(0);
      },
      testing::ExitedWithCode(0), "");
}

}  // namespace ferrule

#endif  // FERRULE_RUNTIME_TESTS_IN_PROCESS_H_
