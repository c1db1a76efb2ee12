#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/endpoints/path_ids.h"
#include "core/endpoints/rate_limit.h"
#include "core/endpoints/task_credentials.h"
#include "core/endpoints/task_documents.h"
#include "core/net/http.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace quayside::endpoints {

// What the endpoint needs of the program.
struct TaskEndpointParts {
    DocumentSource documents;
    std::function<TimePoint()> now;
    // A call to the ECS API, on behalf of a task.
    std::function<void(std::string operation, Json input, Function<void(Result<Json>)> reply)> call;
    // The credentials of a task's role where they come from elsewhere; nothing: they are made here. An error says why
    // there are none.
    std::function<void(const model::Task&, const std::string& role, Function<void(Result<std::optional<Credentials>>)>)>
        assume;
    // What a container uses, in the words of its engine with network_rate_stats; null where nothing is known.
    std::function<void(const model::Task& task, std::size_t index, Function<void(Json)> done)> stats;
};

// What programs inside of tasks reach at 169.254.170.2: the task metadata endpoint (versions 4 and 3, and 2 for those
// whose task has an address of its own), task protection, and the credentials of the task's role. Paths, bodies and
// error texts are those of the ECS agent. On the loop's thread.
class TaskEndpoint {
public:
    TaskEndpoint(const std::string& secret, TaskEndpointParts parts); // the installation's

    using Respond = Function<void(net::HttpResponse)>;
    void handle(const net::HttpRequest& request, Respond respond);

    const TaskCredentials& credentials() const { return credentials_; }
    // By which the programs in a container find it.
    std::vector<model::KeyValue> variables(const model::Task& task, std::size_t index) const;

private:
    void metadata(const net::HttpRequest& request, Version version, std::string_view rest, Respond respond);
    void metadata_by_address(const net::HttpRequest& request, std::string_view rest, Respond respond);
    model::TaskPtr task_at(std::string_view address) const;
    void stats(const model::Task& task, std::size_t index, Version version, Respond respond);
    void stats_of_all(const model::Task& task, Version version, Respond respond);
    void role_credentials(const net::HttpRequest& request, std::string_view id, Respond respond);
    void protection(const net::HttpRequest& request, std::string_view rest, Respond respond);
    void call_protection(const model::Task& task, std::string operation, Json input, Respond respond);

    PathIds ids_;
    TaskCredentials credentials_;
    TaskEndpointParts parts_;
    RateLimit rate_limit_;
};

} // namespace quayside::endpoints
