// Results that refer to objects, and who keeps them.
#ifndef FERRULE_TESTS_BEHAVIOUR_RETURNED_H_
#define FERRULE_TESTS_BEHAVIOUR_RETURNED_H_

#include <cstddef>
#include <map>
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

namespace returned {

inline int count = 0;
FERRULE_FUNCTION() inline int alive() { return count; }

// Counts the objects that there are.
class FERRULE_CLASS() Account {
 public:
  explicit Account(int balance = 0) : balance_(balance) { ++count; }
  Account(const Account& other) : balance_(other.balance_) { ++count; }
  Account& operator=(const Account&) = default;
  ~Account() { --count; }
  int balance() const { return balance_; }
  void pay(int amount) { balance_ += amount; }

 private:
  int balance_;
};

class FERRULE_CLASS() Bank {
 public:
  FERRULE_METHOD(returns = reference) Account& open(const std::string& name) {
    return accounts_[name];
  }
  FERRULE_METHOD(returns = reference) Account* find(const std::string& name) {
    const auto found = accounts_.find(name);
    return found == accounts_.end() ? nullptr : &found->second;
  }
  FERRULE_METHOD(returns = reference) const Account* peek(const std::string& name) const {
    const auto found = accounts_.find(name);
    return found == accounts_.end() ? nullptr : &found->second;
  }
  FERRULE_METHOD(returns = reference) const Account& main() const { return main_; }
  const Account& snapshot() const { return main_; }
  FERRULE_METHOD(returns = copy) Account& copied() { return main_; }
  FERRULE_METHOD(returns = copy) const Account* copied_if(bool is_there) const {
    return is_there ? &main_ : nullptr;
  }
  FERRULE_METHOD(returns = copy) std::string& motto() { return motto_; }
  FERRULE_METHOD(returns = copy) const int* number(bool is_there) const {
    return is_there ? &number_ : nullptr;
  }
  FERRULE_GETTER(returns = reference) Account& vault() { return main_; }
  Account& bound() LIFETIME_BOUND { return main_; }
  Account* bound_const() const noexcept LIFETIME_BOUND { return const_cast<Account*>(&main_); }
  FERRULE_STATIC(returns = owned) static Account* make(int balance) {
    return balance < 0 ? nullptr : new Account(balance);
  }
  FERRULE_METHOD(returns = reference) Bank& itself() { return *this; }
  FERRULE_METHOD(returns = reference) Account& fail() { throw std::invalid_argument("no"); }

 private:
  std::map<std::string, Account> accounts_;
  Account main_{100};
  std::string motto_ = "trust";
  int number_ = 7;
};

FERRULE_FUNCTION() inline Account& vault_of(Bank& bank LIFETIME_BOUND) { return bank.vault(); }
FERRULE_FUNCTION(returns = reference)
inline Account& richer(FERRULE_ARG(keep_alive = result) Account& a,
                       FERRULE_ARG(keep_alive = result) Account& b) {
  return a.balance() >= b.balance() ? a : b;
}
FERRULE_FUNCTION(returns = reference)
inline Account* either(FERRULE_ARG(keep_alive = result) Bank* a,
                       FERRULE_ARG(keep_alive = result) Bank* b) {
  if (a != nullptr) return &a->vault();
  return b == nullptr ? nullptr : &b->vault();
}
// What the text keeps, as far as anybody can tell.
inline Account account_of_texts(1);
FERRULE_FUNCTION() inline Account* for_text(std::string_view text LIFETIME_BOUND) {
  return text.empty() ? nullptr : &account_of_texts;
}

// --- Classes that are derived from one another ---

class FERRULE_CLASS() Animal {
 public:
  virtual ~Animal() = default;
  virtual std::string sound() const { return "?"; }
};
class FERRULE_CLASS() Dog : public Animal {
 public:
  std::string sound() const override { return "woof"; }
  void teach() { ++tricks; }
  int tricks = 0;
};
class Fox : public Animal {
 public:
  std::string sound() const override { return "ring-ding"; }
};

class FERRULE_CLASS() Zoo {
 public:
  Zoo() {
    animals_.push_back(std::make_unique<Dog>());
    animals_.push_back(std::make_unique<Fox>());
  }
  void add(std::unique_ptr<Animal> animal) { animals_.push_back(std::move(animal)); }
  FERRULE_METHOD(returns = reference) Animal& at(std::size_t index) { return *animals_.at(index); }
  FERRULE_METHOD(returns = reference) const Animal& show(std::size_t index) const {
    return *animals_.at(index);
  }
  FERRULE_METHOD(returns = owned) Animal* release() {
    if (animals_.empty()) return nullptr;
    Animal* last = animals_.back().release();
    animals_.pop_back();
    return last;
  }

 private:
  std::vector<std::unique_ptr<Animal>> animals_;
};
FERRULE_FUNCTION() inline void sell(std::unique_ptr<Zoo> zoo) { zoo.reset(); }
FERRULE_FUNCTION() inline void adopt(std::unique_ptr<Animal> animal) { animal.reset(); }

}  // namespace returned

#endif  // FERRULE_TESTS_BEHAVIOUR_RETURNED_H_
