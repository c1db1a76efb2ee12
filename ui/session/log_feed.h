#pragma once

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "ui/session/log_text.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace quayside::ui {

class Session;

// One line that a container wrote, as it is shown.
struct LogRow {
    // Written by a container; the rest of a trace that one before it began; or no line of a container but what happened
    // at that moment.
    enum class Kind : std::uint8_t { Line, Trace, Deployment, Failure };

    std::uint64_t number = 0; // in the order in which they came; of what is kept: 0
    TimePoint at;
    bool standard_error = false;
    LogLevel level = LogLevel::Info;
    QString task; // first digits of its id
    QString container;
    QString text;
    Kind kind = Kind::Line;
    std::vector<LogSpan> spans{}; // where it has colours
};

// A container whose lines are wanted.
struct LogSource {
    Id task;
    std::string container; // name

    bool operator==(const LogSource&) const = default;
    friend bool operator<(const LogSource& a, const LogSource& b)
    {
        return std::tie(a.task, a.container) < std::tie(b.task, b.container);
    }
};

// The logs of any containers as they are written, by calls that wait for the next lines: nothing is asked while nothing
// is written. GUI thread.
class LogFeed : public QObject {
    Q_OBJECT

public:
    using Rows = std::vector<std::shared_ptr<const LogRow>>;
    static constexpr int kTail = 5'000; // lines of each container that are there already

    explicit LogFeed(Session& session, QObject* parent = nullptr);

    // Exactly these from now on; those that were wanted before go on where they are.
    void want(const std::vector<LogSource>& sources);
    // Those that could not be read are tried again at once.
    void retry();
    // Nothing is asked until it goes on where it was.
    void set_paused(bool paused);

    std::size_t sources() const { return streams_.size(); }
    std::size_t ended() const; // whose containers will write nothing more
    // Why a source that is wanted gives nothing at present; empty: there is no such source.
    QString problem() const;

signals:
    void arrived(const quayside::ui::LogFeed::Rows& rows); // at most twenty times a second
    void changed(); // `ended` or `problem` did

private:
    struct Stream {
        std::string token;
        QString problem;
        bool asking = false;
        bool ended = false;
        bool in_trace = false; // its last line began one, or is part of one
        std::uint64_t number = 0; // an answer to an earlier wish is none
    };

    void ask(const LogSource& source);
    void take(const LogSource& source, const Result<Json>& reply);
    void take_lines(const LogSource& source, Stream& stream, const Json& lines);

    Session& session_;
    std::map<LogSource, Stream> streams_;
    Rows news_;
    std::uint64_t last_row_ = 0;
    std::uint64_t last_stream_ = 0;
    bool paused_ = false;
    QTimer together_;
    QTimer retry_;
};

} // namespace quayside::ui
