#include "ui/pages/revisions_dialog.h"

#include "ui/editor/diff_view.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace quayside::ui {

RevisionsDialog::RevisionsDialog(const model::State& state, const model::TaskDefinition::Key& left,
    const model::TaskDefinition::Key& right, QWidget* parent)
    : QDialog(parent)
    , diff_(new DiffView(state))
{
    setWindowTitle(tr("Compare %1:%2 and %3:%4")
                       .arg(from_utf8(left.family))
                       .arg(left.revision)
                       .arg(from_utf8(right.family))
                       .arg(right.revision));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(16, 12, 16, 12);
    foot->addWidget(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(diff_, 1);
    column->addWidget(new HLine(this));
    column->addLayout(foot);
    resize(Theme::get().scaled(1080), Theme::get().scaled(600));
    diff_->show_revisions(left, right);
    diff_->setFocus();
}

} // namespace quayside::ui
