#pragma once

#include "core/agent/host_agent.h"
#include "core/agent/retry.h"
#include "core/base/alive.h"
#include "core/docker/engine.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace quayside::agent {

// The line to one engine: finds out whether it answers, keeps its event stream open, and lists our containers after
// each (re)connection, after each break of the stream, and at intervals, because events can be lost. On the loop's
// thread.
class EngineLine {
public:
    class Listener {
    public:
        virtual ~Listener() = default;
        virtual void on_connected(const docker::EngineInfo& info) = 0;
        virtual void on_disconnected(const std::string& problem) = 0;
        virtual void on_list(const std::vector<docker::ContainerSummary>& rows) = 0;
        virtual void on_event(const docker::Event& event) = 0;
    };

    EngineLine(Loop& loop, docker::Engine& engine, const AgentSettings& settings, Random& random, Listener& listener);

    // EngineInfo::id of the engine that is meant; else it is the first that answers.
    void set_identity(const std::string& identity) { identity_ = identity; }
    bool connected() const { return connected_; }
    // Lists soon; several requests are one.
    void request_list();

private:
    void connect();
    void connected(const docker::EngineInfo& info);
    void connect_failed(const std::string& problem);
    void schedule_ping(Duration after);
    void ping();
    void lost(const std::string& problem);
    void open_events();
    void events_ended();
    void list();
    void schedule_list(Duration after);

    Loop& loop_;
    docker::Engine& engine_;
    const AgentSettings& settings_;
    Listener& listener_;
    Retry reconnect_;
    Retry reopen_;
    std::string identity_; // of the engine that this line is to, as far as it is known
    std::string label_filter_;
    bool connected_ = false;
    std::string problem_; // as last reported
    int failed_connects_ = 0;
    int failed_pings_ = 0;
    int failed_streams_ = 0;
    int failed_lists_ = 0;
    bool listing_ = false;
    bool list_again_ = false;
    int connection_ = 0; // counts up with each loss: what was asked before is not listened to
    TimePoint last_event_;
    Subscription events_;
    TimerHandle reconnect_timer_;
    TimerHandle ping_timer_;
    TimerHandle events_timer_;
    TimerHandle list_timer_;
    Alive alive_;
};

} // namespace quayside::agent
