#pragma once

#include "core/model/cluster.h"
#include "core/model/container_instance.h"
#include "core/model/engine.h"
#include "core/model/event.h"
#include "core/model/task.h"
#include "core/model/task_definition.h"
#include "ui/look/glyphs.h"

#include <QString>

namespace quayside::ui {

// A state as it is shown: shape and word; colour follows from the shape. `rank` sorts worst first.
struct StateWord {
    StateGlyph glyph = StateGlyph::None;
    QString word;
    int rank = 0;

    bool operator==(const StateWord&) const = default;
};

StateWord state_of(const model::Task& task);
StateWord state_of(const model::Container& container);
StateWord state_of(const model::ContainerInstance& instance);
StateWord state_of(const model::Engine& engine);
StateWord state_of(const model::Cluster& cluster);
StateWord state_of(const model::TaskDefinition& definition);
StateWord state_of(model::Severity severity);
StateWord state_of(model::HealthStatus health);

} // namespace quayside::ui
