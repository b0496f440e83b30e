// Conversions of std::unordered_set: from a set, to a set; and of std::unordered_multiset, which
// may hold an element several times and so is made from a sequence and becomes a list.
#ifndef FERRULE_CONVERT_UNORDERED_SET_H_
#define FERRULE_CONVERT_UNORDERED_SET_H_

#include <unordered_set>

#include "ferrule/convert/sequences.h"

namespace ferrule {
inline namespace abi_1 {

template <class T, class H, class E, class A>
struct Converter<std::unordered_set<T, H, E, A>>
    : convert::Takes<std::unordered_set<T, H, E, A>, T, convert::FromSet>,
      convert::GivesSet<std::unordered_set<T, H, E, A>> {};

template <class T, class H, class E, class A>
struct Converter<std::unordered_multiset<T, H, E, A>>
    : convert::Takes<std::unordered_multiset<T, H, E, A>, T, convert::FromSequence>,
      convert::GivesList<std::unordered_multiset<T, H, E, A>> {};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_UNORDERED_SET_H_
