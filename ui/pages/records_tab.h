#pragma once

#include "core/model/change_set.h"
#include "ui/pages/object_ref.h"

#include <QWidget>

#include <string>

namespace quayside::ui {

class Session;
class TableView;

// A small table in the details pane: the records that belong to one object. GUI thread.
class RecordsTab : public QWidget {
    Q_OBJECT

public:
    virtual void set_object(const ObjectRef& ref) = 0;
    virtual void take(const model::ChangeSet& changes) = 0;

signals:
    void opened(const quayside::ui::ObjectRef& ref);

protected:
    explicit RecordsTab(QWidget* parent);
    TableView* add_table(const QString& view_id, const QString& name);
};

RecordsTab* make_events_tab(Session& session, QWidget* parent);
RecordsTab* make_tasks_tab(Session& session, QWidget* parent); // of a container instance or a service
RecordsTab* make_deployments_tab(Session& session, QWidget* parent); // of a service, history included

} // namespace quayside::ui
