#pragma once

#include "core/base/function.h"

#include <QIcon>
#include <QString>

#include <functional>
#include <vector>

namespace quayside::ui {

// What is still to be typed before an action can run: "Scale web to ▯".
struct PaletteArgument {
    QString prompt; // "tasks"
    // Runs with it, or says in a sentence what is wrong with it.
    std::function<QString(const QString& typed)> run;
};

// Something that the palette can do.
struct PaletteEntry {
    QString title;
    QString note; // where it belongs: "Service"
    QString keys; // "Ctrl+R"; empty: none
    QString reason; // why it cannot run now; empty: it can
    QIcon icon;
    std::function<void()> run;
    PaletteArgument argument; // without a prompt: none is needed
};

// Something that it can go to. There may be tens of thousands, so that only what is shown becomes an entry.
struct PaletteObject {
    QString name;
    QString lower; // the same in lower case
    bool definition = false; // a task definition
};

// All that there is at the moment when the palette opens.
struct PaletteContent {
    std::vector<PaletteEntry> actions;
    std::vector<PaletteObject> objects;
    std::function<PaletteEntry(std::size_t object)> entry_of; // valid as long as the content
};

} // namespace quayside::ui
