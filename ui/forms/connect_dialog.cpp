#include "ui/forms/connect_dialog.h"

#include "ui/forms/field.h"
#include "ui/forms/form_rows.h"
#include "ui/forms/message_area.h"
#include "ui/look/buttons.h"
#include "ui/look/file_chooser.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/on_gui_thread.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kListWidth = 180;
constexpr int kWidth = 760;
constexpr const char* kUsualRegion = "us-east-1";

enum SignedWith : int { Keys, Profile, Nothing };

} // namespace

ConnectDialog::ConnectDialog(std::shared_ptr<client::Endpoints> endpoints, const QString& current, QWidget* parent)
    : QDialog(parent)
    , endpoints_(std::move(endpoints))
    , current_(current)
    , list_(new QListWidget)
    , remove_(new QPushButton(ConnectDialog::tr("Re&move")))
    , signed_with_(new QComboBox)
    , test_(new QPushButton(ConnectDialog::tr("&Test connection")))
    , connect_(primary_button(ConnectDialog::tr("&Connect")))
    , result_(new StatusPill)
    , facts_(new TextLabel({}, Type::Body, Role::Muted))
    , message_(new MessageArea(this))
{
    setWindowTitle(ConnectDialog::tr("Connect an endpoint"));
    auto* sides = new QHBoxLayout;
    sides->setSpacing(16);
    sides->addWidget(make_list());
    sides->addWidget(make_form(), 1);
    auto* buttons = new QDialogButtonBox;
    auto* close = buttons->addButton(QDialogButtonBox::Close);
    close->setText(ConnectDialog::tr("Close"));
    close->setAutoDefault(false);
    buttons->addButton(connect_, QDialogButtonBox::AcceptRole);
    connect_->setObjectName("connect");
    connect_->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->addLayout(sides, 1);
    column->addWidget(message_);
    column->addWidget(buttons);
    setMinimumWidth(Theme::get().scaled(kWidth));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(connect_, &QPushButton::clicked, this, [this] { test(true); });
    connect(test_, &QPushButton::clicked, this, [this] { test(false); });
    start_new();
    load();
}

QWidget* ConnectDialog::make_list()
{
    auto* side = new QWidget;
    side->setFixedWidth(Theme::get().scaled(kListWidth));
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    auto* label = new TextLabel(ConnectDialog::tr("&Known endpoints"), Type::Body, Role::Muted);
    label->setBuddy(list_);
    list_->setAccessibleName(ConnectDialog::tr("Known endpoints"));
    list_->setObjectName("known");
    auto* fresh = new QPushButton(ConnectDialog::tr("&New"));
    fresh->setObjectName("new");
    remove_->setObjectName("remove");
    auto* row = new QHBoxLayout;
    for (auto* button : { fresh, remove_ }) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    column->addWidget(label);
    column->addWidget(list_, 1);
    column->addLayout(row);
    connect(list_, &QListWidget::currentRowChanged, this, &ConnectDialog::take_selection);
    connect(list_, &QListWidget::itemActivated, this, [this] { test(true); });
    connect(fresh, &QPushButton::clicked, this, &ConnectDialog::start_new);
    connect(remove_, &QPushButton::clicked, this, &ConnectDialog::forget);
    return side;
}

QWidget* ConnectDialog::make_form()
{
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    auto* grid = form_grid();
    add_line(grid, tr("N&ame"), tr("Name"), "name")->setPlaceholderText(tr("staging"));
    add_line(grid, tr("&URL"), tr("URL"), "url")->setPlaceholderText("https://ecs.us-east-1.amazonaws.com");
    add_line(grid, tr("R&egion"), tr("Region"), "region");
    add_keys(grid);
    add_file(grid);
    test_->setObjectName("test");
    test_->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(test_);
    row->addWidget(result_);
    row->addWidget(facts_, 1);
    result_->setObjectName("result");
    facts_->setObjectName("facts");
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addLayout(row, grid->rowCount(), 1);
    column->addLayout(grid);
    auto* note = new TextLabel(tr("Kept encrypted in the state directory, beside the key to it. An endpoint opens "
                                  "read-only the first time."),
        Type::Body, Role::Muted);
    note->setWordWrap(true);
    column->addWidget(note);
    column->addStretch(1);
    return side;
}

QLineEdit* ConnectDialog::add_line(QGridLayout* grid, const QString& label, const QString& name, const char* member)
{
    auto* line = new QLineEdit;
    line->setObjectName(member);
    line->setAccessibleName(name);
    auto* text = form_row(grid, label, line);
    auto* problem = new ProblemLine;
    problem->setObjectName(QStringLiteral("problem:") + QLatin1String(member));
    problem->hide();
    grid->addWidget(problem, grid->rowCount(), 1);
    lines_[member] = line;
    problems_[member] = problem;
    connect(line, &QLineEdit::textEdited, this, &ConnectDialog::clear_problems);
    text->setBuddy(line);
    return line;
}

void ConnectDialog::add_keys(QGridLayout* grid)
{
    signed_with_->setObjectName("signedWith");
    signed_with_->setAccessibleName(tr("Calls are signed with"));
    signed_with_->addItems({ tr("An access key"), tr("A profile of the AWS configuration"), tr("Nothing") });
    form_row(grid, tr("&Signed with"), signed_with_);
    const auto add = [&](int kind, const QString& label, const QString& name, const char* member) {
        auto* line = add_line(grid, label, name, member);
        shown_for_[kind].insert(
            shown_for_[kind].end(), { line, grid->itemAtPosition(grid->rowCount() - 2, 0)->widget() });
        return line;
    };
    add(Keys, tr("Access key &ID"), tr("Access key ID"), "accessKeyId");
    for (auto* secret : { add(Keys, tr("Secret access ke&y"), tr("Secret access key"), "secretAccessKey"),
             add(Keys, tr("Session t&oken"), tr("Session token"), "sessionToken") })
        secret->setEchoMode(QLineEdit::Password);
    lines_["sessionToken"]->setPlaceholderText(tr("of temporary keys only"));
    add(Profile, tr("&Profile"), tr("Profile"), "profile")->setPlaceholderText("default");
    connect(signed_with_, &QComboBox::currentIndexChanged, this, &ConnectDialog::show_keys);
    show_keys();
}

void ConnectDialog::add_file(QGridLayout* grid)
{
    auto* line = add_line(grid, tr("CA certi&ficate"), tr("CA certificate"), "caCertificate");
    line->setPlaceholderText(tr("whom the system trusts"));
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAccessibleName(tr("Choose the file of the CA certificate"));
    choose->setAutoDefault(false);
    grid->addWidget(choose, grid->rowCount() - 2, 2);
    connect(choose, &QPushButton::clicked, this, [this, line] {
        FileChooser::get().ask({ FileQuestion::Kind::File, tr("CA certificate"), line->text() }, *this,
            [line](const QString& path) { line->setText(path); });
    });
}

void ConnectDialog::show_keys()
{
    for (const auto& [kind, widgets] : shown_for_)
        for (auto* widget : widgets)
            widget->setVisible(kind == signed_with_->currentIndex());
    clear_problems();
}

void ConnectDialog::load()
{
    endpoints_->list(on_gui_thread<Result<std::vector<client::RemoteEndpoint>>>(
        this, [this](const Result<std::vector<client::RemoteEndpoint>>& known) { show_known(known); }));
}

void ConnectDialog::show_known(const Result<std::vector<client::RemoteEndpoint>>& known)
{
    if (!known)
        message_->show_error(known.error());
    known_ = known ? *known : std::vector<client::RemoteEndpoint>();
    {
        const QSignalBlocker quiet(list_);
        list_->clear();
        for (const auto& endpoint : known_) {
            const auto name = from_utf8(endpoint.name);
            list_->addItem(name == current_ ? tr("%1 (connected)").arg(name) : name);
            list_->item(list_->count() - 1)->setToolTip(from_utf8(endpoint.url));
        }
        list_->setCurrentRow(-1);
    }
    refresh_buttons();
    emit listed();
}

void ConnectDialog::refresh_buttons()
{
    set_blocked(remove_, list_->currentRow() >= 0 ? QString() : tr("Choose one of the known endpoints"));
    for (auto* button : { test_, connect_ })
        set_blocked(button, busy_ ? tr("The endpoint is being asked") : QString());
}

void ConnectDialog::take_selection()
{
    refresh_buttons();
    const int row = list_->currentRow();
    if (row < 0)
        return;
    const auto& endpoint = known_[static_cast<std::size_t>(row)];
    const std::map<std::string, const std::string*> values = { { "name", &endpoint.name }, { "url", &endpoint.url },
        { "region", &endpoint.region }, { "profile", &endpoint.profile }, { "accessKeyId", &endpoint.access_key_id },
        { "caCertificate", &endpoint.ca_certificate } };
    for (const auto& [member, line] : lines_) {
        const auto value = values.find(member);
        line->setText(value == values.end() ? QString() : from_utf8(*value->second));
    }
    lines_["secretAccessKey"]->setPlaceholderText(tr("the one that is kept"));
    signed_with_->setCurrentIndex(!endpoint.profile.empty() ? Profile
            : endpoint.access_key_id.empty()                ? Nothing
                                                            : Keys);
    clear_problems();
}

void ConnectDialog::start_new()
{
    {
        const QSignalBlocker quiet(list_);
        list_->setCurrentRow(-1);
    }
    for (const auto& [member, line] : lines_)
        line->clear();
    lines_["region"]->setText(kUsualRegion);
    lines_["secretAccessKey"]->setPlaceholderText({});
    signed_with_->setCurrentIndex(Keys);
    clear_problems();
    refresh_buttons();
    lines_["name"]->setFocus();
}

client::RemoteEndpoint ConnectDialog::typed() const
{
    const auto text = [this](const char* member) { return lines_.at(member)->text().trimmed().toStdString(); };
    client::RemoteEndpoint endpoint;
    endpoint.name = text("name");
    endpoint.url = text("url");
    endpoint.region = text("region");
    endpoint.ca_certificate = text("caCertificate");
    if (signed_with_->currentIndex() == Profile)
        endpoint.profile = text("profile").empty() ? "default" : text("profile");
    if (signed_with_->currentIndex() != Keys)
        return endpoint;
    endpoint.access_key_id = text("accessKeyId");
    endpoint.secret_access_key = text("secretAccessKey");
    endpoint.session_token = text("sessionToken");
    return endpoint;
}

void ConnectDialog::test(bool and_connect)
{
    if (busy_)
        return;
    clear_problems();
    const auto endpoint = typed();
    if (signed_with_->currentIndex() == Keys && endpoint.access_key_id.empty()) {
        show_problem({ "accessKeyId", tr("The access key ID is missing.").toStdString(), 0 });
        emit tested(false);
        return;
    }
    set_busy(true);
    result_->set_state({ StateGlyph::Pending, tr("asking") });
    endpoints_->test(endpoint,
        on_gui_thread<Result<client::EndpointFacts>>(
            this, [this, endpoint, and_connect](const Result<client::EndpointFacts>& facts) {
                take_test(endpoint, facts, and_connect);
            }));
}

void ConnectDialog::take_test(
    const client::RemoteEndpoint& tried, const Result<client::EndpointFacts>& facts, bool and_connect)
{
    set_busy(false);
    if (!facts) {
        result_->set_state({ StateGlyph::Failed, tr("no connection") });
        show_problem(facts.error());
        emit tested(false);
        return;
    }
    result_->set_state({ StateGlyph::Healthy, tr("answers") });
    const auto clusters = tr("%n clusters", nullptr, static_cast<int>(facts->clusters));
    facts_->setText(facts->version.empty() ? tr("An ECS endpoint with %1").arg(clusters)
                                           : tr("Quayside %1 with %2").arg(from_utf8(facts->version), clusters));
    emit tested(true);
    if (and_connect)
        keep(tried);
}

void ConnectDialog::keep(const client::RemoteEndpoint& endpoint)
{
    set_busy(true);
    endpoints_->keep(
        endpoint, on_gui_thread<Result<void>>(this, [this, name = from_utf8(endpoint.name)](const Result<void>& kept) {
            set_busy(false);
            if (!kept)
                return show_problem(kept.error());
            accept();
            emit connect_wanted(name);
        }));
}

void ConnectDialog::forget()
{
    const int row = list_->currentRow();
    if (row < 0)
        return;
    endpoints_->forget(
        known_[static_cast<std::size_t>(row)].name, on_gui_thread<Result<void>>(this, [this](const Result<void>& done) {
            if (!done)
                return show_problem(done.error());
            start_new();
            load();
        }));
}

void ConnectDialog::set_busy(bool busy)
{
    busy_ = busy;
    refresh_buttons();
}

void ConnectDialog::clear_problems()
{
    for (const auto& [member, problem] : problems_) {
        problem->hide();
        set_field_mark(lines_[member], FieldMark::None);
    }
    message_->clear();
    facts_->setText({});
    result_->set_state({});
}

void ConnectDialog::show_problem(const Error& error)
{
    const auto found = problems_.find(error.code);
    if (found == problems_.end())
        return message_->show_error(error);
    // A change of how calls are signed hides what the last test said, so it comes first.
    if (error.code == "accessKeyId" && signed_with_->currentIndex() != Keys)
        signed_with_->setCurrentIndex(Keys);
    found->second->set_text(from_utf8(error.message));
    found->second->show();
    set_field_mark(lines_[error.code], FieldMark::Invalid);
    lines_[error.code]->setFocus();
}

} // namespace quayside::ui
