#include "ui/charts/rollout_chart.h"

#include "ui/look/bars.h"
#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QPainter>

namespace quayside::ui {

namespace {

constexpr int kSwatch = 14;
constexpr int kBetween = 16;

struct Entry {
    RolloutLegend::Part part;
    QString word;
};

std::vector<Entry> entries()
{
    using Part = RolloutLegend::Part;
    return { { Part::Old, RolloutLegend::tr("old running") }, { Part::NewRunning, RolloutLegend::tr("new running") },
        { Part::NewPending, RolloutLegend::tr("new pending") }, { Part::Draining, RolloutLegend::tr("draining") } };
}

} // namespace

QBrush brush_of(RolloutLegend::Part part)
{
    using Part = RolloutLegend::Part;
    switch (part) {
    case Part::Old:
        return blend(colour(Role::Muted), colour(Role::Base), colours().is_dark() ? 0.36 : 0.33);
    case Part::NewRunning:
        return blend(colour(Role::Healthy), colour(Role::Base), 0.54);
    case Part::NewPending:
        return hatched(colour(Role::Pending), colour(Role::PendingBg), Hatch::Rising);
    case Part::Draining:
        break;
    }
    return hatched(colour(Role::Muted), colour(Role::Alt), Hatch::Falling);
}

RolloutLegend::RolloutLegend(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    QStringList words;
    for (const auto& entry : entries())
        words << entry.word;
    setAccessibleName(tr("What the areas mean: %1").arg(words.join(QStringLiteral(", "))));
    connect(&Theme::get(), &Theme::changed, this, [this] { updateGeometry(); });
}

QSize RolloutLegend::sizeHint() const
{
    const QFontMetrics metrics(font_of(Type::Small));
    int width = 0;
    for (const auto& entry : entries())
        width += kSwatch + 6 + metrics.horizontalAdvance(entry.word) + kBetween;
    return { width, Theme::get().scaled(20) };
}

void RolloutLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(font_of(Type::Small));
    const QFontMetrics metrics(painter.font());
    int x = 0;
    for (const auto& entry : entries()) {
        const QRect swatch(x, (height() - 10) / 2, kSwatch, 10);
        painter.fillRect(swatch, brush_of(entry.part));
        x += kSwatch + 6;
        painter.setPen(colour(Role::Text));
        const int width = metrics.horizontalAdvance(entry.word);
        painter.drawText(QRect(x, 0, width + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, entry.word);
        x += width + kBetween;
    }
}

} // namespace quayside::ui
