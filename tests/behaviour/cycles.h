// References to Python objects in everything that can hold some: what the garbage collector is
// shown, and what becomes of it.
#ifndef FERRULE_TESTS_BEHAVIOUR_CYCLES_H_
#define FERRULE_TESTS_BEHAVIOUR_CYCLES_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <deque>
#include <forward_list>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "ferrule/convert/function.h"
#include "ferrule/ferrule.h"

namespace cycles {

using Held = ferrule::Py<>;

// --- Counting ---

// How many C++ objects of the classes below are alive.
inline std::atomic<int> alive_count{0};

class Alive {
 public:
  Alive() { ++alive_count; }
  Alive(const Alive&) { ++alive_count; }
  Alive& operator=(const Alive&) = default;
  ~Alive() { --alive_count; }
};

FERRULE_FUNCTION() inline int alive() { return alive_count; }

// --- Classes that are not bound ---

struct ByAddress {
  bool operator()(const Held& a, const Held& b) const { return a.as_ptr() < b.as_ptr(); }
};
struct HashOfAddress {
  std::size_t operator()(const Held& held) const { return std::hash<void*>()(held.as_ptr()); }
};
struct SameAddress {
  bool operator()(const Held& a, const Held& b) const { return a.is(b); }
};

struct Slot {
  Alive alive;
  std::string name;
  Held held;
};

class Secret {
 public:
  void hold(Held value) { held_ = std::move(value); }

 private:
  Held held_;
};

class Heir : public Slot, private Secret {
 public:
  using Secret::hold;
};

struct Tree {
  Held held;
  std::vector<Tree> branches;
  std::map<std::string, std::unique_ptr<Tree>> named;
};

template <class T>
struct Box {
  int before = 0;
  T content;
};

// --- Bound classes ---

/// A part of others.
class FERRULE_CLASS() Part {
 public:
  explicit Part(Held held) : held_(std::move(held)) {}

 private:
  Held held_;
  Alive alive_;
};

/// Given away; Python may derive from it.
class FERRULE_CLASS() Actor {
 public:
  virtual ~Actor() = default;
  virtual int act() const { return 1; }
  void hold(Held value) { held_ = std::move(value); }

 private:
  Held held_;
  Alive alive_;
};

/// Shared; Python may derive from it.
class FERRULE_CLASS() Player {
 public:
  virtual ~Player() = default;
  virtual int play() const { return 1; }
  void hold(Held value) { held_ = std::move(value); }

 private:
  Held held_;
  Alive alive_;
};

// Not bound, and without a handle of its own.
struct Listener {
  std::function<void()> callee;
  std::unique_ptr<Actor> actor;
};

// --- Everything at once ---

/// Holds an object in the way that the method names.
class FERRULE_CLASS() Holder {
 private:
  struct Pocket {
    Held held;
  };

 public:
  Holder() = default;
  Holder(const Holder&) = delete;

  void in_map_value(Held value) { map_value_["key"] = std::move(value); }
  void in_map_key(Held value) { map_key_.emplace(std::move(value), 1); }
  void in_map_key_and_value(ferrule::Python py, Held value) {
    Held copy = value.clone_ref(py);
    map_both_.emplace(std::move(value), std::move(copy));
  }
  void in_multimap(Held value) { multimap_.emplace(1, std::move(value)); }
  void in_unordered_map(Held value) { unordered_map_[1] = std::move(value); }
  void in_unordered_multimap(Held value) { unordered_multimap_.emplace(1, std::move(value)); }
  void in_set(Held value) { set_.insert(std::move(value)); }
  void in_multiset(Held value) { multiset_.insert(std::move(value)); }
  void in_unordered_set(Held value) { unordered_set_.insert(std::move(value)); }
  void in_pair(Held value) { pair_.second = std::move(value); }
  void in_tuple(Held value) { std::get<1>(tuple_) = std::move(value); }
  void in_variant(Held value) { variant_ = std::move(value); }
  void in_deque(Held value) { deque_.push_back(std::move(value)); }
  void in_list(Held value) { list_.push_back(std::move(value)); }
  void in_forward_list(Held value) { forward_list_.push_front(std::move(value)); }
  void in_array(Held value) { array_[1] = std::move(value); }
  void in_nested(Held value) {
    nested_[3].emplace_back(std::pair<std::string, std::variant<int, Held>>("", std::move(value)));
  }
  void in_struct(Held value) { slot_.held = std::move(value); }
  void in_structs(Held value) { slots_.push_back({{}, "name", std::move(value)}); }
  void in_private_struct(Held value) { pockets_.push_back({std::move(value)}); }
  void in_private_member(Held value) { secret_.hold(std::move(value)); }
  void in_base_of_struct(Held value) { heir_.held = std::move(value); }
  void in_private_base_of_struct(Held value) { heir_.hold(std::move(value)); }
  void in_recursive_struct(Held value) {
    tree_.branches.emplace_back();
    auto& named = tree_.branches.back().named["leaf"];
    named = std::make_unique<Tree>();
    named->held = std::move(value);
  }
  void in_template(Held value) {
    box_.content.emplace_back();
    box_.content.back().held = std::move(value);
  }
  void in_small_template(Held value) { small_box_.content = std::move(value); }
  void in_unique(Held value) { unique_ = std::make_unique<Slot>(Slot{{}, "", std::move(value)}); }
  void in_uniques(Held value) {
    uniques_.push_back(std::make_unique<Slot>(Slot{{}, "", std::move(value)}));
  }
  void in_unique_part(Held value) { unique_part_ = std::make_unique<Part>(std::move(value)); }
  void in_unique_parts(Held value) {
    unique_parts_.push_back(nullptr);
    unique_parts_.push_back(std::make_unique<Part>(std::move(value)));
  }
  void in_parts(Held value) { parts_.emplace(1, Part(std::move(value))); }
  void in_shared(Held value) { shared_ = std::make_shared<Slot>(Slot{{}, "", std::move(value)}); }
  void in_shared_parts(Held value) {
    shared_parts_["key"] = std::make_shared<Player>();
    shared_parts_["key"]->hold(std::move(value));
  }
  void in_shared_py(Held value) { shared_py_ = std::move(value); }
  void in_shared_pys(Held value) { shared_pys_.emplace_back(1, std::move(value)); }
  void in_function(std::function<void()> value) { function_ = std::move(value); }
  void in_functions(std::function<int(int)> value) { functions_["key"] = {1, std::move(value)}; }
  void in_function_of_struct(std::function<void()> value) {
    listeners_.push_back({std::move(value), nullptr});
  }
  void in_mutable(Held value) const { mutable_.push_back(std::move(value)); }

  /// The methods above, by name, where the argument may be any callable.
  static std::vector<std::string> ways();

  // --- Python's half of C++ objects ---

  void take(std::unique_ptr<Actor> actor) { actor_ = std::move(actor); }
  void take_more(std::unique_ptr<Actor> actor) { actors_.push_back(std::move(actor)); }
  void take_in_struct(std::unique_ptr<Actor> actor) {
    listeners_.push_back({nullptr, std::move(actor)});
  }
  int act() const { return actor_ != nullptr ? actor_->act() : 0; }
  void share(std::shared_ptr<Player> player) { player_ = std::move(player); }
  void share_more(std::shared_ptr<Player> player) { players_[7] = {std::move(player)}; }
  std::shared_ptr<Player> player() const { return player_; }

  // --- Sharing ---

  void copy_shared_of(const Holder& other) {
    shared_py_ = other.shared_py_;
    shared_ = other.shared_;
    function_ = other.function_;
  }
  void forget_shared() {
    shared_py_.reset();
    shared_.reset();
    function_ = nullptr;
  }

  // --- What is there ---

  /// How many of the handles that are held in pointers or sequences are empty.
  FERRULE_GETTER() int empties() const {
    int count = 0;
    for (const auto& slot : slots_) count += !slot.held;
    for (const auto& slot : uniques_) count += !slot->held;
    for (const auto& held : deque_) count += !held;
    return count;
  }
  /// Calls it, in a call that is const.
  void call(const ferrule::Py<>& callee, ferrule::Python py) const { callee.bind(py)(); }

 private:
  std::map<std::string, Held> map_value_;
  std::map<Held, int, ByAddress> map_key_;
  std::map<Held, Held, ByAddress> map_both_;
  std::multimap<int, Held> multimap_;
  std::unordered_map<int, Held> unordered_map_;
  std::unordered_multimap<int, Held> unordered_multimap_;
  std::set<Held, ByAddress> set_;
  std::multiset<Held, ByAddress> multiset_;
  std::unordered_set<Held, HashOfAddress, SameAddress> unordered_set_;
  std::pair<std::string, Held> pair_;
  std::tuple<int, Held, std::string> tuple_;
  std::variant<std::monostate, int, Held> variant_;
  std::deque<Held> deque_;
  std::list<Held> list_;
  std::forward_list<Held> forward_list_;
  std::array<Held, 3> array_;
  std::map<int, std::list<std::optional<std::pair<std::string, std::variant<int, Held>>>>> nested_;
  Slot slot_;
  std::vector<Slot> slots_;
  std::vector<Pocket> pockets_;
  Secret secret_;
  Heir heir_;
  Tree tree_;
  Box<std::vector<Slot>> box_;
  Box<Held> small_box_;
  std::unique_ptr<Slot> unique_;
  std::vector<std::unique_ptr<Slot>> uniques_;
  std::unique_ptr<Part> unique_part_;
  std::vector<std::unique_ptr<Part>> unique_parts_;
  std::map<int, Part> parts_;
  std::shared_ptr<Slot> shared_;
  std::map<std::string, std::shared_ptr<Player>> shared_parts_;
  ferrule::SharedPy<> shared_py_;
  std::vector<std::pair<int, ferrule::SharedPy<>>> shared_pys_;
  std::function<void()> function_;
  std::map<std::string, std::pair<int, std::function<int(int)>>> functions_;
  std::vector<Listener> listeners_;
  mutable std::vector<Held> mutable_;
  std::unique_ptr<Actor> actor_;
  std::vector<std::unique_ptr<Actor>> actors_;
  std::shared_ptr<Player> player_;
  std::map<int, std::tuple<std::shared_ptr<Player>>> players_;
  Alive alive_;
};

inline std::vector<std::string> Holder::ways() {
  return {"in_map_value",
          "in_map_key",
          "in_multimap",
          "in_unordered_map",
          "in_unordered_multimap",
          "in_set",
          "in_multiset",
          "in_unordered_set",
          "in_pair",
          "in_tuple",
          "in_variant",
          "in_deque",
          "in_list",
          "in_forward_list",
          "in_array",
          "in_nested",
          "in_struct",
          "in_structs",
          "in_private_struct",
          "in_private_member",
          "in_base_of_struct",
          "in_private_base_of_struct",
          "in_recursive_struct",
          "in_template",
          "in_small_template",
          "in_unique",
          "in_uniques",
          "in_unique_part",
          "in_unique_parts",
          "in_parts",
          "in_shared",
          "in_shared_parts",
          "in_shared_py",
          "in_shared_pys",
          "in_function",
          "in_functions",
          "in_function_of_struct",
          "in_mutable"};
}

// --- What classes show themselves ---

/// Shows its own references; what it is derived from is seen as ever.
class FERRULE_CLASS() Showing : public Holder {
 public:
  void in_hidden(Held value) { hidden_->held = std::move(value); }
  void in_hidden_map(Held value) { hidden_->many["key"].push_back(std::move(value)); }
  void in_hidden_function(std::function<int(int)> value) { hidden_->function = std::move(value); }
  void in_own_pointer(Held value) { *own_ = std::move(value); }
  void in_shown_part(Held value) { part_ = std::make_unique<Part>(std::move(value)); }

 private:
  // ferrule could see it, and leaves it to the function.
  struct Hidden {
    Held held;
    std::map<std::string, std::vector<Held>> many;
    std::function<int(int)> function;
  };
  // Behind a deleter of its own, it could be anybody's.
  struct Delete {
    void operator()(Held* held) const { delete held; }
  };

  FERRULE_TRAVERSE() void show(ferrule::Visitor& visit) const {
    visit(hidden_->held);
    visit(hidden_->many);
    visit(hidden_->function);
    visit(*own_);
    if (part_ != nullptr) visit.object(*part_);
  }

  std::unique_ptr<Hidden> hidden_ = std::make_unique<Hidden>();
  std::unique_ptr<Held, Delete> own_{new Held()};
  std::unique_ptr<Part> part_;
};

/// A mixin that is not bound.
class Mixin {
 public:
  void in_mixin(Held value) { held_ = std::move(value); }
  FERRULE_TRAVERSE() void show_mixin(ferrule::Visitor& visit) { visit(held_); }

 private:
  Held held_;
};

class FERRULE_CLASS() ShowingMore : public Showing, public Mixin {
 public:
  void in_more(Held value) { more_ = std::move(value); }

 private:
  FERRULE_TRAVERSE() void show(ferrule::Visitor& visit) noexcept { visit(more_); }

  Held more_;
};

}  // namespace cycles

#endif  // FERRULE_TESTS_BEHAVIOUR_CYCLES_H_
