#pragma once

#include "ui/session/shell_exports.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace quayside::ui {

class Session;

// The lines that turn a shell to this endpoint, to be copied. Where signatures are verified they hold a real key, whose
// secret is fetched and shown only when asked for. GUI thread.
class ShellBox : public QWidget {
    Q_OBJECT

public:
    explicit ShellBox(Session& session, QWidget* parent = nullptr);

    QString text() const; // as shown
    void copy(); // with the secret

signals:
    void said(const QString& text); // for the status bar

private:
    void refresh();
    template <class Then>
    void with_key(Then then);

    Session& session_;
    QPlainTextEdit* lines_;
    QPushButton* show_;
};

} // namespace quayside::ui
