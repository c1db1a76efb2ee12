#pragma once

#include "core/control/operation.h"
#include "core/model/event.h"

#include <string>

namespace quayside::control {

// Adds a line to the event list. What is old is removed by the housekeeping.
void record_event(Operation& operation, model::Severity severity, model::EventKind kind, std::string cluster,
    std::string object, std::string message);

} // namespace quayside::control
