#pragma once

#include <QWidget>

namespace quayside::ui {

class ElidedLabel;

// A line over the views that says what is wrong with the whole program, until it is right again or is dismissed.
class Banner : public QWidget {
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);
    void show_problem(const QString& sentence);
    QString sentence() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ElidedLabel* sentence_;
};

} // namespace quayside::ui
