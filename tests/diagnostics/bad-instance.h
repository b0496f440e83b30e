// Lists of instances that are no lists, and instances that C++ does not make.
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace store {

template <class T>
concept Number = requires(T value) { value + value; value / value; };

template <class T>
FERRULE_FUNCTION(instances = int)
T a(T value);

template <class T>
FERRULE_FUNCTION(instances = (int, <double>, <char))
T b(T value);

template <Number T>
FERRULE_FUNCTION(instances = (<int>, <std::string>))
T c(T value);

template <class T>
FERRULE_FUNCTION(instances = (<int, int>, <Missing>, <>))
T d(T value);

template <int N>
FERRULE_FUNCTION(instances = (<int>, <2>, <1 + 1>))
int e();

template <class T>
FERRULE_FUNCTION(instances = (<std::vector<int>>,
                              <int>))
constexpr auto f(const T& value) {
  return value.size();
}

FERRULE_FUNCTION(instances = (<int>))
int g(int value);

template <class T>
FERRULE_FUNCTION(instances = (<std::string>))
void h(const std::vector<T>& value);
template <class T>
  requires Number<T>
void h(T value);

class FERRULE_CLASS() Box {
 public:
  Box(int value);

  template <class T>
  FERRULE_INIT(instances = (<double>, <int>, <char> = "of_char", <double, double>))
  explicit Box(T value);

  template <class T>
  FERRULE_METHOD(instances = (<Inner>))
  void add(const T& value);

  struct FERRULE_CLASS() Inner {};
};

}  // namespace store
