#include "ui/session/mailbox.h"

#include <utility>

namespace quayside::ui {

namespace {

Mailbox::Set merged_pair(const Mailbox::Set& earlier, const Mailbox::Set& later)
{
    if (later->full)
        return later;
    auto both = std::make_shared<model::ChangeSet>(*earlier);
    model::merge(*both, *later);
    return both;
}

} // namespace

bool Mailbox::put(Set set)
{
    const std::lock_guard lock(mutex_);
    const bool was_empty = sets_.empty();
    if (set->full)
        sets_.clear();
    sets_.push_back(std::move(set));
    // Merging only neighbours of similar size makes each change take part in a logarithmic number of merges.
    while (sets_.size() > 1 && sets_[sets_.size() - 2]->size() <= 2 * sets_.back()->size()) {
        const auto later = std::exchange(sets_.back(), nullptr);
        sets_.pop_back();
        sets_.back() = merged_pair(sets_.back(), later);
    }
    return was_empty;
}

std::vector<Mailbox::Set> Mailbox::take()
{
    const std::lock_guard lock(mutex_);
    return std::exchange(sets_, {});
}

std::size_t Mailbox::waiting() const
{
    const std::lock_guard lock(mutex_);
    std::size_t sum = 0;
    for (const auto& set : sets_)
        sum += set->size();
    return sum;
}

Mailbox::Set merged(const std::vector<Mailbox::Set>& sets)
{
    if (sets.size() < 2)
        return sets.empty() ? nullptr : sets.front();
    auto all = std::make_shared<model::ChangeSet>(*sets.front());
    for (std::size_t i = 1; i < sets.size(); ++i)
        model::merge(*all, *sets[i]);
    return all;
}

} // namespace quayside::ui
