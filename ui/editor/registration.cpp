#include "ui/editor/document_parts.h"
#include "ui/editor/editor_header.h"
#include "ui/editor/notice_bar.h"
#include "ui/editor/task_definition_editor.h"
#include "ui/forms/error_path.h"
#include "ui/forms/json_editor.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QStringList>

#include <algorithm>
#include <memory>

// What the editor does with a draft that is finished: registers it, and offers it to the services of its family.
namespace quayside::ui {

namespace {

using Severity = DraftProblem::Severity;
constexpr std::size_t kMostOffers = 3;

} // namespace

void TaskDefinitionEditor::register_draft()
{
    json_->flush();
    const auto is_error = [](const DraftProblem& problem) { return problem.severity == Severity::Error; };
    if (const auto error = std::ranges::find_if(problems_, is_error); error != problems_.end()) {
        notice_->show_notice(tr("Not registered: %1 (%2)").arg(error->text, error->where), {}, true);
        return;
    }
    if (registering_)
        return;
    registering_ = true;
    refresh_problems();
    session_.call("RegisterTaskDefinition", draft_.document().value(), this,
        [this, of = started_as_, text = draft_.text()](Result<Json> reply) {
            registering_ = false;
            if (reply)
                registered(*reply, of, text);
            else if (of == started_as_)
                refused(reply.error());
            else
                notice_->show_notice(tr("Not registered: %1").arg(from_utf8(reply.error().message)), {}, true);
            refresh_problems();
            refresh_canvas();
        });
}

// Another draft may be open by now, or this one be written on.
void TaskDefinitionEditor::registered(const Json& reply, const QString& of, const std::string& text)
{
    const auto& definition = part_of(reply, "taskDefinition");
    const auto family = text_of(definition, "family");
    const auto revision = number_of(definition, "revision").value_or(next_revision() - 1);
    store_.forget(of);
    if (started_as_ == of) {
        started_as_ = from_utf8(family);
        base_ = revision;
        if (draft_.text() == text)
            settle();
        refresh_header();
    }
    offer_deployment(family, revision);
}

void TaskDefinitionEditor::refused(const Error& error)
{
    const auto place = error_path(error.message);
    DraftProblem problem{ Severity::Error, DraftProblem::Class::Semantics, "API", parse_path(place.path),
        from_utf8(place.reason) };
    problem.where = place_text(draft_.document().value(), problem.path);
    problem.rank = -1;
    refusals_ = { std::move(problem) };
    notice_->show_notice(tr("Not registered: %1").arg(from_utf8(error.message)), {}, true);
}

std::vector<model::Service::Key> TaskDefinitionEditor::services_of(const std::string& family) const
{
    const auto& state = session_.state();
    std::vector<model::Service::Key> found;
    for (const auto& [key, service] : state.services()) {
        if (service->status != model::ServiceStatus::Active || service->controller != model::DeploymentController::Ecs)
            continue;
        const bool uses = std::ranges::any_of(service->deployments, [&](std::uint64_t number) {
            const auto deployment = state.deployments().find(number);
            return deployment && deployment->revision && deployment->revision->definition_key.family == family;
        });
        if (uses)
            found.push_back(key);
    }
    std::ranges::sort(found);
    return found;
}

void TaskDefinitionEditor::offer_deployment(const std::string& family, std::int64_t revision)
{
    const auto definition = family + ":" + std::to_string(revision);
    const auto services = services_of(family);
    QStringList names;
    std::vector<NoticeBar::Offer> offers;
    for (const auto& key : services) {
        const auto name = from_utf8(key.cluster == cluster_ ? key.name : key.name + " (" + key.cluster + ")");
        names << name;
        if (offers.size() < kMostOffers)
            offers.push_back(
                { tr("Deploy to %1").arg(name), [this, key, definition] { deploy({ key }, definition); } });
    }
    if (services.size() > 1)
        offers.push_back({ tr("Deploy to all"), [this, services, definition] { deploy(services, definition); } });
    if (services.empty())
        offers.push_back(
            { tr("Create a service…"), [this, definition] { emit create_service_wanted(from_utf8(definition)); } });
    offers.push_back({ tr("Not now"), [] {} });
    notice_->show_notice(names.isEmpty()
            ? tr("%1 registered. No service uses this family.").arg(from_utf8(definition))
            : tr("%1 registered. Used by %2.").arg(from_utf8(definition), names.join(QStringLiteral(", "))),
        std::move(offers));
}

void TaskDefinitionEditor::deploy(const std::vector<model::Service::Key>& services, const std::string& definition)
{
    struct Round {
        std::size_t waiting;
        QStringList good;
        QStringList bad;
    };
    auto round = std::make_shared<Round>(Round{ services.size(), {}, {} });
    for (const auto& key : services)
        session_.call("UpdateService",
            { { "cluster", key.cluster }, { "service", key.name }, { "taskDefinition", definition } }, this,
            [this, round, key, definition](Result<Json> reply) {
                const auto name = from_utf8(key.name);
                if (reply)
                    round->good << name;
                else
                    round->bad << QStringLiteral("%1: %2").arg(name, from_utf8(reply.error().message));
                if (--round->waiting > 0)
                    return;
                if (round->bad.isEmpty())
                    notice_->show_notice(tr("%1 is being deployed to %2.")
                                             .arg(from_utf8(definition), round->good.join(QStringLiteral(", "))),
                        {});
                else if (round->good.isEmpty())
                    notice_->show_notice(tr("Not deployed. %1").arg(round->bad.join(QStringLiteral("; "))), {}, true);
                else
                    notice_->show_notice(tr("%1 is being deployed to %2, but not all. %3")
                                             .arg(from_utf8(definition), round->good.join(QStringLiteral(", ")),
                                                 round->bad.join(QStringLiteral("; "))),
                        {}, true);
            });
}

} // namespace quayside::ui
