// Conversions of std::list: from any sequence, to a list.
#ifndef FERRULE_CONVERT_LIST_H_
#define FERRULE_CONVERT_LIST_H_

#include <list>

#include "ferrule/convert/sequences.h"

namespace ferrule {
inline namespace abi_1 {

template <class T, class A>
struct Converter<std::list<T, A>> : convert::TakesSequence<std::list<T, A>, T>,
                                    convert::GivesList<std::list<T, A>> {};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_LIST_H_
