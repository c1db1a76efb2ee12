#pragma once

#include "ui/session/log_feed.h"
#include "ui/tables/delegates.h"

namespace quayside::ui {

class LogRows;

// The cells of a log: each task in its own hue, texts in the colours that programs gave them, what is sought marked,
// and what happened at a moment as a line across.
class LogDelegate : public CellDelegate {
    Q_OBJECT

public:
    LogDelegate(const LogRows& rows, QObject* parent);

    void set_sought(const QString& text) { sought_ = text; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    bool paint_content(QPainter& painter, const QRectF& area, const QModelIndex& index) const override;

private:
    void paint_happening(
        QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, const LogRow& row) const;
    void paint_message(QPainter& painter, const QRectF& area, int row) const;

    const LogRows& rows_;
    QString sought_;
};

} // namespace quayside::ui
