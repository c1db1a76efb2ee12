#pragma once

#include <QWidget>

#include <vector>

namespace quayside::ui {

// Beside a table: where in it something was found. A click goes there. GUI thread.
class HitMap : public QWidget {
    Q_OBJECT

public:
    explicit HitMap(QWidget* parent = nullptr);

    // `hits` of so many rows, ascending; the current one is drawn apart (-1: none).
    void set_hits(const std::vector<int>& hits, int rows);
    void set_current(int row);
    QSize sizeHint() const override;

signals:
    void chosen(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    double y_of(int row) const;

    std::vector<int> marks_; // a row for each pixel at most
    int rows_ = 0;
    int current_ = -1;
};

} // namespace quayside::ui
