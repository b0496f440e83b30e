// Conversions of std::unordered_map: from a mapping, to a dict; and of std::unordered_multimap,
// which may hold a key several times and so is made from a sequence of pairs and becomes a list of
// pairs.
#ifndef FERRULE_CONVERT_UNORDERED_MAP_H_
#define FERRULE_CONVERT_UNORDERED_MAP_H_

#include <unordered_map>
#include <utility>

#include "ferrule/convert/maps.h"
#include "ferrule/convert/sequences.h"
#include "ferrule/convert/tuple.h"

namespace ferrule {
inline namespace abi_1 {

template <class K, class V, class H, class E, class A>
struct Converter<std::unordered_map<K, V, H, E, A>>
    : convert::TakesDict<std::unordered_map<K, V, H, E, A>>,
      convert::GivesDict<std::unordered_map<K, V, H, E, A>> {};

template <class K, class V, class H, class E, class A>
struct Converter<std::unordered_multimap<K, V, H, E, A>>
    : convert::Takes<std::unordered_multimap<K, V, H, E, A>, std::pair<K, V>,
                     convert::FromSequence>,
      convert::GivesList<std::unordered_multimap<K, V, H, E, A>> {};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_UNORDERED_MAP_H_
