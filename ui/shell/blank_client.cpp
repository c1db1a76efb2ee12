#include "ui/shell/blank_client.h"

#include "ui/session/session.h"

namespace quayside::ui {

void BlankClient::call(std::string operation, Json input, client::Reply reply)
{
    real_.query(std::move(operation), std::move(input), &real_, std::move(reply));
}

Subscription BlankClient::subscribe(client::ChangeHandler handler)
{
    auto empty = std::make_shared<model::ChangeSet>();
    empty->full = true;
    handler(empty);
    return {};
}

Subscription BlankClient::watch_metrics(client::MetricsQuery, client::MetricsHandler)
{
    return {};
}

Subscription BlankClient::watch_progress(client::ProgressHandler)
{
    return {};
}

} // namespace quayside::ui
