// What docs/arrays.md shows.
#ifndef FERRULE_DOCS_SNIPPETS_IMAGING_H_
#define FERRULE_DOCS_SNIPPETS_IMAGING_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "ferrule/buffer.h"
#include "ferrule/ferrule.h"
#include "ferrule/ndarray.h"

namespace imaging {

// region: buffer
FERRULE_FUNCTION() inline double total(ferrule::Buffer<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

FERRULE_FUNCTION() inline void brighten(ferrule::Buffer<float, 2> pixels, float by) {
  for (std::size_t row = 0; row < pixels.shape(0); ++row) {
    for (std::size_t column = 0; column < pixels.shape(1); ++column) pixels(row, column) += by;
  }
}
// end: buffer

// region: array
using Image = ferrule::NdArray<float, ferrule::Ndim<2>, ferrule::CContig, ferrule::NumPy>;

FERRULE_FUNCTION() inline Image transposed(const Image& image) {
  Image result = Image::empty({image.shape(1), image.shape(0)});
  for (std::size_t row = 0; row < image.shape(0); ++row) {
    for (std::size_t column = 0; column < image.shape(1); ++column) result(column, row) = image(row, column);
  }
  return result;
}

FERRULE_FUNCTION()
inline double area(ferrule::NdArray<const double, ferrule::Shape<ferrule::kAny, 2>> corners) {
  double twice = 0;
  for (std::size_t i = 0; i < corners.shape(0); ++i) {
    const std::size_t next = (i + 1) % corners.shape(0);
    twice += corners(i, 0) * corners(next, 1) - corners(next, 0) * corners(i, 1);
  }
  return twice / 2;
}
// end: array

// region: memory
FERRULE_FUNCTION() inline ferrule::NdArray<int, ferrule::MemoryView> squares(int count) {
  std::vector<int> values;
  for (int i = 0; i < count; ++i) values.push_back(i * i);
  return ferrule::NdArray<int, ferrule::MemoryView>::from_vector(std::move(values));
}

struct Frame {
  std::uint8_t pixels[2][4] = {{1, 2, 3, 4}, {5, 6, 7, 8}};
};

// Every other column of a frame, which lives as long as somebody sees it.
FERRULE_FUNCTION() inline ferrule::NdArray<const std::uint8_t> columns() {
  auto frame = std::make_shared<const Frame>();
  const std::uint8_t* first = &frame->pixels[0][0];
  return ferrule::NdArray<const std::uint8_t>::from_pointer(first, {2, 2}, std::move(frame), {4, 2});
}
// end: memory

// region: keep
class FERRULE_CLASS() Mixer {
 public:
  FERRULE_METHOD() void add(ferrule::NdArray<const float, ferrule::Ndim<1>> track) {
    tracks_.push_back(std::move(track));
  }
  FERRULE_METHOD() float at(std::size_t index) const {
    float sum = 0;
    for (const auto& track : tracks_) {
      if (index < track.size()) sum += track(index);
    }
    return sum;
  }

 private:
  std::vector<ferrule::NdArray<const float, ferrule::Ndim<1>>> tracks_;
};
// end: keep

}  // namespace imaging

#endif  // FERRULE_DOCS_SNIPPETS_IMAGING_H_
