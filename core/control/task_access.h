#pragma once

#include "core/base/function.h"
#include "core/endpoints/task_endpoint.h"

#include <functional>
#include <optional>

namespace quayside::control {

// Whether and how programs inside of tasks reach the task endpoint. On the loop's thread.
class TaskAccess {
public:
    // `listen` makes the endpoint reachable at 169.254.170.2; its error says why that cannot be. Null: it never is.
    using Listen = std::function<Result<void>()>;
    TaskAccess(endpoints::TaskEndpoint endpoint, Listen listen);

    endpoints::TaskEndpoint& endpoint() { return endpoint_; }
    // Whether this machine has that address. It is taken when this is asked first, which is for an engine of this
    // machine: a program that runs simulated engines only leaves the machine's network alone.
    bool has_address();

private:
    endpoints::TaskEndpoint endpoint_;
    Listen listen_;
    std::optional<bool> listening_; // absent: not tried yet
};

// Whether programs on the engine reach addresses of this machine.
bool is_on_this_machine(const model::Engine& engine);

} // namespace quayside::control
