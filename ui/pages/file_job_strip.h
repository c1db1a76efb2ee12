#pragma once

#include "ui/session/file_feed.h"

#include <QWidget>

#include <map>
#include <set>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace quayside::ui {

class ElidedLabel;
class ProgressBar;
class StatusPill;

// One copy: what goes where, how far it is, and what came of it, in words that can be copied.
class FileJobLine : public QWidget {
    Q_OBJECT

public:
    explicit FileJobLine(QWidget* parent = nullptr);
    void set_job(const FileJobRow& job);

signals:
    void end_wanted(); // stopped, or put away

private:
    StatusPill* state_;
    ElidedLabel* what_;
    ProgressBar* progress_;
    QLabel* message_;
    QPushButton* end_;
};

// The copies that run, and those that have ended while somebody looked until they are put away. Not there while there
// are none.
class FileJobStrip : public QWidget {
    Q_OBJECT

public:
    static constexpr int kMostLines = 4;

    explicit FileJobStrip(FileFeed& feed, QWidget* parent = nullptr);
    int lines() const { return static_cast<int>(lines_.size()); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void show_jobs();
    FileJobLine* make_line(std::uint64_t number);
    void stop_or_put_away(std::uint64_t number);

    FileFeed& feed_;
    QVBoxLayout* column_;
    std::map<std::uint64_t, FileJobLine*> lines_;
    std::set<std::uint64_t> put_away_;
};

} // namespace quayside::ui
