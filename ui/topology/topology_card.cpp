#include "ui/topology/topology_card.h"

#include "ui/look/theme.h"

#include <QPainter>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kWidth = 336;
constexpr int kEdge = 12;
constexpr int kLabel = 88;
constexpr int kRadius = 6;
constexpr int kAway = 6; // from what it explains

// Returns where the text ends.
int write(QPainter& painter, const QRect& area, const QString& text, Type type, Role role, Qt::Alignment side)
{
    painter.setFont(font_of(type));
    painter.setPen(colour(role));
    const auto shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, std::max(0, area.width()));
    painter.drawText(area, static_cast<int>(side | Qt::AlignVCenter), shown);
    return area.left() + painter.fontMetrics().horizontalAdvance(shown);
}

} // namespace

QString TopologyFacts::text() const
{
    QStringList parts{ title, state.word, note };
    for (const auto& line : lines)
        parts << line.label + QStringLiteral(": ") + line.value + QLatin1Char(' ') + line.note;
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

TopologyCard::TopologyCard(QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Explanation"));
    hide();
}

int TopologyCard::row_height() const
{
    return Theme::get().scaled(20);
}

void TopologyCard::show_beside(const QRect& area, TopologyFacts facts)
{
    facts_ = std::move(facts);
    const int rows = 2 + static_cast<int>(facts_.lines.size());
    resize(Theme::get().scaled(kWidth), rows * row_height() + 2 * kEdge);
    const QRect room = parentWidget()->rect();
    int x = area.right() + kAway;
    if (x + width() > room.right())
        x = area.left() - kAway - width();
    x = std::clamp(x, 0, std::max(0, room.width() - width()));
    move(x, std::clamp(area.top(), 0, std::max(0, room.height() - height())));
    show();
    raise();
    update();
}

void TopologyCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colour(Role::FieldBorder));
    painter.setBrush(colour(Role::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    QRect row(kEdge, kEdge, width() - 2 * kEdge, row_height());
    facts_.icon.paint(&painter, QRect(row.left(), row.center().y() - 8, 16, 16));
    const int end = write(painter, row.adjusted(24, 0, 0, 0), facts_.title, Type::Name, Role::Text, Qt::AlignLeft);
    paint_glyph(painter, QRectF(end + 10, row.top(), 12, row.height()), facts_.state.glyph);
    const int said = write(painter, row.adjusted(end + 26 - row.left(), 0, 0, 0), facts_.state.word, Type::Body,
        role_of(facts_.state.glyph), Qt::AlignLeft);
    write(
        painter, row.adjusted(said + 12 - row.left(), 0, 0, 0), facts_.note, Type::Small, Role::Muted, Qt::AlignRight);
    for (const auto& line : facts_.lines) {
        row.translate(0, row_height());
        write(painter, row, line.label, Type::Body, Role::Muted, Qt::AlignLeft);
        const QRect rest = row.adjusted(Theme::get().scaled(kLabel), 0, 0, 0);
        const int value = write(painter, rest, line.value, Type::Body, Role::Text, Qt::AlignLeft);
        write(painter, rest.adjusted(value + 6 - rest.left(), 0, 0, 0), line.note, Type::Body, Role::Muted,
            Qt::AlignLeft);
    }
    row.translate(0, row_height());
    write(painter, row, facts_.hint, Type::Small, Role::Muted, Qt::AlignRight);
}

} // namespace quayside::ui
