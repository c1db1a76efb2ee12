#include "ui/forms/add_engine_dialog.h"

#include "ui/forms/engine_way.h"
#include "ui/forms/error_path.h"
#include "ui/forms/field.h"
#include "ui/forms/message_area.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QButtonGroup>
#include <QCompleter>
#include <QGridLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

const api::Shape& request_shape()
{
    return *api::quayside_model().operation("AddEngine")->input;
}

QString name_for(const QString& endpoint)
{
    if (endpoint.startsWith("unix:"))
        return "local";
    const auto host = QString(endpoint).remove(0, endpoint.indexOf("://") + 3).section(':', 0, 0).section('@', -1);
    return QString(host).replace('.', '-');
}

} // namespace

AddEngineDialog::AddEngineDialog(Session& session, const QString& cluster, QWidget* parent)
    : ActionDialog(session, tr("Add engine"), tr("&Add engine"), parent)
    , docker_(new QRadioButton(tr("&Docker engine"), this))
    , simulated_(new QRadioButton(tr("S&imulated engine"), this))
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    auto* kinds = new QButtonGroup(this);
    auto* kind_row = new QHBoxLayout;
    for (auto* button : { docker_, simulated_ }) {
        kinds->addButton(button);
        kind_row->addWidget(button);
    }
    kind_row->addStretch();
    column->addLayout(kind_row);
    auto* grid = form_grid();
    form_row(grid, tr("&Name"), make_member("name", tr("Name")));
    form_row(grid, tr("&Cluster"), make_member("cluster", tr("Cluster")));
    form_row(grid, tr("&Zone"), make_member("availabilityZone", tr("Zone")));
    column->addWidget(docker_page_ = make_docker_page());
    column->addWidget(simulated_page_ = make_simulated_page());
    column->addLayout(grid);
    column->addWidget(new SectionHeading(tr("Attributes"), page));
    column->addWidget(make_member("attributes", tr("Attributes")));
    column->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setFocusPolicy(Qt::NoFocus); // its fields take the keyboard
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    add(scroll, 1);
    resize(Theme::get().scaled(640), Theme::get().scaled(600));

    QStringList clusters;
    for (const auto& [name, record] : session.state().clusters())
        clusters.append(from_utf8(name));
    if (auto* line = qobject_cast<QLineEdit*>(fields_["cluster"]->input()))
        line->setCompleter(new QCompleter(clusters, line));
    const Json wanted_cluster = (cluster.isEmpty() ? QString("default") : cluster).toStdString();
    fields_["cluster"]->set_value(&wanted_cluster);
    docker_->setChecked(true);
    connect(way_, &EngineWay::found, this, &AddEngineDialog::take_probe);
    for (auto* button : { docker_, simulated_, whole_, sliced_ })
        connect(button, &QRadioButton::toggled, this, &AddEngineDialog::refresh);
    refresh();
    way_->find_engines();
    way_->focus_endpoint();
}

Field* AddEngineDialog::make_member(const std::string& member, const QString& label)
{
    const auto* found = request_shape().find(member);
    auto hint = hint_of(request_shape(), *found);
    hint.label = label;
    auto* field = make_field(*found->shape, hint, this);
    field->setObjectName(QString::fromStdString(member));
    fields_[member] = field;
    return field;
}

QWidget* AddEngineDialog::make_docker_page()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    way_ = new EngineWay(session(), page);
    column->addWidget(way_);
    whole_ = new QRadioButton(tr("As one container instance, &whole"), page);
    sliced_ = new QRadioButton(tr("As &several container instances, each with its own share"), page);
    auto* uses = new QButtonGroup(this);
    for (auto* button : { whole_, sliced_ }) {
        uses->addButton(button);
        column->addWidget(button);
    }
    whole_->setChecked(true);
    auto* slices = make_member("slices", tr("Slices"));
    slices->setContentsMargins(24, 0, 0, 0);
    column->addWidget(slices);
    column->addSpacing(8);
    return page;
}

QWidget* AddEngineDialog::make_simulated_page()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    auto* text = new TextLabel(tr("Runs nothing: containers start, load and stop as told here, on no machine."),
        Type::Body, Role::Muted, page);
    text->setWordWrap(true);
    column->addWidget(text);
    column->addWidget(make_member("simulation", tr("Simulation")));
    column->addSpacing(8);
    return page;
}

bool AddEngineDialog::is_simulated() const
{
    return simulated_->isChecked();
}

void AddEngineDialog::choose_simulated(bool simulated)
{
    (simulated ? simulated_ : docker_)->setChecked(true);
}

void AddEngineDialog::set_endpoint(const QString& endpoint)
{
    way_->set_endpoint(endpoint);
}

void AddEngineDialog::refresh()
{
    docker_page_->setVisible(!is_simulated());
    simulated_page_->setVisible(is_simulated());
    fields_["slices"]->setVisible(sliced_->isChecked());
}

void AddEngineDialog::take_probe(const Json& reply)
{
    if (fields_["name"]->value() || reply.contains("alreadyAddedAs"))
        return;
    const Json name = name_for(way_->endpoint()).toStdString();
    fields_["name"]->set_value(&name);
}

Json AddEngineDialog::input() const
{
    Json input = is_simulated() ? Json::object() : way_->way();
    input["kind"] = is_simulated() ? "simulated" : "docker";
    for (const auto& [member, field] : fields_) {
        const bool wanted
            = member == "slices" ? !is_simulated() && sliced_->isChecked() : member != "simulation" || is_simulated();
        if (auto value = wanted ? field->value() : std::nullopt)
            input[member] = std::move(*value);
    }
    return input;
}

std::optional<std::vector<ActionDialog::Call>> AddEngineDialog::calls()
{
    auto request = input();
    const auto problems = api::validate(request, request_shape());
    mark_problems(fields_, problems);
    if (!is_simulated() && way_->endpoint().isEmpty()) {
        message()->show_problem(tr("Name the endpoint of the engine, for example unix:///var/run/docker.sock."));
        way_->focus_endpoint();
        return std::nullopt;
    }
    if (!problems.empty()) {
        message()->show_problems(problems);
        return std::nullopt;
    }
    return std::vector<Call>{ { "AddEngine", std::move(request) } };
}

void AddEngineDialog::failed(const Error& error)
{
    ActionDialog::failed(error);
    const auto place = error_path(error.message);
    mark_problems(fields_, { { api::Problem::Kind::Type, place.path, place.reason } });
    way_->mark(place);
}

} // namespace quayside::ui
