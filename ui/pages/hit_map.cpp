#include "ui/pages/hit_map.h"

#include "ui/look/text.h"
#include "ui/look/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kWidth = 12;
constexpr int kMostMarks = 2'000; // more than there are pixels

} // namespace

HitMap::HitMap(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Where it was found"));
    setFocusPolicy(Qt::NoFocus); // F3 goes from one to the next
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setFixedWidth(Theme::get().scaled(kWidth));
}

QSize HitMap::sizeHint() const
{
    return { Theme::get().scaled(kWidth), 40 };
}

void HitMap::set_hits(const std::vector<int>& hits, int rows)
{
    rows_ = rows;
    marks_.clear();
    const int step = std::max(1, rows / kMostMarks);
    for (const int row : hits)
        if (marks_.empty() || row >= marks_.back() + step)
            marks_.push_back(row);
    setAccessibleDescription(counted(static_cast<std::int64_t>(hits.size()), tr("place"), tr("places")));
    update();
}

void HitMap::set_current(int row)
{
    current_ = row;
    update();
}

double HitMap::y_of(int row) const
{
    return rows_ == 0 ? 0 : static_cast<double>(row) * height() / rows_;
}

void HitMap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Role::Window));
    const auto mark = [&](int row, Role role) {
        painter.fillRect(QRectF(2, std::min(y_of(row), height() - 2.0), width() - 4, 2), colour(role));
    };
    for (const int row : marks_)
        mark(row, Role::Warning);
    if (current_ >= 0)
        mark(current_, Role::Error);
}

void HitMap::mousePressEvent(QMouseEvent* event)
{
    if (marks_.empty() || height() == 0)
        return;
    const int row = static_cast<int>(event->position().y() * rows_ / height());
    const auto after = std::lower_bound(marks_.begin(), marks_.end(), row);
    const bool before = after == marks_.end() || (after != marks_.begin() && row - *std::prev(after) < *after - row);
    emit chosen(before ? *std::prev(after) : *after);
}

} // namespace quayside::ui
