#include "core/control/silences.h"

#include <algorithm>

namespace quayside::control {

namespace {

constexpr Duration kLongestNap = std::chrono::seconds{ 30 };
constexpr Duration kOverslept = std::chrono::seconds{ 15 };

} // namespace

Silences::Silences(Loop& loop, Duration grace, Function<void(const Id& engine)> lost)
    : loop_(loop)
    , grace_(grace)
    , lost_(std::move(lost))
{
}

void Silences::apply(const model::ChangeSet& changes)
{
    if (grace_ == Duration::zero())
        return;
    for (const auto& change : changes.of<model::Engine>()) {
        const Id engine = change.any().id;
        if (!change.after || change.after->connected)
            silences_.erase(engine);
        else if (!silences_.contains(engine))
            nap(engine);
    }
}

void Silences::nap(const Id& engine)
{
    Silence& silence = silences_[engine];
    const Duration left = grace_ - silence.counted;
    const Duration length = left > Duration::zero() ? std::min(left, kLongestNap) : kLongestNap;
    silence.nap = loop_.after(
        length, [this, engine, length, planned = loop_.now() + length] { wake(engine, length, planned); });
}

void Silences::wake(const Id& engine, Duration slept, TimePoint planned)
{
    Duration& counted = silences_.at(engine).counted;
    counted = std::chrono::abs(loop_.now() - planned) > kOverslept ? Duration::zero() : counted + slept;
    const bool lost = counted >= grace_;
    nap(engine);
    if (lost)
        lost_(engine);
}

} // namespace quayside::control
