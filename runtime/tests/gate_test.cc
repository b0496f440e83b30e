#include "runtime/src/gate.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace ferrule {
namespace internal {
namespace {

using State = Gate::State;

constexpr std::chrono::seconds kLong{60};

TEST(Gate, LifeOfAnInterpreter) {
  Gate gate;
  EXPECT_EQ(gate.Look().state, State::kUnknown);
  gate.Open();
  EXPECT_EQ(gate.Look().state, State::kOpen);
  gate.Close();
  gate.Open();
  EXPECT_EQ(gate.Look().state, State::kClosing);
  EXPECT_EQ(gate.Look().generation, 0u);
  gate.End();
  EXPECT_EQ(gate.Look().state, State::kEnded);
  EXPECT_EQ(gate.Look().generation, 1u);
  gate.End();
  EXPECT_EQ(gate.Look().generation, 1u) << "one interpreter ends once";
  gate.Close();
  EXPECT_EQ(gate.Look().state, State::kEnded);
  gate.Open();
  EXPECT_EQ(gate.Look().state, State::kOpen);
  EXPECT_EQ(gate.Look().generation, 1u);
}

TEST(Gate, WhoEntersIsToldTheState) {
  Gate gate;
  gate.Open();
  EXPECT_EQ(gate.Enter().state, State::kOpen);
  gate.Close();
  const Gate::View late = gate.Enter();
  EXPECT_EQ(late.state, State::kClosing);
  EXPECT_EQ(gate.Look().state, State::kClosing) << "counting changes no state";
}

TEST(Gate, AwaitsThoseWhoAreIn) {
  Gate gate;
  gate.Open();
  gate.Enter();
  gate.Close();
  std::atomic<bool> left{false};
  std::thread thread([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    left = true;
    gate.Leave();
  });
  EXPECT_TRUE(gate.AwaitEmpty(kLong));
  EXPECT_TRUE(left);
  thread.join();
}

TEST(Gate, AwaitsNobodyForEver) {
  Gate gate;
  gate.Open();
  gate.Enter();
  gate.Close();
  EXPECT_FALSE(gate.AwaitEmpty(std::chrono::milliseconds(1)));
}

TEST(Gate, CountsAcrossTheEndOfAnInterpreter) {
  Gate gate;
  gate.Open();
  gate.Enter();
  gate.End();
  gate.Open();
  gate.Enter();
  gate.Leave();
  gate.Close();
  EXPECT_FALSE(gate.AwaitEmpty(std::chrono::milliseconds(1)));
  gate.Leave();
  EXPECT_TRUE(gate.AwaitEmpty(kLong));
}

TEST(Gate, ForgetsOtherThreadsAfterAFork) {
  Gate gate;
  gate.Open();
  gate.Enter();
  gate.Enter();
  gate.ForgetOtherThreads(/*is_in=*/true);
  EXPECT_FALSE(gate.AwaitEmpty(std::chrono::milliseconds(1)));
  gate.Leave();
  EXPECT_TRUE(gate.AwaitEmpty(kLong));
  EXPECT_EQ(gate.Look().state, State::kOpen);
}

}  // namespace
}  // namespace internal
}  // namespace ferrule
