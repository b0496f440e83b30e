#include "generator/interrupt.h"

#include <csignal>
#include <filesystem>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>

namespace ferrule {
namespace {

struct Remembered {
  std::mutex mutex;
  std::set<std::string> paths;
};

Remembered& Paths() {
  static auto* const remembered =
      new Remembered;  // the waiting thread may use it while the process exits
  return *remembered;
}

// The other threads go on, and may write a file more while a folder is being removed.
void Remove(const std::string& path) {
  constexpr int kTries = 100;
  std::error_code ignored;
  for (int i = 0; i < kTries && std::filesystem::exists(path, ignored); ++i) {
    std::filesystem::remove_all(path, ignored);
  }
}

// A handler may do next to nothing, but a thread that waits for the signals may do anything.
void WaitForSignal(sigset_t signals) {
  int signal = 0;
  sigwait(&signals, &signal);
  // Held until the end, so that nothing is remembered any more.
  const std::lock_guard lock(Paths().mutex);
  for (const std::string& path : Paths().paths) Remove(path);
  std::signal(signal, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  raise(signal);
}

}  // namespace

void EndCleanlyWhenInterrupted() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals,
                  nullptr);  // threads started later have this from their parents
  std::thread(WaitForSignal, signals).detach();
}

void RemoveWhenInterrupted(const std::string& path) {
  const std::lock_guard lock(Paths().mutex);
  Paths().paths.insert(path);
}

std::string MakeRemovedWhenInterrupted(const std::function<std::string()>& make) {
  const std::lock_guard lock(Paths().mutex);
  return *Paths().paths.insert(make()).first;
}

void KeepWhenInterrupted(const std::string& path) {
  const std::lock_guard lock(Paths().mutex);
  Paths().paths.erase(path);
}

}  // namespace ferrule
