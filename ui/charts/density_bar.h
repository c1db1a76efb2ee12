#pragma once

#include "core/base/time.h"
#include "ui/charts/chart_data.h"
#include "ui/session/log_text.h"

#include <QWidget>

#include <array>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace quayside::ui {

class Instant;

// How much of something happened when, warnings and errors apart; where deployments began; and what of it is in sight.
// A click or an arrow key goes to a moment; drawing over a stretch, the wheel, + and - look closer, Esc shows all
// again. GUI thread.
class DensityBar : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t kBins = 120;

    using Visit = std::function<void(TimePoint, LogLevel)>;
    // Calls the function for everything that is to be counted.
    using Source = std::function<void(const Visit&)>;
    // What is counted: "line", "lines".
    struct Words {
        QString one;
        QString many;
    };
    struct Mark {
        TimePoint at;
        QString text;
    };
    struct Bin {
        int all = 0;
        int warnings = 0;
        int errors = 0;
    };

    DensityBar(const QString& name, Words words, Source source, Instant& instant, QWidget* parent = nullptr);

    void count(); // anew
    void set_marks(std::vector<Mark> marks); // those outside of the time shown are not drawn
    void set_in_sight(TimePoint first, TimePoint last);
    void set_current(std::optional<TimePoint> at);

    // A closer look; none: everything.
    void set_zoom(std::optional<TimeRange> range);
    const std::optional<TimeRange>& zoom() const { return zoom_; }

    const std::array<Bin, kBins>& bins() const { return bins_; }
    QString description() const; // in words
    QSize sizeHint() const override;

signals:
    void chosen(quayside::TimePoint at);
    void zoomed(); // by the person at the window

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF plot() const;
    double x_of(TimePoint at) const;
    TimePoint time_at(double x) const;
    Duration bin_length() const;
    bool holds(TimePoint at) const { return at >= first_ && at <= last_; }
    void choose(TimePoint at);
    void zoom_by(double factor, TimePoint around);
    void zoom_to(std::optional<TimeRange> range);
    void paint_bars(QPainter& painter) const;
    void paint_marks(QPainter& painter) const;
    void paint_moments(QPainter& painter) const;
    void paint_axes(QPainter& painter) const;

    Words words_;
    Source source_;
    Instant& instant_;
    std::array<Bin, kBins> bins_{};
    int most_ = 0; // of a bin
    TimeRange all_; // from the first to the last
    TimePoint first_; // that are shown
    TimePoint last_;
    std::optional<TimeRange> zoom_;
    std::optional<double> pressed_; // where a stretch begins
    double dragged_ = 0;
    std::vector<Mark> marks_;
    std::optional<std::pair<TimePoint, TimePoint>> in_sight_;
    std::optional<TimePoint> current_;
};

} // namespace quayside::ui
