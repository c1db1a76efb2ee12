#include "ui/forms/registry_logins_dialog.h"

#include "ui/forms/form_rows.h"
#include "ui/forms/message_area.h"
#include "ui/look/focus_ring.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kList = 132; // height

QLineEdit* line(const QString& name)
{
    auto* made = new QLineEdit;
    made->setAccessibleName(name);
    return made;
}

} // namespace

RegistryLoginsDialog::RegistryLoginsDialog(Session& session, QWidget* parent)
    : ActionDialog(session, tr("Registry logins"), tr("&Save login"), parent)
    , list_(new QListWidget)
    , remove_(new QPushButton(tr("Re&move login")))
    , registry_(line(tr("Registry")))
    , username_(line(tr("User")))
    , password_(line(tr("Password")))
{
    list_->setAccessibleName(tr("Registry logins"));
    ring_when_focused(*list_);
    list_->setFixedHeight(Theme::get().scaled(kList));
    remove_->setAutoDefault(false);
    remove_->setEnabled(false);
    registry_->setPlaceholderText(tr("docker.io, or host:port"));
    password_->setEchoMode(QLineEdit::Password);
    password_->setPlaceholderText(tr("or an access token"));
    add(list_);
    auto* row = new QHBoxLayout;
    row->addWidget(remove_);
    row->addStretch();
    content()->addLayout(row);
    auto* grid = form_grid();
    form_row(grid, tr("&Registry"), registry_);
    form_row(grid, tr("&User"), username_);
    form_row(grid, tr("&Password"), password_);
    content()->addLayout(grid);
    auto* note = new TextLabel(tr("Kept encrypted in the state directory, beside the key to it: whoever reads all of "
                                  "that directory can read them."),
        Type::Body, Role::Muted);
    note->setWordWrap(true);
    add(note);
    content()->addStretch();
    setMinimumWidth(Theme::get().scaled(480));
    connect(remove_, &QPushButton::clicked, this, &RegistryLoginsDialog::remove);
    connect(list_, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        remove_->setEnabled(item != nullptr);
        if (!item)
            return;
        registry_->setText(item->data(Qt::UserRole).toString());
        username_->setText(item->data(Qt::UserRole + 1).toString());
    });
    registry_->setFocus();
    ask();
}

void RegistryLoginsDialog::ask()
{
    session().query("ListRegistryLogins", Json::object(), this, [this](Result<Json> reply) { take(reply); });
}

void RegistryLoginsDialog::take(const Result<Json>& reply)
{
    if (!reply)
        return message()->show_error(reply.error());
    const QSignalBlocker quiet(list_);
    list_->clear();
    const Json logins = reply->value("logins", Json::array());
    for (const auto& login : logins) {
        const auto registry = from_utf8(login.value("registry", std::string()));
        const auto username = from_utf8(login.value("username", std::string()));
        auto* item = new QListWidgetItem(tr("%1 as %2").arg(registry, username), list_);
        item->setData(Qt::UserRole, registry);
        item->setData(Qt::UserRole + 1, username);
    }
    remove_->setEnabled(false);
    if (logins.empty()) {
        auto* none = new QListWidgetItem(tr("No login is kept: registries are asked as nobody in particular."), list_);
        none->setFlags(Qt::NoItemFlags);
    }
}

std::optional<std::vector<ActionDialog::Call>> RegistryLoginsDialog::calls()
{
    return std::vector<Call>{ { "PutRegistryLogin",
        { { "registry", registry_->text().trimmed().toStdString() },
            { "username", username_->text().trimmed().toStdString() },
            { "password", password_->text().toStdString() } } } };
}

void RegistryLoginsDialog::succeeded(const std::vector<Json>&)
{
    for (auto* field : { registry_, username_, password_ })
        field->clear();
    registry_->setFocus();
    ask();
}

void RegistryLoginsDialog::remove()
{
    const auto registry = list_->currentItem()->data(Qt::UserRole).toString().toStdString();
    session().call("DeleteRegistryLogin", { { "registry", registry } }, this, [this](Result<Json> reply) {
        if (!reply)
            message()->show_error(reply.error());
        registry_->clear();
        username_->clear();
        ask();
    });
}

} // namespace quayside::ui
