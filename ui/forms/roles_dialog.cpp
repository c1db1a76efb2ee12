#include "ui/forms/roles_dialog.h"

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
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace quayside::ui {

namespace {

enum Column { Name, GoodFor, NamedBy };
constexpr int kRole = Qt::UserRole; // its JSON

// What most roles are good for.
const QStringList& all_of_ecs()
{
    static const QStringList actions{ QStringLiteral("ecs:*") };
    return actions;
}

const QStringList& reading_ecs()
{
    static const QStringList actions{ QStringLiteral("ecs:Describe*"), QStringLiteral("ecs:Get*"),
        QStringLiteral("ecs:List*") };
    return actions;
}

QString text_of(const Json& role, const char* member)
{
    return from_utf8(role.value(member, std::string()));
}

QStringList texts_of(const Json& role, const char* member)
{
    QStringList texts;
    const Json list = role.value(member, Json::array());
    for (const auto& text : list)
        texts << from_utf8(text.get<std::string>());
    return texts;
}

QString good_for(const Json& role)
{
    if (const auto profile = text_of(role, "profile"); !profile.isEmpty())
        return RolesDialog::tr("AWS, by the profile %1").arg(profile);
    const auto actions = texts_of(role, "actions");
    if (actions == all_of_ecs())
        return RolesDialog::tr("All of ECS");
    if (actions == reading_ecs())
        return RolesDialog::tr("Reading ECS");
    return actions.isEmpty() ? RolesDialog::tr("Nothing") : actions.join(QStringLiteral(", "));
}

QString named_by(const Json& role)
{
    const auto definitions = role.value("taskDefinitionCount", 0);
    const auto tasks = role.value("runningTaskCount", 0);
    if (definitions == 0 && tasks == 0)
        return RolesDialog::tr("Nobody");
    return RolesDialog::tr("%1, %2").arg(
        counted(definitions, RolesDialog::tr("definition"), RolesDialog::tr("definitions")),
        counted(tasks, RolesDialog::tr("running task"), RolesDialog::tr("running tasks")));
}

// "arn:…:task-definition/web:3" -> "web:3"
QString users_of(const Json& role)
{
    QStringList names;
    for (const auto& arn : texts_of(role, "taskDefinitionArns"))
        names << arn.section(u'/', -1);
    if (names.isEmpty())
        return RolesDialog::tr("No task definition names %1.").arg(text_of(role, "name"));
    const auto more = role.value("taskDefinitionCount", 0) - static_cast<int>(names.size());
    return more > 0 ? RolesDialog::tr("Named by %1 and %2 more.").arg(names.join(QStringLiteral(", "))).arg(more)
                    : RolesDialog::tr("Named by %1.").arg(names.join(QStringLiteral(", ")));
}

TextLabel* note(const QString& text, QWidget* parent)
{
    auto* label = new TextLabel(text, Type::Body, Role::Muted, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

RolesDialog::RolesDialog(Session& session, QWidget* parent)
    : ActionDialog(session, tr("Roles of tasks"), tr("&Set role"), parent)
{
    add(note(
        tr("A definition names one as taskRoleArn. Programs in its tasks then find credentials of that role, which "
           "end with the task; the account of the ARN does not matter here. What a role allows is enforced where "
           "the API is served with --signatures strict."),
        this));
    no_endpoint_ = note({}, this);
    no_endpoint_->hide(); // nobody knows yet
    add(no_endpoint_);
    add(make_list(), 1);
    add(make_form());
    resize(Theme::get().scaled(680), Theme::get().scaled(660));
    load();
    session.query("DescribeInstallation", Json::object(), this, [this](const Result<Json>& reply) {
        const auto why = reply ? text_of(*reply, "noTaskEndpoint") : QString();
        no_endpoint_->setText(tr("Tasks find no credentials at present: %1").arg(why));
        no_endpoint_->setVisible(!why.isEmpty());
    });
    name_->setFocus();
}

QWidget* RolesDialog::make_list()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    list_ = new QTreeWidget(page);
    list_->setAccessibleName(tr("Roles"));
    ring_when_focused(*list_);
    list_->setHeaderLabels({ tr("Name"), tr("Good for"), tr("Named by") });
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(Name, QHeaderView::ResizeToContents);
    list_->header()->setSectionResizeMode(GoodFor, QHeaderView::Stretch);
    list_->header()->setSectionResizeMode(NamedBy, QHeaderView::ResizeToContents);
    empty_ = new EmptyState(page);
    empty_->set_icon(icon(Glyph::SecretKey, Role::Muted));
    empty_->set_sentence(tr("There is no role yet. Name one below, and say what it is good for."));
    empty_->hide(); // nobody knows yet
    users_ = note({}, page);
    users_->hide();
    create_missing_
        = new QCheckBox(tr("&Make a role for all of ECS the first time a task names one that is not here"), page);
    create_missing_->setToolTip(tr("Otherwise such a task does not start"));
    copy_ = new QPushButton(tr("&Copy ARN"), page);
    delete_ = new QPushButton(tr("&Delete…"), page);
    copy_->setEnabled(false);
    delete_->setEnabled(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(copy_);
    buttons->addWidget(delete_);
    buttons->addStretch();
    column->addWidget(list_, 1);
    column->addWidget(empty_, 1);
    column->addWidget(users_);
    column->addLayout(buttons);
    column->addWidget(create_missing_);
    connect(list_, &QTreeWidget::itemSelectionChanged, this, &RolesDialog::take_selection);
    connect(copy_, &QPushButton::clicked, this, &RolesDialog::copy_arn);
    connect(delete_, &QPushButton::clicked, this, &RolesDialog::delete_selected);
    connect(create_missing_, &QCheckBox::clicked, this, &RolesDialog::set_creates_missing);
    return page;
}

QWidget* RolesDialog::make_form()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    name_ = new QLineEdit(page);
    name_->setPlaceholderText(tr("the last part of the ARN"));
    description_ = new QLineEdit(page);
    good_for_ = new QComboBox(page);
    good_for_->addItem(tr("All of ECS"), all_of_ecs());
    good_for_->addItem(tr("Reading ECS"), reading_ecs());
    good_for_->addItem(tr("These actions")); // that are typed
    actions_ = new QLineEdit(page);
    actions_->setPlaceholderText(tr("ecs:Describe* ecs:RunTask quayside:ListEvents; nothing allows nothing"));
    from_profile_ = new QCheckBox(tr("Give its tasks the credentials of my AWS &profile:"), page);
    from_profile_->setToolTip(tr("Whoever can run a task with this role can then do what the profile can"));
    profile_ = new QLineEdit(page);
    profile_->setPlaceholderText(tr("its name in ~/.aws/config or ~/.aws/credentials"));
    auto* grid = form_grid();
    form_row(grid, tr("&Name"), name_);
    form_row(grid, tr("D&escription"), description_);
    form_row(grid, tr("&Good for"), good_for_);
    form_row(grid, tr("&Actions"), actions_);
    column->addLayout(grid);
    auto* row = new QHBoxLayout;
    row->addWidget(from_profile_);
    row->addWidget(profile_, 1);
    column->addLayout(row);
    name_->setAccessibleName(tr("Name"));
    description_->setAccessibleName(tr("Description"));
    good_for_->setAccessibleName(tr("Good for"));
    actions_->setAccessibleName(tr("Actions"));
    profile_->setAccessibleName(tr("AWS profile"));
    for (auto* line : { name_, description_, actions_, profile_ })
        connect(line, &QLineEdit::textEdited, this, [this] { message()->clear(); });
    connect(good_for_, &QComboBox::currentIndexChanged, this, &RolesDialog::show_source);
    connect(from_profile_, &QCheckBox::toggled, this, &RolesDialog::show_source);
    show_source();
    return page;
}

// What can be filled in.
void RolesDialog::show_source()
{
    const bool here = !from_profile_->isChecked();
    const auto preset = good_for_->currentData().toStringList();
    good_for_->setEnabled(here);
    actions_->setEnabled(here && preset.isEmpty());
    if (!preset.isEmpty())
        actions_->setText(preset.join(u' '));
    profile_->setEnabled(!here);
}

void RolesDialog::set_actions(const QStringList& actions)
{
    const int preset = actions == all_of_ecs() ? 0 : actions == reading_ecs() ? 1 : 2;
    good_for_->setCurrentIndex(preset);
    actions_->setText(actions.join(u' '));
    show_source();
}

QStringList RolesDialog::actions() const
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    return from_profile_->isChecked() ? QStringList() : actions_->text().split(between, Qt::SkipEmptyParts);
}

void RolesDialog::load()
{
    session().query("ListRoles", Json::object(), this, [this](const Result<Json>& reply) {
        if (!reply)
            return message()->show_problem(from_utf8(reply.error().message));
        create_missing_->setChecked(reply->value("createMissing", true));
        show_roles(reply->value("roles", Json::array()));
    });
}

void RolesDialog::show_roles(const Json& roles)
{
    list_->clear();
    for (const auto& role : roles) {
        auto* item = new QTreeWidgetItem(list_, { text_of(role, "name"), good_for(role), named_by(role) });
        item->setData(Name, kRole, QString::fromStdString(role.dump()));
        item->setToolTip(Name, text_of(role, "arn").toHtmlEscaped());
        item->setToolTip(GoodFor, good_for(role).toHtmlEscaped());
    }
    list_->setVisible(!roles.empty());
    empty_->setVisible(roles.empty());
    take_selection();
}

// What is selected can be changed.
void RolesDialog::take_selection()
{
    const auto selected = list_->selectedItems();
    copy_->setEnabled(!selected.isEmpty());
    delete_->setEnabled(!selected.isEmpty());
    users_->setVisible(!selected.isEmpty());
    if (selected.isEmpty())
        return;
    const auto role = Json::parse(selected.front()->data(Name, kRole).toString().toStdString());
    users_->setText(users_of(role));
    name_->setText(text_of(role, "name"));
    description_->setText(text_of(role, "description"));
    profile_->setText(text_of(role, "profile"));
    from_profile_->setChecked(!profile_->text().isEmpty());
    set_actions(texts_of(role, "actions"));
}

void RolesDialog::set_creates_missing(bool on)
{
    session().call("UpdateRoleSettings", { { "createMissing", on } }, this, [this](const Result<Json>& reply) {
        if (!reply)
            message()->show_error(reply.error());
        load();
    });
}

void RolesDialog::copy_arn()
{
    if (const auto selected = list_->selectedItems(); !selected.isEmpty())
        QApplication::clipboard()->setText(
            text_of(Json::parse(selected.front()->data(Name, kRole).toString().toStdString()), "arn"));
}

void RolesDialog::delete_selected()
{
    const auto selected = list_->selectedItems();
    if (selected.isEmpty())
        return;
    const auto name = selected.front()->text(Name);
    auto* question = new ConfirmationDialog(session(),
        { tr("Delete role"), tr("The credentials of tasks that have it are good for nothing from then on."), { name },
            tr("&Delete role"), tr("&Keep it") },
        { { "DeleteRole", { { "name", name.toStdString() } } } }, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &ActionDialog::done_with, this, [this] { load(); });
    question->open();
}

std::optional<std::vector<ActionDialog::Call>> RolesDialog::calls()
{
    const bool nameless = name_->text().isEmpty();
    if (nameless || (from_profile_->isChecked() && profile_->text().isEmpty())) {
        message()->show_problem(nameless ? tr("A role needs a name.") : tr("Say which profile."));
        (nameless ? name_ : profile_)->setFocus();
        return std::nullopt;
    }
    Json input{ { "name", name_->text().toStdString() }, { "description", description_->text().toStdString() },
        { "actions", Json::array() } };
    for (const auto& action : actions())
        input["actions"].push_back(action.toStdString());
    if (from_profile_->isChecked())
        input["profile"] = profile_->text().toStdString();
    return std::vector<Call>{ { "PutRole", std::move(input) } };
}

void RolesDialog::succeeded(const std::vector<Json>&)
{
    for (auto* line : { name_, description_, profile_ })
        line->clear();
    from_profile_->setChecked(false);
    set_actions(all_of_ecs());
    message()->clear();
    name_->setFocus();
    load();
}

} // namespace quayside::ui
