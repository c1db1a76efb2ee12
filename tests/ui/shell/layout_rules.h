#pragma once

#include "ui/look/theme.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QTabBar>
#include <QToolButton>

namespace quayside::test {

// What is wrong with how a window is laid out. Nothing is painted for it.

// "QPushButton in FilterBar in MainWindow"
inline QString place_of(const QWidget& widget)
{
    QString text;
    for (const QWidget* at = &widget; at; at = at->parentWidget()) {
        text += QLatin1String(at->metaObject()->className());
        text += at->objectName().isEmpty() ? QString() : u'#' + at->objectName();
        if (at->isWindow())
            break;
        text += " in ";
    }
    return text;
}

inline QString without_mnemonics(QString text)
{
    text.replace("&&", "\u0001").remove('&').replace("\u0001", "&");
    return text;
}

// Parts of a control that have no text of their own, or whose text is that of the control.
inline bool is_part(const QWidget& widget)
{
    const auto* parent = widget.parentWidget();
    return (parent
               && (parent->inherits("QComboBox") || parent->inherits("QAbstractSpinBox")
                   || parent->inherits("QLineEdit") || parent->inherits("QAbstractItemView")
                   || parent->inherits("QTabBar") || parent->inherits("QToolBar") || parent->inherits("QDockWidget")))
        || widget.inherits("QHeaderView") || widget.inherits("QTableCornerButton")
        || widget.objectName().startsWith("qt_");
}

// The text of a label or a button that is not all to be seen, nor told in its tool tip; else empty.
inline QString cut_text(const QWidget& widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        const bool cut = !label->wordWrap() && !label->text().contains('\n')
            && label->fontMetrics().horizontalAdvance(without_mnemonics(label->text()))
                > label->contentsRect().width() + 1;
        const bool low = !label->text().isEmpty() && label->fontMetrics().height() > label->contentsRect().height() + 2;
        return (cut || low) && label->toolTip().isEmpty() ? label->text() : QString();
    }
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    const auto* tool = qobject_cast<const QToolButton*>(button);
    if (!button || is_part(widget) || (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly))
        return {};
    const QString words = without_mnemonics(button->text());
    const bool cut = button->fontMetrics().horizontalAdvance(words) > button->width() + 1;
    return cut && !button->toolTip().contains(words) ? button->text() : QString();
}

// The titles of columns that are not all to be seen, but for the last one, which has what is left.
inline QStringList cut_titles(const QHeaderView& header)
{
    QStringList cut;
    if (header.orientation() != Qt::Horizontal || !header.model())
        return cut;
    const int margin = header.style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, &header);
    for (int i = 0; i < header.count(); ++i) {
        if (header.isSectionHidden(i) || (header.stretchLastSection() && header.visualIndex(i) == header.count() - 1))
            continue;
        const auto title = header.model()->headerData(i, Qt::Horizontal).toString();
        if (QFontMetrics(ui::font_of(ui::Type::Header)).horizontalAdvance(title) > header.sectionSize(i) - 2 * margin)
            cut << title;
    }
    return cut;
}

// Children that one layout places over each other, or where they cannot all be seen.
inline QStringList misplaced_in(const QLayout& layout)
{
    QStringList found;
    QList<const QWidget*> placed;
    const auto* parent = layout.parentWidget();
    if (!parent || layout.inherits("QStackedLayout"))
        return found;
    for (int i = 0; i < layout.count(); ++i) {
        if (const auto* inner = layout.itemAt(i)->layout())
            found << misplaced_in(*inner);
        if (const auto* widget = layout.itemAt(i)->widget(); widget && widget->isVisible() && !widget->size().isEmpty())
            placed << widget;
    }
    for (qsizetype i = 0; i < placed.size(); ++i) {
        if (!parent->rect().contains(placed[i]->geometry()))
            found << "has not all its room: " + place_of(*placed[i]);
        for (qsizetype j = i + 1; j < placed.size(); ++j)
            if (placed[i]->geometry().intersects(placed[j]->geometry()))
                found << "lies over " + place_of(*placed[j]) + ": " + place_of(*placed[i]);
    }
    return found;
}

// All that is wrong in a window on a screen of this size.
inline QStringList broken_layout(const QWidget& window, const QSize& screen)
{
    QStringList found;
    if (window.width() > screen.width() || window.height() > screen.height())
        found << QString("%1 x %2 is larger than the screen: %3")
                     .arg(window.width())
                     .arg(window.height())
                     .arg(place_of(window));
    for (const auto* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != &window)
            continue;
        if (const auto text = cut_text(*widget); !text.isEmpty())
            found << QString("“%1” is cut off: %2").arg(text, place_of(*widget));
        if (const auto* header = qobject_cast<const QHeaderView*>(widget))
            for (const auto& title : cut_titles(*header))
                found << QString("“%1” is cut off: %2").arg(title, place_of(*widget));
        if (const auto* layout = widget->layout())
            found << misplaced_in(*layout);
    }
    return found;
}

} // namespace quayside::test
