#include "ui/editor/fit_meter.h"

#include "ui/look/labels.h"
#include "ui/look/style_paint.h"
#include "ui/look/text.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kCell = 14;
constexpr int kGap = 2;
constexpr int kMostCells = 16;
constexpr std::size_t kMostRows = 200;

} // namespace

FitMeter::FitMeter(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

int FitMeter::cells() const
{
    return std::min(kMostCells, static_cast<int>(fit_.instances.size()));
}

void FitMeter::set_fit(const Fit& fit)
{
    fit_ = fit;
    updateGeometry();
    update();
}

QSize FitMeter::sizeHint() const
{
    return { Theme::get().scaled(cells() * (kCell + kGap)), Theme::get().scaled(14) };
}

void FitMeter::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto all = static_cast<int>(fit_.instances.size());
    const int filled = all <= kMostCells ? fit_.fitting : (fit_.fitting * kMostCells + all - 1) / std::max(1, all);
    const qreal width = Theme::get().scaled(kCell);
    for (int i = 0; i < cells(); ++i) {
        const QRectF cell(i * Theme::get().scaled(kCell + kGap), 1, width - 1, height() - 2);
        const bool full = i < filled;
        paint_box(painter, placed(painter, rect(), cell), full ? colour(Role::Healthy) : QColor(),
            colour(full ? Role::Healthy : Role::FieldBorder), 2);
    }
}

FitPopup::FitPopup(const Fit& fit, QWidget* parent)
    : QWidget(parent, Qt::Popup)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Where it fits"));
    auto* rows = new QWidget;
    auto* grid = new QGridLayout(rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    for (std::size_t i = 0; i < std::min(kMostRows, fit.instances.size()); ++i) {
        const auto& instance = fit.instances[i];
        const int row = grid->rowCount();
        auto* pill = new StatusPill;
        pill->set_state({ instance.copies > 0 ? StateGlyph::Pass : StateGlyph::Fail, instance.name, 0 });
        grid->addWidget(pill, row, 0);
        const auto words
            = instance.copies > 0 ? tr("%n copies", nullptr, static_cast<int>(instance.copies)) : instance.reason;
        grid->addWidget(new TextLabel(words, Type::Body, instance.copies > 0 ? Role::Muted : Role::Text), row, 1);
    }
    if (fit.instances.empty())
        grid->addWidget(new TextLabel(tr("No container instance of the cluster takes such tasks.")), 0, 0);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(rows);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumSize(Theme::get().scaled(320), std::min(Theme::get().scaled(320), rows->sizeHint().height() + 4));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 12);
    column->addWidget(new SectionHeading(tr("Room at this moment")));
    column->addWidget(scroll);
    auto* note = new TextLabel(
        tr("By CPU, memory, GPUs and host ports. Constraints and attributes come in when it is placed."), Type::Small,
        Role::Muted);
    note->setWordWrap(true);
    column->addWidget(note);
}

void FitPopup::show_below(const QWidget& anchor)
{
    adjustSize();
    move(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)));
    show();
    setFocus();
}

void FitPopup::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::Base));
    paint_box(painter, QRectF(rect()), {}, colour(Role::Border), 0);
}

} // namespace quayside::ui
