#include "ui/topology/topology_paint.h"

#include "ui/look/text.h"
#include "ui/look/theme.h"

#include <QPainter>

#include <cmath>

namespace quayside::ui {

namespace {

constexpr double kRadius = 4;
constexpr double kBar = 3;
constexpr double kStrip = 4;
constexpr double kReserved = 0.16; // of the hue
constexpr double kUsed = 0.46;
constexpr double kEdge = 6;
constexpr double kTight = 0.8;

double known(double share)
{
    return std::isnan(share) ? 0 : std::clamp(share, 0.0, 1.0);
}

void frame(QPainter& painter, const QRectF& area, const QColor& ground, const QColor& line, double width = 1)
{
    painter.setPen(QPen(line, width));
    painter.setBrush(ground);
    painter.drawRoundedRect(area.adjusted(width / 2, width / 2, -width / 2, -width / 2), kRadius, kRadius);
}

void line_of_text(QPainter& painter, const QRectF& area, const QString& text, Type type, Role role,
    Qt::Alignment side = Qt::AlignLeft)
{
    if (area.width() < 8)
        return;
    painter.setFont(font_of(type));
    painter.setPen(colour(role));
    painter.drawText(area, static_cast<int>(side | Qt::AlignVCenter),
        painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(area.width())));
}

void paint_task_label(QPainter& painter, const QRectF& area, const TopologyTask& task)
{
    const QFontMetrics metrics(font_of(Type::Small));
    if (area.height() < metrics.height() - 2)
        return;
    QRectF line = area.adjusted(kBar + 4, 0, -4, 0);
    line.setHeight(std::min(area.height(), metrics.height() + 4.0));
    if (task.glyph != StateGlyph::None) { // on a plate of its own: the ground is hatched
        const double width = std::min<double>(metrics.horizontalAdvance(task.name) + 24, line.width());
        painter.fillRect(QRectF(line.left(), line.top() + 2, width, line.height() - 4), colour(Role::Base));
        paint_glyph(painter, QRectF(line.left() + 4, line.center().y() - 5, 10, 10), task.glyph);
        line_of_text(painter, line.adjusted(18, 0, 0, 0), task.name, Type::Small, Role::Text);
        return;
    }
    const QString used = std::isnan(task.used) ? QString() : percent_text(task.used);
    const double figure = used.isEmpty() ? 0 : metrics.horizontalAdvance(used) + 6;
    const bool room_for_both = line.width() > metrics.horizontalAdvance(task.name) + figure;
    if (room_for_both)
        line_of_text(painter, line, used, Type::Small, Role::Text, Qt::AlignRight);
    line_of_text(painter, line, task.name, Type::Small, Role::Text);
}

void paint_task(QPainter& painter, const QRectF& area, const TopologyTask& task, bool current, bool named)
{
    const QColor hue = colours().hue(task.hue);
    const QColor ground = colour(Role::Base);
    painter.setPen(Qt::NoPen);
    if (task.glyph == StateGlyph::None) {
        painter.fillRect(area, blend(hue, ground, kReserved));
        QRectF used = area;
        used.setWidth(area.width() * known(task.used));
        painter.fillRect(used, blend(hue, ground, kUsed));
    } else {
        const auto way = task.glyph == StateGlyph::Pending ? Hatch::Rising : Hatch::Falling;
        painter.fillRect(area, hatched(blend(hue, ground, 0.7), blend(hue, ground, kReserved), way));
    }
    painter.fillRect(QRectF(area.topLeft(), QSizeF(kBar, area.height())), hue);
    if (named)
        paint_task_label(painter, area, task);
    if (current) {
        painter.setPen(QPen(colour(Role::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area.adjusted(1, 1, -1, -1));
    }
}

// Reserved neutral, used accent.
void paint_strip(QPainter& painter, const QRectF& area, const Capacity& capacity)
{
    painter.fillRect(area, colour(Role::Alt));
    QRectF part = area;
    part.setWidth(area.width() * known(capacity.reserved));
    painter.fillRect(part, colour(Role::FieldBorder));
    part.setWidth(area.width() * known(capacity.used));
    painter.fillRect(part, colour(Role::Accent));
}

void paint_head(QPainter& painter, const QRectF& area, const TopologyInstance& instance, double scale)
{
    const double row = 18 * scale;
    QRectF line(area.left() + kEdge, area.top() + 4, area.width() - 2 * kEdge, row);
    paint_glyph(painter, QRectF(line.left(), line.top(), 12, row), instance.state.glyph);
    const QString reserved = percent_text(instance.shown.reserved);
    const double figure = QFontMetrics(font_of(Type::Small)).horizontalAdvance(reserved) + 4;
    line_of_text(painter, line, reserved, Type::Small, Role::Muted, Qt::AlignRight);
    line_of_text(painter, line.adjusted(18, 0, -figure, 0), instance.name, Type::Name, Role::Text);
    line.translate(0, row);
    line_of_text(painter, line, instance.size, Type::Small, Role::Muted);
    line.translate(0, row);
    const bool stays = instance.state.glyph == StateGlyph::Healthy;
    line_of_text(painter, line, stays ? instance.free : instance.state.word, Type::Small, Role::Muted);
}

void paint_cell(QPainter& painter, const QRectF& area, const TopologyInstance& instance, const TopologyMarks& marks)
{
    const double reserved = known(instance.shown.reserved);
    const Role role = reserved > kTight ? Role::Warning : Role::Accent;
    painter.fillRect(area, blend(colour(role), colour(Role::Alt), 0.1 + 0.7 * reserved));
    if (instance.state.glyph != StateGlyph::Healthy)
        paint_glyph(painter, area.adjusted(1, 1, -1, -1), instance.state.glyph);
    if (!marks.current && !marks.selected)
        return;
    painter.setPen(QPen(colour(Role::Text), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area.adjusted(1, 1, -1, -1));
}

} // namespace

void paint_zone(QPainter& painter, const TopologyLayout::Zone& place, const TopologyZone& zone)
{
    frame(painter, place.area, colour(Role::Window), colour(Role::Border));
    const double note = QFontMetrics(font_of(Type::Small)).horizontalAdvance(zone.note);
    const double name = QFontMetrics(font_of(Type::Name)).horizontalAdvance(zone.name);
    line_of_text(painter, place.title, zone.name, Type::Name, Role::Text);
    if (name + note + 16 < place.title.width())
        line_of_text(painter, place.title, zone.note, Type::Small, Role::Muted, Qt::AlignRight);
}

void paint_instance(QPainter& painter, const TopologyLayout::Box& box, TopologyDetail detail,
    const TopologyInstance& instance, const TopologyMarks& marks, double scale)
{
    if (detail == TopologyDetail::Cells)
        return paint_cell(painter, box.area, instance, marks);
    const bool lit = (marks.current && marks.current_task.is_null()) || marks.selected;
    frame(painter, box.area, colour(Role::Base), colour(lit ? Role::Accent : Role::Border), lit ? 2 : 1);
    const bool blocks = detail == TopologyDetail::Blocks;
    if (blocks)
        paint_head(painter, box.area, instance, scale);
    else
        line_of_text(painter, QRectF(box.area.left() + 4, box.area.top() + 1, box.area.width() - 8, 16 * scale),
            instance.name, Type::Tiny, Role::Muted);
    const auto areas = task_areas(instance, box.tasks, blocks ? 2 : 1);
    for (std::size_t i = 0; i < areas.size(); ++i)
        paint_task(painter, areas[i], instance.tasks[i], instance.tasks[i].id == marks.current_task, blocks);
    paint_strip(painter, QRectF(box.tasks.left(), box.tasks.bottom() + 4, box.tasks.width(), kStrip), instance.other);
}

} // namespace quayside::ui
