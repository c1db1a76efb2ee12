#pragma once

#include <QAbstractButton>

namespace quayside::ui {

// A small toggle with text and an optional muted count: "Unsteady 2". Accent-tinted while checked.
class Chip : public QAbstractButton {
    Q_OBJECT
public:
    explicit Chip(const QString& text, QWidget* parent = nullptr);
    void set_count(int count); // negative: none shown
    int count() const { return count_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    int count_ = -1;
};

} // namespace quayside::ui
