// Sets and maps.
#ifndef FERRULE_TESTS_GOLDEN_MAPPINGS_API_H_
#define FERRULE_TESTS_GOLDEN_MAPPINGS_API_H_

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

FERRULE_FUNCTION() std::map<std::string, int> counts(const std::vector<std::string>& words);
FERRULE_FUNCTION() std::set<std::vector<int>> unique(std::set<std::vector<int>> values);

class FERRULE_CLASS() Index {
 public:
  std::unordered_map<std::string, std::vector<int>> entries;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_MAPPINGS_API_H_
