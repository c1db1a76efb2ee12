#pragma once

#include "ui/pages/facts_view.h"

namespace quayside::ui {

// What the details pane says about services, deployments and capacity providers.
std::vector<FactSection> service_facts(const model::State& state, const model::Service& service, TimePoint now);
std::vector<FactSection> deployment_facts(
    const model::State& state, const model::Deployment& deployment, TimePoint now);
std::vector<FactSection> provider_facts(const model::CapacityProvider& provider, TimePoint now);

} // namespace quayside::ui
