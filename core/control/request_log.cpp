#include "core/control/request_log.h"

#include <algorithm>
#include <utility>

namespace quayside::control {

void RequestLog::add(RequestRecord record)
{
    record.number = ++count_;
    if (ring_.size() < capacity_)
        ring_.push_back(std::move(record));
    else
        ring_[(count_ - 1) % capacity_] = std::move(record);
}

std::vector<RequestRecord> RequestLog::since(std::uint64_t after, std::size_t most) const
{
    const std::uint64_t behind = count_ - std::min(after, count_);
    const std::uint64_t wanted = std::min<std::uint64_t>({ behind, most, ring_.size() });
    std::vector<RequestRecord> found;
    for (std::uint64_t number = count_ - wanted + 1; number <= count_; ++number)
        found.push_back(ring_[(number - 1) % capacity_]);
    return found;
}

} // namespace quayside::control
