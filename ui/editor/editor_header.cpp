#include "ui/editor/editor_header.h"

#include "ui/editor/fit_meter.h"
#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/text_link.h"

#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kHeight = 44;
constexpr int kLeastWidth = 280;
constexpr int kContainers = 0; // places in the list of sizes
constexpr int kFirstSize = 1;

QFrame* separator(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setFrameShape(QFrame::VLine);
    line->setForegroundRole(QPalette::Mid);
    line->setFixedHeight(Theme::get().scaled(20));
    return line;
}

} // namespace

EditorHeader::EditorHeader(QWidget* parent)
    : QWidget(parent)
    , family_(new ElidedLabel({}, Type::Title, Role::Text, this))
    , revision_(new TextLabel({}, Type::Body, Role::Muted, this))
    , sizes_(new QComboBox(this))
    , meter_(new FitMeter(this))
    , fit_(new ElidedLabel({}, Type::Body, Role::Text, this))
    , explain_(new TextLink(tr("Explain"), this))
    , import_(new QPushButton(theme_icon("document-import"), tr("&Import…"), this))
    , diff_(new QPushButton(theme_icon("vcs-diff"), {}, this))
    , register_(primary_button({}, this))
    , menu_(icon_button(theme_icon("application-menu"), tr("More actions on the draft"), this))
{
    setFixedHeight(Theme::get().scaled(kHeight));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    auto* size_label = new TextLabel(tr("Size"), Type::Body, Role::Muted, this);
    auto* fit_label = new TextLabel(tr("Fits now"), Type::Name, Role::Text, this);
    auto* size_line = separator(this);
    auto* fit_line = separator(this);
    family_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    row->addWidget(family_);
    row->addWidget(revision_);
    row->addWidget(size_line);
    row->addWidget(size_label);
    row->addWidget(sizes_);
    row->addWidget(fit_line);
    row->addWidget(fit_label);
    row->addWidget(meter_);
    fit_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    row->addWidget(fit_);
    row->addWidget(explain_);
    row->addStretch(1);
    for (QWidget* button : std::initializer_list<QWidget*>{ import_, diff_, register_, menu_ })
        row->addWidget(button);
    foldable_
        = { fit_, meter_, fit_label, explain_, fit_line, size_label, revision_, diff_, sizes_, size_line, import_ };
    menu_->setPopupMode(QToolButton::InstantPopup);
    menu_->setFocusPolicy(Qt::StrongFocus);
    sizes_->setAccessibleName(tr("Size of the task"));
    sizes_->setToolTip(tr("CPU and memory of the task: the pairs that Fargate has"));
    sizes_->addItem(tr("Of its containers"));
    for (const auto& size : fargate_sizes())
        sizes_->addItem(size_text(size), QVariant::fromValue(size));
    sizes_->setMaxVisibleItems(20);
    explain_->setAccessibleName(tr("Explain where it fits"));
    explain_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    explain_->setToolTip(tr("Instance by instance, what has room and what is short"));
    import_->setToolTip(tr("Import a compose file, a docker run line, JSON or another revision (Ctrl+Shift+I)"));
    connect(sizes_, &QComboBox::activated, this,
        [this](int index) { emit size_chosen(sizes_->itemData(index).value<TaskSize>()); });
}

QSize EditorHeader::minimumSizeHint() const
{
    return { Theme::get().scaled(kLeastWidth), height() };
}

void EditorHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

// What is left out can be had otherwise: from the form, the panes below, or the menu at the end.
void EditorHeader::fold()
{
    for (auto* part : foldable_)
        part->show();
    for (auto* part : foldable_) {
        layout()->invalidate();
        if (layout()->minimumSize().width() <= width())
            return;
        part->hide();
    }
}

void EditorHeader::set_name(const QString& family, std::int64_t revision)
{
    family_->set_text(family.isEmpty() ? tr("New family") : family);
    family_->updateGeometry();
    revision_->setText(tr("revision %1").arg(revision));
    register_->setText(family.isEmpty() ? tr("Re&gister") : tr("Re&gister %1:%2").arg(family.left(32)).arg(revision));
    fold();
}

void EditorHeader::set_size(std::optional<std::int64_t> cpu, std::optional<std::int64_t> memory, bool editable)
{
    const QSignalBlocker quiet(sizes_);
    const int own = kFirstSize + static_cast<int>(fargate_sizes().size());
    if (sizes_->count() > own)
        sizes_->removeItem(own);
    int place = kContainers;
    if (cpu || memory) {
        const TaskSize size{ cpu.value_or(0), memory.value_or(0) };
        const auto known = std::ranges::find(fargate_sizes(), size);
        place = kFirstSize + static_cast<int>(known - fargate_sizes().begin());
        if (known == fargate_sizes().end())
            sizes_->addItem(cpu && memory ? size_text(size)
                    : cpu                 ? cpu_text(static_cast<double>(*cpu))
                                          : memory_text(static_cast<double>(*memory)),
                QVariant::fromValue(size));
    }
    sizes_->setCurrentIndex(place);
    sizes_->setEnabled(editable);
}

void EditorHeader::set_fit(const Fit& fit)
{
    meter_->set_fit(fit);
    const auto all = static_cast<std::int64_t>(fit.instances.size());
    fit_->set_text(all == 0 ? tr("no container instance")
                            : tr("%1 of %2, %3")
                                  .arg(fit.fitting)
                                  .arg(counted(all, tr("instance"), tr("instances")),
                                      counted(fit.copies, tr("more copy"), tr("more copies"))));
    fold();
}

QString EditorHeader::fit_text() const
{
    return fit_->text();
}

void EditorHeader::set_previous(std::int64_t revision)
{
    diff_->setText(revision > 0 ? tr("&Diff with %1").arg(revision) : tr("&Diff"));
    const QString none = tr("There is no revision of this family to compare with");
    set_blocked(diff_, revision > 0 ? QString() : none);
    if (revision > 0)
        diff_->setToolTip(tr("What this draft changes (Ctrl+D)"));
}

void EditorHeader::set_block(const QString& reason)
{
    set_blocked(register_, reason);
    if (reason.isEmpty())
        register_->setToolTip(tr("Register this revision (Ctrl+Enter)"));
}

} // namespace quayside::ui
