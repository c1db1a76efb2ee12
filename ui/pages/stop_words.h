#pragma once

#include "core/model/task.h"

#include <QString>

namespace quayside::ui {

// Why something ended, in plain words, and what to do about it; either may be empty.
struct StopWords {
    QString cause;
    QString advice;
};

// Of a task that stopped, or is about to: by its stop code, its reason, and how its containers ended. Empty while it
// runs. Pure.
StopWords stop_words(const model::Task& task);

} // namespace quayside::ui
