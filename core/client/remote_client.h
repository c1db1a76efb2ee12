#pragma once

#include "core/base/loop.h"
#include "core/client/ecs_client.h"
#include "core/client/remote_caller.h"

namespace quayside::client {

// The client of an ECS endpoint elsewhere. ECS tells nobody what changes, so it looks again and again, every two
// seconds, sooner after a call that changes something; what an endpoint of others has not, operations of Quayside's
// own, is refused here with an Error that says so (kNotThere). Handlers run on the loop's thread. The loop must outlive
// the client and every subscription.
class RemoteClient final : public EcsClient {
public:
    static constexpr const char* kNotThere = "UnsupportedOperation";

    RemoteClient(Loop& loop, std::shared_ptr<RemoteCaller> caller);
    ~RemoteClient() override;

    void call(std::string operation, Json input, Reply reply) override;
    [[nodiscard]] Subscription subscribe(ChangeHandler handler) override;
    [[nodiscard]] Subscription watch_metrics(MetricsQuery query, MetricsHandler handler) override;
    [[nodiscard]] Subscription watch_progress(ProgressHandler handler) override;

private:
    class Core;

    Loop& loop_;
    std::shared_ptr<Core> core_;
};

} // namespace quayside::client
