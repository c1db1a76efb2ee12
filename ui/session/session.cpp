#include "ui/session/session.h"

#include "ui/look/work.h"
#include "ui/session/batches.h"
#include "ui/session/change_gate.h"
#include "ui/session/undo_log.h"

#include <QMetaObject>
#include <QPointer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <mutex>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kFrame{ 16 };
constexpr std::chrono::milliseconds kBusyInterval{ 50 };
constexpr std::size_t kBusy = 1'000; // changes that wait
constexpr std::size_t kSmallState = 5'000; // records that one frame can index
constexpr std::chrono::seconds kSilence{ 10 };

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

Installation read_installation(const Json& reply, Installation installation)
{
    const auto read = [&reply](const char* name, std::string& member) {
        if (const auto found = reply.find(name); found != reply.end() && found->is_string())
            member = found->get<std::string>();
    };
    read("installation", installation.id);
    read("version", installation.version);
    read("stateDirectory", installation.state_directory);
    read("endpoint", installation.endpoint);
    read("signatures", installation.signatures);
    read("account", installation.arns.account);
    read("region", installation.arns.region);
    return installation;
}

// Drops what may be the last reference to a large value where it disturbs nobody.
template <class T>
void discard(std::shared_ptr<T> value)
{
    run_in_background([value = std::move(value)]() mutable { value.reset(); }, [] {});
}

// As if the client had answered, which is never before the call returns.
void refuse(Session& session, const std::string& operation, const Error& error, QObject* context, Session::Done done)
{
    auto shared = std::make_shared<Session::Done>(std::move(done));
    QMetaObject::invokeMethod(
        &session,
        [&session, operation, error, guard = QPointer<QObject>(context), shared] {
            if (guard && *shared)
                (*shared)(quayside::fail(error));
            emit session.failed(QString::fromStdString(operation), error);
        },
        Qt::QueuedConnection);
}

} // namespace

// Outlives the session in callbacks that the client still holds.
class Session::Bridge {
public:
    explicit Bridge(Session* session)
        : session_(session)
    {
    }

    void close()
    {
        const std::lock_guard lock(mutex_);
        session_ = nullptr;
    }

    // Runs `work(session)` on the GUI thread, unless the session is gone by then. From any thread.
    template <class Work>
    void post(Work work)
    {
        const std::lock_guard lock(mutex_);
        if (!session_)
            return;
        auto shared = std::make_shared<Work>(std::move(work));
        QMetaObject::invokeMethod(
            session_, [session = session_, shared] { (*shared)(*session); }, Qt::QueuedConnection);
    }

private:
    std::mutex mutex_;
    Session* session_;
};

Session::Session(std::shared_ptr<client::EcsClient> client, QObject* parent)
    : QObject(parent)
    , client_(std::move(client))
    , bridge_(std::make_shared<Bridge>(this))
{
    drain_timer_.setSingleShot(true);
    drain_timer_.setTimerType(Qt::PreciseTimer);
    connect(&drain_timer_, &QTimer::timeout, this, &Session::drain);
    progress_watch_ = client_->watch_progress([bridge = bridge_](client::Progress progress) {
        bridge->post([progress](Session& session) { session.set_progress(progress); });
    });
    changes_ = client_->subscribe([this, bridge = bridge_](Mailbox::Set set) {
        if (mailbox_.put(std::move(set)))
            bridge->post([](Session& session) { session.wake(); });
    });
    ping();
}

Session::~Session()
{
    changes_.reset();
    progress_watch_.reset();
    bridge_->close();
}

Session::Connection Session::connection() const
{
    if (progress_.restoring)
        return Connection::Restoring;
    if (!complete_)
        return Connection::Starting;
    return data_age() > kSilence ? Connection::Silent : Connection::Connected;
}

std::chrono::milliseconds Session::data_age() const
{
    return std::chrono::milliseconds(last_heard_.isValid() ? last_heard_.elapsed() : 0);
}

void Session::call(std::string operation, Json input, QObject* context, Done done)
{
    if (const auto error = ChangeGate::of(*this).refusal(operation, input))
        return refuse(*this, operation, *error, context, std::move(done));
    const auto number = command_log_.begin(operation, input, installation_, now());
    Call call{ operation, input };
    Batches::of(*this).note(number, call);
    auto logged = [this, number, noted = UndoLog::of(*this).note(call), call = std::move(call),
                      guard = QPointer<QObject>(context), done = std::move(done)](Result<Json> reply) mutable {
        const auto error = reply ? std::nullopt : std::make_optional(reply.error());
        command_log_.finish(number, error, now());
        if (!error)
            UndoLog::of(*this).succeeded(call, std::move(noted));
        if (guard && done)
            done(std::move(reply));
        if (error)
            emit failed(QString::fromStdString(call.operation), *error);
    };
    forward(std::move(operation), std::move(input), this, std::move(logged));
}

void Session::query(std::string operation, Json input, QObject* context, Done done)
{
    if (const auto error = ChangeGate::of(*this).refusal(operation, input))
        return refuse(*this, operation, *error, context, std::move(done));
    forward(std::move(operation), std::move(input), context, std::move(done));
}

void Session::forward(std::string operation, Json input, QObject* context, Done done)
{
    client_->call(std::move(operation), std::move(input),
        [bridge = bridge_, guard = QPointer<QObject>(context), done = std::move(done)](Result<Json> reply) mutable {
            bridge->post([guard, done = std::move(done), reply = std::move(reply)](Session& session) mutable {
                // An endpoint elsewhere that does not answer has not been heard.
                if (reply || reply.error().code != Error::no_answer({}).code)
                    session.heard();
                if (guard && done)
                    done(std::move(reply));
            });
        });
}

Subscription Session::watch_metrics(client::MetricsQuery query, QObject* context, OnMetrics handler)
{
    struct Watch {
        QPointer<QObject> context;
        OnMetrics handler;
        bool ended = false; // GUI thread only, as the two above
        Subscription inner;
    };
    auto watch = std::make_shared<Watch>();
    watch->context = context;
    watch->handler = std::move(handler);
    watch->inner = client_->watch_metrics(
        std::move(query), [bridge = bridge_, weak = std::weak_ptr(watch)](client::MetricsBatch batch) {
            bridge->post([weak, batch = std::move(batch)](Session& session) mutable {
                session.heard();
                const auto live = weak.lock();
                if (live && !live->ended && live->context)
                    live->handler(std::move(batch));
            });
        });
    return Subscription([watch]() {
        watch->ended = true;
        watch->inner.reset();
    });
}

void Session::ping()
{
    query("DescribeInstallation", Json::object(), this, [this](Result<Json> reply) {
        if (!reply)
            return;
        installation_ = read_installation(*reply, installation_);
        emit installation_changed();
    });
}

void Session::wake()
{
    if (drain_timer_.isActive() || building_)
        return;
    const auto interval = mailbox_.waiting() > kBusy ? kBusyInterval : kFrame;
    const auto since = last_drain_.isValid() ? last_drain_.elapsed() : interval.count();
    if (since >= interval.count())
        drain();
    else
        drain_timer_.start(static_cast<int>(interval.count() - since));
}

void Session::drain()
{
    last_drain_.start();
    heard();
    auto sets = std::exchange(held_, {});
    for (auto& set : mailbox_.take())
        sets.push_back(std::move(set));
    // A full set is taken in by itself: merging into it would copy all of it here.
    if (sets.size() > 1 && sets.front()->full) {
        take_in(sets.front());
        sets.erase(sets.begin());
    }
    if (building_)
        held_ = std::move(sets);
    else if (const auto set = merged(sets))
        take_in(set);
}

void Session::take_in(const Mailbox::Set& set)
{
    if (set->full && set->size() > kSmallState) {
        building_ = true;
        in_background(
            this,
            [set] {
                auto state = std::make_unique<model::State>();
                state->apply(*set);
                return state;
            },
            [this, set](std::unique_ptr<model::State> state) { replace_state(std::move(state), set); });
        return;
    }
    state_.apply(*set);
    announce(set);
}

void Session::replace_state(std::unique_ptr<model::State> state, const Mailbox::Set& set)
{
    building_ = false;
    discard(std::make_shared<model::State>(std::exchange(state_, std::move(*state))));
    announce(set);
    if (!held_.empty() || mailbox_.waiting() > 0)
        wake();
}

void Session::announce(const Mailbox::Set& set)
{
    complete_ = complete_ || set->full;
    emit changed(*set);
    heard();
}

void Session::heard()
{
    last_heard_.start();
    if (const auto current = connection(); current != announced_) {
        announced_ = current;
        emit connection_changed();
    }
}

void Session::set_progress(client::Progress progress)
{
    progress_ = progress;
    emit progress_changed(progress_);
    heard();
}

} // namespace quayside::ui
