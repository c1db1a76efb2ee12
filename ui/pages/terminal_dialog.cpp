#include "ui/pages/terminal_dialog.h"

#include "ui/look/buttons.h"
#include "ui/look/labels.h"
#include "ui/look/states.h"
#include "ui/look/text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr const char* kShell = "/bin/sh";
constexpr int kWidth = 440;

bool runs(const model::Container& container)
{
    return container.last_status == model::ContainerStatus::Running;
}

} // namespace

QString TerminalDialog::why_not(const model::Task& task)
{
    if (!task.spec->definition || task.last_status != model::TaskStatus::Running)
        return tr("The task does not run");
    if (!task.spec->enable_execute_command)
        return tr("The task was started without enableExecuteCommand: start one with it, or update its service");
    if (std::none_of(task.containers.begin(), task.containers.end(), runs))
        return tr("None of the task's containers runs");
    return {};
}

TerminalDialog::TerminalDialog(const model::Task& task, QWidget* parent)
    : QDialog(parent)
    , cluster_(task.spec->cluster)
    , task_(task.id.hex())
    , container_(new QComboBox(this))
    , command_(new QLineEdit(kShell, this))
{
    setWindowTitle(tr("Open a terminal in task %1").arg(short_id(from_utf8(task_))));
    const auto& definitions = task.spec->definition->containers;
    int first = -1; // that runs
    for (std::size_t i = 0; i < definitions.size() && i < task.containers.size(); ++i) {
        const QString name = from_utf8(definitions[i].name);
        const auto& container = task.containers[i];
        container_->addItem(runs(container) ? name : tr("%1 (%2)").arg(name, state_of(container).word.toLower()), name);
        qobject_cast<QStandardItemModel*>(container_->model())
            ->item(container_->count() - 1)
            ->setEnabled(runs(container));
        if (first < 0 && runs(container))
            first = container_->count() - 1;
    }
    container_->setCurrentIndex(first);
    container_->setAccessibleName(tr("Container"));
    command_->setAccessibleName(tr("Command"));
    command_->setFont(font_of(Type::Mono));
    command_->setToolTip(tr("A program of the container and its arguments; quotes keep words together"));
    auto* form = new QFormLayout;
    form->addRow(tr("&Container"), container_);
    form->addRow(tr("C&ommand"), command_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    open_ = buttons->addButton(tr("Open &terminal"), QDialogButtonBox::AcceptRole);
    set_emphasis(open_, Emphasis::Primary);
    open_->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(command_, &QLineEdit::textChanged, this, &TerminalDialog::check);
    resize(kWidth, sizeHint().height());
    command_->selectAll();
    command_->setFocus();
}

void TerminalDialog::check()
{
    set_blocked(open_, command_->text().trimmed().isEmpty() ? tr("Type the command that is to be run") : QString());
}

TerminalLink::Target TerminalDialog::target() const
{
    return { cluster_, task_, container_->currentData().toString().toStdString(), command_->text().toStdString() };
}

} // namespace quayside::ui
