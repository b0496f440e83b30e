// What docs/annotations.md shows: each macro once.
#ifndef FERRULE_DOCS_SNIPPETS_BANK_H_
#define FERRULE_DOCS_SNIPPETS_BANK_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <system_error>
#include <vector>

#include "ferrule/ferrule.h"

namespace bank {

// region: module
FERRULE_MODULE(doc = "Accounts, and what is done with them.");
// end: module

// region: constant
/// How many people may own an account.
FERRULE_CONSTANT(name = MAX_OWNERS) inline constexpr int kMaxOwners = 4;
// end: constant

// region: enum
/// What an amount is counted in, by the numbers of ISO 4217.
enum class FERRULE_ENUM(base = "IntEnum") Currency {
  kEuro FERRULE_CONSTANT(name = EUR) = 978,
  kPound FERRULE_CONSTANT(name = GBP) = 826,
  kTestMoney FERRULE_SKIP() = 963,
};
// end: enum

// region: class
/// Money, and whose it is.
class FERRULE_CLASS(subclass = False) Account {
 public:
  // end: class
  // region: init
  FERRULE_INIT(signature = (owner, *, balance=0, currency=Currency.EUR))
  explicit Account(std::string owner, std::int64_t balance = 0,
                   Currency currency = Currency::kEuro);
  // end: init

  // region: method
  /// Pays in, and returns the new balance.
  FERRULE_METHOD(name = pay_in, signature = (amount, /, memo=''))
  std::int64_t PayIn(std::int64_t amount, const std::string& memo = "");
  // end: method

  // region: property
  /// How far the balance may fall.
  FERRULE_GETTER() std::int64_t get_limit() const;
  FERRULE_SETTER() void set_limit(std::int64_t limit);
  // end: property

  // region: static
  FERRULE_STATIC(name = shared_by) static Account SharedBy(const std::vector<std::string>& owners);
  // end: static

  // region: classmethod
  /// Opens an account with what is paid in at first.
  FERRULE_CLASSMETHOD(name = of, signature = (owner, *amounts))
  static Account Of(ferrule::Borrowed<ferrule::Type> cls, std::string owner,
                    std::span<const std::int64_t> amounts);
  // end: classmethod

  // region: field
  /// Whose account it is.
  FERRULE_FIELD(readonly) std::string owner;
  std::int64_t balance;  // public, so exported under its own name, to be read and assigned
  Currency currency;
  // end: field

  // region: skip
  FERRULE_SKIP() const std::int64_t* raw_balance() const { return &balance; }
  // end: skip

 private:
  std::int64_t limit_ = 0;
};

// region: function
/// Moves money from one account to another, if there is enough.
FERRULE_FUNCTION(name = transfer, signature = (source, target, amount, *, dry_run=False))
bool Transfer(Account& source, Account& target, std::int64_t amount, bool dry_run = false);
// end: function

// region: arg
FERRULE_FUNCTION()
std::string show(std::int64_t amount, FERRULE_ARG(name = currency) Currency c = Currency::kEuro);
// end: arg

// region: out
/// Whether the text is an amount, and which.
FERRULE_FUNCTION()
bool parse_amount(const std::string& text, FERRULE_ARG(out) std::int64_t& amount);
// end: out

// region: status
/// Returns the number of accounts that were read.
FERRULE_FUNCTION()
inline int load(const std::string& path, FERRULE_ARG(out) std::error_code& error) {
  if (path.empty()) error = std::make_error_code(std::errc::no_such_file_or_directory);
  return 3;
}
// end: status

// clang-format off: to it a macro behind `template <...>` is no line of its own.

// region: instances
/// The larger of two.
template <class T>
FERRULE_FUNCTION(instances = (<std::int64_t>, <std::string>))
T larger(const T& a, const T& b) {
  return a < b ? b : a;
}

template <class T>
FERRULE_FUNCTION(instances = (<int> = "parse_int", <double> = "parse_float"))
T parse(const std::string& text) {
  return static_cast<T>(std::stod(text));
}
// end: instances

// region: pack
/// Adds up amounts.
template <class... T>
FERRULE_FUNCTION(instances = (<double, double>, <double, double, double>))
double total(const std::string& memo, T... amounts) {
  return memo.empty() ? 0 : (amounts + ...);
}
// end: pack

// region: template-init
/// A word on paper.
class FERRULE_CLASS() Note {
 public:
  template <class T>
  FERRULE_INIT(instances = (<const std::string&>, <const std::vector<std::string>&>))
  explicit Note(const T& words) : size_(words.size()) {}

  FERRULE_GETTER() std::size_t size() const { return size_; }

 private:
  std::size_t size_;
};
// end: template-init

// clang-format on

// region: exec
/// Runs when `import bank` executes the module, after everything else is in it.
FERRULE_EXEC()
void Finish(ferrule::Bound<ferrule::Module> module);
// end: exec

// region: members
/// Only what is annotated is exported.
class FERRULE_CLASS(members = annotated) Ledger {
 public:
  FERRULE_INIT() Ledger() = default;
  FERRULE_METHOD() void write(const std::string& line) { lines_.push_back(line); }
  FERRULE_METHOD() std::vector<std::string> lines() const { return lines_; }

  void (*observer)(int) = nullptr;  // has no Python form, and needs none

 private:
  std::vector<std::string> lines_;
};
// end: members

}  // namespace bank

#endif  // FERRULE_DOCS_SNIPPETS_BANK_H_
