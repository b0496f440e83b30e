// Conversions of std::deque: from any sequence, to a list.
#ifndef FERRULE_CONVERT_DEQUE_H_
#define FERRULE_CONVERT_DEQUE_H_

#include <deque>

#include "ferrule/convert/sequences.h"

namespace ferrule {
inline namespace abi_1 {

template <class T, class A>
struct Converter<std::deque<T, A>> : convert::TakesSequence<std::deque<T, A>, T>,
                                     convert::GivesList<std::deque<T, A>> {};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_DEQUE_H_
