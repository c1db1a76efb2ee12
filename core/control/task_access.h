#pragma once

#include "core/base/function.h"
#include "core/endpoints/task_endpoint.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quayside::control {

// Whether and how programs inside of tasks reach the task endpoint. Its address is taken when the first container on an
// engine of this machine needs it: a program that runs simulated engines only leaves the machine's network alone. On
// the loop's thread.
class TaskAccess {
public:
    // `listen` makes the endpoint reachable at 169.254.170.2; its error says why that cannot be. Null: it never is.
    using Listen = std::function<Result<void>()>;
    // `failed` is told why, once.
    TaskAccess(endpoints::TaskEndpoint endpoint, Listen listen, Function<void(std::string why)> failed);

    endpoints::TaskEndpoint& endpoint() { return endpoint_; }
    // For the environment of a container; empty where the endpoint cannot be reached.
    std::vector<model::KeyValue> variables(const model::Task& task, std::size_t index);
    // Takes the address at once if containers may be running that were told of it.
    void resume(const model::State& state);

private:
    bool is_listening();

    endpoints::TaskEndpoint endpoint_;
    Listen listen_;
    Function<void(std::string)> failed_;
    std::optional<bool> listening_; // absent: not tried yet
};

// Whether programs on the engine reach addresses of this machine.
bool is_on_this_machine(const model::Engine& engine);

} // namespace quayside::control
