#pragma once

#include "core/base/error.h"
#include "ui/session/reversal.h"

#include <QObject>

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace quayside::ui {

class Session;

// What the person at the window has changed in what is desired, and how it is taken back: by the inverse call, unless
// somebody changed the same since. It ends with the window. GUI thread.
class UndoLog : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kMostSteps = 100;

    // The one of a session, which owns it.
    static UndoLog& of(Session& session);

    // All calls that are given while one of these lives are one step.
    class Together {
    public:
        explicit Together(UndoLog& log);
        ~Together();
        Together(const Together&) = delete;
        Together& operator=(const Together&) = delete;

    private:
        UndoLog& log_;
    };

    // Of a call that is about to be given. Nothing: it is no step, as those of undoing itself.
    struct Noted {
        Reversal reversal;
        std::uint64_t step = 0;
    };
    std::optional<Noted> note(const Call& call);
    void succeeded(const Call& call, std::optional<Noted> noted);

    bool can_undo() const { return !undone_.empty() && !busy_; }
    bool can_redo() const { return !redone_.empty() && !busy_; }
    QString undo_title() const; // "scale web 2→6"; empty: there is nothing
    QString redo_title() const;
    // Of the last thing that was done, where that cannot be taken back: its operation; else empty.
    const QString& final_word() const { return final_; }

    void undo();
    void redo();

signals:
    void changed();
    void done(const QString& title); // a step that can be undone is new
    void undone(const QString& title);
    void refused(const QString& sentence); // the step is dropped: it cannot be done any more

private:
    explicit UndoLog(Session& session);

    struct Step {
        std::uint64_t number = 0;
        std::vector<Reversal> reversals;

        QString title() const;
    };
    using Steps = std::deque<Step>;

    void go(Steps& from, Steps& to, bool back);
    void finish(Steps& from, Steps& to, const std::optional<Error>& error, bool back);

    Session& session_;
    Steps undone_; // that can be undone, oldest first
    Steps redone_;
    QString final_;
    std::uint64_t last_step_ = 0;
    int together_ = 0;
    bool replaying_ = false; // the calls that are given now are those of undoing
    bool busy_ = false; // they have not all been answered
};

} // namespace quayside::ui
