#include "core/control/task_access.h"

#include "core/base/log.h"

namespace quayside::control {

TaskAccess::TaskAccess(endpoints::TaskEndpoint endpoint, Listen listen, Function<void(std::string why)> failed)
    : endpoint_(std::move(endpoint))
    , listen_(std::move(listen))
    , failed_(std::move(failed))
{
}

std::vector<model::KeyValue> TaskAccess::variables(const model::Task& task, std::size_t index)
{
    return is_listening() ? endpoint_.variables(task, index) : std::vector<model::KeyValue>();
}

void TaskAccess::resume(const model::State& state)
{
    for (const auto& [id, engine] : state.engines())
        if (is_on_this_machine(*engine))
            return (void)is_listening();
}

bool TaskAccess::is_listening()
{
    if (!listen_)
        return false;
    if (listening_)
        return *listening_;
    const auto listening = listen_();
    listening_ = listening.has_value();
    if (!listening) {
        log::warning("control", "Tasks have no metadata endpoint: {}", listening.error().message);
        failed_(listening.error().message);
    }
    return *listening_;
}

bool is_on_this_machine(const model::Engine& engine)
{
    return engine.kind == model::EngineKind::Docker && engine.endpoint.starts_with("unix://");
}

} // namespace quayside::control
