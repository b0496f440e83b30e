// Classes whose objects are views: they point into others.
#ifndef TESTS_BEHAVIOUR_POINTING_H_
#define TESTS_BEHAVIOUR_POINTING_H_

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

// As libraries write it.
#if defined(__clang__)
#define LIFETIME_BOUND [[clang::lifetimebound]]
#else
#define LIFETIME_BOUND
#endif

namespace pointing {

inline std::atomic<int> trees_there = 0;

// How many trees there are.
FERRULE_FUNCTION() inline int trees() { return trees_there; }

class Tree;

// A node of a tree, as a pointer into it.
class FERRULE_CLASS(view) Node {
 public:
  FERRULE_SKIP() Node() = default;

  FERRULE_GETTER() const std::string& name() const;
  FERRULE_GETTER() std::vector<Node> children() const;
  Node next() const;
  std::optional<Node> find(const std::string& name) const;
  std::map<std::string, Node> by_name() const;
  std::pair<Node, Node> ends() const;
  void visit(const std::function<void(Node)>& visitor) const;
  void split(FERRULE_ARG(out) Node& first, FERRULE_ARG(out) Node& last) const;
  Node operator[](int index) const;
  bool operator==(const Node&) const = default;

 private:
  friend class Tree;
  Node(const Tree* tree, std::size_t index) : tree_(tree), index_(index) {}

  const Tree* tree_ = nullptr;
  std::size_t index_ = 0;
};

// What is derived from a view is one.
class FERRULE_CLASS() Leaf : public Node {
 public:
  FERRULE_SKIP() explicit Leaf(const Node& node) : Node(node) {}
};

// All nodes but the root are its children.
class FERRULE_CLASS() Tree {
 public:
  explicit Tree(std::vector<std::string> names) : names_(std::move(names)) {
    ++trees_there;
    for (std::size_t i = 0; i < names_.size(); ++i) nodes_.push_back({this, i});
  }
  ~Tree() {
    --trees_there;
    for (std::string& name : names_) name = "gone";
  }
  FERRULE_SKIP() Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  FERRULE_GETTER() Node root() const { return {this, 0}; }
  FERRULE_GETTER() Leaf leaf() const { return Leaf(nodes_.back()); }
  std::vector<Node>::const_iterator begin() const { return nodes_.begin(); }
  std::vector<Node>::const_iterator end() const { return nodes_.end(); }

  FERRULE_SKIP() const std::vector<std::string>& names() const { return names_; }
  FERRULE_SKIP() const std::vector<Node>& nodes() const { return nodes_; }

  std::vector<Node> chosen;  // which Python reads as a tuple
  FERRULE_METHOD() void choose(int index) {
    chosen.push_back(nodes_.at(static_cast<std::size_t>(index)));
  }

 private:
  std::vector<std::string> names_;
  std::vector<Node> nodes_;
};

inline const std::string& Node::name() const { return tree_->names()[index_]; }
inline std::vector<Node> Node::children() const {
  return {tree_->nodes().begin() + 1, tree_->nodes().end()};
}
inline Node Node::next() const { return {tree_, (index_ + 1) % tree_->nodes().size()}; }
inline std::optional<Node> Node::find(const std::string& name) const {
  for (const Node& node : tree_->nodes()) {
    if (node.name() == name) return node;
  }
  return std::nullopt;
}
inline std::map<std::string, Node> Node::by_name() const {
  std::map<std::string, Node> found;
  for (const Node& node : tree_->nodes()) found.emplace(node.name(), node);
  return found;
}
inline std::pair<Node, Node> Node::ends() const {
  return {tree_->nodes().front(), tree_->nodes().back()};
}
inline void Node::visit(const std::function<void(Node)>& visitor) const {
  for (const Node& node : tree_->nodes()) visitor(node);
}
inline void Node::split(Node& first, Node& last) const {
  first = tree_->nodes().front();
  last = tree_->nodes().back();
}
inline Node Node::operator[](int index) const {
  return tree_->nodes().at(static_cast<std::size_t>(index));
}

FERRULE_FUNCTION() inline Node same(Node node) { return node; }
FERRULE_FUNCTION() inline Node either(const Node& first, const Node* second) {
  return second != nullptr ? *second : first;
}
FERRULE_FUNCTION() inline Node root_of(FERRULE_ARG(keep_alive = result) const Tree& tree) {
  return tree.root();
}
FERRULE_FUNCTION() inline Node last_of(const Tree& tree LIFETIME_BOUND) {
  return tree.nodes().back();
}
FERRULE_FUNCTION() inline Node broken(const Node&) { throw std::runtime_error("no node"); }

FERRULE_FUNCTION() inline std::unique_ptr<Tree> make_tree() {
  return std::make_unique<Tree>(std::vector<std::string>{"made"});
}
FERRULE_FUNCTION() inline void plant(std::unique_ptr<Tree> tree) { (void)tree; }

}  // namespace pointing

#endif  // TESTS_BEHAVIOUR_POINTING_H_
