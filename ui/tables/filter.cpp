#include "ui/tables/filter.h"

#include "ui/tables/filter_scan.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace quayside::ui {

namespace {

using Op = FilterTerm::Op;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Filter)
};

std::string needle(const QString& text)
{
    return text.toLower().toStdString();
}

Unexpected<FilterError> refuse(int position, int length, const QString& message)
{
    return Unexpected<FilterError>{ { position, std::max(length, 1), message } };
}

int field_index(const std::vector<FilterField>& fields, const QString& id)
{
    const auto found = std::find_if(fields.begin(), fields.end(),
        [&id](const FilterField& field) { return field.id.compare(id, Qt::CaseInsensitive) == 0; });
    return found == fields.end() ? -1 : static_cast<int>(found - fields.begin());
}

QString field_list(const std::vector<FilterField>& fields)
{
    QStringList ids;
    for (const FilterField& field : fields)
        ids.append(field.id);
    return ids.join(QStringLiteral(", "));
}

struct Unit {
    const char* name;
    double factor;
};

// Longest first, so that "min" is not read as "m".
std::optional<double> with_unit(const QString& text, std::initializer_list<Unit> units, double plain)
{
    const QString lower = text.toLower();
    for (const Unit& unit : units) {
        const QLatin1String name(unit.name);
        if (!lower.endsWith(name))
            continue;
        bool fine = false;
        const double number = lower.left(lower.size() - name.size()).trimmed().toDouble(&fine);
        if (fine)
            return number * unit.factor;
    }
    bool fine = false;
    const double number = lower.toDouble(&fine);
    return fine ? std::optional(number * plain) : std::nullopt;
}

std::optional<double> number_in(ValueType type, const QString& text)
{
    switch (type) {
    case ValueType::Number:
        return with_unit(text, {}, 1);
    case ValueType::Percent:
        return with_unit(text, { { "%", 0.01 } }, 0.01);
    case ValueType::Size:
        return with_unit(text,
            { { "kib", 1.0 / 1024 }, { "mib", 1 }, { "gib", 1024 }, { "tib", 1024 * 1024 }, { "k", 1.0 / 1024 },
                { "m", 1 }, { "g", 1024 }, { "t", 1024 * 1024 } },
            1);
    case ValueType::Time:
    case ValueType::Age:
        return with_unit(text,
            { { "min", 60 }, { "ms", 0.001 }, { "s", 1 }, { "m", 60 }, { "h", 3600 }, { "d", 86400 }, { "w", 604800 } },
            1);
    case ValueType::Text:
        break;
    }
    return std::nullopt;
}

QString example(ValueType type)
{
    switch (type) {
    case ValueType::Size:
        return QStringLiteral("512 or 1gib");
    case ValueType::Percent:
        return QStringLiteral("50 or 50%");
    case ValueType::Time:
    case ValueType::Age:
        return Words::tr("10m, 2h or 3d");
    default:
        return QStringLiteral("3");
    }
}

Op comparison(const QString& op)
{
    static const std::array<std::pair<const char*, Op>, 6> ops = { { { "<", Op::Less }, { "<=", Op::LessEqual },
        { ">", Op::Greater }, { ">=", Op::GreaterEqual }, { "!=", Op::NotEqual }, { "=", Op::Equal } } };
    for (const auto& [text, value] : ops)
        if (op == QLatin1String(text))
            return value;
    return Op::Equal;
}

Expected<FilterTerm, FilterError> regex_term(const FilterToken& token)
{
    FilterTerm term;
    term.op = Op::Regex;
    term.regex = QRegularExpression(
        token.value, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    if (!term.regex.isValid())
        return refuse(token.value_position + 1 + static_cast<int>(term.regex.patternErrorOffset()), 1,
            Words::tr("The regular expression is wrong here: %1.").arg(term.regex.errorString()));
    return term;
}

bool is_above(Op op, qsizetype place, qsizetype than)
{
    switch (op) {
    case Op::Less:
        return place < than;
    case Op::LessEqual:
        return place <= than;
    case Op::Greater:
        return place > than;
    default:
        return place >= than;
    }
}

// "level>=warn": any of the values that are as high.
Expected<FilterTerm, FilterError> ranked_term(const FilterToken& token, const QStringList& values)
{
    FilterTerm term;
    term.op = Op::Equal;
    const auto place = values.indexOf(token.value.toLower());
    if (place < 0)
        return refuse(token.value_position, static_cast<int>(token.value.size()),
            Words::tr("“%1” is one of: %2.").arg(token.field, values.join(QStringLiteral(", "))));
    for (qsizetype i = 0; i < values.size(); ++i)
        if (is_above(comparison(token.op), i, place))
            term.needles.push_back(needle(values[i]));
    if (term.needles.empty())
        return refuse(token.field_position, token.position + token.length - token.field_position,
            Words::tr("Nothing is beyond “%1”.").arg(token.value));
    return term;
}

bool compares(const FilterToken& token)
{
    return token.op.startsWith(QLatin1Char('<')) || token.op.startsWith(QLatin1Char('>'));
}

Expected<FilterTerm, FilterError> text_term(const FilterToken& token)
{
    FilterTerm term;
    if (token.op == QLatin1String("=") || token.op == QLatin1String("!=")) {
        term.op = Op::Equal;
        term.negated = token.op == QLatin1String("!=");
    } else if (!token.op.isEmpty() && token.op != QLatin1String(":")) {
        return refuse(token.field_position, static_cast<int>(token.field.size() + token.op.size()),
            Words::tr("“%1” is text: write %1:word or %1=word.").arg(token.field));
    }
    if (token.kind == FilterToken::Kind::Quoted || token.field.isEmpty()) {
        term.needles = { needle(token.value) };
        return term;
    }
    for (const QString& part : token.value.split(QLatin1Char(','), Qt::SkipEmptyParts))
        term.needles.push_back(needle(part));
    if (term.needles.empty())
        return refuse(token.value_position, static_cast<int>(token.value.size()), Words::tr("Write a word here."));
    return term;
}

Expected<FilterTerm, FilterError> number_term(const FilterToken& token, ValueType type)
{
    FilterTerm term;
    term.op = comparison(token.op);
    const auto number = number_in(type, token.value);
    if (!number)
        return refuse(token.value_position, static_cast<int>(token.value.size()),
            Words::tr("“%1” needs a number here, such as %2.").arg(token.field, example(type)));
    term.number = *number;
    return term;
}

Expected<FilterTerm, FilterError> field_term(const FilterToken& token, const std::vector<FilterField>& fields)
{
    const int field = field_index(fields, token.field);
    if (field < 0)
        return refuse(token.field_position, static_cast<int>(token.field.size()),
            Words::tr("There is no column “%1”. Columns: %2. To search for the text, put it in quotes.")
                .arg(token.field, field_list(fields)));
    if (token.value.isEmpty() && token.kind == FilterToken::Kind::Bare)
        return refuse(token.field_position, token.position + token.length - token.field_position,
            Words::tr("Write a value behind “%1%2”.").arg(token.field, token.op));
    const FilterField& known = fields[static_cast<std::size_t>(field)];
    auto term = token.kind == FilterToken::Kind::Regex ? regex_term(token)
        : known.ranked && compares(token)              ? ranked_term(token, known.values)
        : known.type == ValueType::Text                ? text_term(token)
                                                       : number_term(token, known.type);
    if (term)
        term.value().field = field;
    return term;
}

Expected<FilterTerm, FilterError> term_of(const FilterToken& token, const std::vector<FilterField>& fields)
{
    if (!token.closed)
        return refuse(token.value_position, 1,
            token.kind == FilterToken::Kind::Regex ? Words::tr("The regular expression has no end: write a second “/”.")
                                                   : Words::tr("The quote has no end: write a second \"."));
    auto term = !token.field.isEmpty()           ? field_term(token, fields)
        : token.kind == FilterToken::Kind::Regex ? regex_term(token)
                                                 : text_term(token);
    if (term)
        term.value().negated = term->negated != token.negated;
    return term;
}

std::optional<FilterError> take_sort(const FilterToken& token, const std::vector<FilterField>& fields, Filter& filter)
{
    const bool down = token.value.startsWith(QLatin1Char('-'));
    const QString id = down ? token.value.mid(1) : token.value;
    filter.sort_field = field_index(fields, id);
    filter.sort_descending = down;
    if (filter.sort_field >= 0)
        return std::nullopt;
    return FilterError{ token.value_position, std::max(1, static_cast<int>(token.value.size())),
        Words::tr("Sort by one of: %1.").arg(field_list(fields)) };
}

bool is_sort(const FilterToken& token, const std::vector<FilterField>& fields)
{
    return token.field.compare(QLatin1String("sort"), Qt::CaseInsensitive) == 0 && token.op == QLatin1String(":")
        && field_index(fields, token.field) < 0;
}

// `narrow` is at least as strict as `wide`.
bool term_narrows(const FilterTerm& narrow, const FilterTerm& wide)
{
    if (narrow == wide)
        return true;
    if (narrow.op != Op::Contains || wide.op != Op::Contains || narrow.field != wide.field || narrow.negated
        || wide.negated)
        return false;
    return std::all_of(narrow.needles.begin(), narrow.needles.end(), [&wide](const std::string& longer) {
        return std::any_of(wide.needles.begin(), wide.needles.end(),
            [&longer](const std::string& shorter) { return longer.find(shorter) != std::string::npos; });
    });
}

} // namespace

std::vector<FilterField> fields_of(const std::vector<ColumnInfo>& columns)
{
    std::vector<FilterField> fields;
    for (const ColumnInfo& column : columns)
        fields.push_back({ column.id, column.title, column.type, column.values, column.ranked });
    return fields;
}

Expected<Filter, FilterError> parse_filter(const QString& text, const std::vector<FilterField>& fields)
{
    Filter filter;
    filter.source = text;
    for (const FilterToken& token : scan_filter(text)) {
        if (is_sort(token, fields)) {
            if (auto error = take_sort(token, fields, filter))
                return Unexpected<FilterError>{ *error };
            continue;
        }
        auto term = term_of(token, fields);
        if (!term)
            return Unexpected<FilterError>{ term.error() };
        filter.terms.push_back(std::move(term).value());
    }
    return filter;
}

bool narrows(const Filter& narrower, const Filter& wider)
{
    return std::all_of(wider.terms.begin(), wider.terms.end(), [&narrower](const FilterTerm& wide) {
        return std::any_of(narrower.terms.begin(), narrower.terms.end(),
            [&wide](const FilterTerm& narrow) { return term_narrows(narrow, wide); });
    });
}

} // namespace quayside::ui
