#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "ui/pages/object_ref.h"

#include <QPlainTextEdit>
#include <QTimer>

namespace quayside::ui {

class Session;

// What the API answers about an object, as text. Asks only while it can be seen. GUI thread.
class JsonTab : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit JsonTab(Session& session, QWidget* parent = nullptr);

    void set_object(const ObjectRef& ref);
    void ask_again(); // soon; the object changed

signals:
    void answered();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void ask();
    void show_reply(const Result<Json>& reply);
    void show_json(const Json& json);

    Session& session_;
    ObjectRef ref_;
    QTimer soon_;
};

} // namespace quayside::ui
