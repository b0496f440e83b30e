// Data members of every kind, and methods by their reference qualifiers.
#ifndef FERRULE_TESTS_BEHAVIOUR_MEMBERS_H_
#define FERRULE_TESTS_BEHAVIOUR_MEMBERS_H_

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace members {

// Counts the objects that there are.
inline int count = 0;
struct Counted {
  Counted() { ++count; }
  Counted(const Counted&) { ++count; }
  Counted& operator=(const Counted&) = default;
  ~Counted() { --count; }
};

FERRULE_FUNCTION() inline int alive() { return count; }

// --- Bit-fields ---

enum class FERRULE_ENUM(base = "IntEnum", invalid = keep) Level : unsigned { kLow, kMiddle, kHigh };

struct FERRULE_CLASS() Register {
  unsigned mode : 3 = 5;
  int offset : 4 = -1;
  bool ready : 1 = false;
  unsigned long long wide : 64 = 0;
  std::int64_t signed_wide : 40 = 0;
  Level level : 2 = Level::kLow;
  unsigned : 0;
  const unsigned fixed : 2 = 3;
  FERRULE_FIELD(readonly) unsigned shown : 8 = 200;
  unsigned raw() const { return mode; }
};

struct FERRULE_CLASS(init = fields) Packed {
  unsigned a : 3;
  int b : 2 = 1;
};

// --- Arrays ---

struct FERRULE_CLASS() Point : Counted {
  Point(int x = 0, int y = 0) : x(x), y(y) {}
  int x;
  int y;
};

struct FERRULE_CLASS() Table {
  int values[3] = {1, 2, 3};
  double grid[2][3] = {{1, 2, 3}, {4, 5, 6}};
  char name[8] = "ferrule";
  char tags[2][4] = {"ab", "cd"};
  std::string texts[2] = {"x", "y"};
  Point corners[2];
  ferrule::Py<> things[2];
  const int primes[3] = {2, 3, 5};
  const char* const words[2] = {"one", "two"};
  FERRULE_FIELD(view) int live[3] = { 7, 8, 9 };
  FERRULE_FIELD(view) Point points[2];
  FERRULE_FIELD(readonly) std::uint8_t bytes[4] = { 1, 2, 3, 255 };
  static constexpr int kSizes[2] = {10, 20};
  static constexpr char kTitle[] = "table";
  int sum() const { return values[0] + values[1] + values[2]; }
  int live_sum() const { return live[0] + live[1] + live[2]; }
  std::string end_of_name() const { return std::string(name + std::strlen(name), name + 8); }
  // No NUL ends it.
  void fill_name() { std::memset(name, 'x', sizeof(name)); }
  void spoil_name() { name[0] = '\xff'; }
};

// --- What fields own and point to ---

struct FERRULE_CLASS() Node : Counted {
  explicit Node(int value = 0) : value(value) {}
  virtual ~Node() = default;
  virtual std::string kind() const { return "node"; }
  int value;
  Point at;
  std::unique_ptr<Node> next;
  ferrule::Py<> payload;
  // In C++, which Python cannot see.
  void drop() { next.reset(); }
  void replace(int other) { next = std::make_unique<Node>(other); }
  int next_value() const { return next ? next->value : -1; }
  // Uses the object after Python code has run.
  int call(ferrule::Bound<> function) {
    function();
    return value;
  }
};

struct FERRULE_CLASS() Leaf : Node {
  explicit Leaf(int value = 0) : Node(value) {}
  std::string kind() const override { return "leaf"; }
  int weight = 1;
};

struct FERRULE_CLASS() Holder {
  Node root;
  FERRULE_FIELD(readonly) std::unique_ptr<Point> shown = std::make_unique<Point>(1, 2);
  const std::unique_ptr<Point> fixed = std::make_unique<Point>(3, 4);
  void take_leaf() { root.next = std::make_unique<Leaf>(9); }
  static int consume(std::unique_ptr<Node> node) { return node ? node->value : -1; }
};

struct FERRULE_CLASS() Links : Counted {
  FERRULE_FIELD(returns = reference) Point* other = nullptr;
  FERRULE_FIELD(returns = reference) const Point* seen = nullptr;
  FERRULE_FIELD(returns = copy) Point* copied = nullptr;
  FERRULE_FIELD(readonly, returns = reference) Point* current = nullptr;
  Point own{5, 6};
  Point second{7, 8};
  FERRULE_FIELD(returns = reference) Point& same = own;
  const Point& constant = second;
  FERRULE_FIELD(returns = reference) Links* peer = nullptr;
  Links() = default;
  Links(const Links&) = delete;
  void point_at(bool at_second) { current = at_second ? &second : &own; }
  void copy_own() { copied = &own; }
  void forget() { other = nullptr; }
  void show_own() { other = &own; }
  int sum() const { return other != nullptr ? other->x + other->y : -1; }
};

// --- Pairs ---

class FERRULE_CLASS(properties = pairs) Widget {
 public:
  int width() const { return width_; }
  void set_width(int width) { width_ = width; }
  const std::string& getTitle() const { return title_; }
  void setTitle(const std::string& title) { title_ = title; }
  bool isVisible() const { return is_visible_; }
  void setVisible(bool visible) { is_visible_ = visible; }
  /// How high it is.
  int get_height() const { return height_; }
  Widget& set_height(int height) {
    height_ = height;
    return *this;
  }
  double GetScale() const { return scale_; }
  void SetScale(double scale) { scale_ = scale; }
  // None of these is a pair.
  int depth() const { return 1; }
  void set_depth(double) {}
  int count() const { return 2; }
  void set_color(int) {}
  int margin() const { return 3; }
  void set_margin(int) {}
  void set_margin(int, int) {}
  void settle(int) {}

 private:
  int width_ = 10;
  int height_ = 20;
  double scale_ = 1.5;
  std::string title_ = "w";
  bool is_visible_ = true;
};

// --- Members of bases and of what has no name ---

class Hidden {
 public:
  int open = 1;
  int shut = 2;

 protected:
  int shielded = 3;
  static constexpr int kShared = 4;
};

struct FERRULE_CLASS() Shown : private Hidden {
  Shown() { y = 20; }
  using Hidden::kShared;
  using Hidden::open;
  using Hidden::shielded;
  struct {
    int x = 10;
    struct {
      int y;
    };
  };
  enum { kFirst = 1, kSecond, kThird FERRULE_CONSTANT(name = "third") };
  enum : char { kLetter = 'a' };
  int state = kSecond;

 private:
  struct {
    int secret = 0;
  };
  enum { kSecret };
};

struct Loose {
  struct {
    int inner = 30;
  };
};
struct FERRULE_CLASS() Flat : Loose {};

// --- Reference qualifiers ---

class FERRULE_CLASS() Qualified {
 public:
  int of_lvalue() & { return ++calls_; }
  int of_const() const& { return calls_; }
  int of_both() & { return 1; }
  int of_both() && { return 2; }
  int of_consts() const& { return 3; }
  int of_consts() const&& { return 4; }
  int of_three() & { return 5; }
  int of_three() const& { return 6; }
  int of_three() && { return 7; }
  std::vector<int> items() const& { return {calls_}; }
  std::vector<int> items() && { return {}; }

 private:
  int calls_ = 0;
};

}  // namespace members

#endif  // FERRULE_TESTS_BEHAVIOUR_MEMBERS_H_
