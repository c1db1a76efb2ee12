#pragma once

#include "ui/look/palette.h"

#include <QBrush>
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

// Diagonal lines of `ink` on `ground`, for what is not yet (rising) or no longer (falling) there.
enum class Hatch { Rising, Falling };
QBrush hatched(const QColor& ink, const QColor& ground, Hatch direction = Hatch::Rising);

// What is done as a solid part, what is under way up to `under_way` hatched behind it; shares, 0 to 1.
void paint_progress(QPainter& painter, const QRectF& area, double done, double under_way);

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

// A progress bar of 12 px over the width there is, with a frame.
class ProgressBar : public QWidget {
    Q_OBJECT
public:
    explicit ProgressBar(QWidget* parent = nullptr);
    void set_progress(double done, double under_way, const QString& words);
    QSize sizeHint() const override { return { 320, 12 }; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double done_ = 0;
    double under_way_ = 0;
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
