#pragma once

#include "core/base/enum_names.h"
#include "core/base/fields.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/model/tag.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

namespace quayside::model {

enum class CapacityProviderStatus : std::uint8_t { Provisioning, Active, Deprovisioning, Inactive };
enum class CapacityProviderUpdate : std::uint8_t {
    None,
    CreateInProgress,
    CreateComplete,
    CreateFailed,
    DeleteInProgress,
    DeleteComplete,
    DeleteFailed,
    UpdateInProgress,
    UpdateComplete,
    UpdateFailed
};

// A pool of container instances that grows and shrinks: those that name it. FARGATE and FARGATE_SPOT are always there
// and have no record. Scaling settings mean nothing while `managed_scaling` is off.
struct CapacityProvider {
    static constexpr const char* kind_name = "capacityProvider";
    using Key = std::string;

    RowId row = 0;
    std::string name;
    std::string cluster; // of a managed-instances provider; empty of others
    CapacityProviderStatus status = CapacityProviderStatus::Active;
    CapacityProviderUpdate update = CapacityProviderUpdate::None;
    std::string update_reason;
    TimePoint created_at;
    Tags tags;
    Json managed_instances = Json::object(); // managedInstancesProvider as given; empty: an Auto Scaling group's

    // autoScalingGroupProvider
    std::string auto_scaling_group_arn;
    bool managed_scaling = false;
    std::int64_t target_capacity = 100; // percent
    std::int64_t minimum_scaling_step_size = 1;
    std::int64_t maximum_scaling_step_size = 10'000;
    std::int64_t instance_warmup_period = 300; // seconds
    bool managed_termination_protection = false;
    bool managed_draining = true;

    // The pool that stands for the group. With an engine, instances are slices of it; else simulated engines.
    Json instance_template = Json::object(); // as in SetCapacityProviderPool: cpu, memory, zones, engine, attributes
    std::int64_t minimum_size = 0;
    std::int64_t maximum_size = 0;
    std::int64_t next_instance = 1; // number in the name of the next one
    TimePoint scaled_at;
    TimePoint surplus_since; // since when there have been more instances than needed; kNever: there are not

    const Key& key() const { return name; }
    bool operator==(const CapacityProvider&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("name", self.name);
        v("cluster", self.cluster);
        v("status", self.status);
        v("update", self.update);
        v("updateReason", self.update_reason);
        v("createdAt", self.created_at);
        v("tags", self.tags);
        v("managedInstances", self.managed_instances);
        v("autoScalingGroupArn", self.auto_scaling_group_arn);
        v("managedScaling", self.managed_scaling);
        v("targetCapacity", self.target_capacity);
        v("minimumScalingStepSize", self.minimum_scaling_step_size);
        v("maximumScalingStepSize", self.maximum_scaling_step_size);
        v("instanceWarmupPeriod", self.instance_warmup_period);
        v("managedTerminationProtection", self.managed_termination_protection);
        v("managedDraining", self.managed_draining);
        v("instanceTemplate", self.instance_template);
        v("minimumSize", self.minimum_size);
        v("maximumSize", self.maximum_size);
        v("nextInstance", self.next_instance);
        v("scaledAt", self.scaled_at);
        v("surplusSince", self.surplus_since);
    }
};

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::CapacityProviderStatus> {
    static constexpr std::string_view names[] = { "PROVISIONING", "ACTIVE", "DEPROVISIONING", "INACTIVE" };
};
template <>
struct quayside::EnumNames<quayside::model::CapacityProviderUpdate> {
    static constexpr std::string_view names[]
        = { "", "CREATE_IN_PROGRESS", "CREATE_COMPLETE", "CREATE_FAILED", "DELETE_IN_PROGRESS", "DELETE_COMPLETE",
              "DELETE_FAILED", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE", "UPDATE_FAILED" };
};
