#include "core/base/random.h"

namespace quayside {

Random Random::from_system()
{
    std::random_device device;
    return Random((static_cast<std::uint64_t>(device()) << 32) | device());
}

Id Random::id()
{
    Id id;
    for (std::size_t i = 0; i < id.bytes.size(); i += 8) {
        const std::uint64_t word = engine_();
        std::memcpy(id.bytes.data() + i, &word, 8);
    }
    return id;
}

std::uint64_t Random::below(std::uint64_t bound)
{
    return std::uniform_int_distribution<std::uint64_t>(0, bound - 1)(engine_);
}

double Random::fraction()
{
    return std::uniform_real_distribution<double>(0.0, 1.0)(engine_);
}

} // namespace quayside
