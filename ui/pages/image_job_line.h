#pragma once

#include "ui/session/image_feed.h"

#include <QWidget>

class QPushButton;

namespace quayside::ui {

class ElidedLabel;
class ProgressBar;
class StatusPill;

// One pull, push or build: its state, what it is about, how far it is, and what the engine says.
class ImageJobLine : public QWidget {
    Q_OBJECT

public:
    explicit ImageJobLine(QWidget* parent = nullptr);
    void set_job(const ImageJobRow& job);

signals:
    void end_wanted(); // stop it, or put it away once it is over
    void output_wanted();

private:
    StatusPill* state_;
    ElidedLabel* what_;
    ProgressBar* progress_;
    ElidedLabel* message_;
    QPushButton* output_;
    QPushButton* end_;
};

} // namespace quayside::ui
