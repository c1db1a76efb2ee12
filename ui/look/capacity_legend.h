#pragma once

#include <QWidget>

namespace quayside::ui {

// What the parts of a capacity bar mean: a swatch and a word for reserved and for used.
class CapacityLegend : public QWidget {
    Q_OBJECT
public:
    explicit CapacityLegend(QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace quayside::ui
