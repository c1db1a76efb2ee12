#include "core/agent/relay_image.h"

#include "core/agent/pause_image.h"
#include "core/agent/program_tar.h"
#include "core/net/digest.h"

#include <string_view>

namespace quayside::resources {
extern const std::string_view relay_program;
}

namespace quayside::agent {

namespace {

constexpr const char* kRepository = "quayside/relay";
#if defined(__x86_64__)
constexpr const char* kBuiltFor = "x86_64";
#elif defined(__aarch64__)
constexpr const char* kBuiltFor = "aarch64";
#else
constexpr const char* kBuiltFor = "";
#endif

std::string content()
{
    const auto pause = pause_program(kBuiltFor);
    return pause ? program_tar({ { "pause", *pause }, { "relay", std::string(resources::relay_program) } })
                 : std::string();
}

std::string tag()
{
    return net::hex(net::sha256(content())).substr(0, 12);
}

} // namespace

const std::string& relay_image_name()
{
    static const std::string name = std::string(kRepository) + ':' + tag();
    return name;
}

std::optional<docker::ImageImport> relay_image(const std::string& architecture)
{
    if (architecture != kBuiltFor || resources::relay_program.empty())
        return std::nullopt;
    return docker::ImageImport{ kRepository, tag(), content(), { "/pause" } };
}

} // namespace quayside::agent
