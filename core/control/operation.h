#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/client/ecs_client.h"
#include "core/control/access.h"
#include "core/docker/engine.h"
#include "core/store/store.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace quayside::files {
class FileJobs;
}
namespace quayside::history {
class TaskHistory;
}
namespace quayside::images {
class ImageJobs;
}

namespace quayside::control {

// What never changes while the program runs.
struct Installation {
    std::string id; // value of the ownership label on engines
    std::string account = "123456789012";
    std::string region = "us-east-1";
    std::string state_directory;
    std::string endpoint; // http://127.0.0.1:9470; empty while nothing is served
    std::string signatures; // off, lenient or strict; empty while nothing is served
    std::map<Id, std::string> no_task_endpoint; // of engines whose tasks find none: why
};

// Where handlers find engines. Implemented by the control plane; a test gives simulated ones.
class EngineAccess {
public:
    virtual ~EngineAccess() = default;

    // A connection to an engine that is not registered (yet) at this address: to probe it. An error begins with the
    // member of the address that is wrong.
    virtual Result<std::shared_ptr<docker::Engine>> connect(const model::EngineAddress& address) = 0;
    // The live engine of a registered record; null if there is none.
    virtual docker::Engine* find(const Id& engine) = 0;
    // Endpoints that may be there on this machine: the usual sockets and DOCKER_HOST.
    virtual std::vector<std::string> candidates() const = 0;
    // Sets what a simulated engine should do; ClientException for a real one.
    virtual Result<void> set_fault(const Id& engine, std::string_view fault) = 0;
};

// What a handler works with: one call, on the core thread, inside one transaction. It never waits.
struct Operation {
    store::Transaction& transaction;
    const Installation& installation;
    Random& random;
    TimePoint now;

    const model::State& state() const { return transaction.state(); }
};

class ExecSessions;
class LogReaders;
class MetricsHub;
class RoleStore;

// What a handler works with that must ask an engine first, or needs more of the program than its state. It runs its
// transactions through `update`, which replies with the error if it fails.
struct SlowOperation {
    const Installation& installation;
    EngineAccess& engines;
    Access& access;
    const model::State& state;
    TimePoint now;
    // Runs `handler` in a transaction; the result is the reply, given once it is on disk.
    std::function<void(std::function<Result<Json>(Operation&)>, client::Reply)> update;
    // The samples known now, oldest first; watching them goes on for half a minute, so that the next call finds more.
    std::function<std::vector<model::Sample>(const client::MetricsQuery&)> metrics = nullptr;
    // Runs work later on the same thread: an engine must not be let go of inside its own callback.
    std::function<void(Function<void()>)> later = nullptr;
    ExecSessions* sessions = nullptr; // null: there can be none
    history::TaskHistory* past_tasks = nullptr; // null: none is kept
    // Never null in the running program.
    LogReaders* logs = nullptr;
    images::ImageJobs* images = nullptr;
    files::FileJobs* files = nullptr;
    RoleStore* roles = nullptr;
    MetricsHub* metrics_hub = nullptr;
};

using Handler = Result<Json> (*)(Operation&, const Json& input);
using SlowHandler = void (*)(std::shared_ptr<SlowOperation>, Json input, client::Reply reply);

// One row per operation: the whole list is in operations.cpp. Exactly one of the handlers is set.
struct OperationRow {
    std::string_view name;
    Handler handler = nullptr;
    SlowHandler slow = nullptr;
};

} // namespace quayside::control
