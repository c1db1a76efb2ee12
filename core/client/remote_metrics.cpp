#include "core/client/remote_metrics.h"

#include "core/client/reply_parts.h"

#include <limits>

namespace quayside::client {

namespace {

constexpr Duration kPause = std::chrono::seconds{ 1 };
constexpr std::int64_t kOverlap = 5; // seconds, in which an answer may be late

const char* name_of(MetricsQuery::Subject subject)
{
    switch (subject) {
    case MetricsQuery::Subject::Container:
        return "container";
    case MetricsQuery::Subject::Instance:
        return "instance";
    case MetricsQuery::Subject::Task:
        break;
    }
    return "task";
}

model::Sample read_sample(const Json& said)
{
    const auto value = [&said](const char* name) {
        return static_cast<float>(real_in(said, name, std::numeric_limits<double>::quiet_NaN()));
    };
    return { time_in(said, "at"), value("cpu"), value("memory"), value("networkReceived"), value("networkSent") };
}

class Watch : public std::enable_shared_from_this<Watch> {
public:
    Watch(Loop& loop, std::shared_ptr<RemoteCaller> caller, MetricsQuery query, MetricsHandler handler)
        : loop_(loop)
        , caller_(std::move(caller))
        , query_(query)
        , handler_(std::move(handler))
    {
    }

    void ask()
    {
        const auto span = std::chrono::ceil<std::chrono::seconds>(query_.span).count();
        Json input = { { "subject", name_of(query_.subject) }, { "id", query_.id.hex() },
            { "seconds", std::max<std::int64_t>(first_ ? span : kOverlap, 1) } };
        if (query_.subject == MetricsQuery::Subject::Container)
            input["container"] = query_.container;
        caller_->call("GetMetrics", input, [weak = weak_from_this()](const Result<Json>& reply) {
            if (const auto watch = weak.lock())
                watch->take(reply);
        });
    }

private:
    void take(const Result<Json>& reply)
    {
        timer_ = loop_.after(kPause, [this] { ask(); });
        if (!reply)
            return;
        MetricsBatch batch;
        batch.reset = std::exchange(first_, false);
        for (const auto& said : list_in(*reply, "samples"))
            if (const auto sample = read_sample(said); sample.at > last_) {
                last_ = sample.at;
                batch.samples.push_back(sample);
            }
        if (batch.reset || !batch.samples.empty())
            handler_(std::move(batch));
    }

    Loop& loop_;
    std::shared_ptr<RemoteCaller> caller_;
    MetricsQuery query_;
    MetricsHandler handler_;
    TimerHandle timer_;
    TimePoint last_;
    bool first_ = true;
};

} // namespace

Subscription watch_remote_metrics(
    Loop& loop, std::shared_ptr<RemoteCaller> caller, MetricsQuery query, MetricsHandler handler)
{
    auto watch = std::make_shared<Watch>(loop, std::move(caller), query, std::move(handler));
    watch->ask();
    return Subscription([watch]() mutable { watch.reset(); });
}

} // namespace quayside::client
