#include "ui/pages/saved_view_dialog.h"

#include "ui/look/buttons.h"
#include "ui/look/labels.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace quayside::ui {

SavedViewDialog::SavedViewDialog(const QString& title, const QString& verb, const QString& name,
    std::function<QString(const QString&)> why_not, QWidget* parent)
    : QDialog(parent)
    , why_not_(std::move(why_not))
    , field_(new QLineEdit(name))
    , problem_(new TextLabel({}, Type::Small, Role::Error))
    , buttons_(new QDialogButtonBox(QDialogButtonBox::Cancel))
{
    setWindowTitle(title);
    auto* label = new QLabel(tr("&Name"));
    label->setBuddy(field_);
    field_->selectAll();
    field_->setMinimumWidth(320);
    auto* keep = primary_button(verb);
    buttons_->addButton(keep, QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(6);
    column->addWidget(label);
    column->addWidget(field_);
    column->addWidget(problem_);
    column->addSpacing(8);
    column->addWidget(buttons_);
    keep->setDefault(true); // not before the dialog has it: Enter would go to Cancel
    connect(field_, &QLineEdit::textChanged, this, &SavedViewDialog::check);
    connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

QString SavedViewDialog::name() const
{
    return field_->text().trimmed();
}

void SavedViewDialog::check()
{
    const QString reason = why_not_(name());
    problem_->setText(name().isEmpty() ? QString() : reason);
    field_->setAccessibleDescription(problem_->text());
    set_field_mark(field_, problem_->text().isEmpty() ? FieldMark::None : FieldMark::Invalid);
    for (auto* button : buttons_->buttons())
        if (buttons_->buttonRole(button) == QDialogButtonBox::AcceptRole)
            button->setEnabled(reason.isEmpty());
}

} // namespace quayside::ui
