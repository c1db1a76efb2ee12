#pragma once

#include "core/control/exec_session.h"
#include "core/control/operation.h"
#include "core/model/change_set.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::control {

// The sessions of ExecuteCommand: those that wait for their client and those that go on. Each is for one client, and
// ends with its container or engine. On the core thread.
class ExecSessions {
public:
    ExecSessions(Loop& loop, EngineAccess& engines, const model::State& state, SessionLimits limits = {});
    ~ExecSessions();

    struct Ticket {
        std::string session;
        std::string token; // what the client has to say first; a secret
    };
    // A session that waits for its client. ClientException if there are too many.
    Result<Ticket> open(const model::Task& task, std::size_t container, std::vector<std::string> command);

    // Whether this session waits for its client.
    bool waits(std::string_view session) const;
    void start(const std::string& session, std::unique_ptr<net::WebSocket> client);

    // Ends those whose container has stopped or whose engine is removed.
    void apply(const model::ChangeSet& changes);
    void end_all(const std::string& why);
    std::size_t count() const { return sessions_.size(); }

private:
    struct Entry {
        Id task;
        Id engine;
        std::size_t container = 0;
        std::unique_ptr<ExecSession> session;
        TimerHandle unclaimed; // until its client comes
    };

    void end_if(const Function<bool(const Entry&)>& condition, const std::string& why);
    void forget_later(const std::string& session);

    Loop& loop_;
    EngineAccess& engines_;
    const model::State& state_;
    const SessionLimits limits_;
    std::map<std::string, Entry, std::less<>> sessions_;
    Alive alive_;
};

} // namespace quayside::control
