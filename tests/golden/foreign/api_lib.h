// Stands for the header of a library, which knows nothing of ferrule.
#ifndef FERRULE_TESTS_GOLDEN_FOREIGN_API_LIB_H_
#define FERRULE_TESTS_GOLDEN_FOREIGN_API_LIB_H_

namespace lib {

enum class Zone { kUtc, kLocal };

/// Tells the time.
class Clock {
 public:
  explicit Clock(int hours) : hours_(hours) {}
  int hours() const { return hours_; }
  Zone zone() const { return Zone::kUtc; }
  void* handle();  // has no Python form: it is left out

 private:
  int hours_;
};

class Timer {
 public:
  int left() const { return left_; }
  void start(int seconds) { left_ = seconds; }
  void stop() { left_ = 0; }

 private:
  int left_ = 0;
};

inline int wrap(int hours) { return hours % 12; }

}  // namespace lib

#endif  // FERRULE_TESTS_GOLDEN_FOREIGN_API_LIB_H_
