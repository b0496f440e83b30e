// Objects that refer to what calls were given: `keep_alive = self`.
#ifndef FERRULE_TESTS_BEHAVIOUR_KEPT_H_
#define FERRULE_TESTS_BEHAVIOUR_KEPT_H_

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

#if defined(__clang__)
#define LIFETIME_BOUND [[clang::lifetimebound]]
#else
#define LIFETIME_BOUND
#endif

namespace kept {

// Counts the objects that there are.
inline int count = 0;
struct Counted {
  Counted() { ++count; }
  Counted(const Counted&) { ++count; }
  Counted& operator=(const Counted&) = default;
  ~Counted() { --count; }
};
FERRULE_FUNCTION() inline int alive() { return count; }

struct FERRULE_CLASS() Page : Counted {
  explicit Page(std::string text = "") : text(std::move(text)) {}
  std::string text;
};

class FERRULE_CLASS() Cursor : Counted {
 public:
  explicit Cursor(FERRULE_ARG(keep_alive = self) Page& page) : page_(&page) {}
  Cursor(FERRULE_ARG(keep_alive = self) Page& page, int line) : page_(&page) {
    static_cast<void>(line);
    throw std::runtime_error("no cursor");
  }
  // What the destructor uses must be there still.
  ~Cursor() { page_->text += "!"; }
  Cursor(const Cursor&) = default;

  FERRULE_GETTER() std::string text() const { return page_->text; }
  FERRULE_SETTER(name = page) void set_page(FERRULE_ARG(keep_alive = self) Page& page) {
    page_ = &page;
  }
  FERRULE_GETTER(returns = reference) Page& page() { return *page_; }
  void note(FERRULE_ARG(keep_alive = self) const Page* page) { noted_.push_back(page); }
  std::size_t noted() const {
    std::size_t size = 0;
    for (const Page* page : noted_) size += page == nullptr ? 0 : page->text.size();
    return size;
  }

 private:
  Page* page_;
  std::vector<const Page*> noted_;
};

// By the attribute, and of text.
class FERRULE_CLASS(subclass = False) Name {
 public:
  explicit Name(std::string_view text LIFETIME_BOUND) : text_(text) {}
  FERRULE_GETTER() std::string text() const { return std::string(text_); }

 private:
  std::string_view text_;
};

// Any object of Python's, of which nothing is held here.
class FERRULE_CLASS() Names {
 public:
  void add(FERRULE_ARG(keep_alive = self) ferrule::Borrowed<> name) { static_cast<void>(name); }
};

// Reads what it is given, and keeps nothing of it.
class FERRULE_CLASS() Reader {
 public:
  explicit Reader(FERRULE_ARG(transient) const Page& page) : size(page.text.size()) {}
  std::size_t size;

 private:
  const Page* unused_ = nullptr;
};

// With an object of its own.
class FERRULE_CLASS() Leaf : Counted {
 public:
  explicit Leaf(FERRULE_ARG(keep_alive = self) const Page& page) : page_(page) {}
  FERRULE_GETTER() std::string text() const { return page_.text; }

 private:
  const Page& page_;
};
FERRULE_FUNCTION() inline void take_leaf(std::unique_ptr<Leaf> leaf) { static_cast<void>(leaf); }
FERRULE_FUNCTION() inline void take_page(std::unique_ptr<Page> page) { static_cast<void>(page); }

// Refer to each other.
class FERRULE_CLASS() Partner : Counted {
 public:
  FERRULE_SETTER(name = other) void set_other(FERRULE_ARG(keep_alive = self) Partner* other) {
    other_ = other;
  }
  FERRULE_GETTER(returns = reference) Partner* other() { return other_; }

 private:
  Partner* other_ = nullptr;
};

class FERRULE_CLASS() Shape : Counted {
 public:
  virtual ~Shape() = default;
  void paint_on(FERRULE_ARG(keep_alive = self) Page& page) { page_ = &page; }
  FERRULE_GETTER() std::string text() const { return page_ == nullptr ? "" : page_->text; }

 private:
  Page* page_ = nullptr;
};
class FERRULE_CLASS() Square : public Shape {};

// Both are kept by what is made of either, and neither can be given away meanwhile.
FERRULE_FUNCTION(returns = reference)
inline Page& longer(FERRULE_ARG(keep_alive = result) Page& a,
                    FERRULE_ARG(keep_alive = result) Page& b) {
  return a.text.size() >= b.text.size() ? a : b;
}
struct FERRULE_CLASS() Book : Counted {
  Page first;
};
FERRULE_FUNCTION(returns = reference)
inline Page& page_of(FERRULE_ARG(keep_alive = result) Book& a,
                     FERRULE_ARG(keep_alive = result) Book& b, bool first) {
  return first ? a.first : b.first;
}
FERRULE_FUNCTION() inline void take_book(std::unique_ptr<Book> book) { static_cast<void>(book); }

class FERRULE_CLASS() Table {
 public:
  explicit Table(std::size_t size) : pages_(size) {}
  std::size_t size() const { return pages_.size(); }
  FERRULE_METHOD(returns = reference) Page& operator[](std::size_t index) { return pages_[index]; }

 private:
  std::vector<Page> pages_;
};

}  // namespace kept

#endif  // FERRULE_TESTS_BEHAVIOUR_KEPT_H_
