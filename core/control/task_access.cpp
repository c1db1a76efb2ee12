#include "core/control/task_access.h"

#include "core/base/log.h"

namespace quayside::control {

TaskAccess::TaskAccess(endpoints::TaskEndpoint endpoint, Listen listen)
    : endpoint_(std::move(endpoint))
    , listen_(std::move(listen))
{
}

bool TaskAccess::has_address()
{
    if (listening_)
        return *listening_;
    const auto listening = listen_ ? listen_() : fail(Error::no_answer("nothing listens"));
    if (!listening)
        log::info("control", "Tasks reach their endpoint over relays: {}", listening.error().message);
    return *(listening_ = listening.has_value());
}

bool is_on_this_machine(const model::Engine& engine)
{
    return engine.kind == model::EngineKind::Docker && engine.endpoint.starts_with("unix://");
}

} // namespace quayside::control
