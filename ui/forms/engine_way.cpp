#include "ui/forms/engine_way.h"

#include "ui/forms/field.h"
#include "ui/forms/form_rows.h"
#include "ui/look/file_chooser.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kProbeDelay = 400; // ms after the last key

enum Kind : int { Socket, Tcp, Ssh };

constexpr const char* kSchemes[] = { "unix://", "tcp://", "ssh://" };
constexpr const char* kExamples[]
    = { "unix:///var/run/docker.sock", "tcp://build-1.example.com:2376", "ssh://user@build-1.example.com" };
constexpr const char* kTlsMembers[] = { "caCertificate", "clientCertificate", "clientKey" };
constexpr const char* kSshMembers[] = { "identityFile", "knownHostsFile" };

// "Docker 20.10.24, 2 CPUs, 23.5 GiB; 3 containers run there and are left alone"
QString facts_of(const Json& reply)
{
    QStringList parts;
    if (const auto version = reply.value("version", std::string()); !version.empty())
        parts.append(EngineWay::tr("Docker %1").arg(from_utf8(version)));
    if (const auto cpus = reply.value("cpus", 0); cpus > 0)
        parts.append(EngineWay::tr("%n CPUs", nullptr, cpus));
    if (const auto memory = reply.value("memory", std::int64_t(0)); memory > 0)
        parts.append(memory_text(static_cast<double>(memory)));
    auto text = parts.join(", ");
    if (const auto running = reply.value("runningContainers", 0); running > 0)
        text += EngineWay::tr("; %n containers run there and are left alone", nullptr, running);
    return text;
}

} // namespace

EngineWay::EngineWay(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , kind_(new QComboBox(this))
    , endpoint_(new QComboBox(this))
    , plaintext_(new QCheckBox(tr("Plain TCP with&out TLS: whoever reaches or overhears it rules the engine"), this))
    , result_(new StatusPill(this))
    , facts_(new TextLabel({}, Type::Body, Role::Muted, this))
    , timer_(new QTimer(this))
{
    kind_->addItems({ tr("A socket on this machine"), tr("TCP, with TLS"), tr("ssh") });
    kind_->setObjectName("reached");
    kind_->setAccessibleName(tr("Reached through"));
    endpoint_->setObjectName("endpoint");
    endpoint_->setEditable(true);
    endpoint_->setInsertPolicy(QComboBox::NoInsert);
    for (QWidget* part : std::initializer_list<QWidget*>{ endpoint_, endpoint_->lineEdit() })
        part->setAccessibleName(tr("Endpoint"));
    auto* grid = form_grid();
    form_row(grid, tr("Reached throu&gh"), kind_);
    form_row(grid, tr("&Endpoint"), endpoint_);
    add_file(grid, tr("CA certi&ficate"), tr("CA certificate"), "tls.caCertificate");
    add_file(grid, tr("C&lient certificate"), tr("Client certificate"), "tls.clientCertificate");
    add_file(grid, tr("Client &key"), tr("Client key"), "tls.clientKey");
    plaintext_->setObjectName("allowPlaintext");
    grid->addWidget(plaintext_, grid->rowCount(), 1);
    shown_for_[Tcp].push_back(plaintext_);
    add_problem(grid, "allowPlaintext");
    add_file(grid, tr("Identit&y file"), tr("Identity file"), "ssh.identityFile");
    add_file(grid, tr("Known &hosts file"), tr("Known hosts file"), "ssh.knownHostsFile");

    auto* test = new QPushButton(tr("&Test connection"), this);
    test->setObjectName("test");
    test->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 4);
    row->setSpacing(8);
    row->addWidget(test);
    row->addWidget(result_);
    row->addStretch(1);
    facts_->setWordWrap(true);
    facts_->hide();
    facts_->setObjectName("probe");
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse); // what went wrong is to be copied
    grid->addLayout(row, grid->rowCount(), 1);
    grid->addWidget(facts_, grid->rowCount(), 1); // a sentence needs the whole width
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(grid);

    timer_->setSingleShot(true);
    timer_->setInterval(kProbeDelay);
    connect(timer_, &QTimer::timeout, this, &EngineWay::probe);
    connect(test, &QPushButton::clicked, this, &EngineWay::probe);
    connect(kind_, &QComboBox::activated, this, &EngineWay::choose_kind);
    connect(endpoint_, &QComboBox::currentTextChanged, this, &EngineWay::ask_later);
    connect(plaintext_, &QCheckBox::toggled, this, &EngineWay::ask_later);
    show_kind();
}

// A row with a line for the path and a button to look for it.
QLineEdit* EngineWay::add_file(QGridLayout* grid, const QString& label, const QString& name, const char* member)
{
    const int kind = QLatin1String(member).startsWith(QLatin1String("tls.")) ? Tcp : Ssh;
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* line = new QLineEdit(row);
    line->setObjectName(member);
    line->setAccessibleName(name);
    line->setPlaceholderText(kind == Ssh ? tr("as ssh is configured") : tr("/path/of/a/file.pem"));
    auto* button = new QPushButton(tr("Choose…"), row);
    button->setAccessibleName(tr("Choose the file: %1").arg(name));
    button->setAutoDefault(false);
    layout->addWidget(line, 1);
    layout->addWidget(button);
    auto* text = form_row(grid, label, row, line);
    shown_for_[kind].insert(shown_for_[kind].end(), { text, row });
    add_problem(grid, member);
    files_[member] = line;
    connect(line, &QLineEdit::textChanged, this, &EngineWay::ask_later);
    connect(button, &QPushButton::clicked, this, [this, line, name] { choose_file(line, name); });
    return line;
}

void EngineWay::choose_file(QLineEdit* line, const QString& name)
{
    FileChooser::get().ask(
        { FileQuestion::Kind::File, name, line->text() }, *this, [line](const QString& path) { line->setText(path); });
}

void EngineWay::add_problem(QGridLayout* grid, const std::string& member)
{
    auto* problem = new ProblemLine(this);
    problem->setObjectName(QString::fromStdString("problem:" + member));
    problem->hide();
    grid->addWidget(problem, grid->rowCount(), 1);
    problems_[member] = problem;
}

// The person chose: the endpoint becomes one of this kind.
void EngineWay::choose_kind()
{
    const QString scheme = kSchemes[kind_->currentIndex()];
    if (!endpoint().startsWith(scheme))
        endpoint_->setEditText(kind_->currentIndex() == Socket ? kExamples[Socket] : scheme);
    show_kind();
    focus_endpoint();
}

void EngineWay::show_kind()
{
    const int kind = kind_->currentIndex();
    for (const auto& [shown_for, widgets] : shown_for_)
        for (auto* widget : widgets)
            widget->setVisible(shown_for == kind);
    endpoint_->lineEdit()->setPlaceholderText(kExamples[kind]);
}

void EngineWay::set_endpoint(const QString& endpoint)
{
    endpoint_->setEditText(endpoint);
}

void EngineWay::set_way(const Json& way)
{
    const auto part = [&way](const char* name) { return way.value(name, Json::object()); };
    const auto tls = part("tls");
    const auto ssh = part("ssh");
    for (const auto* member : kTlsMembers)
        files_[std::string("tls.") + member]->setText(from_utf8(tls.value(member, std::string())));
    for (const auto* member : kSshMembers)
        files_[std::string("ssh.") + member]->setText(from_utf8(ssh.value(member, std::string())));
    plaintext_->setChecked(way.value("allowPlaintext", false));
    set_endpoint(from_utf8(way.value("endpoint", std::string())));
}

Json EngineWay::way() const
{
    Json way = { { "endpoint", endpoint().toStdString() } };
    const auto add = [&](const std::string& part, const auto& members) {
        for (const auto* member : members)
            if (const auto path = files_.at(part + "." + member)->text().trimmed(); !path.isEmpty())
                way[part][member] = path.toStdString();
    };
    if (kind_->currentIndex() == Tcp) {
        add("tls", kTlsMembers);
        if (plaintext_->isChecked())
            way["allowPlaintext"] = true;
    }
    if (kind_->currentIndex() == Ssh)
        add("ssh", kSshMembers);
    return way;
}

QString EngineWay::endpoint() const
{
    return endpoint_->currentText().trimmed();
}

void EngineWay::focus_endpoint()
{
    endpoint_->setFocus();
}

void EngineWay::clear_problems()
{
    for (const auto& [member, problem] : problems_)
        problem->set_text({});
}

bool EngineWay::mark(const ErrorPath& problem)
{
    if (problem.path == "endpoint") {
        result_->set_state({ StateGlyph::Failed, tr("No answer"), 0 });
        say(from_utf8(problem.reason));
        focus_endpoint();
        return true;
    }
    const auto found = problems_.find(problem.path);
    if (found == problems_.end())
        return false;
    found->second->set_text(from_utf8(problem.reason));
    return true;
}

void EngineWay::find_engines()
{
    session_.query("FindEngines", Json::object(), this, [this](Result<Json> reply) {
        if (reply)
            take_found(*reply);
    });
}

void EngineWay::take_found(const Json& reply)
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

void EngineWay::say(const QString& what)
{
    facts_->setText(what);
    facts_->setVisible(!what.isEmpty());
}

void EngineWay::ask_later()
{
    for (const int kind : { Socket, Tcp, Ssh })
        if (endpoint().startsWith(kSchemes[kind]))
            kind_->setCurrentIndex(kind);
    show_kind();
    clear_problems();
    ++probes_;
    result_->set_state({ StateGlyph::Pending, tr("Asking"), 0 });
    say({});
    timer_->start();
}

void EngineWay::probe()
{
    timer_->stop();
    clear_problems();
    const int question = ++probes_;
    const auto text = endpoint();
    if (text.isEmpty() || text == kSchemes[kind_->currentIndex()]) {
        result_->set_state({});
        return;
    }
    result_->set_state({ StateGlyph::Pending, tr("Asking"), 0 });
    session_.query("ProbeEngine", way(), this, [this, question](Result<Json> reply) {
        if (question == probes_)
            take_probe(reply);
    });
}

void EngineWay::take_probe(const Result<Json>& reply)
{
    if (!reply) {
        result_->set_state({ StateGlyph::Failed, tr("No answer"), 0 });
        say({});
        if (const auto problem = error_path(reply.error().message); problem.path == "endpoint")
            say(from_utf8(problem.reason));
        else if (!mark(problem))
            say(from_utf8(reply.error().message));
        return;
    }
    result_->set_state({ StateGlyph::Healthy, tr("Found"), 0 });
    say(facts_of(*reply));
    if (const auto other = reply->value("alreadyAddedAs", std::string()); !other.empty()) {
        result_->set_state({ StateGlyph::Warning, tr("Already added"), 0 });
        say(tr("as %1").arg(from_utf8(other)));
    }
    emit found(*reply);
}

} // namespace quayside::ui
