// Conversions of std::vector: from any sequence, to a list.
#ifndef FERRULE_CONVERT_VECTOR_H_
#define FERRULE_CONVERT_VECTOR_H_

#include <vector>

#include "ferrule/convert/sequences.h"

namespace ferrule {
inline namespace abi_1 {

template <class T, class A>
struct Converter<std::vector<T, A>> : convert::Takes<std::vector<T, A>, T, convert::FromSequence>,
                                      convert::GivesList<std::vector<T, A>> {};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_VECTOR_H_
