#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

// Those who start many containers on one engine: we, and whom we compare with.
namespace quayside::bench {

// The engine of tests/support/dockerd.sh.
struct EnginePlace {
    std::string endpoint; // unix:///...
    std::string image;
};

class Launcher {
public:
    virtual ~Launcher() = default;
    virtual void up(std::size_t containers) = 0; // returns when all run
    virtual void down() = 0; // returns when the engine has none of them any more
    // For how long it keeps what has ended, because that is asked of it: in `down`, and no work.
    virtual double keeping_ms() const { return 0; }
    virtual void rest() { } // returns when what it does for itself afterwards is done
    virtual double cpu_ms() const { return 0; } // of its own process so far, if that is known
    virtual double memory_mb() const { return 0; } // likewise
};

// A plain loop over the engine's API, eight calls at a time.
std::unique_ptr<Launcher> make_raw(const EnginePlace& place);
// Our headless program: tasks of one container in bridge mode, or of so many in awsvpc mode.
std::unique_ptr<Launcher> make_tasks(const EnginePlace& place);
std::unique_ptr<Launcher> make_awsvpc_tasks(const EnginePlace& place, std::size_t containers_each);
// Null where the engine does not form a swarm; where docker-compose is not installed.
std::unique_ptr<Launcher> make_swarm(const EnginePlace& place);
std::unique_ptr<Launcher> make_compose(const EnginePlace& place);

} // namespace quayside::bench
