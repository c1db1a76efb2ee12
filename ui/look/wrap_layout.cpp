#include "ui/look/wrap_layout.h"

#include <QWidget>

#include <algorithm>

namespace quayside::ui {

WrapLayout::WrapLayout(int spacing)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(spacing);
}

WrapLayout::~WrapLayout()
{
    qDeleteAll(items_);
}

QLayoutItem* WrapLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? items_[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* WrapLayout::takeAt(int index)
{
    auto* item = itemAt(index);
    if (item)
        items_.erase(items_.begin() + index);
    return item;
}

QSize WrapLayout::minimumSize() const
{
    QSize size(0, 0);
    for (const auto* item : items_)
        size = size.expandedTo(item->minimumSize());
    return size;
}

void WrapLayout::setGeometry(const QRect& area)
{
    QLayout::setGeometry(area);
    arrange(area, true);
}

int WrapLayout::arrange(const QRect& area, bool place) const
{
    QPoint at = area.topLeft();
    int line = 0;
    for (auto* item : items_) {
        const QSize size = item->sizeHint();
        if (at.x() > area.x() && at.x() + size.width() > area.x() + area.width()) {
            at = { area.x(), at.y() + line + spacing() };
            line = 0;
        }
        if (place)
            item->setGeometry(QRect(at, QSize(std::min(size.width(), area.width()), size.height())));
        at.rx() += size.width() + spacing();
        line = std::max(line, size.height());
    }
    return at.y() + line - area.y();
}

} // namespace quayside::ui
