#pragma once

#include "core/client/ecs_client.h"

namespace quayside::ui {

class Session;

// A client that has nothing yet, for a picture of the first start; questions are passed on to a session that has
// something. GUI thread.
class BlankClient : public client::EcsClient {
public:
    explicit BlankClient(Session& real)
        : real_(real)
    {
    }

    void call(std::string operation, Json input, client::Reply reply) override;
    [[nodiscard]] Subscription subscribe(client::ChangeHandler handler) override;
    [[nodiscard]] Subscription watch_metrics(client::MetricsQuery query, client::MetricsHandler handler) override;
    [[nodiscard]] Subscription watch_progress(client::ProgressHandler handler) override;

private:
    Session& real_;
};

} // namespace quayside::ui
