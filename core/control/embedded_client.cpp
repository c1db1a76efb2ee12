#include "core/control/embedded_client.h"

#include "core/client/gate.h"
#include "core/control/control_plane.h"

#include <utility>

namespace quayside::control {

// The side that only the loop's thread touches.
struct EmbeddedClient::Core {
    ControlPlane* control = nullptr; // null once it is gone
};

using client::across;
using client::Gate;

EmbeddedClient::EmbeddedClient(Loop& loop, ControlPlane& control)
    : loop_(loop)
    , core_(std::make_shared<Core>(Core{ &control }))
{
}

EmbeddedClient::~EmbeddedClient() = default;

void EmbeddedClient::detach()
{
    core_->control = nullptr;
}

void EmbeddedClient::call(std::string operation, Json input, client::Reply reply)
{
    loop_.post(
        [core = core_, operation = std::move(operation), input = std::move(input), reply = std::move(reply)]() mutable {
            if (core->control)
                core->control->call(std::move(operation), std::move(input), std::move(reply));
            else
                reply(fail(Error::server("Quayside is ending.")));
        });
}

Subscription EmbeddedClient::subscribe(client::ChangeHandler handler)
{
    auto gate = std::make_shared<Gate>();
    return across(loop_, gate, [core = core_, gate, handler = std::move(handler)]() mutable {
        if (!core->control)
            return Subscription();
        return core->control->subscribe(
            [gate, handler = std::move(handler)](
                std::shared_ptr<const model::ChangeSet> changes) { gate->pass([&] { handler(std::move(changes)); }); });
    });
}

Subscription EmbeddedClient::watch_metrics(client::MetricsQuery query, client::MetricsHandler handler)
{
    auto gate = std::make_shared<Gate>();
    return across(loop_, gate, [core = core_, gate, query, handler = std::move(handler)]() mutable {
        if (!core->control)
            return Subscription();
        return core->control->watch_metrics(query, [gate, handler = std::move(handler)](client::MetricsBatch batch) {
            gate->pass([&] { handler(std::move(batch)); });
        });
    });
}

Subscription EmbeddedClient::watch_progress(client::ProgressHandler handler)
{
    auto gate = std::make_shared<Gate>();
    return across(loop_, gate, [core = core_, gate, handler = std::move(handler)]() mutable {
        if (!core->control)
            return Subscription();
        return core->control->watch_progress([gate, handler = std::move(handler)](client::Progress progress) {
            gate->pass([&] { handler(progress); });
        });
    });
}

} // namespace quayside::control
