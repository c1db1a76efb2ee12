#pragma once

#include "core/client/ecs_client.h"
#include "core/model/state.h"
#include "ui/session/command_log.h"
#include "ui/session/installation.h"
#include "ui/session/mailbox.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace quayside::ui {

// The window's side of a client: a replica of its State that changes only on the GUI thread, and calls whose replies
// arrive there. Everything here is for the GUI thread; nothing waits.
class Session : public QObject {
    Q_OBJECT

public:
    // Starting: nothing heard yet. Restoring: the state is being read from disk. Connected: the replica is complete.
    // Silent: connected, but no answer for more than ten seconds.
    enum class Connection : std::uint8_t { Starting, Restoring, Connected, Silent };
    using Done = Function<void(Result<Json>)>;
    using OnMetrics = Function<void(client::MetricsBatch)>;

    explicit Session(std::shared_ptr<client::EcsClient> client, QObject* parent = nullptr);
    ~Session() override; // no callback of this session runs after it

    const model::State& state() const { return state_; }
    Connection connection() const;
    const client::Progress& progress() const { return progress_; }
    const Installation& installation() const { return installation_; }
    std::chrono::milliseconds data_age() const; // since the client was last heard
    CommandLog& command_log() { return command_log_; }

    // A command of the person at the window: goes into the command log, and `failed` is emitted when it fails.
    // `done` runs on the GUI thread, once, unless `context` is gone by then.
    void call(std::string operation, Json input, QObject* context, Done done);

    // A question that the window asks for itself: neither logged nor announced.
    void query(std::string operation, Json input, QObject* context, Done done);

    // Samples on the GUI thread for as long as the subscription and `context` live. Drop it on the GUI thread.
    [[nodiscard]] Subscription watch_metrics(client::MetricsQuery query, QObject* context, OnMetrics handler);

    // Asks the client for a sign of life, so that `data_age` tells how fresh an unchanged state is.
    void ping();

signals:
    // After the replica has taken in the changes; one for each drain. `full`: forget what was known.
    void changed(const quayside::model::ChangeSet& changes);
    void progress_changed(const quayside::client::Progress& progress);
    void connection_changed();
    void installation_changed();
    void failed(const QString& operation, const quayside::Error& error);

private:
    class Bridge;

    void wake();
    void drain();
    void take_in(const Mailbox::Set& set);
    void replace_state(std::unique_ptr<model::State> state, const Mailbox::Set& set);
    void announce(const Mailbox::Set& set);
    void heard();
    void set_progress(client::Progress progress);
    void forward(std::string operation, Json input, QObject* context, Done done);

    std::shared_ptr<client::EcsClient> client_;
    std::shared_ptr<Bridge> bridge_;
    Mailbox mailbox_;
    std::vector<Mailbox::Set> held_; // arrived while the replica is being built
    model::State state_; // tables hold references to it: what is in it is replaced, never itself
    client::Progress progress_;
    Installation installation_;
    CommandLog command_log_;
    QTimer drain_timer_;
    QElapsedTimer last_drain_;
    QElapsedTimer last_heard_;
    bool complete_ = false; // the first set has been taken in
    bool building_ = false; // a replica is being built on the work thread
    Connection announced_ = Connection::Starting;
    Subscription changes_;
    Subscription progress_watch_;
};

} // namespace quayside::ui
