#include "docs/snippets/newsroom.h"

namespace newsroom {

// region: shown
struct Archive::Shelves {
  ferrule::Py<> latest;
  std::map<std::string, ferrule::Py<>> stories;
};

void Archive::show_references(ferrule::Visitor& visit) {
  visit(shelves_->latest);
  visit(shelves_->stories);
}
// end: shown

Archive::Archive() : shelves_(std::make_unique<Shelves>()) {}
Archive::~Archive() = default;

void Archive::file(const std::string& title, ferrule::Py<> story) {
  shelves_->stories[title] = std::move(shelves_->latest);
  shelves_->latest = std::move(story);
}

}  // namespace newsroom
