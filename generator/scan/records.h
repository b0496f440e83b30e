// What the classes are made of that are not bound, but hold Python references in objects of bound
// ones.
#ifndef FERRULE_GENERATOR_SCAN_RECORDS_H_
#define FERRULE_GENERATOR_SCAN_RECORDS_H_

#include <optional>
#include <vector>

#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/members.h"

namespace ferrule::scan {

struct BoundTypes;

class Records {
 public:
  // `members` must outlive it.
  explicit Records(const Members& members) : members_(members) {}

  // The record of a class. Nothing for one that has no name or is the standard library's, unless it
  // is a container; then the parts are the types of the elements.
  std::optional<ir::RecordId> Find(CXType type, const BoundTypes& bound);

  std::vector<ir::Record> Take() { return std::move(records_); }

 private:
  std::vector<ir::Record::Part> ReadParts(CXType type, CXCursor declaration,
                                          const BoundTypes& bound) const;

  const Members& members_;
  EntityMap<ir::RecordId> ids_;
  std::vector<ir::Record> records_;
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_RECORDS_H_
