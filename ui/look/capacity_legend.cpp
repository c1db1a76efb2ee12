#include "ui/look/capacity_legend.h"

#include "ui/look/bars.h"
#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QPainter>

#include <array>

namespace quayside::ui {

namespace {

constexpr int kSwatch = 18;
constexpr int kGap = 6;
constexpr int kBetween = 12;

struct Entry {
    Capacity shown;
    QString word;
};

std::array<Entry, 2> entries()
{
    return { Entry{ { 0, 0.8 }, CapacityLegend::tr("reserved") }, Entry{ { 1, 0 }, CapacityLegend::tr("used") } };
}

} // namespace

CapacityLegend::CapacityLegend(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("The bars show what is reserved, and in them what is used"));
    connect(&Theme::get(), &Theme::changed, this, [this] { updateGeometry(); });
}

QSize CapacityLegend::sizeHint() const
{
    const QFontMetrics metrics(font_of(Type::Small));
    int width = -kBetween;
    for (const auto& entry : entries())
        width += kSwatch + kGap + metrics.horizontalAdvance(entry.word) + kBetween;
    return { width, Theme::get().scaled(20) };
}

void CapacityLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(font_of(Type::Small));
    int x = 0;
    for (const auto& entry : entries()) {
        paint_capacity(painter, placed(painter, rect(), QRectF(x, (height() - 12) / 2.0, kSwatch, 12)), entry.shown);
        x += kSwatch + kGap;
        painter.setPen(colour(Role::Muted));
        const int width = painter.fontMetrics().horizontalAdvance(entry.word);
        painter.drawText(
            placed(painter, rect(), QRect(x, 0, width + 2, height())), Qt::AlignVCenter | Qt::AlignLeft, entry.word);
        x += width + kBetween;
    }
}

} // namespace quayside::ui
