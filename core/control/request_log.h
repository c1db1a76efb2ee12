#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace quayside::control {

// One request to the API over HTTP, as it was answered.
struct RequestRecord {
    std::uint64_t number = 0; // counts the requests since the start, from 1
    TimePoint started;
    Duration duration{};
    std::string operation; // as its target names it; empty if it has none
    std::string caller; // the access key that it is said to be signed with; empty without a signature
    std::string peer; // the address it came from
    int status = 0;
    std::string error; // the code of the answer's exception; empty if all went well
};

// The last requests, for whoever looks on. Older ones are forgotten.
class RequestLog {
public:
    explicit RequestLog(std::size_t capacity = 1'000)
        : capacity_(capacity)
    {
    }

    // Gives it its number.
    void add(RequestRecord record);
    // How many there have been; the number of the last one.
    std::uint64_t count() const { return count_; }
    // Those behind number `after`, oldest first; if there are more than `most`, the newest of them.
    std::vector<RequestRecord> since(std::uint64_t after, std::size_t most) const;

private:
    std::size_t capacity_;
    std::vector<RequestRecord> ring_; // number n stands at (n - 1) % capacity
    std::uint64_t count_ = 0;
};

} // namespace quayside::control
