// Conversions of Iterable: from anything that can be iterated over, to a list.
#ifndef FERRULE_CONVERT_ITERABLE_H_
#define FERRULE_CONVERT_ITERABLE_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "ferrule/convert/sequences.h"
#include "ferrule/iterable.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

template <class T>
class Sink<Iterable<T>> : public Sink<std::vector<T>> {
 public:
  explicit Sink(Iterable<T>& iterable) : Sink<std::vector<T>>(iterable.elements_) {}
};

}  // namespace convert

template <class T>
struct Converter<Iterable<T>> : convert::Takes<Iterable<T>, T, convert::FromIterable> {
  static PyObject* ToPython(const Iterable<T>& value) { return convert::MakeList<false>(value); }
  static PyObject* ToSnapshot(const Iterable<T>& value) { return convert::MakeTuple(value); }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_ITERABLE_H_
