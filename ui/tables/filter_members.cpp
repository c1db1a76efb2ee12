#include "ui/tables/filter_members.h"

#include "ui/tables/filter_scan.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace quayside::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FilterMembers)
};

int field_called(const std::vector<FilterField>& fields, const QString& id)
{
    const auto found = std::ranges::find_if(
        fields, [&id](const FilterField& field) { return field.id.compare(id, Qt::CaseInsensitive) == 0; });
    return found == fields.end() ? -1 : static_cast<int>(found - fields.begin());
}

bool is_member(const FilterToken& token, const std::vector<FilterField>& fields, const FilterMembers& members)
{
    const auto is_known = [&members](const QString& name) { return members.names.contains(name, Qt::CaseInsensitive); };
    return !token.field.isEmpty() && field_called(fields, token.field) < 0
        && (is_known(token.field) || is_known(token.field.section(u'.', -1)));
}

// A text as it stands between the quotes of a JSON string.
QString as_json(const QString& text)
{
    const auto written = QString::fromUtf8(QJsonDocument(QJsonArray{ text }).toJson(QJsonDocument::Compact));
    return written.mid(2, written.size() - 4);
}

// Whatever its value is, a string or not, and whatever stands around it.
QString pattern_of(const FilterToken& token)
{
    QStringList values;
    const bool whole = token.kind == FilterToken::Kind::Quoted;
    for (const QString& part : whole ? QStringList{ token.value } : token.value.split(u',', Qt::SkipEmptyParts))
        values << QRegularExpression::escape(as_json(part));
    const QString name = QRegularExpression::escape(as_json(token.field.section(u'.', -1)));
    const QString value = QStringLiteral("(?:%1)").arg(values.join(u'|'));
    const QString pattern = token.op == QLatin1String(":")
        ? QStringLiteral("\"%1\"\\s*:\\s*(?:\"(?:[^\"\\\\]|\\\\.)*?%2|[^\"\\s,}\\]]*%2)")
        : QStringLiteral("\"%1\"\\s*:\\s*(?:\"%2\"|%2(?=[\\s,}\\]]))");
    return pattern.arg(name, value);
}

Expected<FilterTerm, FilterError> member_term(const FilterToken& token, int field)
{
    const auto refuse = [](int position, int length, const QString& message) {
        return Unexpected<FilterError>{ { position, std::max(length, 1), message } };
    };
    const bool compares = token.op.startsWith(u'<') || token.op.startsWith(u'>');
    if (compares || token.kind == FilterToken::Kind::Regex)
        return refuse(token.field_position, static_cast<int>(token.field.size() + token.op.size()),
            Words::tr("“%1” is a member of some lines: write %1=word or %1:word.").arg(token.field));
    if (token.value.isEmpty() || !token.closed)
        return refuse(token.value_position, 1, Words::tr("Write a value behind “%1%2”.").arg(token.field, token.op));
    FilterTerm term;
    term.op = FilterTerm::Op::Regex;
    term.field = field;
    term.negated = token.negated != (token.op == QLatin1String("!="));
    term.regex = QRegularExpression(
        pattern_of(token), QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return term;
}

} // namespace

Expected<Filter, FilterError> parse_filter(
    const QString& text, const std::vector<FilterField>& fields, const FilterMembers& members)
{
    QString rest = text; // with blanks where members are, so that places stay what they are
    std::vector<FilterTerm> terms;
    for (const FilterToken& token : scan_filter(text)) {
        if (!is_member(token, fields, members))
            continue;
        auto term = member_term(token, field_called(fields, members.column));
        if (!term)
            return Unexpected<FilterError>{ term.error() };
        terms.push_back(std::move(term).value());
        rest.replace(token.position, token.length, QString(token.length, u' '));
    }
    auto filter = parse_filter(rest, fields);
    if (!filter)
        return filter;
    filter->source = text;
    filter->terms.insert(filter->terms.end(), terms.begin(), terms.end());
    return filter;
}

FilterCompletion complete_filter(
    const QString& text, int cursor, const std::vector<FilterField>& fields, const FilterMembers& members)
{
    auto completion = complete_filter(text, cursor, fields);
    const auto tokens = scan_filter(text.left(cursor));
    const bool begun = !tokens.empty() && tokens.back().position + tokens.back().length == cursor;
    if (!begun || tokens.back().kind != FilterToken::Kind::Bare || !tokens.back().field.isEmpty())
        return completion;
    for (const QString& name : members.names)
        if (name.startsWith(tokens.back().value, Qt::CaseInsensitive) && field_called(fields, name) < 0)
            completion.candidates << name + u'=';
    return completion;
}

QString member_filter(const QString& name, const QString& value)
{
    const bool plain = !value.isEmpty() && std::ranges::all_of(value, [](QChar c) {
        return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.';
    });
    if (plain)
        return name + u'=' + value;
    QString quoted = value;
    quoted.replace(u'"', QStringLiteral("\\\""));
    return QStringLiteral("%1=\"%2\"").arg(name, quoted);
}

} // namespace quayside::ui
