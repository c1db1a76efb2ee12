#pragma once

#include "core/docker/types.h"
#include "core/model/metric_history.h"

#include <optional>
#include <vector>

namespace quayside::control {

// What a container used between two readings of its counters; nothing if they are not in order. A counter that fell
// (the container was started anew) counts from zero.
std::optional<model::Sample> rate(const docker::Stats& before, const docker::Stats& after);

// The sum, in which what is not known counts as nothing, unless nothing is known.
model::Sample sum(const std::vector<model::Sample>& samples, TimePoint at);

// The samples of one container: one a second for a quarter of an hour, one in ten seconds for an hour. All meters are
// ticked at the same whole seconds, so that their samples can be added up. Pure: told of the time, never asks.
class Meter {
public:
    static constexpr Duration kFineSpan = std::chrono::minutes{ 15 };

    void read(const docker::Stats& reading);
    // Keeps what is known at the whole second `at`: the newest rate, or a gap if the readings have stopped coming.
    const model::Sample& tick(TimePoint at);
    // Over the last ten seconds, which ended at a tick that was a multiple of them.
    const model::MetricPoint& ten() const { return last_ten_; }
    // The stream was closed: the next reading starts anew.
    void pause();
    // Takes a past that was known elsewhere; only before the first tick.
    void preset(const std::vector<model::Sample>& seconds);

    // From `from` on, oldest first: tens of seconds where they are older than kFineSpan before `now`.
    std::vector<model::Sample> history(TimePoint from, TimePoint now) const;

private:
    void keep(const model::Sample& sample);

    std::optional<docker::Stats> last_;
    model::Sample newest_;
    model::Series seconds_{ 900 };
    model::Series tens_{ 360 };
    std::vector<model::MetricPoint> ten_; // the seconds of which the next sample of tens_ is made
    model::MetricPoint last_ten_;
};

} // namespace quayside::control
