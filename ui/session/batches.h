#pragma once

#include "core/base/error.h"
#include "core/base/time.h"
#include "ui/session/call.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

namespace quayside::ui {

class Session;

// Calls that were asked for together. Held: nothing has been sent, and nothing will be if it is cancelled.
struct Batch {
    enum class State : std::uint8_t { Held, Running, Succeeded, Failed, Cancelled };

    std::uint64_t number = 0;
    QString title; // "Stop 3 tasks"
    std::vector<Call> calls;
    State state = State::Held;
    TimePoint begun;
    TimePoint held_until; // kNever: it was not held
    TimePoint ended;
    std::size_t sent = 0;
    std::size_t answered = 0; // of those
    std::vector<Call> failed; // calls
    QStringList errors; // one for each of them

    bool is_over() const { return state > State::Running; }
};

// What is asked of the client over a while: many calls, a few at a time, and what cannot be undone, which is held for a
// moment first. The last 200, oldest first. GUI thread.
class Batches : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kCapacity = 200;
    static constexpr std::size_t kAtOnce = 16; // calls that are under way

    // The one of a session, which owns it.
    static Batches& of(Session& session);

    // For how long is held what cannot be undone; zero at first: not at all.
    void set_grace(std::chrono::milliseconds grace) { grace_ = grace; }
    // Whether these are not to be sent at once by whoever has them, but to be given to start().
    bool takes(const std::vector<Call>& calls) const;

    std::uint64_t start(const QString& title, std::vector<Call> calls);
    void cancel(std::uint64_t number); // what was sent goes on
    void send_now(std::uint64_t number); // what is held
    void send_all_now();
    std::uint64_t retry(std::uint64_t number); // what failed of it, or was not sent; 0: nothing

    const std::deque<Batch>& all() const { return batches_; }
    const Batch* held() const; // the one that will be sent next; null: none is held

    // Of each call that the session gives, by its number in the command log; those that are of no batch can be told
    // by it later.
    void note(std::uint64_t command, const Call& call);
    // Null: it is of a batch, holds a secret, or was too long ago.
    const Call* single(std::uint64_t command) const;

signals:
    void changed();
    void finished(std::uint64_t number);

private:
    explicit Batches(Session& session);
    Batch* find(std::uint64_t number);
    bool must_be_held(const std::vector<Call>& calls) const;
    void look();
    void send_more(std::uint64_t number);
    void take(std::uint64_t number, std::size_t index, const Error* error);
    void end(Batch& batch, Batch::State state);

    Session& session_;
    std::deque<Batch> batches_;
    std::chrono::milliseconds grace_{ 0 };
    std::deque<std::pair<std::uint64_t, Call>> singles_; // the last ones
    bool sending_ = false; // what is given now is of a batch
    QTimer next_; // the end of the shortest hold
    std::uint64_t last_number_ = 0;
};

} // namespace quayside::ui
