#pragma once

#include "core/client/ecs_client.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace quayside::ui {

// What stands in the middle until the state is there.
class ProgressView : public QWidget {
    Q_OBJECT

public:
    explicit ProgressView(QWidget* parent = nullptr);
    void set_progress(const client::Progress& progress);

private:
    QLabel* sentence_;
    QProgressBar* bar_;
};

} // namespace quayside::ui
