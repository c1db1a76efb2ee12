#include "core/agent/ports.h"

#include <algorithm>

namespace quayside::agent {

std::optional<std::uint16_t> PortLedger::take_dynamic(std::uint16_t first, std::uint16_t last, model::Protocol protocol,
    const ContainerKey& holder, const Function<bool(model::Port)>& usable, int count)
{
    if (first > last || first == 0)
        return std::nullopt;
    const int all = last - first + 1;
    const int start = last_given_ >= first && last_given_ < last ? last_given_ - first + 1 : 0;
    for (int i = 0, in_a_row = 0; i < all + count - 1; ++i) {
        const auto number = static_cast<std::uint16_t>(first + (start + i) % all);
        const model::Port port{ number, protocol };
        if (number == first)
            in_a_row = 0; // it wrapped around
        in_a_row = holders_.contains(port) || !usable(port) ? 0 : in_a_row + 1;
        if (in_a_row < count)
            continue;
        last_given_ = number;
        const auto first_given = static_cast<std::uint16_t>(number - count + 1);
        for (int given = first_given; given <= number; ++given)
            hold({ static_cast<std::uint16_t>(given), protocol }, holder);
        return first_given;
    }
    return std::nullopt;
}

void PortLedger::hold(model::Port port, const ContainerKey& holder)
{
    if (holders_[port].insert(holder).second)
        held_[holder].push_back(port);
}

void PortLedger::release(const ContainerKey& holder)
{
    const auto found = held_.find(holder);
    if (found == held_.end())
        return;
    for (const auto& port : found->second) {
        const auto held = holders_.find(port);
        held->second.erase(holder);
        if (held->second.empty())
            holders_.erase(held);
    }
    held_.erase(found);
}

std::set<ContainerKey> PortLedger::holders(model::Port port) const
{
    const auto found = holders_.find(port);
    return found == holders_.end() ? std::set<ContainerKey>() : found->second;
}

} // namespace quayside::agent
