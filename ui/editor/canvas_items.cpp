#include "ui/editor/canvas.h"

#include "ui/look/icons.h"
#include "ui/look/style_paint.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"

#include <QGraphicsItem>
#include <QGraphicsScene>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace quayside::ui {

namespace {

constexpr qreal kRadius = 4;
constexpr qreal kPort = 3.5;
constexpr qreal kHead = 27; // of a container: its name
constexpr qreal kPadding = 10;
constexpr qreal kCaption = 20;

using Kind = CanvasTarget::Kind;

QColor colour_of(StateGlyph glyph, Role otherwise)
{
    return colour(glyph == StateGlyph::None || glyph == StateGlyph::Info ? otherwise : role_of(glyph));
}

StateGlyph mark_in(const std::map<std::size_t, StateGlyph>& marks, std::size_t index)
{
    const auto found = marks.find(index);
    return found == marks.end() ? StateGlyph::None : found->second;
}

// A thing on the canvas; where it stands never changes, a new layout has new items.
class Item : public QGraphicsItem {
public:
    Item(const Canvas& canvas, const CanvasTarget& target)
        : canvas_(canvas)
        , target_(target)
    {
    }

    QRectF boundingRect() const override { return canvas_.box_of(target_).adjusted(-12, -12, 12, 12); }

protected:
    const Canvas& canvas() const { return canvas_; }
    std::size_t index() const { return target_.index; }
    bool is_selected() const { return canvas_.selection() == target_; }
    void paint_halo(QPainter& painter, const QRectF& box, qreal radius) const
    {
        if (!is_selected() || !canvas_.hasFocus())
            return;
        QColor halo = colour(Role::Accent);
        halo.setAlphaF(0.35F);
        painter.setPen(QPen(halo, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), radius + 2, radius + 2);
    }

private:
    const Canvas& canvas_;
    CanvasTarget target_;
};

class ContainerItem : public Item {
public:
    ContainerItem(const Canvas& canvas, std::size_t index)
        : Item(canvas, { Kind::Container, index })
    {
        setZValue(2);
    }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override
    {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setLayoutDirection(Qt::LeftToRight);
        const auto box = canvas().layout_of().containers[index()];
        paint_halo(*painter, box, kRadius);
        paint_frame(*painter, box);
        paint_head(*painter, box);
        paint_body(*painter, box);
        if (const auto glyph = mark_in(canvas().marks().containers, index());
            glyph == StateGlyph::Failed || glyph == StateGlyph::Warning) {
            const QRectF badge(box.right() - 8, box.top() - 7, 14, 14);
            painter->fillRect(badge, colour(Role::Window));
            paint_glyph(*painter, badge.adjusted(1, 1, -1, -1), glyph);
        }
    }

private:
    const TaskGraph::Container& container() const { return canvas().graph().containers[index()]; }

    void paint_frame(QPainter& painter, const QRectF& box) const
    {
        const bool started = canvas().play().started.contains(index());
        const bool stuck = canvas().play().stuck.contains(index());
        auto line = colour_of(mark_in(canvas().marks().containers, index()), Role::FieldBorder);
        if (started || stuck)
            line = colour(started ? Role::Healthy : Role::Error);
        if (is_selected())
            line = colour(Role::Accent);
        const auto ground = colour(started ? Role::HealthyBg : stuck ? Role::ErrorBg : Role::Base);
        paint_box(painter, box, ground, line, kRadius, is_selected() || started || stuck ? 2 : 1);
        painter.setPen(QPen(line, 1));
        painter.setBrush(colour(Role::Base));
        for (const qreal x : { box.left(), box.right() })
            painter.drawEllipse(QPointF(x, box.center().y()), kPort, kPort);
    }

    void paint_head(QPainter& painter, const QRectF& box) const
    {
        QRectF head(box.left() + kPadding, box.top() + 1, box.width() - 2 * kPadding, kHead - 1);
        if (container().essential)
            paint_icon(painter, head, Glyph::Star, Role::Warning);
        if (container().has_health_check)
            paint_icon(painter, head, Glyph::HealthCheck, Role::Healthy);
        painter.setFont(font_of(Type::Section));
        painter.setPen(colour(Role::Text));
        const QFontMetricsF metrics(painter.font());
        painter.drawText(head, Qt::AlignVCenter, metrics.elidedText(container().title, Qt::ElideRight, head.width()));
        painter.fillRect(QRectF(box.left() + 1, box.top() + kHead, box.width() - 2, 1), colour(Role::RowLine));
    }

    // At the right of what is left of the head.
    static void paint_icon(QPainter& painter, QRectF& head, Glyph glyph, Role role)
    {
        const QRectF place(head.right() - 14, head.center().y() - 7, 14, 14);
        icon(glyph, role).paint(&painter, place.toAlignedRect());
        head.setRight(place.left() - 4);
    }

    void paint_body(QPainter& painter, const QRectF& box) const
    {
        QRectF line(box.left() + kPadding, box.top() + kHead + 2, box.width() - 2 * kPadding, 20);
        painter.setFont(font_of(Type::MonoSmall));
        const QFontMetricsF metrics(painter.font());
        painter.setPen(colour(Role::Muted));
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, container().note);
        line.setRight(line.right() - metrics.horizontalAdvance(container().note) - 4);
        painter.setPen(colour(container().image.isEmpty() ? Role::Error : Role::Text));
        const auto image = container().image.isEmpty() ? QObject::tr("no image") : container().image;
        painter.drawText(line, Qt::AlignVCenter, metrics.elidedText(image, Qt::ElideRight, line.width()));
        painter.setFont(font_of(Type::Small));
        painter.setPen(colour(Role::Muted));
        const QRectF size(box.left() + kPadding, line.bottom(), box.width() - 2 * kPadding, 20);
        painter.drawText(size, Qt::AlignVCenter, container().size);
    }
};

class EdgeItem : public Item {
public:
    EdgeItem(const Canvas& canvas, std::size_t index)
        : Item(canvas, { Kind::Edge, index })
        , path_(edge_path(canvas.layout_of().edges[index]))
    {
        setZValue(1);
    }

    QRectF boundingRect() const override { return path_.boundingRect().united(label()).adjusted(-12, -12, 12, 12); }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override
    {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setLayoutDirection(Qt::LeftToRight);
        const auto& edge = canvas().graph().edges[index()];
        const auto ink = is_selected() ? colour(Role::Accent)
                                       : colour_of(mark_in(canvas().marks().edges, index()),
                                           edge.condition == "SUCCESS" ? Role::Healthy : Role::Muted);
        painter->setPen(QPen(ink, is_selected() ? 2 : 1.3));
        painter->setBrush(Qt::NoBrush);
        painter->drawPath(path_);
        const auto end = canvas().layout_of().edges[index()].to;
        painter->setBrush(ink);
        painter->setPen(Qt::NoPen);
        painter->drawPolygon(QPolygonF{ end, end + QPointF(-8, -4), end + QPointF(-8, 4) });
        const auto plate = label();
        paint_halo(*painter, plate, kRadius);
        paint_box(*painter, plate, colour(Role::Base), ink, kRadius, is_selected() ? 2 : 1);
        painter->setFont(label_font());
        painter->setPen(ink);
        painter->drawText(plate, Qt::AlignCenter, from_utf8(edge.condition));
    }

private:
    static QFont label_font()
    {
        auto font = font_of(Type::Tiny);
        font.setWeight(QFont::DemiBold);
        return font;
    }

    QRectF label() const { return canvas().box_of({ Kind::Edge, index() }); }

    QPainterPath path_;
};

class SharedItem : public Item {
public:
    SharedItem(const Canvas& canvas, std::size_t index)
        : Item(canvas, { Kind::Shared, index })
    {
    }

    QRectF boundingRect() const override
    {
        auto area = canvas().layout_of().shared[index()].adjusted(-60, -12, 60, 12 + kCaption);
        for (const auto user : shared().users)
            area = area.united(canvas().layout_of().containers[user]);
        return area;
    }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override
    {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setLayoutDirection(Qt::LeftToRight);
        const auto box = canvas().layout_of().shared[index()];
        const bool volume = shared().kind == TaskGraph::Shared::Kind::Volume;
        QPen line(colour(is_selected() ? Role::Accent : Role::Muted), 1.3);
        line.setDashPattern(volume ? QList<qreal>{ 3, 2.4 } : QList<qreal>{ 1.2, 2.4 });
        painter->setPen(line);
        painter->setBrush(Qt::NoBrush);
        for (const auto user : shared().users)
            painter->drawPath(line_from(user, box, volume));
        const QPen frame(colour(is_selected() ? Role::Accent : Role::FieldBorder), is_selected() ? 2 : 1);
        if (volume)
            paint_cylinder(*painter, box, frame);
        else
            paint_pill(*painter, box, frame);
        painter->setFont(font_of(Type::Tiny));
        painter->setPen(colour(Role::Muted));
        painter->drawText(
            QRectF(box.left() - 60, box.bottom() + 2, box.width() + 120, kCaption), Qt::AlignCenter, shared().caption);
    }

private:
    const TaskGraph::Shared& shared() const { return canvas().graph().shared[index()]; }

    // The lines of one container leave it beside each other.
    qreal start_of(std::size_t user) const
    {
        qreal count = 0;
        qreal place = 0;
        for (std::size_t i = 0; i < canvas().graph().shared.size(); ++i) {
            const auto& users = canvas().graph().shared[i].users;
            if (std::ranges::find(users, user) == users.end())
                continue;
            place = i == index() ? count : place;
            ++count;
        }
        return canvas().layout_of().containers[user].center().x() + (place - (count - 1) / 2) * 32;
    }

    QPainterPath line_from(std::size_t user, const QRectF& box, bool volume) const
    {
        const QPointF from(start_of(user), canvas().layout_of().containers[user].bottom());
        QPainterPath path(from);
        if (std::abs(from.x() - box.center().x()) < box.width() / 2 - 4) {
            path.lineTo(from.x(), box.top() + (volume ? 2 : 0));
        } else if (volume) {
            const bool right = from.x() < box.left();
            const qreal y = box.center().y();
            path.lineTo(from.x(), y - 8);
            path.quadTo(from.x(), y, from.x() + (right ? 8 : -8), y);
            path.lineTo(right ? box.left() : box.right(), y);
        } else {
            const QPointF to(box.center().x(), box.top());
            path.cubicTo(from + QPointF(0, (to.y() - from.y()) * 0.6), to - QPointF(0, (to.y() - from.y()) * 0.6), to);
        }
        return path;
    }

    void paint_cylinder(QPainter& painter, const QRectF& box, const QPen& frame) const
    {
        paint_halo(painter, box, kRadius);
        constexpr qreal lid = 12;
        QPainterPath body(QPointF(box.left(), box.top() + lid / 2));
        body.lineTo(box.left(), box.bottom() - lid / 2);
        body.arcTo(QRectF(box.left(), box.bottom() - lid, box.width(), lid), 180, 180);
        body.lineTo(box.right(), box.top() + lid / 2);
        painter.setPen(frame);
        painter.setBrush(colour(Role::Base));
        painter.drawPath(body);
        painter.drawEllipse(QRectF(box.left(), box.top(), box.width(), lid));
        paint_name(painter, box.adjusted(4, lid, -4, 0));
    }

    void paint_pill(QPainter& painter, const QRectF& box, const QPen& frame) const
    {
        paint_halo(painter, box, box.height() / 2);
        painter.setPen(frame);
        painter.setBrush(colour(Role::Base));
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
        icon(Glyph::SecretKey, Role::Muted)
            .paint(&painter, QRectF(box.left() + 10, box.center().y() - 7, 14, 14).toAlignedRect());
        paint_name(painter, box.adjusted(28, 0, -10, 0));
    }

    void paint_name(QPainter& painter, const QRectF& area) const
    {
        painter.setFont(font_of(Type::Body));
        painter.setPen(colour(Role::Text));
        const QFontMetricsF metrics(painter.font());
        painter.drawText(area, Qt::AlignCenter, metrics.elidedText(shared().name, Qt::ElideRight, area.width()));
    }
};

} // namespace

QPainterPath edge_path(const GraphLayout::Line& line)
{
    const qreal reach = std::max<qreal>(30, std::abs(line.to.x() - line.from.x()) / 2);
    QPainterPath path(line.from + QPointF(kPort, 0));
    path.cubicTo(line.from + QPointF(reach, 0), line.to - QPointF(reach, 0), line.to - QPointF(6, 0));
    return path;
}

void add_canvas_items(QGraphicsScene& scene, const Canvas& canvas)
{
    for (std::size_t i = 0; i < canvas.graph().shared.size(); ++i)
        scene.addItem(new SharedItem(canvas, i));
    for (std::size_t i = 0; i < canvas.graph().edges.size(); ++i)
        scene.addItem(new EdgeItem(canvas, i));
    for (std::size_t i = 0; i < canvas.graph().containers.size(); ++i)
        scene.addItem(new ContainerItem(canvas, i));
}

} // namespace quayside::ui
