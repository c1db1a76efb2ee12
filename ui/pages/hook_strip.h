#pragma once

#include <QWidget>

class QPushButton;

namespace quayside::ui {

class ElidedLabel;

// A line over a page that waits for an answer, with the buttons that give it.
class HookStrip : public QWidget {
    Q_OBJECT

public:
    explicit HookStrip(QWidget* parent = nullptr);
    void set_sentence(const QString& sentence);
    QPushButton* continue_button() const { return continue_; }
    QPushButton* roll_back_button() const { return roll_back_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ElidedLabel* sentence_;
    QPushButton* continue_;
    QPushButton* roll_back_;
};

} // namespace quayside::ui
