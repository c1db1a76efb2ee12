#include "ui/shell/keys_dialog.h"

#include "ui/look/buttons.h"
#include "ui/look/labels.h"
#include "ui/look/spoken_role.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

enum Columns { Title, Keys, Place };

QString keys_text(const QAction& action)
{
    return QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText);
}

} // namespace

KeysDialog::KeysDialog(KeyBindings& keys, QWidget* parent)
    : QDialog(parent)
    , keys_(keys)
    , search_(new QLineEdit)
    , list_(new QTreeWidget)
    , field_(new QKeySequenceEdit)
    , said_(new TextLabel({}, Type::Small, Role::Muted))
    , use_(primary_button(tr("&Use it")))
    , none_(new QPushButton(tr("&No key")))
    , reset_(new QPushButton(tr("The usual &one")))
{
    setWindowTitle(tr("Change keys"));
    search_->setAccessibleName(tr("Find a command"));
    search_->setPlaceholderText(tr("Find a command by its name, menu or key"));
    search_->setClearButtonEnabled(true);
    list_->setAccessibleName(tr("Commands"));
    list_->setHeaderLabels({ tr("Command"), tr("Keys"), tr("Menu") });
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* all = buttons->addButton(tr("Reset &all"), QDialogButtonBox::ResetRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(search_);
    column->addWidget(list_, 1);
    column->addWidget(make_editor());
    column->addWidget(said_);
    column->addWidget(buttons);
    resize(Theme::get().scaled(640), Theme::get().scaled(520));
    connect(search_, &QLineEdit::textChanged, this, &KeysDialog::filter);
    connect(list_, &QTreeWidget::currentItemChanged, this, &KeysDialog::show_current);
    speak_as(*field_, QAccessible::HotkeyField);
    connect(field_, &QKeySequenceEdit::keySequenceChanged, this, &KeysDialog::check);
    connect(use_, &QPushButton::clicked, this, &KeysDialog::use);
    connect(none_, &QPushButton::clicked, this, [this] {
        if (const auto* command = current())
            keys_.set(*command, {});
    });
    connect(reset_, &QPushButton::clicked, this, [this] {
        if (const auto* command = current())
            keys_.reset(*command);
    });
    connect(all, &QPushButton::clicked, &keys_, &KeyBindings::reset_all);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&keys_, &KeyBindings::changed, this, &KeysDialog::fill);
    fill();
}

QWidget* KeysDialog::make_editor()
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto* label = new QLabel(tr("New &key"));
    label->setBuddy(field_);
    field_->setAccessibleName(tr("New key"));
    if (auto* inner = field_->findChild<QLineEdit*>())
        inner->setAccessibleName(tr("New key"));
    line->addWidget(label);
    line->addWidget(field_, 1);
    line->addWidget(use_);
    line->addWidget(none_);
    line->addWidget(reset_);
    return row;
}

void KeysDialog::fill()
{
    const int before = list_->indexOfTopLevelItem(list_->currentItem());
    list_->clear();
    for (const auto& command : keys_.commands()) {
        auto* item = new QTreeWidgetItem(list_, { command.title, keys_text(*command.action), command.place });
        item->setFont(Keys, font_of(keys_.is_usual(command) ? Type::Body : Type::Name));
    }
    list_->resizeColumnToContents(Title);
    list_->resizeColumnToContents(Keys);
    list_->setCurrentItem(list_->topLevelItem(std::max(0, before)));
    filter();
    show_current();
}

void KeysDialog::filter()
{
    const QString sought = search_->text().trimmed();
    QTreeWidgetItem* first = nullptr;
    for (int i = 0; i < list_->topLevelItemCount(); ++i) {
        auto* item = list_->topLevelItem(i);
        const QString text = item->text(Title) + u' ' + item->text(Keys) + u' ' + item->text(Place);
        item->setHidden(!text.contains(sought, Qt::CaseInsensitive));
        if (!first && !item->isHidden())
            first = item;
    }
    if (first && list_->currentItem() && list_->currentItem()->isHidden())
        list_->setCurrentItem(first);
}

const KeyBindings::Command* KeysDialog::current() const
{
    const int row = list_->indexOfTopLevelItem(list_->currentItem());
    return row < 0 ? nullptr : &keys_.commands()[static_cast<std::size_t>(row)];
}

void KeysDialog::show_current()
{
    const auto* command = current();
    field_->setKeySequence(command ? command->action->shortcut() : QKeySequence());
    none_->setEnabled(command && !command->action->shortcuts().isEmpty());
    reset_->setEnabled(command && !keys_.is_usual(*command));
    check();
}

void KeysDialog::check()
{
    const auto* command = current();
    const auto keys = field_->keySequence();
    const bool is_new = command && !keys.isEmpty() && keys != command->action->shortcut();
    const auto* other = is_new ? keys_.holder(keys, command->action) : nullptr;
    use_->setEnabled(is_new);
    said_->set_role(other ? Role::Warning : Role::Muted);
    said_->setText(!command ? tr("No command has such a name")
            : other         ? tr("%1 has this key; it will have none.").arg(other->title)
                            : tr("Press the keys for %1.").arg(command->title));
    field_->setAccessibleDescription(said_->text());
}

void KeysDialog::use()
{
    if (const auto* command = current())
        keys_.set(*command, field_->keySequence());
}

} // namespace quayside::ui
