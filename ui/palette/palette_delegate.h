#pragma once

#include <QStyledItemDelegate>

namespace quayside::ui {

// Draws the rows of a PaletteModel: icon, title with the typed letters set off, where it belongs or why it cannot run,
// and its keys.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace quayside::ui
