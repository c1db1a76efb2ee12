#pragma once

#include "core/client/remote_caller.h"

namespace quayside::client {

// EcsClient::watch_metrics of an endpoint of Quayside's elsewhere: asks every second what came since. On the loop's
// thread.
[[nodiscard]] Subscription watch_remote_metrics(
    Loop& loop, std::shared_ptr<RemoteCaller> caller, MetricsQuery query, MetricsHandler handler);

} // namespace quayside::client
