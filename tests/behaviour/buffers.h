// Functions that see, copy and write the memory of other objects.
#ifndef FERRULE_TESTS_BEHAVIOUR_BUFFERS_H_
#define FERRULE_TESTS_BEHAVIOUR_BUFFERS_H_

#include <cstddef>
#include <span>
#include <stdexcept>
#include <vector>

#include "ferrule/ferrule.h"

namespace buffers {

FERRULE_FUNCTION() inline std::vector<std::byte> seen(std::span<const std::byte> value) {
  return {value.begin(), value.end()};
}
FERRULE_FUNCTION() inline std::vector<std::byte> owned(std::vector<std::byte> value) {
  return value;
}
FERRULE_FUNCTION() inline std::size_t sum(std::span<const unsigned char> value) {
  std::size_t total = 0;
  for (const unsigned char one : value) total += one;
  return total;
}
FERRULE_FUNCTION() inline void fill(std::span<std::byte> value, unsigned char number) {
  for (std::byte& one : value) one = std::byte{number};
}
/// Converting the number may fail, and run code, while the buffer is already held.
FERRULE_FUNCTION() inline std::size_t size_and(std::span<const std::byte> value, int number) {
  return value.size() + static_cast<std::size_t>(number);
}
FERRULE_FUNCTION() inline void throws(std::span<const std::byte> /*value*/) {
  throw std::runtime_error("thrown");
}

}  // namespace buffers

#endif  // FERRULE_TESTS_BEHAVIOUR_BUFFERS_H_
