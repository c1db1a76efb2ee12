#include "ui/forms/run_task_dialog.h"

#include "ui/forms/lazy_field.h"
#include "ui/forms/message_area.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace quayside::ui {

namespace {

constexpr int kMostTasks = 10; // of one call

const api::Shape& shape_of(const char* member)
{
    return *api::ecs_model().operation("RunTask")->input->find(member)->shape;
}

// "RESOURCE:MEMORY on 2 instances; …", from the failures of a reply.
QString failures_text(const Json& failures)
{
    std::map<QString, int> reasons;
    for (const auto& failure : failures)
        ++reasons[from_utf8(failure.value("reason", std::string()))];
    QStringList parts;
    for (const auto& [reason, times] : reasons)
        parts.append(times > 1 ? QStringLiteral("%1 (%2 times)").arg(reason).arg(times) : reason);
    return parts.join("; ");
}

} // namespace

RunTaskDialog::RunTaskDialog(Session& session, const QString& cluster, QWidget* parent)
    : ActionDialog(session, tr("Run task"), tr("&Run task"), parent)
    , definition_(new QComboBox(this))
    , count_(new QSpinBox(this))
    , cluster_(new QComboBox(this))
    , place_(new QComboBox(this))
    , strategy_(new LazyField(shape_of("placementStrategy"), { .label = tr("Placement strategy") }, this))
    , constraints_(new LazyField(shape_of("placementConstraints"), { .label = tr("Placement constraints") }, this))
    , overrides_(new LazyField(shape_of("overrides"), { .label = tr("Overrides") }, this))
{
    definition_->setEditable(true);
    definition_->setInsertPolicy(QComboBox::NoInsert);
    for (QWidget* part : std::initializer_list<QWidget*>{ definition_, definition_->lineEdit() })
        part->setAccessibleName(tr("Task definition"));
    count_->setRange(1, kMostTasks);
    count_->setAlignment(Qt::AlignRight);
    count_->setAccessibleName(tr("Count"));
    cluster_->setAccessibleName(tr("Cluster"));
    place_->setAccessibleName(tr("Where"));
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 12, 0);
    auto* grid = form_grid();
    form_row(grid, tr("&Task definition"), definition_);
    form_row(grid, tr("Cou&nt"), count_);
    form_row(grid, tr("&Cluster"), cluster_);
    form_row(grid, tr("&Where"), place_);
    column->addLayout(grid);
    column->addWidget(strategy_);
    column->addWidget(constraints_);
    column->addWidget(overrides_);
    column->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setFocusPolicy(Qt::NoFocus); // its fields take the keyboard
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    form_ = scroll;
    add(scroll, 1);
    resize(Theme::get().scaled(560), Theme::get().scaled(420));
    fill_definitions();
    fill_clusters(cluster);
    fill_instances();
    connect(cluster_, &QComboBox::currentTextChanged, this, &RunTaskDialog::fill_instances);
    connect(definition_, &QComboBox::currentTextChanged, this, &RunTaskDialog::offer_containers);
    connect(overrides_, &LazyField::toggled, this, &RunTaskDialog::offer_containers);
    connect(definition_, &QComboBox::currentTextChanged, this, &RunTaskDialog::announce);
    connect(cluster_, &QComboBox::currentTextChanged, this, &RunTaskDialog::announce);
    connect(place_, &QComboBox::currentIndexChanged, this, &RunTaskDialog::announce);
    connect(count_, &QSpinBox::valueChanged, this, &RunTaskDialog::announce);
    for (Field* field : { strategy_, constraints_, static_cast<Field*>(overrides_) })
        connect(field, &Field::edited, this, &RunTaskDialog::announce);
    definition_->setFocus();
}

void RunTaskDialog::set_preview(QWidget* preview)
{
    auto* split = new QSplitter(Qt::Horizontal, this);
    content()->removeWidget(form_);
    split->addWidget(form_);
    split->addWidget(preview);
    split->setChildrenCollapsible(false);
    split->setSizes({ Theme::get().scaled(440), Theme::get().scaled(520) });
    add(split, 1);
    resize(Theme::get().scaled(1000), Theme::get().scaled(520));
}

void RunTaskDialog::announce()
{
    emit request_changed(request());
}

Json RunTaskDialog::request() const
{
    Json input = Json::object();
    input["cluster"] = cluster_->currentText().toStdString();
    if (const auto definition = definition_->currentText().trimmed(); !definition.isEmpty())
        input["taskDefinition"] = definition.toStdString();
    input["count"] = count_->value();
    if (auto more = overrides(); !more.empty())
        input["overrides"] = std::move(more);
    if (const auto strategy = strategy_->value())
        input["placementStrategy"] = *strategy;
    if (const auto constraints = constraints_->value())
        input["placementConstraints"] = *constraints;
    return input;
}

void RunTaskDialog::fill_definitions()
{
    for (const auto& [family, revisions] : session().state().families())
        for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision)
            if (!is_daemon_name(family) && revision->second->status == model::TaskDefinitionStatus::Active)
                definition_->addItem(from_utf8(model::short_name(*revision->second)));
    if (definition_->count() == 0)
        message()->show_problem(tr("No task definition is registered yet. Register one first."));
}

void RunTaskDialog::fill_clusters(const QString& preferred)
{
    QStringList names;
    for (const auto& [name, cluster] : session().state().clusters())
        if (cluster->status == model::ClusterStatus::Active)
            names.append(from_utf8(name));
    names.sort();
    if (names.isEmpty())
        names.append("default");
    cluster_->addItems(names);
    cluster_->setCurrentIndex(std::max(0, cluster_->findText(preferred)));
}

void RunTaskDialog::fill_instances()
{
    const auto chosen = place_->currentData();
    const auto& state = session().state();
    place_->clear();
    place_->addItem(tr("Wherever it fits"));
    std::map<QString, QString> instances; // name -> id
    for (const auto& id : state.instances_in(cluster_->currentText().toStdString()))
        if (const auto instance = state.container_instances().find(id))
            instances.emplace(from_utf8(instance->name), from_utf8(id.hex()));
    for (const auto& [name, id] : instances)
        place_->addItem(tr("On %1").arg(name), id);
    place_->setCurrentIndex(std::max(0, place_->findData(chosen)));
}

// So that nobody has to remember how the containers are called.
void RunTaskDialog::offer_containers()
{
    if (!overrides_->is_open() || !overrides().empty())
        return; // not looked at, or something was typed already
    const auto name = definition_->currentText().toStdString();
    const auto colon = name.rfind(':');
    const auto family = session().state().families().find(name.substr(0, colon));
    Json containers = Json::array();
    if (family != session().state().families().end() && !family->second.empty()) {
        const auto revision
            = colon == std::string::npos ? 0 : QString::fromStdString(name.substr(colon + 1)).toLongLong();
        const auto found = family->second.find(revision);
        const auto& definition = found == family->second.end() ? family->second.rbegin()->second : found->second;
        for (const auto& container : definition->containers)
            containers.push_back({ { "name", container.name } });
    }
    Json offered = Json::object();
    if (!containers.empty())
        offered["containerOverrides"] = std::move(containers);
    overrides_->set_value(offered.empty() ? nullptr : &offered);
}

void RunTaskDialog::set_task_definition(const QString& name)
{
    const int exact = definition_->findText(name);
    const int latest = definition_->findText(name + ":", Qt::MatchStartsWith);
    if (exact >= 0 || latest >= 0)
        definition_->setCurrentIndex(exact >= 0 ? exact : latest);
    else
        definition_->setEditText(name);
}

// A container that is only named is not overridden.
Json RunTaskDialog::overrides() const
{
    auto value = overrides_->value().value_or(Json::object());
    if (!value.is_object() || !value.contains("containerOverrides"))
        return value;
    Json kept = Json::array();
    for (auto& container : value["containerOverrides"])
        if (container.size() > 1 || !container.contains("name"))
            kept.push_back(std::move(container));
    if (kept.empty())
        value.erase("containerOverrides");
    else
        value["containerOverrides"] = std::move(kept);
    return value;
}

std::optional<std::vector<ActionDialog::Call>> RunTaskDialog::calls()
{
    const auto definition = definition_->currentText().trimmed();
    if (definition.isEmpty()) {
        message()->show_problem(tr("Choose a task definition."));
        definition_->setFocus();
        return std::nullopt;
    }
    Json input = request();
    const auto instance = place_->currentData().toString();
    if (instance.isEmpty())
        return std::vector<Call>{ { "RunTask", std::move(input) } };
    for (const char* placed : { "count", "placementStrategy", "placementConstraints" })
        input.erase(placed);
    input["containerInstances"] = Json::array({ instance.toStdString() });
    return std::vector<Call>(static_cast<std::size_t>(count_->value()), { "StartTask", std::move(input) });
}

void RunTaskDialog::succeeded(const std::vector<Json>& replies)
{
    int started = 0;
    Json failures = Json::array();
    for (const auto& reply : replies) {
        started += static_cast<int>(reply.value("tasks", Json::array()).size());
        for (const auto& failure : reply.value("failures", Json::array()))
            failures.push_back(failure);
    }
    if (failures.empty()) {
        ActionDialog::succeeded(replies);
        return;
    }
    const auto text = failures_text(failures);
    message()->show_problem(started == 0
            ? tr("No task was started: %1.").arg(text)
            : tr("%1 of %2 tasks were started; for the others: %3.").arg(started).arg(count_->value()).arg(text));
    count_->setValue(std::max(1, count_->value() - started));
}

} // namespace quayside::ui
