#pragma once

#include "core/base/loop.h"
#include "core/client/ecs_client.h"

namespace quayside::control {

class ControlPlane;

// The client of a control plane in this process. Its handlers run on the loop's thread.
//
// The loop must outlive the client and every subscription. The control plane may go first, on the loop's thread or when
// the loop does not run any more: from then on calls are answered with a ServerException when the loop runs, or never.
class EmbeddedClient final : public client::EcsClient {
public:
    EmbeddedClient(Loop& loop, ControlPlane& control);
    ~EmbeddedClient() override;

    // To be called before the control plane goes, on the same thread as that.
    void detach();

    void call(std::string operation, Json input, client::Reply reply) override;
    [[nodiscard]] Subscription subscribe(client::ChangeHandler handler) override;
    [[nodiscard]] Subscription watch_metrics(client::MetricsQuery query, client::MetricsHandler handler) override;
    [[nodiscard]] Subscription watch_progress(client::ProgressHandler handler) override;

private:
    struct Core;

    Loop& loop_;
    std::shared_ptr<Core> core_;
};

} // namespace quayside::control
