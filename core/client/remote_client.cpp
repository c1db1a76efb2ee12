#include "core/client/remote_client.h"

#include "core/api/service_model.h"
#include "core/base/arn.h"
#include "core/client/gate.h"
#include "core/client/remote_metrics.h"
#include "core/client/remote_parts.h"
#include "core/client/remote_round.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace quayside::client {

namespace {

constexpr Duration kPause = std::chrono::seconds{ 2 };
constexpr Duration kShortPause = std::chrono::milliseconds{ 500 };
constexpr Duration kMoving = std::chrono::seconds{ 10 }; // so long what was asked for is likely to go on
constexpr Duration kAtOnce{};

bool only_asks(std::string_view operation)
{
    return operation.starts_with("Describe") || operation.starts_with("List") || operation.starts_with("Get");
}

bool is_own(std::string_view operation)
{
    return !api::ecs_model().operation(operation);
}

// Calls `f` with each text of the input, at its top and in its lists.
void for_each_text(Json& input, const std::function<void(std::string&)>& f)
{
    if (input.is_string())
        return f(input.get_ref<std::string&>());
    if (input.is_array() || input.is_object())
        for (auto& part : input)
            if (part.is_string() || part.is_array())
                for_each_text(part, f);
}

} // namespace

// What only the loop's thread touches.
class RemoteClient::Core : public std::enable_shared_from_this<Core> {
public:
    Core(Loop& loop, std::shared_ptr<RemoteCaller> caller)
        : loop_(loop)
        , caller_(std::move(caller))
    {
    }

    void begin();
    void end();
    void call(const std::string& operation, Json input, Reply reply);
    Subscription subscribe(ChangeHandler handler);
    Subscription watch(MetricsQuery query, MetricsHandler handler);

private:
    void look_after(Duration pause);
    void look();
    void took(Result<RemoteLook> look, TimePoint began);
    void describe_installation(Reply reply);
    void changed_something(Json& input);

    Loop& loop_;
    std::shared_ptr<RemoteCaller> caller_;
    std::shared_ptr<RemoteRecords> records_ = std::make_shared<RemoteRecords>();
    std::optional<bool> own_; // whether it knows Quayside's operations; not known before its first answer
    std::optional<Error> problem_; // of the last look
    std::map<std::uint64_t, std::shared_ptr<ChangeHandler>> handlers_;
    std::uint64_t next_handler_ = 0;
    std::uint64_t revision_ = 0;
    TimerHandle timer_;
    TimePoint moving_until_;
    std::shared_ptr<RemoteRound> round_; // null: none goes on
    bool again_ = false; // something has been changed since the look began
    bool ended_ = false;
};

void RemoteClient::Core::begin()
{
    if (ended_)
        return;
    caller_->call("DescribeInstallation", Json::object(), [weak = weak_from_this()](const Result<Json>& reply) {
        const auto core = weak.lock();
        if (!core || core->ended_)
            return;
        if (!reply && reply.error().http_status == 0) {
            core->problem_ = reply.error();
            core->timer_ = core->loop_.after(kPause, [core = core.get()] { core->begin(); });
            return;
        }
        core->own_ = reply.has_value();
        core->look();
    });
}

void RemoteClient::Core::end()
{
    ended_ = true;
    timer_.cancel();
    if (round_)
        round_->stop();
    caller_.reset(); // nobody is answered any more
}

void RemoteClient::Core::look_after(Duration pause)
{
    timer_ = loop_.after(pause, [this] { look(); });
}

void RemoteClient::Core::look()
{
    again_ = false;
    RemoteRound::start(
        caller_, records_, *own_, [weak = weak_from_this(), began = loop_.now()](Result<RemoteLook> look) {
            if (const auto core = weak.lock(); core && !core->ended_)
                core->took(std::move(look), began);
        });
}

void RemoteClient::Core::took(Result<RemoteLook> look, TimePoint began)
{
    round_.reset();
    problem_ = look ? std::nullopt : std::make_optional(look.error());
    if (look) {
        auto changes = std::make_shared<model::ChangeSet>(records_->take(*look));
        changes->revision = ++revision_;
        if (changes->full || !changes->empty())
            for (const auto& [number, handler] : std::map(handlers_))
                (*handler)(changes);
    }
    const auto now = loop_.now();
    const auto pause = now < moving_until_ ? kShortPause : kPause;
    look_after(again_ ? kAtOnce : std::max(pause, now - began));
}

void RemoteClient::Core::call(const std::string& operation, Json input, Reply reply)
{
    if (ended_)
        return reply(fail(Error::no_answer("The endpoint has been left.")));
    if (operation == "DescribeInstallation")
        return describe_installation(std::move(reply));
    if (own_ == false && is_own(operation))
        return reply(fail(Error{ kNotThere,
            fmt::format("{} is no endpoint of Quayside's, and only those know {}.", caller_->endpoint().url, operation),
            0 }));
    for_each_text(input, [this](std::string& text) { text = records_->own_arn(text); });
    caller_->call(operation, input,
        [weak = weak_from_this(), input, asks = only_asks(operation), reply = std::move(reply)](
            Result<Json> answer) mutable {
            if (const auto core = weak.lock(); core && !core->ended_ && answer && !asks)
                core->changed_something(input);
            reply(std::move(answer));
        });
}

void RemoteClient::Core::changed_something(Json& input)
{
    for_each_text(input, [this](std::string& text) {
        if (text.find(":task-definition/") != std::string::npos)
            records_->forget_definition(std::string(short_name_of(text))); // its tags may be others now
    });
    moving_until_ = loop_.now() + kMoving;
    again_ = true;
    if (!round_ && own_)
        look_after(kAtOnce);
}

// Of an endpoint of others what is known of it.
void RemoteClient::Core::describe_installation(Reply reply)
{
    if (problem_ || !own_)
        return reply(fail(problem_.value_or(Error::no_answer("The endpoint has not answered yet."))));
    const auto url = caller_->endpoint().url;
    if (*own_)
        return caller_->call(
            "DescribeInstallation", Json::object(), [url, reply = std::move(reply)](Result<Json> answer) mutable {
                if (answer)
                    (*answer)["endpoint"] = url;
                reply(std::move(answer));
            });
    Json said = { { "endpoint", url }, { "region", caller_->endpoint().region } };
    said["account"] = records_->account();
    reply(std::move(said));
}

Subscription RemoteClient::Core::subscribe(ChangeHandler handler)
{
    const auto number = next_handler_++;
    auto shared = std::make_shared<ChangeHandler>(std::move(handler));
    handlers_[number] = shared;
    if (revision_ > 0) {
        auto all = std::make_shared<model::ChangeSet>(records_->state().everything());
        all->revision = revision_;
        (*shared)(std::move(all));
    }
    return Subscription([weak = weak_from_this(), number] {
        if (const auto core = weak.lock())
            core->handlers_.erase(number);
    });
}

Subscription RemoteClient::Core::watch(MetricsQuery query, MetricsHandler handler)
{
    if (own_ == false) {
        handler({ .reset = true, .samples = {} });
        return {};
    }
    return watch_remote_metrics(loop_, caller_, query, std::move(handler));
}

RemoteClient::RemoteClient(Loop& loop, std::shared_ptr<RemoteCaller> caller)
    : loop_(loop)
    , core_(std::make_shared<Core>(loop, std::move(caller)))
{
    loop_.post([core = core_] { core->begin(); });
}

RemoteClient::~RemoteClient()
{
    loop_.post([core = std::move(core_)] { core->end(); });
}

void RemoteClient::call(std::string operation, Json input, Reply reply)
{
    loop_.post([core = core_, operation = std::move(operation), input = std::move(input),
                   reply = std::move(reply)]() mutable { core->call(operation, std::move(input), std::move(reply)); });
}

Subscription RemoteClient::subscribe(ChangeHandler handler)
{
    auto gate = std::make_shared<Gate>();
    return across(loop_, gate, [core = core_, gate, handler = std::move(handler)]() mutable {
        return core->subscribe([gate, handler = std::move(handler)](std::shared_ptr<const model::ChangeSet> changes) {
            gate->pass([&] { handler(std::move(changes)); });
        });
    });
}

Subscription RemoteClient::watch_metrics(MetricsQuery query, MetricsHandler handler)
{
    auto gate = std::make_shared<Gate>();
    return across(loop_, gate, [core = core_, gate, query, handler = std::move(handler)]() mutable {
        return core->watch(query, [gate, handler = std::move(handler)](MetricsBatch batch) {
            gate->pass([&] { handler(std::move(batch)); });
        });
    });
}

// What is elsewhere has been restored, or does not answer.
Subscription RemoteClient::watch_progress(ProgressHandler)
{
    return {};
}

} // namespace quayside::client
