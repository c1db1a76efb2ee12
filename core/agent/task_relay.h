#pragma once

#include "core/agent/host_agent.h"
#include "core/agent/relay_server.h"
#include "core/agent/retry.h"
#include "core/base/alive.h"
#include "core/docker/engine.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace quayside::agent {

// The relay of one engine: a container that holds the address of the task endpoint in a network of its own, and in it a
// program whose input and output lead here, over whatever way the engine is reached. It is there while there are tasks
// that need it; what ends of it is made anew. The container outlives this program, the relay in it does not: the next
// life runs its own. On the loop's thread.
class TaskRelay {
public:
    using Done = Function<void(const Result<void>&)>;
    // `told`: why there is none; empty: there is.
    TaskRelay(Loop& loop, docker::Engine& engine, const AgentSettings& settings, const Id& engine_id, Retry retry,
        Function<void(const std::string& problem)> told);
    ~TaskRelay();

    void set_connected(bool connected);
    void set_architecture(const std::string& architecture) { architecture_ = architecture; }
    void want(const Id& task, bool wanted);
    // Calls `done` once, when programs reach the endpoint, or with why they do not.
    void prepare(Done done);
    // The network that tasks are put into; empty: it cannot be had.
    std::string network() const;
    // The relays of this engine that a list shows. Returns those that are none of it any more.
    std::vector<docker::ContainerSummary> on_list(const std::vector<docker::ContainerSummary>& rows);
    bool is_its(const std::string& container_name) const;

private:
    void ensure();
    void import_image();
    void make_network();
    void look_for_container();
    void create();
    void start();
    void start_anew(const Error& error);
    void open();
    void heard(std::string_view bytes);
    void look();
    void failed(const Error& error);
    void set_problem(const std::string& problem);
    void answer_all(const Result<void>& result);
    void hang_up();
    void rest();
    void remove();
    void remove_network();
    // For the answer to a call: nothing comes of it once something else has been begun.
    template <class F>
    auto guard(F answered)
    {
        return alive_.guard([this, attempt = attempt_, answered = std::move(answered)](auto&& result) mutable {
            if (attempt == attempt_)
                answered(result);
        });
    }

    Loop& loop_;
    docker::Engine& engine_;
    const AgentSettings& settings_;
    const std::string engine_id_;
    const std::string name_;
    Retry retry_;
    Function<void(const std::string&)> told_;
    std::string architecture_;
    std::set<Id> wanting_; // tasks
    std::vector<Done> waiting_;
    std::string container_; // its id
    std::optional<RelayServer> server_;
    std::unique_ptr<docker::Terminal> line_; // to the relay in it
    std::string problem_;
    bool connected_ = false;
    bool usable_ = false; // it came up since the connection was made
    bool working_ = false; // a call is under way
    bool leftover_ = false; // something of it is there that nobody wants
    bool tidied_ = false; // since the connection was made
    int failures_ = 0; // in a row
    std::uint64_t attempt_ = 0;
    TimerHandle timer_; // the next attempt, the next look, or the removal
    Alive alive_;
};

} // namespace quayside::agent
