#include "ui/pages/placement_preview.h"

#include "ui/look/labels.h"
#include "ui/pages/explain_view.h"
#include "ui/session/session.h"

#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace quayside::ui {

namespace {

int count_in(const Json& request)
{
    for (const char* member : { "count", "desiredCount" })
        if (request.contains(member) && request[member].is_number_integer())
            return std::clamp(request[member].get<int>(), 0, 10'000);
    return 1;
}

} // namespace

PlacementPreview::PlacementPreview(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , view_(new ExplainView("preview-explain", session.state(), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 0, 0, 0);
    column->setSpacing(4);
    auto* heading = new SectionHeading(tr("Where the tasks would go"), this);
    heading->setMinimumHeight(Theme::get().scaled(28));
    column->addWidget(heading);
    column->addWidget(view_, 1);
    setFocusProxy(view_);
    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(250));
    connect(&soon_, &QTimer::timeout, this, &PlacementPreview::ask_now);
    view_->show_nothing(tr("Choose a task definition to see where its tasks would go."));
}

void PlacementPreview::ask(const Json& request)
{
    request_ = request;
    soon_.start();
}

void PlacementPreview::ask_now()
{
    const auto question = ++questions_;
    if (!request_.is_object() || request_.value("taskDefinition", Json()) == Json())
        return view_->show_nothing(tr("Choose a task definition to see where its tasks would go."));
    const int count = count_in(request_);
    if (count == 0)
        return view_->show_nothing(tr("No task is asked for, so none has to be placed."));
    session_.query(
        "ExplainPlacement", explain_request(request_, count), this, [this, question](const Result<Json>& reply) {
            if (question != questions_)
                return;
            if (reply)
                view_->show_explanation(read_explanation(*reply));
            else
                view_->show_error(reply.error());
            emit answered();
            if (!reply)
                emit refused(reply.error());
        });
}

} // namespace quayside::ui
