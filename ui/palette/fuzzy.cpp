#include "ui/palette/fuzzy.h"

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kTogether = 1'000;
constexpr int kInitials = 1'500;
constexpr int kWordBegins = 40; // for each letter that begins a word
constexpr int kLetter = 10;

bool begins_word(QStringView text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

// The next place of the letter that begins a word, or else the next at all; -1: none.
qsizetype next(QStringView text, QChar letter, qsizetype from)
{
    if (from < text.size() && text[from] == letter)
        return from;
    const auto first = text.indexOf(letter, from);
    for (auto at = first; at >= 0; at = text.indexOf(letter, at + 1))
        if (begins_word(text, at))
            return at;
    return first;
}

// The same without jumping ahead, for when that has lost the letters behind.
std::vector<qsizetype> nearest(QStringView text, QStringView letters)
{
    std::vector<qsizetype> places;
    qsizetype at = -1;
    for (const QChar letter : letters) {
        at = text.indexOf(letter, at + 1);
        if (at < 0)
            return {};
        places.push_back(at);
    }
    return places;
}

std::vector<qsizetype> at_words(QStringView text, QStringView letters)
{
    std::vector<qsizetype> places;
    qsizetype at = -1;
    for (const QChar letter : letters) {
        at = next(text, letter, at + 1);
        if (at < 0)
            return nearest(text, letters);
        places.push_back(at);
    }
    return places;
}

bool all_begin_words(QStringView text, const std::vector<qsizetype>& places)
{
    return std::ranges::all_of(places, [text](auto place) { return begins_word(text, place); });
}

bool has_in_order(QStringView text, QStringView letters)
{
    qsizetype at = -1;
    return std::ranges::all_of(letters, [&](QChar letter) { return (at = text.indexOf(letter, at + 1)) >= 0; });
}

int scattered(QStringView text, const std::vector<qsizetype>& places)
{
    int score = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (begins_word(text, places[i]))
            score += kWordBegins;
        else if (i > 0 && places[i] == places[i - 1] + 1)
            score += kLetter;
    }
    return score;
}

} // namespace

Fuzzy::Fuzzy(const QString& typed)
    : letters_(typed.toLower().remove(u' '))
{
}

qsizetype Fuzzy::whole(QStringView text) const
{
    const auto first = text.indexOf(letters_);
    for (auto at = first; at >= 0; at = text.indexOf(letters_, at + 1))
        if (begins_word(text, at))
            return at;
    return first;
}

int Fuzzy::score(QStringView text) const
{
    if (letters_.isEmpty())
        return 1;
    if (!has_in_order(text, letters_))
        return 0;
    int score = 1 + kLetter; // the shorter of two alike is the nearer
    score -= static_cast<int>(std::min<qsizetype>(text.size() / 8, kLetter));
    const auto at = whole(text);
    if (at >= 0 && begins_word(text, at))
        return score + 2 * kTogether - static_cast<int>(std::min<qsizetype>(at, kTogether / 4));
    const auto places = at_words(text, letters_);
    if (all_begin_words(text, places))
        return score + kInitials;
    return score
        + (at >= 0 ? kTogether - static_cast<int>(std::min<qsizetype>(at, kTogether / 4)) : scattered(text, places));
}

std::vector<qsizetype> Fuzzy::places(QStringView text) const
{
    if (letters_.isEmpty())
        return {};
    const auto at = whole(text);
    const auto at_begins = at_words(text, letters_);
    if (at < 0 || (!begins_word(text, at) && all_begin_words(text, at_begins)))
        return at_begins;
    std::vector<qsizetype> places;
    for (qsizetype i = 0; i < letters_.size(); ++i)
        places.push_back(at + i);
    return places;
}

} // namespace quayside::ui
