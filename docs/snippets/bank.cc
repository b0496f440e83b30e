#include "docs/snippets/bank.h"

#include <charconv>
#include <utility>

namespace bank {

Account::Account(std::string owner, std::int64_t balance, Currency currency)
    : owner(std::move(owner)), balance(balance), currency(currency) {}

std::int64_t Account::PayIn(std::int64_t amount, const std::string&) { return balance += amount; }

std::int64_t Account::get_limit() const { return limit_; }

void Account::set_limit(std::int64_t limit) { limit_ = limit; }

Account Account::SharedBy(const std::vector<std::string>& owners) {
  std::string names;
  for (const std::string& owner : owners) names += (names.empty() ? "" : " and ") + owner;
  return Account(names);
}

Account Account::Of(ferrule::Borrowed<ferrule::Type>, std::string owner,
                    std::span<const std::int64_t> amounts) {
  Account account(std::move(owner));
  for (const std::int64_t amount : amounts) account.PayIn(amount);
  return account;
}

bool parse_amount(const std::string& text, std::int64_t& amount) {
  return std::from_chars(text.data(), text.data() + text.size(), amount).ec == std::errc();
}

bool Transfer(Account& source, Account& target, std::int64_t amount, bool dry_run) {
  if (source.balance - amount < source.get_limit()) return false;
  if (dry_run) return true;
  source.balance -= amount;
  target.balance += amount;
  return true;
}

std::string show(std::int64_t amount, Currency c) {
  return std::to_string(amount) + (c == Currency::kEuro ? " EUR" : " GBP");
}

// region: exec
void Finish(ferrule::Bound<ferrule::Module> module) { module.add("version", "1.0"); }
// end: exec

}  // namespace bank
