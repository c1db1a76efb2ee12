#include "ui/look/style.h"

#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenuBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>

namespace quayside::ui {

namespace {

int scaled(int pixels)
{
    return Theme::get().scaled(pixels);
}
int control_height(const QWidget* widget)
{
    return scaled(is_small(widget) ? 24 : 28);
}
// The details of a task have six; so they fit into their pane.
bool has_many_tabs(const QWidget* widget)
{
    const auto* bar = qobject_cast<const QTabBar*>(widget);
    return bar != nullptr && bar->count() > 5;
}
bool in_view(const QWidget* widget)
{
    return widget != nullptr && widget->parentWidget() != nullptr
        && qobject_cast<QAbstractItemView*>(widget->parentWidget()->parentWidget()) != nullptr;
}

} // namespace

Style::Style()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (auto* button = qobject_cast<QToolButton*>(widget))
        button->setAutoRaise(true);
    if (qobject_cast<QAbstractButton*>(widget) != nullptr || qobject_cast<QComboBox*>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return scaled(12);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return scaled(8);
    case PM_SmallIconSize:
    case PM_ToolBarIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
        return scaled(16);
    case PM_ButtonMargin:
        return scaled(24);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_ToolBarFrameWidth:
    case PM_TabBarTabOverlap:
    case PM_DockWidgetFrameWidth:
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
        return 0;
    case PM_ToolBarItemSpacing:
    case PM_ToolBarItemMargin:
        return scaled(4);
    case PM_ToolBarSeparatorExtent:
        return scaled(17);
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
    case PM_MenuHMargin:
        return scaled(4);
    case PM_SplitterWidth:
    case PM_TabBarBaseOverlap:
        return 1;
    case PM_DockWidgetSeparatorExtent:
        return 5;
    case PM_DockWidgetTitleMargin:
        return scaled(6);
    case PM_DockWidgetTitleBarButtonMargin:
        return scaled(4);
    case PM_ScrollBarExtent:
        return scaled(12);
    case PM_ScrollBarSliderMin:
        return scaled(28);
    case PM_TabBarTabHSpace:
        return scaled(!is_small(widget) ? 24 : has_many_tabs(widget) ? 8 : 12);
    case PM_TabBarTabVSpace:
        return scaled(12);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return scaled(14);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return scaled(8);
    case PM_HeaderMargin:
        return scaled(8);
    case PM_HeaderMarkSize:
        return scaled(8);
    case PM_TreeViewIndentation:
        return scaled(16);
    case PM_DefaultFrameWidth:
        return 1;
    case PM_FocusFrameHMargin:
        return scaled(4);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_TabBar_PreferNoArrows:
        return 1;
    case SH_Table_GridLineColor:
        return static_cast<int>(colour(Role::RowLine).rgb());
    case SH_Widget_Animation_Duration:
        return Theme::get().reduced_motion() ? 0 : 100;
    case SH_ComboBox_Popup:
        return 0;
    case SH_UnderlineShortcut:
        return 1;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result.setWidth(size.width() + scaled(is_small(widget) ? 16 : 24));
        result.setHeight(std::max(size.height(), control_height(widget)));
        break;
    case CT_ToolButton:
        result.setHeight(std::max(size.height() + scaled(4), control_height(widget)));
        result.setWidth(std::max(size.width() + scaled(12), control_height(widget)));
        break;
    case CT_LineEdit:
        if (!in_view(widget))
            result.setHeight(control_height(widget));
        break;
    case CT_ComboBox:
        result.setWidth(size.width() + scaled(8 + 28));
        result.setHeight(control_height(widget));
        break;
    case CT_SpinBox:
        if (!in_view(widget))
            result.setHeight(control_height(widget));
        break;
    case CT_HeaderSection:
        result.setHeight(scaled(24));
        break;
    case CT_TabBarTab:
        result.setHeight(scaled(is_small(widget) ? 28 : 32));
        break;
    case CT_MenuBarItem:
        result = QSize(size.width() + scaled(16), scaled(28));
        break;
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
            item != nullptr && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(std::max(result.height(), scaled(26)));
        break;
    case CT_ItemViewItem:
        result.setHeight(std::max(result.height(), Theme::get().row_height()));
        break;
    default:
        break;
    }
    return result;
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    if (element == SE_LineEditContents)
        return option->rect.adjusted(scaled(6), 1, -scaled(6), -1);
    if (element == SE_PushButtonFocusRect)
        return option->rect;
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(
    ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const
{
    const QRect all = option->rect;
    if (control == CC_ComboBox && part == SC_ComboBoxEditField) {
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        const int left = combo != nullptr && combo->editable ? 1 : scaled(8); // a field has a margin of its own
        return visualRect(option->direction, all, all.adjusted(left, 1, -scaled(24), -1));
    }
    if (control == CC_ComboBox && part == SC_ComboBoxArrow)
        return visualRect(option->direction, all, QRect(all.right() - scaled(24), all.top(), scaled(24), all.height()));
    if (control == CC_SpinBox) {
        const int width = scaled(20);
        const QRect buttons(all.right() - width, all.top() + 1, width, all.height() - 2);
        switch (part) {
        case SC_SpinBoxUp:
            return visualRect(option->direction, all, buttons.adjusted(0, 0, 0, -buttons.height() / 2));
        case SC_SpinBoxDown:
            return visualRect(option->direction, all, buttons.adjusted(0, buttons.height() / 2, 0, 0));
        case SC_SpinBoxEditField:
            return visualRect(option->direction, all, all.adjusted(1, 1, -width - 1, -1));
        default:
            return all;
        }
    }
    if (control == CC_ScrollBar && (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine))
        return {};
    if (control == CC_ScrollBar && part == SC_ScrollBarGroove)
        return all;
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        control == CC_ScrollBar && part == SC_ScrollBarSlider && bar != nullptr) {
        const bool lying = bar->orientation == Qt::Horizontal;
        const int room = lying ? all.width() : all.height();
        const auto range = static_cast<qint64>(bar->maximum) - bar->minimum;
        int length = room;
        if (range > 0)
            length = static_cast<int>(qint64{ bar->pageStep } * room / (range + bar->pageStep));
        length = std::clamp(length, std::min(room, pixelMetric(PM_ScrollBarSliderMin, option, widget)), room);
        const int start
            = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, room - length, bar->upsideDown);
        return visualRect(option->direction, all,
            lying ? QRect(all.left() + start, all.top(), length, all.height())
                  : QRect(all.left(), all.top() + start, all.width(), length));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QIcon Style::standardIcon(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const
{
    switch (standard) {
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
        return icon(Glyph::Close);
    case SP_TitleBarNormalButton:
        return theme_icon(QStringLiteral("tab-detach"));
    case SP_LineEditClearButton:
        return theme_icon(QStringLiteral("edit-clear"));
    default:
        return QProxyStyle::standardIcon(standard, option, widget);
    }
}

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    if (draw_button_part(element, option, painter, widget) || draw_field_part(element, option, painter, widget)
        || draw_view_part(element, option, painter, widget) || draw_bar_part(element, option, painter, widget))
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    if (draw_label(element, option, painter, widget) || draw_bar(element, option, painter, widget))
        return;
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    switch (control) {
    case CC_ComboBox:
        draw_combo_box(option, painter, widget);
        return;
    case CC_SpinBox:
        draw_spin_box(option, painter, widget);
        return;
    case CC_ScrollBar:
        draw_scroll_bar(option, painter, widget);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace quayside::ui
