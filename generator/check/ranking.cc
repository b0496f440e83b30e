#include "generator/check/ranking.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <tuple>

#include "generator/ir/form.h"

namespace ferrule::check {
namespace {

using ir::Place;
using ir::Shape;

// Argument by argument. What ends comes first, *args last: it takes whatever comes.
std::weak_ordering ComparePositional(const Shape& a, const Shape& b) {
  const auto size = std::min(a.positional.size(), b.positional.size());
  for (std::size_t i = 0; i < size; ++i) {
    if (const auto order = a.positional[i].form <=> b.positional[i].form; order != 0) return order;
  }
  const auto rest = [size](const Shape& shape) {
    return std::tuple(shape.positional.size() == size && shape.takes_args, shape.positional.size());
  };
  return rest(a) <=> rest(b);
}

// Of what *args or **kwargs take. What takes anything comes last.
std::weak_ordering CompareEach(const std::optional<Place>& a, const std::optional<Place>& b) {
  if (!a || !b) return b.has_value() <=> a.has_value();
  return a->form <=> b->form;
}

std::weak_ordering CompareKeywordOnly(const Shape& a, const Shape& b) {
  return std::lexicographical_compare_three_way(
      a.keyword_only.begin(), a.keyword_only.end(), b.keyword_only.begin(), b.keyword_only.end(),
      [](const Place& x, const Place& y) {
        return std::tie(x.name, x.form, x.has_default) <=> std::tie(y.name, y.form, y.has_default);
      });
}

// Of places that have one form. An int of any size, as ferrule::Int is, comes last.
std::weak_ordering CompareWidth(const Place& a, const Place& b) {
  const auto* const one = a.integer();
  const auto* const two = b.integer();
  if (one == nullptr || two == nullptr) return (one == nullptr) <=> (two == nullptr);
  return ir::CompareWidths(*one, *two);
}

std::weak_ordering CompareWidths(const std::vector<Place>& a, const std::vector<Place>& b) {
  return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(),
                                                CompareWidth);
}

}  // namespace

std::weak_ordering Compare(const Shape& a, const Shape& b) {
  if (const auto order = ComparePositional(a, b); order != 0) return order;
  if (const auto order = CompareKeywordOnly(a, b); order != 0) return order;
  const auto rest = [](const Shape& shape) {
    // More required arguments are fewer defaults.
    return std::tuple(shape.takes_args, shape.takes_kwargs, -static_cast<int>(shape.required));
  };
  if (const auto order = rest(a) <=> rest(b); order != 0) return order;
  if (const auto order = CompareEach(a.each_of_args, b.each_of_args); order != 0) return order;
  if (const auto order = CompareEach(a.each_of_kwargs, b.each_of_kwargs); order != 0) return order;
  if (const auto order = CompareWidths(a.positional, b.positional); order != 0) return order;
  return CompareWidths(a.keyword_only, b.keyword_only);
}

void Rank(std::vector<Candidate>& candidates) {
  std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
    return Compare(a.shape, b.shape) < 0;
  });
}

}  // namespace ferrule::check
