#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <vector>

namespace quayside::model {

// What one container, or the sum of several, used at one moment. A NaN is "not known": drawn as a gap.
struct Sample {
    TimePoint at;
    float cpu = 0; // CPU units (1024 = one vCPU), averaged since the sample before
    float memory = 0; // MiB in use, page cache not counted
    float network_received = 0; // bytes per second
    float network_sent = 0; // bytes per second

    bool operator==(const Sample&) const = default;
};

// A ring of samples of fixed length, oldest first. Used on one thread.
class Series {
public:
    explicit Series(std::size_t capacity)
        : capacity_(capacity)
    {
    }

    void push(const Sample& sample)
    {
        if (samples_.size() < capacity_) {
            samples_.push_back(sample);
            return;
        }
        samples_[first_] = sample;
        first_ = (first_ + 1) % capacity_;
    }
    std::size_t size() const { return samples_.size(); }
    bool empty() const { return samples_.empty(); }
    const Sample& operator[](std::size_t i) const { return samples_[(first_ + i) % samples_.size()]; }
    const Sample& back() const { return (*this)[size() - 1]; }

private:
    std::vector<Sample> samples_;
    std::size_t capacity_;
    std::size_t first_ = 0;
};

} // namespace quayside::model
