#pragma once

#include <QStyledItemDelegate>

namespace quayside::ui {

// Draws the cells of a TableView by their CellStyle and makes the editors. Stateless: all it needs comes from the
// model.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
        const QModelIndex& index) override;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
    void updateEditorGeometry(
        QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    // For columns that draw what no CellStyle does; ground, selection and focus are drawn around it. False: by style.
    virtual bool paint_content(QPainter& painter, const QRectF& area, const QModelIndex& index) const;
};

} // namespace quayside::ui
