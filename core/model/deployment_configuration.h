#pragma once

#include "core/base/enum_names.h"
#include "core/base/fields.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace quayside::model {

enum class DeploymentStrategy : std::uint8_t { Rolling, BlueGreen, Linear, Canary };

// How a service goes from one revision to the next; as in CreateService.
struct DeploymentConfiguration {
    DeploymentStrategy strategy = DeploymentStrategy::Rolling;
    std::int64_t maximum_percent = 200;
    std::int64_t minimum_healthy_percent = 100;
    bool circuit_breaker = false;
    bool circuit_breaker_rollback = false;
    std::vector<std::string> alarm_names;
    bool alarms = false;
    bool alarms_rollback = false;
    std::int64_t bake_time = 0; // minutes
    double drain_percent = 25; // of a daemon: of its instances, so many are between two revisions at once
    // Percents in tenths: 250 = 25.0 %.
    std::int64_t linear_step = 100;
    std::int64_t linear_bake_time = 6; // minutes after each step but the last
    std::int64_t canary_step = 50;
    std::int64_t canary_bake_time = 10; // minutes
    Json lifecycle_hooks = Json::array(); // as given

    bool operator==(const DeploymentConfiguration&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("strategy", self.strategy);
        v("maximumPercent", self.maximum_percent);
        v("minimumHealthyPercent", self.minimum_healthy_percent);
        v("circuitBreaker", self.circuit_breaker);
        v("circuitBreakerRollback", self.circuit_breaker_rollback);
        v("alarmNames", self.alarm_names);
        v("alarms", self.alarms);
        v("alarmsRollback", self.alarms_rollback);
        v("bakeTime", self.bake_time);
        v("linearStep", self.linear_step);
        v("linearBakeTime", self.linear_bake_time);
        v("canaryStep", self.canary_step);
        v("canaryBakeTime", self.canary_bake_time);
        v("lifecycleHooks", self.lifecycle_hooks);
        v("drainPercent", self.drain_percent);
    }
};

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::DeploymentStrategy> {
    static constexpr std::string_view names[] = { "ROLLING", "BLUE_GREEN", "LINEAR", "CANARY" };
};
