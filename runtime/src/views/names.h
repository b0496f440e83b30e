// Names by which others know the types of views.
#ifndef FERRULE_SRC_VIEWS_NAMES_H_
#define FERRULE_SRC_VIEWS_NAMES_H_

namespace ferrule {
inline namespace abi_1 {
namespace views {

// Each extension has types of its own: those of others are known by their name.
inline constexpr char kSetName[] = "ferrule.SetView";

}  // namespace views
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_SRC_VIEWS_NAMES_H_
