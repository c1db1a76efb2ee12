#pragma once

#include <QStyledItemDelegate>

namespace quayside::ui {

// Draws the rows of a comparison: sign and field, both values in the tints of what became of them, the way to take one.
class DiffDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum Column { Field, Left, Take, Right, Effect };
    static constexpr int kColumns = Effect + 1;
    static constexpr int kSignRole = Qt::UserRole + 1; // int of SemanticDiff::Sign; invalid: a group

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace quayside::ui
