#pragma once

#include "core/model/change_set.h"
#include "ui/pages/explanation.h"
#include "ui/pages/object_ref.h"

#include <QTimer>
#include <QWidget>

namespace quayside::ui {

class ExplainView;
class Session;

// Why a task is where it is, or why the next task of a service has no place. Asks only while it can be seen, and again
// when what it told of has changed. GUI thread.
class ExplainTab : public QWidget {
    Q_OBJECT

public:
    explicit ExplainTab(Session& session, QWidget* parent = nullptr);

    void set_object(const ObjectRef& ref);
    void take(const model::ChangeSet& changes);
    const ObjectRef& object() const { return ref_; }
    ExplainView* view() const { return view_; }

signals:
    void answered();
    void link_opened(const quayside::ui::ObjectRef& ref);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void ask();
    bool concerns(const model::ChangeSet& changes) const;

    Session& session_;
    ObjectRef ref_;
    ExplainView* view_;
    QTimer soon_;
    bool asked_ = false;
};

} // namespace quayside::ui
