#include "ui/pages/json_tab.h"

#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/look/work.h"
#include "ui/session/session.h"

#include <QScrollBar>

#include <nlohmann/json.hpp>

#include <chrono>

namespace quayside::ui {

namespace {

struct Question {
    const char* operation = nullptr; // null: nothing to ask
    Json input;
};

Question question_about(const model::State& state, const ArnScope& arns, const ObjectRef& ref)
{
    const Json all = Json::array({ "TAGS" });
    if (const auto task = find_task(state, ref))
        return { "DescribeTasks",
            { { "cluster", task->spec->cluster }, { "tasks", Json::array({ task->id.hex() }) }, { "include", all } } };
    if (const auto instance = find_instance(state, ref))
        return { "DescribeContainerInstances",
            { { "cluster", instance->cluster }, { "containerInstances", Json::array({ instance->id.hex() }) },
                { "include", all } } };
    if (const auto definition = find_definition(state, ref); definition && is_daemon_name(definition->family))
        return { "DescribeDaemonTaskDefinition",
            { { "daemonTaskDefinition", arns.task_definition(definition->family, definition->revision) } } };
    if (find_definition(state, ref))
        return { "DescribeTaskDefinition", { { "taskDefinition", ref.name }, { "include", all } } };
    if (find_cluster(state, ref))
        return { "DescribeClusters",
            { { "clusters", Json::array({ ref.name }) }, { "include", Json::array({ "STATISTICS", "TAGS" }) } } };
    if (const auto service = find_service(state, ref); service && is_daemon_name(service->name))
        return { "DescribeDaemon", { { "daemonArn", arns.service(service->cluster, service->name) } } };
    if (const auto service = find_service(state, ref))
        return { "DescribeServices",
            { { "cluster", service->cluster }, { "services", Json::array({ service->name }) }, { "include", all } } };
    return {};
}

} // namespace

JsonTab::JsonTab(Session& session, QWidget* parent)
    : QPlainTextEdit(parent)
    , session_(session)
{
    setReadOnly(true);
    setLayoutDirection(Qt::LeftToRight); // as code is
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("JSON"));
    setToolTip(tr("The reply of the API"));
    const auto set_face = [this] { setFont(font_of(Type::Mono)); };
    set_face();
    connect(&Theme::get(), &Theme::changed, this, set_face);
    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(250));
    connect(&soon_, &QTimer::timeout, this, &JsonTab::ask);
}

void JsonTab::set_object(const ObjectRef& ref)
{
    ref_ = ref;
    clear();
    ask();
}

void JsonTab::ask_again()
{
    if (isVisible())
        soon_.start();
}

void JsonTab::showEvent(QShowEvent* event)
{
    QPlainTextEdit::showEvent(event);
    ask();
}

void JsonTab::ask()
{
    if (!isVisible())
        return;
    const auto& state = session_.state();
    if (const auto engine = find_engine(state, ref_))
        return show_json(fields_to_json(*engine));
    if (const auto event = find_event(state, ref_))
        return show_json(fields_to_json(*event));
    if (const auto deployment = find_deployment(state, ref_))
        return show_json(fields_to_json(*deployment));
    if (const auto provider = find_provider(state, ref_))
        return show_json(fields_to_json(*provider));
    auto question = question_about(state, session_.installation().arns, ref_);
    if (!question.operation)
        return;
    session_.query(
        question.operation, std::move(question.input), this, [this, asked = ref_](const Result<Json>& reply) {
            if (asked == ref_)
                show_reply(reply);
        });
}

void JsonTab::show_reply(const Result<Json>& reply)
{
    if (reply)
        show_json(*reply);
    else
        setPlainText(from_utf8(reply.error().code + ": " + reply.error().message));
}

void JsonTab::show_json(const Json& json)
{
    in_background(
        this, [json] { return json.dump(2, ' ', false, Json::error_handler_t::replace); },
        [this, asked = ref_](const std::string& text) {
            if (asked != ref_)
                return;
            const int at = verticalScrollBar()->value();
            setPlainText(from_utf8(text));
            verticalScrollBar()->setValue(at);
            emit answered();
        });
}

} // namespace quayside::ui
