#include "ui/pages/rows.h"

namespace quayside::ui {

DefinitionSize size_of(const model::TaskDefinition& definition)
{
    DefinitionSize sum;
    for (const auto& container : definition.containers) {
        sum.cpu += container.cpu;
        sum.memory += container.memory_reservation > 0 ? container.memory_reservation : container.memory;
    }
    return { definition.cpu > 0 ? definition.cpu : sum.cpu, definition.memory > 0 ? definition.memory : sum.memory };
}

} // namespace quayside::ui
