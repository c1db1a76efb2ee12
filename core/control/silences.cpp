#include "core/control/silences.h"

#include <algorithm>

namespace quayside::control {

namespace {

constexpr Duration kLongestNap = std::chrono::seconds{ 30 };
constexpr Duration kOverslept = std::chrono::seconds{ 15 };

} // namespace

Silences::Silences(Loop& loop, Duration grace, Function<void(const Id&)> lost)
    : loop_(loop)
    , grace_(grace)
    , lost_(std::move(lost))
{
}

void Silences::begin(const Id& id)
{
    if (grace_ != Duration::zero() && !silences_.contains(id))
        nap(id);
}

void Silences::apply(const model::ChangeSet& changes)
{
    for (const auto& change : changes.of<model::Engine>())
        if (!change.after || change.after->connected)
            end(change.any().id);
        else
            begin(change.any().id);
}

void Silences::nap(const Id& id)
{
    Silence& silence = silences_[id];
    const Duration left = grace_ - silence.counted;
    const Duration length = left > Duration::zero() ? std::min(left, kLongestNap) : kLongestNap;
    silence.nap
        = loop_.after(length, [this, id, length, planned = loop_.now() + length] { wake(id, length, planned); });
}

void Silences::wake(const Id& id, Duration slept, TimePoint planned)
{
    Duration& counted = silences_.at(id).counted;
    counted = std::chrono::abs(loop_.now() - planned) > kOverslept ? Duration::zero() : counted + slept;
    const bool lost = counted >= grace_;
    nap(id);
    if (lost)
        lost_(id);
}

} // namespace quayside::control
