#pragma once

#include "ui/palette/palette_entry.h"

#include <QStringList>

namespace quayside::ui {

// What is looked for: the letter before what is typed tells.
enum class PaletteScope { All, Actions, Objects, Definitions, Keys };
PaletteScope scope_of(const QString& typed);
QChar prefix_of(PaletteScope scope); // null: none
QString title_of(PaletteScope scope); // "actions"

enum class PaletteSection { CanRun, Objects, NotAvailable };
QString title_of(PaletteSection section);

struct PaletteHit {
    PaletteSection section;
    std::size_t index; // of an action or object
    bool operator==(const PaletteHit&) const = default;
};

// The best of all that matches, section by section and few enough to be looked through. `recent` are titles of actions,
// the last one first: they lead while nothing is typed. Pure.
std::vector<PaletteHit> rank(const PaletteContent& content, const QString& typed, const QStringList& recent);

} // namespace quayside::ui
