// The headers of the runtime that the converters of a module stand in.
#ifndef FERRULE_GENERATOR_RENDER_CONVERTER_HEADERS_H_
#define FERRULE_GENERATOR_RENDER_CONVERTER_HEADERS_H_

#include <set>
#include <string_view>

#include "generator/ir/module.h"

namespace ferrule::render {

// Those beyond what every glue includes, sorted: `ferrule/convert/time.h` where a duration crosses.
std::set<std::string_view> ConverterHeaders(const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_CONVERTER_HEADERS_H_
