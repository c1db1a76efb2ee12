#include "ui/terminal/grid.h"

#include <algorithm>

namespace quayside::ui {

QString GridLine::character(int column) const
{
    if (column < 0 || column >= static_cast<int>(cells.size())
        || cells[static_cast<std::size_t>(column)].character == 0)
        return QStringLiteral(" ");
    const char32_t code = cells[static_cast<std::size_t>(column)].character;
    QString text = QString::fromUcs4(&code, 1);
    for (const auto& [at, mark] : marks)
        if (at == column)
            text += mark;
    return text;
}

QString GridLine::text(int from, int to) const
{
    QString text;
    const int end = std::min(to, static_cast<int>(cells.size()));
    for (int column = std::max(from, 0); column < end; ++column)
        if (cells[static_cast<std::size_t>(column)].width > 0)
            text += character(column);
    return text;
}

QString GridLine::text() const
{
    QString all = text(0, static_cast<int>(cells.size()));
    while (all.endsWith(u' '))
        all.chop(1);
    return all;
}

} // namespace quayside::ui
