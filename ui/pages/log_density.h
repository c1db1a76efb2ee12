#pragma once

#include "core/base/time.h"
#include "ui/session/log_text.h"

#include <QWidget>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace quayside::ui {

// How many lines were written when, those with warnings and errors apart; where deployments began; and what of it is in
// sight. A click or an arrow key goes to a moment. GUI thread.
class LogDensity : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t kBins = 120;

    struct Moment {
        TimePoint at;
        LogLevel level = LogLevel::Info;
    };
    struct Mark {
        TimePoint at;
        QString text;
    };
    struct Bin {
        int lines = 0;
        int warnings = 0;
        int errors = 0;
    };

    explicit LogDensity(QWidget* parent = nullptr);

    void set_lines(const std::vector<Moment>& lines);
    void set_marks(std::vector<Mark> marks); // those outside of the time of the lines are not drawn
    void set_in_sight(TimePoint first, TimePoint last);
    void set_current(std::optional<TimePoint> at);

    const std::array<Bin, kBins>& bins() const { return bins_; }
    QString description() const; // in words
    QSize sizeHint() const override;

signals:
    void chosen(quayside::TimePoint at);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF plot() const;
    double x_of(TimePoint at) const;
    TimePoint time_at(double x) const;
    Duration bin_length() const;
    bool holds(TimePoint at) const { return at >= first_ && at <= last_; }
    void choose(TimePoint at);
    void paint_bars(QPainter& painter) const;
    void paint_marks(QPainter& painter) const;
    void paint_axes(QPainter& painter) const;

    std::array<Bin, kBins> bins_{};
    int most_ = 0; // lines of a bin
    TimePoint first_;
    TimePoint last_;
    std::vector<Mark> marks_;
    std::optional<std::pair<TimePoint, TimePoint>> in_sight_;
    std::optional<TimePoint> current_;
};

} // namespace quayside::ui
