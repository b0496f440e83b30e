// Stands for the header of a library, which knows nothing of ferrule.
#ifndef FERRULE_TESTS_DIAGNOSTICS_INPUTS_LIBRARY_H_
#define FERRULE_TESTS_DIAGNOSTICS_INPUTS_LIBRARY_H_

#include <cstdio>

namespace lib {

struct Point {
  int x = 0;
};
struct Line {};
struct Hidden;
enum class Color { kRed };

class File {
 public:
  explicit File(FILE* file);
  void print(const char* format, ...) const;
  int size() const;
  int* data();
  union Raw {
    int i;
  };
  FILE* file;
};

int measure(const Point& point);
int measure(FILE* file);

template <class T>
struct Box {
  static_assert(sizeof(T) > 1, "too small");
};
template <class T>
struct Closed final {
  T value;
};
template <class T>
using Alias = Box<T>;

}  // namespace lib

#endif  // FERRULE_TESTS_DIAGNOSTICS_INPUTS_LIBRARY_H_
