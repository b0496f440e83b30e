#include "generator/check/folding.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "generator/ir/form.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using ir::PassedType;
using ir::Passing;
using ir::Type;

// Which of two would serve for both.
enum class Preference { kEither, kFirst, kSecond, kNone };

Preference Choose(bool first, bool second) {
  if (first && second) return Preference::kEither;
  return first ? Preference::kFirst : second ? Preference::kSecond : Preference::kNone;
}

template <class T>
Preference Higher(T first, T second) {
  return Choose(first >= second, second >= first);
}

Preference Both(Preference a, Preference b) {
  if (a == Preference::kEither) return b;
  return b == Preference::kEither || a == b ? a : Preference::kNone;
}

// How well a type of text or bytes serves for others.
std::tuple<bool, bool, int> TextRank(ir::ScalarKind kind) {
  const bool is_c_string = kind == ir::ScalarKind::kCString;
  return {!is_c_string, ir::RowOf(kind).borrows, -static_cast<int>(kind)};
}

// Of two scalars with one form. `is_element`: within a container no value is asked for, so that the
// wider integer has to do.
Preference PreferScalar(const ir::Scalar& first, const ir::Scalar& second, bool is_element) {
  switch (ir::RowOf(first.kind).family) {
    case ir::Family::kInteger: {
      const bool first_holds = ir::Holds(first, second);
      const bool second_holds = ir::Holds(second, first);
      if (first_holds && second_holds) return Higher(first.kind, second.kind);
      return is_element ? Choose(first_holds, second_holds) : Preference::kNone;
    }
    case ir::Family::kFloat:
    case ir::Family::kComplex:
      return Higher(first.kind, second.kind);  // from narrow to wide
    case ir::Family::kText:
    case ir::Family::kBytes:
      // What borrows, then std::string; a C string can hold no NUL.
      return Higher(TextRank(first.kind), TextRank(second.kind));
    default:
      return Higher(second.kind, first.kind);
  }
}

Preference Prefer(const Type& first, const Type& second, bool is_element);

// Of two instances of one template, argument by argument.
Preference PreferTemplate(const ir::Template& first, const ir::Template& second) {
  const bool is_alike = first.kind == second.kind && first.extent == second.extent &&
                        first.has_const_element == second.has_const_element &&
                        first.arguments.size() == second.arguments.size();
  if (!is_alike) return Preference::kNone;
  Preference preference = Preference::kEither;
  for (std::size_t i = 0; i < first.arguments.size(); ++i) {
    preference = Both(preference, Prefer(first.arguments[i], second.arguments[i], true));
  }
  return preference;
}

Preference Prefer(const Type& first, const Type& second, bool is_element) {
  if (first == second) return Preference::kEither;
  const auto *one = first.As<ir::Scalar>(), *two = second.As<ir::Scalar>();
  if (one != nullptr && two != nullptr) return PreferScalar(*one, *two, is_element);
  const auto *instance = first.As<ir::Template>(), *other = second.As<ir::Template>();
  if (instance != nullptr && other != nullptr) return PreferTemplate(*instance, *other);
  return Preference::kNone;
}

// What C++ would choose for an object that has a name comes first.
Preference Prefer(Passing first, Passing second) {
  constexpr std::array kOrder = {Passing::kRef, Passing::kConstRef, Passing::kRvalueRef};
  constexpr std::array kPointers = {Passing::kPointer, Passing::kConstPointer};
  if (first == second) return Preference::kEither;
  const auto prefer = [&](const auto& order) {
    const auto one = std::ranges::find(order, first);
    const auto two = std::ranges::find(order, second);
    if (one == order.end() || two == order.end()) return Preference::kNone;
    return Higher(order.end() - one, order.end() - two);
  };
  const Preference preference = prefer(kOrder);
  return preference == Preference::kNone ? prefer(kPointers) : preference;
}

Preference Prefer(const PassedType& first, const PassedType& second) {
  return first.type == second.type ? Prefer(first.passing, second.passing)
                                   : Prefer(first.type, second.type, false);
}

bool IsAlike(const ir::Place& a, const ir::Place& b) {
  return a.form == b.form && a.has_default == b.has_default && a.is_exact == b.is_exact;
}

Preference Prefer(const std::vector<ir::Place>& first, const std::vector<ir::Place>& second) {
  if (!std::ranges::equal(first, second, IsAlike)) return Preference::kNone;
  Preference preference = Preference::kEither;
  for (std::size_t i = 0; i < first.size(); ++i) {
    preference = Both(preference, Prefer(first[i].type, second[i].type));
  }
  return preference;
}

Preference Prefer(const Candidate& first, const Candidate& second) {
  const ir::Shape& one = first.shape;
  const ir::Shape& two = second.shape;
  const bool is_alike = one.takes_args == two.takes_args && one.takes_kwargs == two.takes_kwargs &&
                        std::ranges::equal(one.keyword_only, two.keyword_only, {}, &ir::Place::name,
                                           &ir::Place::name);
  if (!is_alike) return Preference::kNone;
  const Preference preference =
      Both(Prefer(one.positional, two.positional), Prefer(one.keyword_only, two.keyword_only));
  if (preference != Preference::kEither) return preference;
  return first.function->is_const == second.function->is_const
             ? Preference::kNone
             : Choose(first.function->is_const, second.function->is_const);
}

}  // namespace

std::vector<std::size_t> Fold(std::vector<Candidate>& candidates) {
  std::vector<bool> is_folded;
  std::vector<std::size_t> folded;
  for (const Candidate& candidate : candidates) {
    is_folded.push_back(std::ranges::any_of(candidates, [&](const Candidate& other) {
      return &other != &candidate && Prefer(other, candidate) == Preference::kFirst;
    }));
    if (is_folded.back()) folded.push_back(candidate.index);
  }
  std::size_t index = 0;
  std::erase_if(candidates, [&](const Candidate&) { return is_folded[index++]; });
  return folded;
}

}  // namespace ferrule::check
