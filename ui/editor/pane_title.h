#pragma once

#include <QWidget>

class QHBoxLayout;

namespace quayside::ui {

class ElidedLabel;

// The line above a pane: its name, what there is to say of it, and a way to hide it.
class PaneTitle : public QWidget {
    Q_OBJECT

public:
    explicit PaneTitle(const QString& title, QWidget* parent = nullptr);
    void set_info(const QString& info);
    QString info() const;
    // Between what is said and the way to hide it.
    void add(QWidget* widget);

signals:
    void close_wanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QHBoxLayout* row_;
    ElidedLabel* info_;
};

} // namespace quayside::ui
