#include "ui/tables/filter.h"
#include "ui/tables/filter_scan.h"

#include <algorithm>

namespace quayside::ui {

namespace {

const FilterField* field_called(const std::vector<FilterField>& fields, const QString& id)
{
    const auto found = std::find_if(fields.begin(), fields.end(),
        [&id](const FilterField& field) { return field.id.compare(id, Qt::CaseInsensitive) == 0; });
    return found == fields.end() ? nullptr : &*found;
}

bool is_sort_word(const QString& word)
{
    return word.compare(QLatin1String("sort"), Qt::CaseInsensitive) == 0;
}

QString quoted_if_needed(const QString& value)
{
    return value.contains(QLatin1Char(' ')) ? QLatin1Char('"') + value + QLatin1Char('"') : value;
}

void offer(QStringList& candidates, const QString& candidate, const QString& begun)
{
    if (candidate.startsWith(begun, Qt::CaseInsensitive) && candidate.compare(begun, Qt::CaseInsensitive) != 0)
        candidates.append(candidate);
}

} // namespace

std::vector<FilterPiece> filter_pieces(const QString& text, const std::vector<FilterField>& fields)
{
    using Kind = FilterPiece::Kind;
    std::vector<FilterPiece> pieces;
    for (const FilterToken& token : scan_filter(text)) {
        const bool known
            = !token.field.isEmpty() && (field_called(fields, token.field) != nullptr || is_sort_word(token.field));
        if (!token.field.isEmpty()) {
            const auto length = static_cast<int>(token.field.size());
            const bool sort = is_sort_word(token.field) && field_called(fields, token.field) == nullptr;
            pieces.push_back({ sort ? Kind::Sort : known ? Kind::Field : Kind::Text, token.field_position, length });
            pieces.push_back({ Kind::Operator, token.field_position + length, static_cast<int>(token.op.size()) });
        }
        const int end = token.position + token.length;
        if (end > token.value_position)
            pieces.push_back({ token.kind == FilterToken::Kind::Regex ? Kind::Regex
                    : known                                           ? Kind::Value
                                                                      : Kind::Text,
                token.value_position, end - token.value_position });
    }
    return pieces;
}

FilterCompletion complete_filter(const QString& text, int cursor, const std::vector<FilterField>& fields)
{
    FilterCompletion completion;
    completion.position = cursor;
    const auto tokens = scan_filter(text.left(cursor));
    const bool begun = !tokens.empty() && tokens.back().position + tokens.back().length == cursor;
    if (!begun || tokens.back().kind != FilterToken::Kind::Bare)
        return completion;
    const FilterToken& token = tokens.back();
    if (token.field.isEmpty()) {
        completion.position = token.field_position;
        completion.length = cursor - token.field_position;
        for (const FilterField& field : fields)
            offer(completion.candidates, field.id + QLatin1Char(':'), token.value);
        offer(completion.candidates, QStringLiteral("sort:"), token.value);
        return completion;
    }
    const auto comma = token.value.lastIndexOf(QLatin1Char(','));
    const QString last = token.value.mid(comma + 1);
    completion.position = token.value_position + static_cast<int>(comma) + 1;
    completion.length = cursor - completion.position;
    if (is_sort_word(token.field)) {
        for (const FilterField& field : fields)
            offer(completion.candidates, field.id, last);
    } else if (const FilterField* field = field_called(fields, token.field)) {
        for (const QString& value : field->values)
            offer(completion.candidates, quoted_if_needed(value), last);
    }
    return completion;
}

} // namespace quayside::ui
