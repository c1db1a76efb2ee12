#pragma once

#include "ui/charts/chart_data.h"

#include <QColor>
#include <QWidget>

#include <optional>
#include <vector>

namespace quayside::ui {

// What lies over the lines of a chart: labels at line ends, markers, the crosshair. Repainting it does not repaint the
// chart. Lets the pointer through.
class ChartOverlay : public QWidget {
    Q_OBJECT
public:
    explicit ChartOverlay(QWidget* parent);

    struct LineLabel {
        QString text;
        double y = 0; // pixels in the overlay
        QColor colour;
        bool hidden = false; // its line is: struck out
    };
    struct Mark {
        double x = 0;
        bool failure = false;
        QString text;
    };
    struct Dot {
        double y = 0;
        QColor colour;
    };

    void set_plot_area(const QRect& area);
    void set_labels(std::vector<LineLabel> labels);
    void set_marks(std::vector<Mark> marks);
    void set_crosshair(std::optional<double> x, std::vector<Dot> dots);
    void set_held(std::optional<double> x); // the moment that stays
    void set_brush(const QRectF& area); // what is being drawn over; empty: nothing
    void set_empty_text(const QString& text);
    QString label_at(const QPointF& at) const; // empty: none there

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRectF label_area(double place) const;
    std::vector<double> label_places() const;
    void paint_labels(QPainter& painter) const;
    void paint_marks(QPainter& painter) const;
    void paint_crosshair(QPainter& painter) const;

    QRect area_;
    std::vector<LineLabel> labels_;
    std::vector<Mark> marks_;
    std::optional<double> crosshair_;
    std::optional<double> held_;
    QRectF brush_;
    std::vector<Dot> dots_;
    QString empty_text_;
};

} // namespace quayside::ui
