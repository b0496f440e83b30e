// What a class writes to a stream, as text.
#ifndef FERRULE_GLUE_STREAM_H_
#define FERRULE_GLUE_STREAM_H_

#include <sstream>
#include <string>
#include <utility>

#include "ferrule/abi.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

template <class T>
std::string TextOf(const T& object) {
  std::ostringstream stream;
  stream << object;
  return std::move(stream).str();
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_STREAM_H_
