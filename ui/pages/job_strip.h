#pragma once

#include <QWidget>

#include <cstdint>
#include <map>
#include <set>
#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace quayside::ui {

class ElidedLabel;
class ProgressBar;
class StatusPill;

// What a line says of a copy, pull, push or build.
struct JobLineText {
    std::uint64_t number = 0;
    QString status; // RUNNING, SUCCEEDED, FAILED, STOPPED
    QString what;
    QString message;
    double current = 0; // bytes of `total`
    double total = 0; // 0: not known
    bool has_output = false;
    bool stays = false; // also where it succeeded, until it is put away

    bool runs() const { return status == QLatin1String("RUNNING"); }
};

// Its state, what it is about, how far it is, and what came of it in words that can be copied.
class JobLine : public QWidget {
    Q_OBJECT

public:
    explicit JobLine(QWidget* parent = nullptr);
    void set_job(const JobLineText& job);

signals:
    void end_wanted(); // stop it, or put it away once it is over
    void output_wanted();

private:
    StatusPill* state_;
    ElidedLabel* what_;
    ProgressBar* progress_;
    QLabel* message_;
    QPushButton* output_;
    QPushButton* end_;
};

// Those that run, and those that ended while somebody looked until they are put away: one line each, with what can be
// done about it. Not there while there are none.
class JobStrip : public QWidget {
    Q_OBJECT

public:
    static constexpr int kMostLines = 4;

    explicit JobStrip(const QString& name, QWidget* parent = nullptr);
    void show_jobs(std::vector<JobLineText> jobs); // oldest first
    int lines() const { return static_cast<int>(lines_.size()); }

signals:
    void stop_wanted(std::uint64_t job);
    void output_wanted(std::uint64_t job);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool is_news(const JobLineText& job) const;
    void show_lines();
    JobLine* make_line(std::uint64_t number);
    void stop_or_put_away(std::uint64_t number);

    QVBoxLayout* column_;
    std::vector<JobLineText> jobs_;
    std::map<std::uint64_t, JobLine*> lines_;
    std::set<std::uint64_t> put_away_;
    bool looked_ = false;
};

} // namespace quayside::ui
