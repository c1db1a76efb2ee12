#pragma once

#include "ui/editor/fit.h"

#include <QWidget>

namespace quayside::ui {

// One cell for each container instance, filled where a copy of the task has room. Over 16 instances, one bar.
class FitMeter : public QWidget {
    Q_OBJECT

public:
    explicit FitMeter(QWidget* parent = nullptr);
    void set_fit(const Fit& fit);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int cells() const;

    Fit fit_;
};

// Instance by instance, how many copies have room or what is short; goes when the person turns elsewhere.
class FitPopup : public QWidget {
    Q_OBJECT

public:
    FitPopup(const Fit& fit, QWidget* parent);
    void show_below(const QWidget& anchor);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace quayside::ui
