// Conversions of std::map: from a mapping, to a dict; and of std::multimap, which may hold a key
// several times and so is made from a sequence of pairs and becomes a list of pairs.
#ifndef FERRULE_CONVERT_MAP_H_
#define FERRULE_CONVERT_MAP_H_

#include <map>
#include <utility>

#include "ferrule/convert/maps.h"
#include "ferrule/convert/sequences.h"
#include "ferrule/convert/tuple.h"

namespace ferrule {
inline namespace abi_1 {

template <class K, class V, class L, class A>
struct Converter<std::map<K, V, L, A>> : convert::TakesDict<std::map<K, V, L, A>>,
                                         convert::GivesDict<std::map<K, V, L, A>> {};

template <class K, class V, class L, class A>
struct Converter<std::multimap<K, V, L, A>>
    : convert::Takes<std::multimap<K, V, L, A>, std::pair<K, V>, convert::FromSequence>,
      convert::GivesList<std::multimap<K, V, L, A>> {};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_MAP_H_
