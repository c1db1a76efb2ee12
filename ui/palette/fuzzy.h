#pragma once

#include <QString>
#include <QStringView>

#include <vector>

namespace quayside::ui {

// How people mean a name when they type a few letters of it: the letters in order, at best together or at the begin of
// words. Both sides are lower case already. Pure.
class Fuzzy {
public:
    explicit Fuzzy(const QString& typed);

    bool empty() const { return letters_.isEmpty(); }

    // Higher is better; 0: it does not match.
    int score(QStringView text) const;
    // Where the letters are in a text that matches.
    std::vector<qsizetype> places(QStringView text) const;

private:
    qsizetype whole(QStringView text) const; // where all stands together, at best at the begin of a word; -1: nowhere

    QString letters_; // without spaces
};

} // namespace quayside::ui
