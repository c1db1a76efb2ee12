#pragma once

#include <QString>
#include <QWidget>

namespace quayside::ui {

// Half a circle in as many segments as failures trip the circuit breaker; the first ones are filled. Above twelve the
// arc is whole.
class BreakerGauge : public QWidget {
    Q_OBJECT
public:
    explicit BreakerGauge(QWidget* parent = nullptr);
    void set_failures(int failures, int threshold, bool tripped);
    int segments() const; // that are drawn
    QSize sizeHint() const override { return { 152, 92 }; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int failures_ = 0;
    int threshold_ = 3;
    bool tripped_ = false;
};

} // namespace quayside::ui
