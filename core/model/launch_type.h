#pragma once

#include "core/base/enum_names.h"

#include <cstdint>

namespace quayside::model {

// Of a task: what it asks for. Of a container instance: what it is set aside for.
enum class LaunchType : std::uint8_t { Ec2, Fargate, External };

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::LaunchType> {
    static constexpr std::string_view names[] = { "EC2", "FARGATE", "EXTERNAL" };
};
