#pragma once

#include "core/model/account_setting.h"
#include "core/model/alarm.h"
#include "core/model/capacity_provider.h"
#include "core/model/cluster.h"
#include "core/model/container_instance.h"
#include "core/model/deployment.h"
#include "core/model/engine.h"
#include "core/model/event.h"
#include "core/model/service.h"
#include "core/model/service_revision.h"
#include "core/model/task.h"
#include "core/model/task_definition.h"

#include <tuple>

namespace quayside::model {

// One F for each kind of record, in the order in which changes must be applied: what refers comes after what it refers
// to.
template <template <class> class F>
using PerKind
    = std::tuple<F<Cluster>, F<Engine>, F<CapacityProvider>, F<Alarm>, F<AccountSetting>, F<ContainerInstance>,
        F<TaskDefinition>, F<ServiceRevision>, F<Service>, F<Deployment>, F<TaskSpec>, F<Task>, F<Event>>;

} // namespace quayside::model
