// The shapes of call: what both sides of the benchmark bind besides core.h.
#ifndef FERRULE_BENCHMARKS_CALLS_H_
#define FERRULE_BENCHMARKS_CALLS_H_

#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include "ferrule/ferrule.h"

namespace core {

FERRULE_FUNCTION(signature = (*, a, b))
inline int keyword_only(int a, int b) { return a + b; }

FERRULE_FUNCTION(signature = (a, /, b, *, c))
inline int every_kind(int a, int b, int c) { return a + b + c; }

FERRULE_FUNCTION()
inline int defaults(int a, int b = 2, int c = 3) { return a + b * c; }

FERRULE_FUNCTION(signature = (*args))
inline std::size_t count_args(ferrule::Args args) { return args.size(); }

FERRULE_FUNCTION(signature = (**kwargs))
inline std::size_t count_kwargs(ferrule::Kwargs kwargs) { return kwargs.size(); }

FERRULE_FUNCTION(signature = (a, *args, **kwargs))
inline std::size_t count_rest(int a, ferrule::Args args, ferrule::Kwargs kwargs) {
  return static_cast<std::size_t>(a) + args.size() + kwargs.size();
}

FERRULE_FUNCTION(signature = (**options))
inline std::size_t count_options(const std::map<std::string, int>& options) {
  return options.size();
}

// The last of what `function` returns for 0, 1 and so on.
FERRULE_FUNCTION()
inline int call(const std::function<int(int)>& function, int times) {
  int result = 0;
  for (int i = 0; i < times; ++i) result = function(i);
  return result;
}

}  // namespace core

#endif  // FERRULE_BENCHMARKS_CALLS_H_
