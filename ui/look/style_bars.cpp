#include "ui/look/buttons.h"
#include "ui/look/style.h"
#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QAbstractItemView>
#include <QDockWidget>
#include <QHeaderView>
#include <QPainter>
#include <QProgressBar>
#include <QStyleOption>
#include <QTabBar>

namespace quayside::ui {

namespace {

bool has(const QStyleOption* option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

void line(QPainter& p, const QRect& area, Role role)
{
    p.fillRect(area, colour(role));
}

Arrow ahead(const QStyleOption& option)
{
    return option.direction == Qt::RightToLeft ? Arrow::Left : Arrow::Right;
}

QRect bottom_line(const QRect& area)
{
    return { area.left(), area.bottom(), area.width(), 1 };
}

void paint_row(const QStyleOption* option, QPainter& p, const QWidget* widget)
{
    const QRect& area = option->rect;
    const bool selected = has(option, QStyle::State_Selected);
    const bool high_contrast = colours().is_high_contrast();
    if (selected && !high_contrast) {
        p.fillRect(area,
            colour(has(option, QStyle::State_Active) && widget != nullptr && widget->hasFocus()
                    ? Role::Selection
                    : Role::SelectionInactive));
    } else if (has(option, QStyle::State_MouseOver)) {
        p.fillRect(area, colour(Role::Hover));
    }
    const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
    const bool reversed = option->direction == Qt::RightToLeft;
    const bool begins = item == nullptr || (reversed ? area.right() + 1 >= widget->width() : area.left() <= 0);
    const QRect bar(area.left(), area.top(), high_contrast ? 4 : 3, area.height());
    if (selected && begins)
        p.fillRect(QStyle::visualRect(option->direction, area, bar), colour(Role::Accent));
}

void paint_header(const QStyleOption* option, QPainter& p)
{
    const QRect& area = option->rect;
    p.fillRect(area,
        colour(
            has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled) ? Role::Hover : Role::Window));
    line(p, bottom_line(area), Role::Border);
    const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
    if (header != nullptr && header->orientation == Qt::Horizontal && header->position != QStyleOptionHeader::End
        && header->position != QStyleOptionHeader::OnlyOneSection)
        p.fillRect(QStyle::visualRect(option->direction, area, QRect(area.right(), area.center().y() - 7, 1, 14)),
            colour(Role::Border));
}

// Text and, right behind it, the sort arrow.
void paint_header_label(const QStyleOptionHeader& header, const QRect& area, QPainter& p)
{
    QFont font = font_of(Type::Header);
    const bool sorted = header.sortIndicator != QStyleOptionHeader::None;
    if (sorted)
        font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    const int arrow = sorted ? Theme::get().scaled(14) : 0;
    const QString text = metrics.elidedText(header.text, Qt::ElideRight, area.width() - arrow);
    const int width = metrics.horizontalAdvance(text);
    const bool right = header.textAlignment.testFlag(Qt::AlignRight);
    const int left = right ? area.right() + 1 - width - arrow : area.left();
    p.setFont(font);
    p.setPen(colour(sorted ? Role::Text : Role::Muted));
    // Numbers are at the right in either direction.
    const auto direction = right ? Qt::LeftToRight : header.direction;
    const QRect words(left, area.top(), width + 1, area.height());
    p.drawText(QStyle::visualRect(direction, area, words), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    if (sorted)
        paint_chevron(p, QStyle::visualRect(direction, area, QRect(left + width + 3, area.top(), 10, area.height())),
            header.sortIndicator == QStyleOptionHeader::SortUp ? Arrow::Down : Arrow::Up, colour(Role::Text), 6);
}

void paint_tab(const QStyleOptionTab& tab, QPainter& p)
{
    const bool active = has(&tab, QStyle::State_Selected);
    if (has(&tab, QStyle::State_MouseOver) && !active && has(&tab, QStyle::State_Enabled))
        p.fillRect(tab.rect.adjusted(0, 0, 0, -1), colour(Role::Hover));
    if (active)
        p.fillRect(QRect(tab.rect.left() + 4, tab.rect.bottom() - 1, tab.rect.width() - 8, 2), colour(Role::Accent));
    if (has(&tab, QStyle::State_HasFocus))
        paint_ring(p, QRectF(tab.rect).adjusted(2, 2, -2, -3), 4);
}

void paint_progress(const QStyleOptionProgressBar& bar, QPainter& p)
{
    QRectF track(bar.rect);
    track.setHeight(std::min<qreal>(track.height(), 4));
    track.moveCenter(QRectF(bar.rect).center());
    paint_box(
        p, track, colour(Role::SelectionInactive), colours().is_high_contrast() ? colour(Role::Border) : QColor(), 2);
    const double range = bar.maximum - bar.minimum;
    if (range <= 0) { // busy: a third, still; motion would be idle painting
        paint_box(p, QRectF(track.left() + track.width() / 3, track.top(), track.width() / 3, track.height()),
            colour(Role::Accent), {}, 2);
        return;
    }
    const double done = std::clamp((bar.progress - bar.minimum) / range, 0.0, 1.0);
    paint_box(p, QRectF(track.topLeft(), QSizeF(track.width() * done, track.height())), colour(Role::Accent), {}, 2);
}

void paint_dock_title(const QStyleOptionDockWidget& dock, QPainter& p)
{
    p.fillRect(dock.rect, colour(Role::Window));
    line(p, bottom_line(dock.rect), Role::Border);
    p.setFont(font_of(Type::DockHeading));
    p.setPen(colour(Role::Text));
    const QRect words = QStyle::visualRect(dock.direction, dock.rect, dock.rect.adjusted(12, 0, -56, 0));
    p.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, dock.title);
}

} // namespace

bool Style::draw_view_part(PrimitiveElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const
{
    switch (element) {
    case PE_PanelItemViewRow:
        if (w == nullptr || !w->property("quayside_paints_rows").toBool())
            paint_row(option, *p, w);
        return true;
    case PE_PanelItemViewItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
        if (item != nullptr && item->backgroundBrush.style() != Qt::NoBrush)
            p->fillRect(option->rect, item->backgroundBrush);
        if (qobject_cast<const QAbstractItemView*>(w) != nullptr && !w->property("quayside_paints_rows").toBool())
            paint_row(option, *p, w);
        return true;
    }
    case PE_IndicatorBranch:
        if (has(option, State_Children))
            paint_chevron(
                *p, option->rect, has(option, State_Open) ? Arrow::Down : ahead(*option), colour(Role::Muted), 8);
        return true;
    case PE_IndicatorHeaderArrow:
        return true; // drawn with the label
    default:
        return false;
    }
}

bool Style::draw_bar_part(PrimitiveElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const
{
    switch (element) {
    case PE_Frame:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame != nullptr && frame->lineWidth > 0)
            paint_box(*p, option->rect, {}, colour(Role::Border), 0);
        return true;
    case PE_FrameGroupBox:
        paint_box(*p, option->rect, {}, colour(Role::Border), 6);
        return true;
    case PE_FrameMenu:
        paint_box(*p, option->rect, {}, colour(Role::Border), 0);
        return true;
    case PE_PanelMenu:
        p->fillRect(option->rect, colour(Role::Button));
        return true;
    case PE_FrameTabBarBase:
    case PE_FrameTabWidget:
        if (element == PE_FrameTabBarBase)
            line(*p, bottom_line(option->rect), Role::Border);
        return true;
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
        if (element == PE_PanelStatusBar)
            line(*p, { option->rect.left(), option->rect.top(), option->rect.width(), 1 }, Role::Border);
        return true;
    case PE_IndicatorDockWidgetResizeHandle: {
        const QRect& area = option->rect;
        line(*p,
            area.width() < area.height() ? QRect(area.center().x(), area.top(), 1, area.height())
                                         : QRect(area.left(), area.center().y(), area.width(), 1),
            Role::Border);
        return true;
    }
    case PE_IndicatorToolBarSeparator:
        p->fillRect(QRect(option->rect.center().x(), option->rect.center().y() - 10, 1, 20), colour(Role::Border));
        return true;
    case PE_IndicatorTabClose:
        if (has(option, State_MouseOver) && has(option, State_Enabled))
            paint_box(*p, option->rect, colour(Role::SelectionInactive), {}, 3);
        p->save();
        p->setRenderHint(QPainter::Antialiasing);
        p->translate(QRectF(option->rect).center());
        p->setPen(QPen(colour(Role::Muted), 1.2, Qt::SolidLine, Qt::RoundCap));
        p->drawLine(QPointF(-3.5, -3.5), QPointF(3.5, 3.5));
        p->drawLine(QPointF(-3.5, 3.5), QPointF(3.5, -3.5));
        p->restore();
        return true;
    default:
        Q_UNUSED(w);
        return false;
    }
}

bool Style::draw_bar(ControlElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const
{
    switch (element) {
    case CE_Header: // by itself, Qt keeps so much room for the arrow that no text is left in a narrow column
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            const int margin = pixelMetric(PM_HeaderMargin, option, w);
            paint_header(header, *p);
            paint_header_label(*header, header->rect.adjusted(margin, 0, -margin, 0), *p);
        }
        return true;
    case CE_HeaderEmptyArea:
        paint_header(option, *p);
        return true;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            paint_tab(*tab, *p);
        return true;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            QStyleOptionTab copy = *tab;
            const bool active = has(option, State_Selected);
            copy.state &= ~QStyle::State_HasFocus;
            if (has(option, State_Enabled))
                copy.palette.setColor(QPalette::WindowText, colour(active ? Role::Text : Role::Muted));
            p->save();
            p->setFont(font_of(active ? Type::Name : Type::Body));
            QProxyStyle::drawControl(element, &copy, p, w);
            p->restore();
        }
        return true;
    case CE_ToolBar:
        p->fillRect(option->rect, colour(Role::Window));
        return true;
    case CE_MenuBarEmptyArea:
        p->fillRect(option->rect, colour(Role::Window));
        return true;
    case CE_MenuBarItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            p->fillRect(option->rect, colour(Role::Window));
            if (has(option, State_Selected))
                paint_box(*p, QRectF(option->rect).adjusted(1, 2, -1, -2), colour(Role::Selection), {}, 4);
            const int flags = Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine;
            drawItemText(
                p, option->rect, flags, option->palette, has(option, State_Enabled), item->text, QPalette::WindowText);
        }
        return true;
    case CE_Splitter:
        line(*p, option->rect, Role::Border);
        return true;
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel:
        return true;
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option))
            paint_progress(*bar, *p);
        return true;
    case CE_DockWidgetTitle:
        if (const auto* dock = qstyleoption_cast<const QStyleOptionDockWidget*>(option))
            paint_dock_title(*dock, *p);
        return true;
    default:
        return false;
    }
}

} // namespace quayside::ui
