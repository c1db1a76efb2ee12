#pragma once

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/json.h"
#include "ui/pages/facts_view.h"

#include <QElapsedTimer>
#include <QObject>

#include <optional>

namespace quayside::ui {

class Session;

// What the disk of one engine holds. Asked when somebody looks at the engine, and again after some minutes of looking:
// adding up its files takes the engine its time. GUI thread.
class EngineDisk : public QObject {
    Q_OBJECT

public:
    EngineDisk(Session& session, QObject* parent);

    void look_at(const Id& engine); // again and again while somebody does
    FactSection section() const; // of the engine looked at last

signals:
    void changed();

private:
    void ask();

    Session& session_;
    Id engine_;
    std::optional<Result<Json>> answer_; // none yet
    bool asking_ = false;
    QElapsedTimer asked_;
};

} // namespace quayside::ui
