#pragma once

#include "core/base/error.h"
#include "core/base/json.h"

#include <QTimer>
#include <QWidget>

#include <nlohmann/json.hpp>

namespace quayside::ui {

class ExplainView;
class Session;

// Where the tasks of a request would go, while it is being written: asks a moment after the last key and shows the
// answer to the newest question only. GUI thread; waits for nothing.
class PlacementPreview : public QWidget {
    Q_OBJECT

public:
    explicit PlacementPreview(Session& session, QWidget* parent = nullptr);

    // A request as of RunTask or CreateService. Without a task definition there is nothing to ask.
    void ask(const Json& request);
    ExplainView* view() const { return view_; }

signals:
    void answered();
    void refused(const quayside::Error& error); // the request is not valid

private:
    void ask_now();

    Session& session_;
    ExplainView* view_;
    Json request_;
    std::uint64_t questions_ = 0;
    QTimer soon_;
};

} // namespace quayside::ui
