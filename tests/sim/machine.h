#pragma once

#include "core/docker/simulated_engine.h"
#include "tests/support/sim_loop.h"

#include <memory>
#include <string>
#include <vector>

namespace quayside::sim {

// What goes wrong between the program and an engine, beside what the simulated engine does itself. Shares are of calls.
struct LineFaults {
    bool frozen
        = false; // the daemon is stopped: it accepts and does not answer, and goes on later with all it was asked
    double errors = 0; // 500 instead of doing it
    double errors_after = 0; // 500 although it was done
    double stale_lists = 0; // what an earlier list said
    double repeated_events = 0;
    double swapped_events = 0; // with the next one
    double refused_pulls = 0; // 429
    bool stalled_pulls = false; // no answer while it lasts

    bool operator==(const LineFaults&) const = default;
};

// A machine with its engine. It outlives the program, which knows it by its name.
struct Machine {
    Machine(test::SimLoop& loop, std::string its_name, docker::SimulatedEngineSettings settings)
        : name(std::move(its_name))
        , random(settings.seed ^ 0x11AE)
        , engine(loop, std::move(settings))
    {
    }

    void freeze() { line.frozen = true; }
    void thaw()
    {
        line.frozen = false;
        for (auto& request : std::exchange(held, {}))
            request();
    }

    std::string name;
    Random random;
    docker::SimulatedEngine engine;
    LineFaults line;
    std::vector<Function<void()>> held; // requests that a frozen daemon has accepted
    std::vector<docker::ContainerSummary> last_list;
    TimePoint late_effects_at; // when it last did what it was asked long ago
};

} // namespace quayside::sim
