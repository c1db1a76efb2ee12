#pragma once

#include "ui/pages/facts_view.h"

namespace quayside::ui {

// What the details pane says about an object: nothing where it is gone. `now` is for ages.
std::vector<FactSection> overview_facts(const model::State& state, const ObjectRef& ref, TimePoint now);

// The same of a task that the state may not have any more.
std::vector<FactSection> overview_facts(const model::State& state, const model::Task& task, TimePoint now);

// One section for each container of a task or task definition.
std::vector<FactSection> container_facts(const model::State& state, const ObjectRef& ref, TimePoint now);
std::vector<FactSection> container_facts(const model::Task& task, TimePoint now);

} // namespace quayside::ui
