#pragma once

#include "core/base/enum_names.h"
#include "core/client/reply_parts.h"
#include "core/model/container_instance.h"
#include "core/model/service.h"
#include "core/model/task.h"

#include <string>
#include <string_view>
#include <vector>

// Parts of an ECS endpoint's answers as parts of records. Pure.
namespace quayside::client {

// What is not one of its names leaves it as it is.
template <NamedEnum E>
void read_enum(const Json& json, const char* name, E& value)
{
    value = parse_enum<E>(text_in(json, name)).value_or(value);
}

Id id_of_text(std::string_view text); // 32 hex digits, hyphens allowed; else one made of it
Json object_in(const Json& json, const char* name); // empty if there is none
std::vector<std::string> texts_in(const Json& json, const char* name);
std::int64_t tenths_in(const Json& json, const char* name); // of a percentage
model::Tags tags_in(const Json& json);
model::CapacityProviderStrategy strategy_in(const Json& json, const char* name);
std::vector<model::HookRun> hooks_in(const Json& said, const model::Deployment& deployment);

// Without what names other records.
model::ContainerInstance read_instance(const Json& said);
model::Service read_service(const Json& said);
model::Task read_task(const Json& said, const model::TaskSpec& spec);

} // namespace quayside::client
