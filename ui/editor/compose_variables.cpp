#include "ui/editor/compose_variables.h"

#include <QRegularExpression>

#include <optional>

namespace quayside::ui {

namespace {

constexpr int kDeepest = 16; // defaults within defaults

// The place of the brace that closes the one before `from`; -1: there is none.
qsizetype closing_brace(const QString& text, qsizetype from)
{
    int open = 1;
    for (auto at = from; at < text.size(); ++at) {
        if (text[at] == u'{')
            ++open;
        else if (text[at] == u'}' && --open == 0)
            return at;
    }
    return -1;
}

class Reader {
public:
    explicit Reader(ComposeText& found)
        : found_(found)
    {
    }

    // Nothing: it is not valid.
    std::optional<QString> read(const QString& text, int depth)
    {
        QString plain;
        for (qsizetype at = 0; at < text.size();) {
            const auto dollar = text.indexOf(u'$', at);
            plain += QStringView(text).mid(at, dollar < 0 ? -1 : dollar - at);
            if (dollar < 0)
                break;
            at = dollar + 1;
            if (at < text.size() && text[at] == u'$') {
                plain += u'$';
                ++at;
                continue;
            }
            const auto value = at < text.size() && text[at] == u'{' ? braced(text, at, depth) : bare(text, at);
            if (!value)
                return std::nullopt;
            plain += *value;
        }
        return plain;
    }

private:
    std::optional<QString> bare(const QString& text, qsizetype& at)
    {
        static const QRegularExpression name(QStringLiteral("[A-Za-z_][A-Za-z0-9_]*"));
        const auto match
            = name.match(text, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch())
            return std::nullopt;
        at = match.capturedEnd();
        found_.variables.push_back({ match.captured(), {} });
        return QString();
    }

    std::optional<QString> braced(const QString& text, qsizetype& at, int depth)
    {
        static const QRegularExpression form(QStringLiteral("^([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])(.*))?$"),
            QRegularExpression::DotMatchesEverythingOption);
        const auto end = closing_brace(text, at + 1);
        if (end < 0 || depth >= kDeepest)
            return std::nullopt;
        const auto match = form.match(text.mid(at + 1, end - at - 1));
        if (!match.hasMatch())
            return std::nullopt;
        at = end + 1;
        const QString how = match.captured(2).right(1);
        ComposeText::Variable variable{ match.captured(1), {} };
        variable.has_default = how == u"-";
        variable.required = how == u"?";
        const auto place = found_.variables.size();
        found_.variables.push_back(variable);
        if (!variable.has_default)
            return QString();
        const auto value = read(match.captured(3), depth + 1);
        if (value)
            found_.variables[place].value = *value;
        return value;
    }

    ComposeText& found_;
};

} // namespace

ComposeText without_variables(const QString& text)
{
    ComposeText found;
    const auto plain = Reader(found).read(text, 0);
    if (!plain)
        return { text, {}, false };
    found.text = *plain;
    return found;
}

QString with_dollars_doubled(QString text)
{
    return text.replace(u'$', QStringLiteral("$$"));
}

} // namespace quayside::ui
