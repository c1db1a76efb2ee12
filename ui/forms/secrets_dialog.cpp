#include "ui/forms/secrets_dialog.h"

#include "ui/forms/confirmation_dialog.h"
#include "ui/forms/form_rows.h"
#include "ui/forms/message_area.h"
#include "ui/look/empty_state.h"
#include "ui/look/focus_ring.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace quayside::ui {

namespace {

enum Column { Name, Kind, Changed };
constexpr int kArnRole = Qt::UserRole;
constexpr int kKindRole = Qt::UserRole + 1;

QString text_of(const Json& secret, const char* member)
{
    const Json value = secret.value(member, Json());
    return value.is_string() ? from_utf8(value.get<std::string>()) : QString();
}

QString kind_text(const QString& kind)
{
    return kind == QLatin1String("ssm") ? SecretsDialog::tr("SSM parameter") : SecretsDialog::tr("Secrets Manager");
}

QString changed_text(const Json& secret)
{
    const Json at = secret.value("updatedAt", Json());
    if (!at.is_number())
        return dash();
    return local_date_time(TimePoint(std::chrono::milliseconds(static_cast<std::int64_t>(at.get<double>() * 1000))));
}

Json named(const QTreeWidgetItem& item)
{
    return { { "kind", item.data(Name, kKindRole).toString().toStdString() },
        { "name", item.text(Name).toStdString() } };
}

} // namespace

SecretsDialog::SecretsDialog(Session& session, QWidget* parent)
    : ActionDialog(session, tr("Secrets"), tr("&Set secret"), parent)
{
    auto* text = new TextLabel(
        tr("Containers get them as variables, by the name or ARN that secrets of their definition give in valueFrom. "
           "They are kept on this machine, in a sealed file; nothing shows a value again. A running container has what "
           "it was started with, and who may inspect it on its engine can read that."),
        Type::Body, Role::Muted, this);
    text->setWordWrap(true);
    add(text);
    add(make_list(), 1);
    add(make_form());
    resize(Theme::get().scaled(640), Theme::get().scaled(560));
    load();
    name_->setFocus();
}

QWidget* SecretsDialog::make_list()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    list_ = new QTreeWidget(page);
    list_->setAccessibleName(tr("Secrets"));
    ring_when_focused(*list_);
    list_->setHeaderLabels({ tr("Name"), tr("Kind"), tr("Changed") });
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    list_->header()->setSectionResizeMode(Kind, QHeaderView::ResizeToContents);
    list_->header()->setSectionResizeMode(Changed, QHeaderView::ResizeToContents);
    empty_ = new EmptyState(page);
    empty_->set_icon(icon(Glyph::SecretKey, Role::Muted));
    empty_->set_sentence(tr("There is no secret yet. Name one below, and give its value."));
    copy_ = new QPushButton(tr("&Copy ARN"), page);
    delete_ = new QPushButton(tr("&Delete…"), page);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(copy_);
    buttons->addWidget(delete_);
    buttons->addStretch();
    empty_->hide(); // nobody knows yet
    copy_->setEnabled(false);
    delete_->setEnabled(false);
    column->addWidget(list_, 1);
    column->addWidget(empty_, 1);
    column->addLayout(buttons);
    connect(list_, &QTreeWidget::itemSelectionChanged, this, &SecretsDialog::take_selection);
    connect(copy_, &QPushButton::clicked, this, &SecretsDialog::copy_arn);
    connect(delete_, &QPushButton::clicked, this, &SecretsDialog::delete_selected);
    return page;
}

QWidget* SecretsDialog::make_form()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    kind_ = new QComboBox(page);
    for (const char* kind : { "secretsmanager", "ssm" })
        kind_->addItem(kind_text(kind), QString(kind));
    name_ = new QLineEdit(page);
    name_->setPlaceholderText(tr("prod/db, or /prod/db-password of a parameter"));
    value_ = new QLineEdit(page);
    value_->setEchoMode(QLineEdit::Password);
    value_->setPlaceholderText(tr("not shown again once it is set"));
    auto* grid = form_grid();
    form_row(grid, tr("&Kind"), kind_);
    form_row(grid, tr("&Name"), name_);
    form_row(grid, tr("&Value"), value_);
    kind_->setAccessibleName(tr("Kind"));
    name_->setAccessibleName(tr("Name"));
    value_->setAccessibleName(tr("Value"));
    column->addLayout(grid);
    for (auto* line : { name_, value_ })
        connect(line, &QLineEdit::textEdited, this, [this] { message()->clear(); });
    return page;
}

void SecretsDialog::load()
{
    session().query("ListSecrets", Json::object(), this, [this](const Result<Json>& reply) {
        if (!reply)
            return message()->show_problem(from_utf8(reply.error().message));
        const Json secrets = reply->value("secrets", Json::array());
        show_secrets(secrets);
    });
}

void SecretsDialog::show_secrets(const Json& secrets)
{
    list_->clear();
    for (const auto& secret : secrets) {
        const auto kind = text_of(secret, "kind");
        auto* item = new QTreeWidgetItem(list_, { text_of(secret, "name"), kind_text(kind), changed_text(secret) });
        item->setData(Name, kArnRole, text_of(secret, "arn"));
        item->setData(Name, kKindRole, kind);
        item->setToolTip(Name, text_of(secret, "arn"));
    }
    list_->setVisible(!secrets.empty());
    empty_->setVisible(secrets.empty());
    take_selection();
}

// What is selected can be given another value.
void SecretsDialog::take_selection()
{
    const auto selected = list_->selectedItems();
    copy_->setEnabled(!selected.isEmpty());
    delete_->setEnabled(!selected.isEmpty());
    if (selected.isEmpty())
        return;
    kind_->setCurrentIndex(kind_->findData(selected.front()->data(Name, kKindRole)));
    name_->setText(selected.front()->text(Name));
    value_->clear();
}

void SecretsDialog::copy_arn()
{
    if (const auto selected = list_->selectedItems(); !selected.isEmpty())
        QApplication::clipboard()->setText(selected.front()->data(Name, kArnRole).toString());
}

void SecretsDialog::delete_selected()
{
    const auto selected = list_->selectedItems();
    if (selected.isEmpty())
        return;
    auto* question = new ConfirmationDialog(session(),
        { tr("Delete secret"),
            tr("Tasks that name it cannot start any more. Those that run keep the value that they were given."),
            { selected.front()->text(Name) }, tr("&Delete secret"), tr("&Keep it") },
        { { "DeleteSecret", named(*selected.front()) } }, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &ActionDialog::done_with, this, [this] { load(); });
    question->open();
}

std::optional<std::vector<ActionDialog::Call>> SecretsDialog::calls()
{
    if (name_->text().isEmpty() || value_->text().isEmpty()) {
        const bool nameless = name_->text().isEmpty();
        message()->show_problem(nameless ? tr("A secret needs a name.") : tr("A secret needs a value."));
        (nameless ? name_ : value_)->setFocus();
        return std::nullopt;
    }
    return std::vector<Call>{ { "PutSecret",
        { { "kind", kind_->currentData().toString().toStdString() }, { "name", name_->text().toStdString() },
            { "value", value_->text().toStdString() } } } };
}

void SecretsDialog::succeeded(const std::vector<Json>&)
{
    name_->clear();
    value_->clear();
    message()->clear();
    name_->setFocus();
    load();
}

} // namespace quayside::ui
