#pragma once

#include <QStyledItemDelegate>

namespace quayside::ui {

// An entry of the navigator: icon and name, and at the right the worst state's glyph and a muted count. Sections are
// small muted headings.
class NavigatorDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace quayside::ui
