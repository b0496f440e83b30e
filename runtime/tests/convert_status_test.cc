#include <gtest/gtest.h>

#include <cerrno>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "ferrule/convert/function.h"
#include "ferrule/convert/status.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace my {

// As Abseil's, with a value that only moves if T does.
template <class T>
class StatusOr {
 public:
  explicit StatusOr(T value) : value_(std::move(value)) {}
  static StatusOr Failed(std::string message) { return StatusOr(nullptr, std::move(message)); }

  bool ok() const { return value_.has_value(); }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return *std::move(value_); }
  const std::string& message() const { return message_; }

 private:
  StatusOr(std::nullptr_t, std::string message) : message_(std::move(message)) {}
  std::optional<T> value_;
  std::string message_;
};

// A status of C's.
enum class Code { kOk, kBusy, kForgotten };

}  // namespace my

template <class T>
struct ferrule::Outcome<my::StatusOr<T>> {
  using Value = T;
  static bool has_value(const my::StatusOr<T>& outcome) { return outcome.ok(); }
  static const T& value(const my::StatusOr<T>& outcome) { return *outcome; }
  static T&& value(my::StatusOr<T>&& outcome) { return *std::move(outcome); }
  [[noreturn]] static void raise(Python py, const my::StatusOr<T>& outcome) {
    throw PyErr::value_error(py, outcome.message());
  }
};

template <>
struct ferrule::Outcome<my::Code> {
  using Value = void;
  static bool has_value(my::Code outcome) { return outcome == my::Code::kOk; }
  static void raise(Python, my::Code outcome) {
    if (outcome == my::Code::kBusy) throw std::logic_error("busy");
  }
};

namespace ferrule {
namespace {

using my::Code;
using my::StatusOr;

TEST(Outcome, IsItsValueOrRaises) {
  attach([](Python py) {
    EXPECT_EQ(Result(py, StatusOr<int>(5)), "5");
    EXPECT_EQ(Result(py, StatusOr<int>::Failed("no five")), "ValueError: no five");
    EXPECT_EQ(to_python(py, StatusOr<std::string>(std::string("x"))).repr(), "'x'");
  });
}

TEST(Outcome, WithoutAValueIsNone) {
  attach([](Python py) {
    EXPECT_EQ(Result(py, Code::kOk), "None");
    EXPECT_EQ(Result(py, Code::kBusy), "RuntimeError: busy");
    EXPECT_EQ(Result(py, Code::kForgotten), "SystemError: raise() of a ferrule::Outcome returned");
  });
}

TEST(Outcome, GivesItsValueAway) {
  attach([](Python py) {
    const Bound<> object = py.eval("object()");
    const Py_ssize_t before = object.get_refcnt();
    StatusOr<Py<>> outcome(object.unbind());
    EXPECT_TRUE(to_python(py, std::move(outcome)).is(object));
    EXPECT_EQ(object.get_refcnt(), before);
  });
}

TEST(Outcome, IsTheResultOfAFunction) {
  attach([](Python py) {
    const Bound<> half =
        to_python(py, std::function<StatusOr<int>(int)>([](int value) {
                    return value % 2 == 0 ? StatusOr<int>(value / 2) : StatusOr<int>::Failed("odd");
                  }));
    EXPECT_EQ(half(4).repr(), "2");
    EXPECT_THROW(half(5), PyErr);
    EXPECT_EQ((Converter<std::function<StatusOr<int>(int)>>::Name()), "Callable[[int], int]");
    EXPECT_EQ((Converter<std::function<Code()>>::Name()), "Callable[[], None]");
  });
}

// A category of somebody's own.
class Weather : public std::error_category {
 public:
  const char* name() const noexcept override { return "weather"; }
  std::string message(int) const override { return "rain"; }
};

TEST(ErrorCode, IsNoneOrRaises) {
  attach([](Python py) {
    static const Weather weather;
    EXPECT_EQ(Result(py, std::error_code()), "None");
    EXPECT_EQ(Result(py, std::make_error_code(std::errc::no_such_file_or_directory)),
              "FileNotFoundError: [Errno 2] No such file or directory");
    EXPECT_EQ(Result(py, std::error_code(EACCES, std::system_category())),
              "PermissionError: [Errno 13] Permission denied");
    EXPECT_EQ(Result(py, std::error_code(3, weather)), "RuntimeError: weather: rain");
  });
}

TEST(ExceptionPointer, IsNoneOrRaises) {
  attach([](Python py) {
    EXPECT_EQ(Result(py, std::exception_ptr()), "None");
    EXPECT_EQ(Result(py, std::make_exception_ptr(std::out_of_range("far"))), "IndexError: far");
    EXPECT_EQ(Result(py, std::make_exception_ptr(PyErr::key_error(py, "k"))), "KeyError: 'k'");
    EXPECT_EQ(Result(py, std::make_exception_ptr(5)),
              "SystemError: a C++ exception that is no std::exception");
  });
}

template <class E>
std::string Raised(Python py, const E& error) {
  try {
    ErrorOf<E>::raise(py, error);
  } catch (const std::exception& caught) {
    return caught.what();
  }
}

TEST(ErrorOf, ThrowsWhatIsAnException) {
  attach([](Python py) {
    EXPECT_EQ(Raised(py, std::string("text")), "text");
    EXPECT_EQ(Raised(py, std::domain_error("domain")), "domain");
    EXPECT_EQ(Raised(py, PyErr::value_error(py, "v")), "ValueError: v");
    EXPECT_EQ(Raised(py, std::make_exception_ptr(std::logic_error("l"))), "l");
  });
}

}  // namespace
}  // namespace ferrule

#ifdef __cpp_lib_expected

struct Oddity {
  int value;
};

template <>
struct ferrule::ErrorOf<Oddity> {
  [[noreturn]] static void raise(Python py, const Oddity& error) {
    throw PyErr::value_error(py, "odd: " + std::to_string(error.value));
  }
};

namespace ferrule {
namespace {

TEST(Expected, IsItsValueOrRaises) {
  attach([](Python py) {
    EXPECT_EQ(Result(py, std::expected<int, std::string>(5)), "5");
    EXPECT_EQ(Result(py, std::expected<int, std::string>(std::unexpected("none"))),
              "RuntimeError: none");
    EXPECT_EQ(Result(py, std::expected<void, Oddity>()), "None");
    EXPECT_EQ(Result(py, std::expected<void, Oddity>(std::unexpected(Oddity{3}))),
              "ValueError: odd: 3");
    using OrCode = std::expected<std::string, std::error_code>;
    EXPECT_EQ(Result(py, OrCode("x")), "'x'");
    EXPECT_EQ(Result(py, OrCode(std::unexpected(std::make_error_code(std::errc::timed_out)))),
              "TimeoutError: [Errno 110] Connection timed out");
    using OrException = std::expected<std::optional<int>, std::out_of_range>;
    EXPECT_EQ(Result(py, OrException(std::nullopt)), "None");
    EXPECT_EQ(Result(py, OrException(std::unexpected(std::out_of_range("far")))),
              "IndexError: far");
  });
}

}  // namespace
}  // namespace ferrule

#endif
