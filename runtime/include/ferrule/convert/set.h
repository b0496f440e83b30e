// Conversions of std::set: from a set, to a set; and of std::multiset, which may hold an element
// several times and so is made from a sequence and becomes a list.
#ifndef FERRULE_CONVERT_SET_H_
#define FERRULE_CONVERT_SET_H_

#include <set>

#include "ferrule/convert/sequences.h"

namespace ferrule {
inline namespace abi_1 {

template <class T, class L, class A>
struct Converter<std::set<T, L, A>> : convert::Takes<std::set<T, L, A>, T, convert::FromSet>,
                                      convert::GivesSet<std::set<T, L, A>> {};

template <class T, class L, class A>
struct Converter<std::multiset<T, L, A>>
    : convert::Takes<std::multiset<T, L, A>, T, convert::FromSequence>,
      convert::GivesList<std::multiset<T, L, A>> {};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_SET_H_
