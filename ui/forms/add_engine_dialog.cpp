#include "ui/forms/add_engine_dialog.h"

#include "ui/forms/error_path.h"
#include "ui/forms/field.h"
#include "ui/forms/message_area.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kProbeDelay = 400; // ms after the last key

const api::Shape& request_shape()
{
    return *api::quayside_model().operation("AddEngine")->input;
}

// "Docker 20.10.24, 2 CPUs, 23.5 GiB; 3 containers run there and are left alone"
QString facts_of(const Json& reply)
{
    QStringList parts;
    if (const auto version = reply.value("version", std::string()); !version.empty())
        parts.append(AddEngineDialog::tr("Docker %1").arg(from_utf8(version)));
    if (const auto cpus = reply.value("cpus", 0); cpus > 0)
        parts.append(counted(cpus, AddEngineDialog::tr("CPU"), AddEngineDialog::tr("CPUs")));
    if (const auto memory = reply.value("memory", std::int64_t(0)); memory > 0)
        parts.append(memory_text(static_cast<double>(memory)));
    auto text = parts.join(", ");
    if (const auto running = reply.value("runningContainers", 0); running > 0)
        text += AddEngineDialog::tr("; %1 run there and are left alone")
                    .arg(counted(running, AddEngineDialog::tr("container"), AddEngineDialog::tr("containers")));
    return text;
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
    , probe_result_(new StatusPill(this))
    , probe_facts_(new TextLabel({}, Type::Body, Role::Muted, this))
    , probe_timer_(new QTimer(this))
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
    probe_timer_->setSingleShot(true);
    probe_timer_->setInterval(kProbeDelay);
    connect(probe_timer_, &QTimer::timeout, this, &AddEngineDialog::probe);
    connect(endpoint_, &QComboBox::currentTextChanged, this, &AddEngineDialog::ask_later);
    for (auto* button : { docker_, simulated_, whole_, sliced_ })
        connect(button, &QRadioButton::toggled, this, &AddEngineDialog::refresh);
    refresh();
    find_engines();
    endpoint_->setFocus();
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
    endpoint_ = new QComboBox(page);
    endpoint_->setObjectName("endpoint");
    endpoint_->setEditable(true);
    endpoint_->setInsertPolicy(QComboBox::NoInsert);
    for (QWidget* part : std::initializer_list<QWidget*>{ endpoint_, endpoint_->lineEdit() })
        part->setAccessibleName(tr("Endpoint"));
    endpoint_->lineEdit()->setPlaceholderText("unix:///var/run/docker.sock");
    auto* grid = form_grid();
    form_row(grid, tr("&Endpoint"), endpoint_);
    auto* result = new QWidget(page);
    auto* result_row = new QHBoxLayout(result);
    result_row->setContentsMargins(0, 0, 0, 4);
    result_row->addWidget(probe_result_);
    result_row->addWidget(probe_facts_, 1);
    probe_facts_->setWordWrap(true);
    probe_facts_->setObjectName("probe");
    probe_facts_->setTextInteractionFlags(Qt::TextSelectableByMouse); // what went wrong is to be copied
    grid->addWidget(result, grid->rowCount(), 1);
    column->addLayout(grid);
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

QString AddEngineDialog::endpoint() const
{
    return endpoint_->currentText().trimmed();
}

void AddEngineDialog::choose_simulated(bool simulated)
{
    (simulated ? simulated_ : docker_)->setChecked(true);
}

void AddEngineDialog::set_endpoint(const QString& endpoint)
{
    endpoint_->setEditText(endpoint);
}

void AddEngineDialog::refresh()
{
    docker_page_->setVisible(!is_simulated());
    simulated_page_->setVisible(is_simulated());
    fields_["slices"]->setVisible(sliced_->isChecked());
}

void AddEngineDialog::find_engines()
{
    session().query("FindEngines", Json::object(), this, [this](Result<Json> reply) {
        if (reply)
            take_found(*reply);
    });
}

void AddEngineDialog::take_found(const Json& reply)
{
    const auto typed = endpoint_->currentText();
    QStringList reachable;
    for (const auto& engine : reply.value("engines", Json::array())) {
        const auto found = from_utf8(engine.value("endpoint", std::string()));
        endpoint_->addItem(found);
        if (engine.value("reachable", false))
            reachable.append(found);
    }
    endpoint_->setEditText(!typed.isEmpty() ? typed : reachable.value(0, endpoint_->itemText(0)));
}

void AddEngineDialog::ask_later()
{
    ++probes_;
    probe_result_->set_state({ StateGlyph::Pending, tr("Asking"), 0 });
    probe_facts_->clear();
    probe_timer_->start();
}

void AddEngineDialog::probe()
{
    const int question = ++probes_;
    if (endpoint().isEmpty()) {
        probe_result_->set_state({});
        return;
    }
    Json input = Json::object();
    input["endpoint"] = endpoint().toStdString();
    session().query("ProbeEngine", std::move(input), this, [this, question](Result<Json> reply) {
        if (question == probes_)
            take_probe(reply);
    });
}

void AddEngineDialog::take_probe(const Result<Json>& reply)
{
    if (!reply) {
        probe_result_->set_state({ StateGlyph::Failed, tr("No answer"), 0 });
        probe_facts_->setText(from_utf8(reply.error().message));
        return;
    }
    if (const auto other = reply->value("alreadyAddedAs", std::string()); !other.empty()) {
        probe_result_->set_state({ StateGlyph::Warning, tr("Already added"), 0 });
        probe_facts_->setText(tr("as %1").arg(from_utf8(other)));
        return;
    }
    probe_result_->set_state({ StateGlyph::Healthy, tr("Found"), 0 });
    probe_facts_->setText(facts_of(*reply));
    if (!fields_["name"]->value()) {
        const Json name = name_for(endpoint()).toStdString();
        fields_["name"]->set_value(&name);
    }
}

Json AddEngineDialog::input() const
{
    Json input = Json::object();
    input["kind"] = is_simulated() ? "simulated" : "docker";
    if (!is_simulated())
        input["endpoint"] = endpoint().toStdString();
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
    if (!is_simulated() && endpoint().isEmpty()) {
        message()->show_problem(tr("Name the endpoint of the engine, for example unix:///var/run/docker.sock."));
        endpoint_->setFocus();
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
    if (place.path == "endpoint")
        endpoint_->setFocus();
}

} // namespace quayside::ui
