#include "core/control/events.h"

namespace quayside::control {

void record_event(Operation& operation, model::Severity severity, model::EventKind kind, std::string cluster,
    std::string object, std::string message)
{
    model::Event event;
    event.at = operation.now;
    event.severity = severity;
    event.kind = kind;
    event.cluster = std::move(cluster);
    event.object = std::move(object);
    event.message = std::move(message);
    operation.transaction.put(std::move(event));
}

} // namespace quayside::control
