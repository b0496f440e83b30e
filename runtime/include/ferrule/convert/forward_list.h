// Conversions of std::forward_list: from any sequence, to a list.
#ifndef FERRULE_CONVERT_FORWARD_LIST_H_
#define FERRULE_CONVERT_FORWARD_LIST_H_

#include <cstddef>
#include <forward_list>
#include <utility>

#include "ferrule/convert/sequences.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

template <class T, class A>
class Sink<std::forward_list<T, A>> {
 public:
  static constexpr std::size_t kLimit = kNoLimit;

  explicit Sink(std::forward_list<T, A>& list) : list_(list) {
    list_.clear();
    last_ = list_.before_begin();
  }

  static constexpr bool Begin(Py_ssize_t) { return true; }
  template <class U>
  bool Add(U&& value) {
    last_ = list_.insert_after(last_, std::forward<U>(value));
    return true;
  }
  static constexpr bool End() { return true; }

 private:
  std::forward_list<T, A>& list_;
  typename std::forward_list<T, A>::iterator last_;
};

}  // namespace convert

template <class T, class A>
struct Converter<std::forward_list<T, A>>
    : convert::Takes<std::forward_list<T, A>, T, convert::FromSequence>,
      convert::GivesList<std::forward_list<T, A>> {};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_FORWARD_LIST_H_
