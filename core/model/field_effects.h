#pragma once

#include "core/base/enum_names.h"
#include "core/base/json.h"

#include <string>
#include <string_view>
#include <vector>

// What comes of each member of a task definition here. Pure. All members are recorded; those that do not do what they
// do on ECS are named with the reason, so that nothing is dropped in silence.
namespace quayside::model {

enum class FieldEffect : std::uint8_t { AsOnEcs, Differs, None };

// A member of a definition, or of the overrides of a call, that is not as on ECS.
struct KeptField {
    std::string path; // containerDefinitions[0].logConfiguration.logDriver
    FieldEffect effect = FieldEffect::None;
    std::string reason; // a sentence

    bool operator==(const KeptField&) const = default;
};

// In the order of the document. Members that the API does not know are among them.
std::vector<KeptField> kept_fields(const Json& definition);
std::vector<KeptField> kept_override_fields(const Json& overrides);

// Whether the table has a verdict about a member: "containerDefinitions[].image", "overrides.containerOverrides[].cpu".
// What is inside of a member that has no effect is covered by it.
bool has_verdict(std::string_view path);

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::FieldEffect> {
    static constexpr std::string_view names[] = { "asOnEcs", "differs", "none" };
};
