#include "ui/pages/explain_tab.h"

#include "ui/pages/explain_view.h"
#include "ui/session/session.h"

#include <nlohmann/json.hpp>

#include <QVBoxLayout>

#include <chrono>

namespace quayside::ui {

ExplainTab::ExplainTab(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , view_(new ExplainView("details-explain", session.state(), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view_);
    setFocusProxy(view_);
    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(500));
    connect(&soon_, &QTimer::timeout, this, &ExplainTab::ask);
    connect(view_, &ExplainView::opened, this, [this](const QString& id) {
        if (const auto instance = Id::parse(id.toStdString()))
            emit link_opened({ ObjectRef::Kind::Instance, {}, *instance });
    });
}

void ExplainTab::set_object(const ObjectRef& ref)
{
    if (ref == ref_)
        return;
    ref_ = ref;
    ref_.explain = false;
    asked_ = false;
    view_->show_nothing(tr("Asking the scheduler…"));
    ask();
}

void ExplainTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!asked_)
        ask();
}

// A cluster that is busy changes all the time: at most twice a second is asked, and only for what may matter.
void ExplainTab::take(const model::ChangeSet& changes)
{
    if (!concerns(changes))
        return;
    asked_ = false;
    if (isVisible() && !soon_.isActive())
        soon_.start();
}

bool ExplainTab::concerns(const model::ChangeSet& changes) const
{
    if (!ref_)
        return false;
    if (changes.full || !changes.of<model::ContainerInstance>().empty() || !changes.of<model::Service>().empty())
        return true;
    if (ref_.kind == ObjectRef::Kind::Service)
        return !changes.of<model::Task>().empty();
    for (const auto& change : changes.of<model::Task>())
        if (change.any().id == ref_.id)
            return true;
    return false;
}

void ExplainTab::ask()
{
    if (!isVisible())
        return;
    Json input;
    if (const auto task = find_task(session_.state(), ref_))
        input = explain_task(*task);
    else if (const auto service = find_service(session_.state(), ref_))
        input = explain_service(*service);
    else
        return view_->show_nothing(tr("Only tasks and services are placed."));
    asked_ = true;
    session_.query("ExplainPlacement", std::move(input), this, [this, about = ref_](const Result<Json>& reply) {
        if (about != ref_)
            return;
        if (reply)
            view_->show_explanation(read_explanation(*reply));
        else
            view_->show_error(reply.error());
        emit answered();
    });
}

} // namespace quayside::ui
