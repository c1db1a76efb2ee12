#pragma once

#include "core/agent/retry.h"
#include "core/base/alive.h"
#include "core/base/loop.h"
#include "core/docker/engine.h"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace quayside::agent {

// Brings images onto the engine: looks first, pulls what is missing, each reference once however many wait for it with
// the same login, at most `parallel` pulls at a time. On the loop's thread.
class ImageStore {
public:
    struct Limits {
        int parallel = 3;
        int attempts = 5; // for failures that may pass; what a registry refuses is not tried again
    };
    struct Wanted {
        std::string reference;
        docker::RegistryLogin login;
        bool current = false; // what its registry has now, as far as that is to be had; else what is there will do

        friend bool operator<(const Wanted& a, const Wanted& b)
        {
            return std::tie(a.reference, a.login.username, a.login.password, a.current)
                < std::tie(b.reference, b.login.username, b.login.password, b.current);
        }
    };
    struct Image {
        std::string digest;
        std::vector<std::string> environment;
        TimePoint pull_started_at; // both kNever if it was there
        TimePoint pull_stopped_at;
    };

    ImageStore(Loop& loop, docker::Engine& engine, Limits limits, Retry retry);

    // While the engine does not answer at all, attempts do not count.
    void set_connected(bool connected) { connected_ = connected; }

    // Calls `done` once, later, unless the subscription is dropped before; the last one dropped ends the pull.
    // `pull_started` is called when a pull begins.
    [[nodiscard]] Subscription ensure(
        const Wanted& wanted, Function<void(TimePoint)> pull_started, Function<void(Result<Image>)> done);

private:
    struct Waiter {
        Function<void(TimePoint)> pull_started;
        Function<void(Result<Image>)> done;
    };
    struct Job {
        std::map<std::uint64_t, Waiter> waiters;
        Image image;
        TimePoint asked_at; // the engine, the last time
        int attempt = 0; // that counts
        int failures = 0; // of any kind
        bool pulling = false;
        Subscription pull;
        TimerHandle retry;
    };

    void look(const Wanted& wanted);
    void compare(const Wanted& wanted);
    void queue_pull(const Wanted& wanted);
    void pull_next();
    void pull(const Wanted& wanted);
    void pulled(const Wanted& wanted, const Result<void>& result);
    void failed(const Wanted& wanted, const Error& error, Function<void()> again);
    void finish(const Wanted& wanted, Result<Image> result);
    void drop(const Wanted& wanted, std::uint64_t ticket);
    Job* find(const Wanted& wanted);

    Loop& loop_;
    docker::Engine& engine_;
    Limits limits_;
    Retry retry_;
    bool connected_ = true;
    std::uint64_t next_ticket_ = 1;
    std::map<Wanted, Job> jobs_;
    std::deque<Wanted> waiting_; // to be pulled
    int pulling_ = 0;
    Alive alive_;
};

} // namespace quayside::agent
