#pragma once

#include "ui/look/palette.h"

#include <QRectF>
#include <QString>
#include <QWidget>

#include <span>
#include <vector>

class QPainter;

namespace quayside::ui {

// Shares of a capacity, 0 to 1; NaN is "not known" and not drawn.
struct Capacity {
    double used = 0;
    double reserved = 0;

    bool operator==(const Capacity&) const = default;
    bool is_tight() const { return reserved > 0.8; }
};

// Reserved as a pale fill with an end tick, used as the accent core. Over 80 % the reserved part turns to warning.
void paint_capacity(QPainter& painter, const QRectF& area, const Capacity& capacity);

// A line through `values`, oldest first; NaN is a gap. `top` is the value at the upper edge; 0 = the greatest one.
void paint_sparkline(
    QPainter& painter, const QRectF& area, std::span<const float> values, float top, const QColor& colour);

// 104 x 12 with a tool tip in words.
class CapacityBar : public QWidget {
    Q_OBJECT
public:
    explicit CapacityBar(QWidget* parent = nullptr);
    void set_capacity(const Capacity& capacity);
    QSize sizeHint() const override { return { 104, 12 }; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Capacity capacity_;
};

// 48 x 16.
class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(Role role = Role::Accent, QWidget* parent = nullptr);
    void set_values(std::vector<float> values, float top = 0);
    QSize sizeHint() const override { return { 48, 16 }; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<float> values_;
    float top_ = 0;
    Role role_;
};

} // namespace quayside::ui
