#pragma once

#include "core/base/error.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <QDialog>

#include <optional>
#include <string>
#include <vector>

class QDialogButtonBox;
class QPushButton;
class QShortcut;
class QVBoxLayout;

namespace quayside::ui {

class MessageArea;
class Session;

// A dialog that asks for something to be done: content, a place for what went wrong, and a verb. What was typed stays
// after a failure. Enter presses the verb, Esc closes at any time; a call that is under way then goes on without it.
// Show it with open(), which does not wait. GUI thread.
class ActionDialog : public QDialog {
    Q_OBJECT
public:
    struct Call {
        std::string operation;
        Json input;
    };

    ActionDialog(Session& session, const QString& title, const QString& verb, QWidget* parent = nullptr);

    QPushButton* verb_button() const { return verb_; }
    MessageArea* message() const { return message_; }
    bool is_busy() const { return waiting_ > 0; }

public slots:
    void run();

signals:
    void done_with(const std::vector<quayside::Json>& replies); // every call has succeeded

protected:
    // What to ask for; nothing if the input has a problem, which is shown by then.
    virtual std::optional<std::vector<Call>> calls() = 0;
    // All calls succeeded. Closes the dialog unless overridden.
    virtual void succeeded(const std::vector<Json>& replies);
    // A call failed. Shows it unless overridden, which may mark a field as well.
    virtual void failed(const Error& error);

    Session& session() { return session_; }
    QVBoxLayout* content() { return content_; }
    // Puts a widget into the content that cannot be used while a call is under way.
    void add(QWidget* widget, int stretch = 0);
    void set_verb(const QString& verb);
    // The verb destroys something: it turns red, and the way out, named `keep`, is what Enter presses.
    void make_dangerous(const QString& keep);

private:
    void set_busy(bool busy);
    void take(std::size_t index, Result<Json> reply);
    void finish();

    Session& session_;
    QString verb_text_;
    QVBoxLayout* content_;
    MessageArea* message_;
    QDialogButtonBox* buttons_;
    QPushButton* verb_;
    QShortcut* run_shortcut_; // from wherever the caret is, a field of several lines included
    std::size_t waiting_ = 0;
    std::vector<Json> replies_;
    std::vector<Error> errors_;
};

} // namespace quayside::ui
