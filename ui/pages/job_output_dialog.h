#pragma once

#include "core/base/error.h"
#include "core/base/json.h"

#include <QDialog>
#include <QTimer>

#include <cstdint>

class QPlainTextEdit;

namespace quayside::ui {

class Session;

// What a build writes, as it comes: plain text. Ends with the dialog.
class JobOutputDialog : public QDialog {
    Q_OBJECT

public:
    JobOutputDialog(Session& session, std::uint64_t job, const QString& title, QWidget* parent = nullptr);

private:
    void ask();
    void take(const Result<Json>& reply);

    Session& session_;
    std::uint64_t job_;
    QPlainTextEdit* text_;
    QTimer timer_;
    QString shown_;
    bool asking_ = false;
};

} // namespace quayside::ui
