#pragma once

#include "ui/session/log_store.h"

#include <QObject>
#include <QString>

#include <map>

namespace quayside::ui {

// What is sought, as lines are compared with it: without regard to case.
class LogNeedle {
public:
    explicit LogNeedle(const QString& text);

    // The lines of a piece that hold it, ascending.
    std::vector<std::uint16_t> lines_in(const LogPiece& piece) const;

private:
    QString text_;
    std::string bytes_; // in small letters; empty where letters beyond ASCII are sought
};

// Looks for a text through all lines of a store, on the work thread; pieces that are full are looked through once for
// each text. GUI thread.
class LogSearch : public QObject {
    Q_OBJECT

public:
    explicit LogSearch(const LogStore& store, QObject* parent = nullptr);

    // Another text, or the same again because lines came. An empty one finds nothing.
    void look_for(const QString& text);
    const QString& text() const { return text_; }
    bool is_busy() const { return busy_; }
    // Of the lines that are kept still, in the order in which they came.
    std::vector<LogStore::Slot> hits() const;

signals:
    void done(); // with the text that was asked for last

private:
    using Lines = std::shared_ptr<const std::vector<std::uint16_t>>;
    struct Found {
        std::uint64_t piece = 0;
        bool whole = false; // the piece was full
        Lines lines;
    };

    void start();
    void take(const QString& text, std::vector<Found> found);

    const LogStore& store_;
    QString text_;
    std::map<std::uint64_t, Found> found_; // of this text, by piece
    bool busy_ = false;
    bool again_ = false;
};

} // namespace quayside::ui
