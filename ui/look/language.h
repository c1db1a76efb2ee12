#pragma once

#include <QString>

#include <vector>

namespace quayside::ui {

// What the window speaks. Texts are written in English in the sources; the translations are compiled in
// (resources/translations).
struct Language {
    QString code; // "de"
    QString name; // in itself: "Deutsch"
};

const std::vector<Language>& languages(); // English first

// From now on; once, after the QApplication exists and before the first widget. Numbers are written as that language
// does. Empty: the first of the system's languages that there is, else English.
void install_language(const QString& code = {});

// Lets English count: its texts are in the plural. Part of install_language().
void install_english();

} // namespace quayside::ui
