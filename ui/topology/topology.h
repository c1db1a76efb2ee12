#pragma once

#include "core/base/id.h"
#include "ui/look/bars.h"
#include "ui/look/states.h"

#include <QString>

#include <vector>

namespace quayside::ui {

// A cluster as it is drawn: zones hold container instances, those hold tasks.
struct TopologyTask {
    Id id;
    QString name; // "web:13"
    int hue = 0; // of its colour
    double share = 0; // of its instance's capacity that it reserves, 0 to 1
    double used = 0; // of what it reserves; may be over 1; NaN: not known
    StateGlyph glyph = StateGlyph::None; // Pending, Draining, Warning; None: it runs

    bool operator==(const TopologyTask&) const = default;
};

struct TopologyInstance {
    Id id;
    QString name;
    StateWord state;
    QString size; // "4 vCPU · 8 GiB"
    QString free; // "640 free"
    double weight = 0; // capacity: its width
    Capacity shown; // what tasks are sized by
    Capacity other; // the strip under them
    std::vector<TopologyTask> tasks; // the first lies at the bottom

    bool operator==(const TopologyInstance&) const = default;
};

struct TopologyZone {
    QString name;
    QString note; // "CPU 61 % · memory 64 % reserved"
    std::vector<TopologyInstance> instances;

    bool operator==(const TopologyZone&) const = default;
};

using TopologyZones = std::vector<TopologyZone>;

// An instance, or a task on it.
struct TopologyItem {
    Id instance;
    Id task; // null: the instance itself

    bool operator==(const TopologyItem&) const = default;
};

} // namespace quayside::ui
