#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/json.h"
#include "core/base/loop.h"
#include "core/base/time.h"

#include <memory>
#include <optional>
#include <string>

namespace quayside::control {

// What the handler of a lifecycle hook says.
struct HookAnswer {
    enum class Status { Succeeded, Failed, InProgress };

    Status status = Status::Failed;
    std::optional<Duration> call_back; // of InProgress: ask again then
};

// Asks the handlers of lifecycle hooks. A test's answers at once.
class HookRunner {
public:
    virtual ~HookRunner() = default;

    // `target` is the hook's hookTargetArn. Calls `done` once, later, on the loop's thread; a handler that is not
    // there, fails or answers something else is an error.
    virtual void ask(std::string target, Json payload, Function<void(Result<HookAnswer>)> done) = 0;
};

// Has no handlers: every one asked for is an error.
std::shared_ptr<HookRunner> no_hooks(Loop& loop);

} // namespace quayside::control
