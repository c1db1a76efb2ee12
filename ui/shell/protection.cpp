#include "ui/shell/protection.h"

#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace quayside::ui {

Protection::Protection(Session& session, QWidget* window)
    : QObject(window)
    , session_(session)
    , window_(window)
    , read_only_(new QAction(theme_icon("object-locked"), tr("&Read-only"), this))
    , mark_(new QAction(tr("&Protect this cluster"), this))
    , lock_(new QAction(theme_icon("object-locked"), tr("&Lock again"), this))
{
    read_only_->setObjectName(QStringLiteral("read-only"));
    mark_->setObjectName(QStringLiteral("protect-cluster"));
    lock_->setObjectName(QStringLiteral("lock-cluster"));
    read_only_->setCheckable(true);
    read_only_->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    read_only_->setToolTip(tr("Let nothing be changed from this window (Ctrl+Shift+R)"));
    mark_->setCheckable(true);
    window->addAction(read_only_);
    auto& gate = ChangeGate::of(session_);
    connect(read_only_, &QAction::triggered, &gate, &ChangeGate::set_read_only);
    connect(mark_, &QAction::triggered, this, &Protection::toggle_mark);
    connect(lock_, &QAction::triggered, this, [this] { ChangeGate::of(session_).lock(cluster_); });
    for (std::size_t i = 0; i < kTimes.size(); ++i) {
        const auto count = static_cast<int>(kTimes[i].count());
        unlock_[i] = new QAction(theme_icon("object-unlocked"), tr("&Unlock for %1 minutes").arg(count), this);
        unlock_[i]->setObjectName(QStringLiteral("unlock-%1").arg(count));
        connect(unlock_[i], &QAction::triggered, this,
            [this, time = kTimes[i]] { ChangeGate::of(session_).unlock(cluster_, time); });
    }
    connect(&gate, &ChangeGate::changed, this, &Protection::refresh);
    refresh();
}

void Protection::fill(QMenu& menu) const
{
    menu.setToolTipsVisible(true);
    menu.addAction(read_only_);
    menu.addSeparator();
    menu.addAction(mark_);
    for (auto* action : unlock_)
        menu.addAction(action);
    menu.addAction(lock_);
}

void Protection::set_cluster(const std::string& cluster)
{
    cluster_ = cluster;
    refresh();
}

void Protection::refresh()
{
    const auto& gate = ChangeGate::of(session_);
    const bool guarded = gate.is_protected(cluster_);
    read_only_->setChecked(gate.is_read_only());
    mark_->setChecked(guarded);
    mark_->setEnabled(!cluster_.empty());
    mark_->setToolTip(cluster_.empty() ? tr("There is no cluster")
            : guarded                  ? tr("It starts read-only; its name has to be typed to end that")
                                       : tr("Let it start read-only, until it is unlocked for a while"));
    for (auto* action : unlock_) {
        action->setEnabled(guarded);
        action->setToolTip(
            guarded ? tr("Let it be changed from this window for a while") : tr("The cluster is not protected"));
    }
    const bool unlocked = guarded && !gate.is_locked(cluster_);
    lock_->setEnabled(unlocked);
    lock_->setToolTip(unlocked ? tr("Let nothing be changed in it any more") : tr("It is not unlocked"));
}

void Protection::toggle_mark()
{
    auto& gate = ChangeGate::of(session_);
    if (!gate.is_protected(cluster_))
        return gate.set_protected(cluster_, true);
    mark_->setChecked(true); // until the name has been typed
    auto* dialog = new UnprotectDialog(from_utf8(cluster_), window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, cluster = cluster_] { ChangeGate::of(session_).set_protected(cluster, false); });
    dialog->open();
}

UnprotectDialog::UnprotectDialog(const QString& cluster, QWidget* parent)
    : QDialog(parent)
    , name_(new QLineEdit(this))
{
    setWindowTitle(tr("Protect %1 no more").arg(cluster));
    auto* sentence = new TextLabel(
        tr("It would no longer start read-only. Type %1 to go on.").arg(cluster), Type::Body, Role::Text, this);
    sentence->setWordWrap(true);
    name_->setAccessibleName(tr("Name of the cluster"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* verb = buttons->addButton(tr("&End protection"), QDialogButtonBox::AcceptRole);
    auto* keep = buttons->button(QDialogButtonBox::Cancel);
    keep->setText(tr("&Keep protected"));
    set_emphasis(verb, Emphasis::Destructive);
    verb->setAutoDefault(false);
    keep->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(sentence);
    column->addWidget(name_);
    column->addWidget(buttons);
    setMinimumWidth(Theme::get().scaled(400));
    const auto compare = [this, verb, cluster] {
        set_blocked(verb, name_->text() == cluster ? QString() : tr("The name of the cluster has to be typed"));
    };
    connect(name_, &QLineEdit::textChanged, this, compare);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    compare();
    name_->setFocus();
}

} // namespace quayside::ui
