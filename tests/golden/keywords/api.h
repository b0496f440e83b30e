// Written signatures, *args and **kwargs.
#ifndef FERRULE_TESTS_GOLDEN_KEYWORDS_API_H_
#define FERRULE_TESTS_GOLDEN_KEYWORDS_API_H_

#include <map>
#include <span>
#include <string>

#include "ferrule/ferrule.h"

namespace golden {

FERRULE_FUNCTION(signature = (a, /, b, *, c))
inline int every_kind(int a, int b, int c) { return a + b + c; }

/// In another order than C++ has them, which wants defaults last.
FERRULE_FUNCTION(signature = (a, b=2, *, c, d=4))
inline int keyword_only(int a, int c, int b = 2, int d = 4) { return a + b + c + d; }

FERRULE_FUNCTION() inline ferrule::Bound<> args(ferrule::Python py, ferrule::Args args) { return args.to_tuple(py); }

FERRULE_FUNCTION() inline std::size_t kwargs(int a, ferrule::Kwargs kwargs) { return kwargs.size() + a; }

/// Handed on as it came.
FERRULE_FUNCTION() inline std::size_t both(ferrule::Args args, ferrule::Kwargs kwargs) { return args.size() + kwargs.size(); }

FERRULE_FUNCTION(signature = (a, *args, b=2, **kwargs))
inline std::size_t everything(int a, ferrule::Args args, ferrule::Kwargs kwargs, int b = 2) {
  return args.size() + kwargs.size() + a + b;
}

/// Of one type each.
FERRULE_FUNCTION(signature = (first, *values, last=0, **options))
inline std::size_t typed(int first, std::span<const double> values, const std::map<std::string, int>& options,
                         int last = 0) {
  return first + values.size() + options.size() + last;
}

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_KEYWORDS_API_H_
