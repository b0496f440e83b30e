// Stands in for a library that nobody here may edit: it knows nothing of ferrule.
#ifndef FERRULE_TESTS_BEHAVIOUR_LIBRARIES_SHAPES_H_
#define FERRULE_TESTS_BEHAVIOUR_LIBRARIES_SHAPES_H_
#include <cstdarg>
#include <cstdio>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace shapes {

enum class Color { kRed, kGreen };

/// Something that went wrong.
class Trouble : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Named {
 public:
  /// What it is called.
  const std::string& name() const { return name_; }
  void rename(const std::string& name) { name_ = name; }
  void* handle() { return this; }

 protected:
  std::string name_ = "nobody";
};

/// A rectangle.
class Box : public Named {
 public:
  /// How it is filled.
  enum Fill { kEmpty, kFull };
  struct Corner {
    int x = 0;
    int y = 0;
  };
  union Raw {
    int i;
    float f;
  };
  using Self = Box;

  Box() = default;
  Box(int width, int height) : width(width), height(height) {}
  explicit Box(FILE* file);

  /// Width times height.
  int area() const { return width * height; }
  int scaled(int by = 2) const { return area() * by; }
  int get_border() const { return border_; }
  void set_border(int border) { border_ = border; }
  Corner corner() const { return {width, height}; }
  Fill fill() const { return kFull; }
  Color color() const { return Color::kGreen; }
  bool fits(const Box& other) const { return width <= other.width && height <= other.height; }
  void read(FILE* file);
  int print(const char* format, ...) const;
  template <class T>
  T as() const;
  static Box square(int side) { return Box(side, side); }
  void fail() const { throw Trouble("no good"); }

  int width = 1;
  int height = 1;
  int secret = 5;
  FILE* file = nullptr;

 private:
  int border_ = 0;
};

inline bool operator==(const Box& a, const Box& b) { return a.area() == b.area(); }
inline Box operator+(const Box& a, const Box& b) {
  return Box(a.width + b.width, a.height + b.height);
}
inline std::ostream& operator<<(std::ostream& out, const Box& box) {
  return out << box.width << 'x' << box.height;
}
inline Box operator*(const Box& a, std::ostream&) { return a; }

class Animal {
 public:
  virtual ~Animal() = default;
  virtual std::string sound() const { return "..."; }
  virtual void feed(FILE*) {}
  std::string twice() const { return sound() + sound(); }
};
class Dog final : public Animal {
 public:
  std::string sound() const override { return "woof"; }
  int age = 3;
};

class Sealed final {
 public:
  explicit Sealed(int value) : value_(value) {}
  int value() const { return value_; }
  void set(int value) { value_ = value; }

 private:
  int value_;
};

/// Adds.
inline int add(int a, int b = 1) { return a + b; }
inline double add(double a, double b) { return a + b; }
inline int add(const char* format, va_list) { return format[0]; }
constexpr int kSides = 4;

template <class T>
class Stack {
 public:
  void push(const T& item) { items_.push_back(item); }
  T pop() {
    T item = items_.back();
    items_.pop_back();
    return item;
  }
  bool empty() const { return items_.empty(); }
  void dump(FILE* file) const;

 private:
  std::vector<T> items_;
};

}  // namespace shapes

#endif  // FERRULE_TESTS_BEHAVIOUR_LIBRARIES_SHAPES_H_
