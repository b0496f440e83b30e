// docs/runtime.md: what the garbage collector sees.
#ifndef FERRULE_DOCS_SNIPPETS_NEWSROOM_H_
#define FERRULE_DOCS_SNIPPETS_NEWSROOM_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace newsroom {

// region: seen
/// Not bound: Python never sees one.
struct Subscription {
  std::string topic;
  std::function<void(std::string)> on_news;
};

class FERRULE_CLASS() Newsroom {
 public:
  void subscribe(std::string topic, std::function<void(std::string)> on_news) {
    subscriptions_.push_back({std::move(topic), std::move(on_news)});
  }
  void remember(std::string name, ferrule::Py<> source) {
    sources_[std::move(name)].push_back(std::move(source));
  }

 private:
  std::vector<Subscription> subscriptions_;
  std::map<std::string, std::vector<ferrule::Py<>>> sources_;
};
// end: seen

// region: shown
class FERRULE_CLASS() Archive {
 public:
  Archive();
  ~Archive();
  void file(const std::string& title, ferrule::Py<> story);

 private:
  FERRULE_TRAVERSE() void show_references(ferrule::Visitor& visit);

  struct Shelves;
  std::unique_ptr<Shelves> shelves_;
};
// end: shown

}  // namespace newsroom

#endif  // FERRULE_DOCS_SNIPPETS_NEWSROOM_H_
