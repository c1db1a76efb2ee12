#include "ui/tables/filter_scan.h"

#include <QStringList>

namespace quayside::ui {

namespace {

class Scanner {
public:
    explicit Scanner(const QString& text)
        : text_(text)
    {
    }

    std::vector<FilterToken> all()
    {
        std::vector<FilterToken> tokens;
        while (skip_space())
            tokens.push_back(next());
        return tokens;
    }

private:
    bool at_end() const { return at_ >= text_.size(); }
    QChar peek() const { return at_end() ? QChar() : text_[at_]; }
    int here() const { return static_cast<int>(at_); }

    bool skip_space()
    {
        while (!at_end() && peek().isSpace())
            ++at_;
        return !at_end();
    }

    FilterToken next()
    {
        FilterToken token;
        token.position = here();
        if (peek() == QLatin1Char('-') && at_ + 1 < text_.size() && !text_[at_ + 1].isSpace()) {
            token.negated = true;
            ++at_;
        }
        token.field_position = here();
        read_field(token);
        token.value_position = here();
        read_value(token);
        token.length = here() - token.position;
        return token;
    }

    // A name and an operator; where there is no operator, nothing is taken.
    void read_field(FilterToken& token)
    {
        qsizetype end = at_;
        while (end < text_.size()
            && (text_[end].isLetterOrNumber() || text_[end] == QLatin1Char('_') || text_[end] == QLatin1Char('-')
                || text_[end] == QLatin1Char('.')))
            ++end;
        if (end == at_)
            return;
        static const QStringList operators = { "!=", "<=", ">=", ":", "=", "<", ">" };
        for (const QString& op : operators)
            if (QStringView(text_).mid(end).startsWith(op)) {
                token.field = text_.mid(at_, end - at_);
                token.op = op;
                at_ = end + op.size();
                return;
            }
    }

    void read_value(FilterToken& token)
    {
        if (peek() == QLatin1Char('"'))
            read_enclosed(token, FilterToken::Kind::Quoted);
        else if (peek() == QLatin1Char('/'))
            read_enclosed(token, FilterToken::Kind::Regex);
        else
            while (!at_end() && !peek().isSpace())
                token.value += text_[at_++];
    }

    // Up to the same character again; a backslash keeps one from ending it.
    void read_enclosed(FilterToken& token, FilterToken::Kind kind)
    {
        token.kind = kind;
        const QChar end = text_[at_++];
        while (!at_end() && peek() != end) {
            if (peek() == QLatin1Char('\\') && at_ + 1 < text_.size()) {
                if (text_[at_ + 1] != end)
                    token.value += text_[at_];
                ++at_;
            }
            token.value += text_[at_++];
        }
        token.closed = !at_end();
        if (token.closed)
            ++at_;
    }

    const QString& text_;
    qsizetype at_ = 0;
};

} // namespace

std::vector<FilterToken> scan_filter(const QString& text)
{
    return Scanner(text).all();
}

} // namespace quayside::ui
