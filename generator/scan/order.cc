#include "generator/scan/order.h"

#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

#include "generator/scan/bases.h"

namespace ferrule::scan {
namespace {

// Sorts types whose indexes are `ids`.
template <class Id>
class Sorting {
 public:
  Sorting(const std::vector<FoundType>& types, const EntityMap<Id>& ids, const Members& members)
      : types_(types), ids_(ids), members_(members), is_placed_(types.size()) {}

  // The old indexes in the new order.
  std::vector<std::size_t> Sort() {
    for (std::size_t i = 0; i < types_.size(); ++i) Place(i);
    return std::move(order_);
  }

 private:
  void Place(std::size_t index) {
    if (is_placed_[index]) return;
    is_placed_[index] = true;
    if constexpr (std::is_same_v<Id, ir::ClassId>) {
      if (types_[index].outer) Place(types_[index].outer->index);
    }
    PlaceBasesOf(types_[index].declaration);
    order_.push_back(index);
  }

  // Those of bases that are not bound, too.
  void PlaceBasesOf(CXCursor declaration) {
    for (const BaseSpecifier& specifier : members_.BasesOf(declaration)) {
      const CXCursor base = BaseOf(specifier);
      if (clang_isInvalid(KindOf(base))) continue;
      if (const auto id = ids_.find(base); id != ids_.end()) {
        Place(id->second.index);
      } else if (seen_.emplace(base, true).second) {
        PlaceBasesOf(base);
      }
    }
  }

  const std::vector<FoundType>& types_;
  const EntityMap<Id>& ids_;
  const Members& members_;
  std::vector<bool> is_placed_;
  EntityMap<bool> seen_;
  std::vector<std::size_t> order_;
};

// Returns the new indexes by the old ones.
template <class Id>
std::vector<std::size_t> SortTypes(std::vector<FoundType>& types, EntityMap<Id>& ids,
                                   const Members& members) {
  const std::vector<std::size_t> order = Sorting<Id>(types, ids, members).Sort();
  std::vector<std::size_t> places(types.size());
  std::vector<FoundType> sorted;
  for (std::size_t i = 0; i < order.size(); ++i) {
    places[order[i]] = i;
    sorted.push_back(types[order[i]]);
    ids[types[order[i]].declaration] = Id{i};
  }
  types = std::move(sorted);
  return places;
}

}  // namespace

void PutBasesFirst(std::vector<FoundType>& classes, std::vector<FoundType>& enums,
                   std::vector<FoundType>& exceptions, Context& context) {
  const std::vector<std::size_t> places =
      SortTypes(classes, context.bound.classes, context.members);
  SortTypes(exceptions, context.bound.exceptions, context.members);
  for (std::vector<FoundType>* types : {&classes, &enums, &exceptions}) {
    for (FoundType& found : *types) {
      if (found.outer) found.outer = ir::ClassId{places[found.outer->index]};
    }
  }
}

}  // namespace ferrule::scan
