#pragma once

#include "core/api/service_model.h"

#include <QString>

namespace quayside::ui {

class Field;

// What a member is for, in a sentence or two: its meaning, its unit, and what holds without it. Empty for members of
// the few operations that have no sentences.
QString help_of(const api::Shape& owner, const api::Member& member);

// Shown when the pointer rests on the field or Shift+F1 is pressed, and told to who cannot see it.
void set_help(Field& field, const QString& help);

} // namespace quayside::ui
