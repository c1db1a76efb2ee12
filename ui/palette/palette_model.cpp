#include "ui/palette/palette_model.h"

#include "ui/palette/fuzzy.h"

#include <QRegularExpression>

#include <algorithm>

namespace quayside::ui {

void PaletteModel::set_content(PaletteContent content)
{
    content_ = std::move(content);
}

void PaletteModel::search(const QString& typed, const QStringList& recent)
{
    beginResetModel();
    letters_ = scope_of(typed) == PaletteScope::All ? typed : typed.mid(1);
    rows_.clear();
    const auto hits = rank(content_, typed, recent);
    for (std::size_t i = 0; i < hits.size(); ++i) {
        const auto& hit = hits[i];
        if (i == 0 || hits[i - 1].section != hit.section)
            rows_.push_back({ title_of(hit.section), {} });
        const bool object = hit.section == PaletteSection::Objects;
        rows_.push_back({ {}, object ? content_.entry_of(hit.index) : content_.actions[hit.index] });
    }
    endResetModel();
}

const PaletteEntry* PaletteModel::entry(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const auto& found = rows_[static_cast<std::size_t>(row)];
    return found.heading.isEmpty() ? &found.entry : nullptr;
}

std::vector<qsizetype> PaletteModel::places(int row) const
{
    const auto* found = entry(row);
    return found && found->reason.isEmpty() ? Fuzzy(letters_).places(found->title.toLower()) : std::vector<qsizetype>();
}

int PaletteModel::first_entry() const
{
    const auto first = std::ranges::find_if(rows_, [](const Row& row) { return row.heading.isEmpty(); });
    return first == rows_.end() ? -1 : static_cast<int>(first - rows_.begin());
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    const bool heading = !row.heading.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return heading ? row.heading : row.entry.title;
    case Qt::AccessibleTextRole:
        return heading ? row.heading
                       : QStringList{ row.entry.title, row.entry.note, row.entry.reason, row.entry.keys }
                             .filter(QRegularExpression(QStringLiteral(".")))
                             .join(QStringLiteral(", "));
    case HeadingRole:
        return heading;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    return entry(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace quayside::ui
