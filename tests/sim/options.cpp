#include "tests/sim/options.h"

#include <fmt/format.h>

#include <cmath>

namespace quayside::sim {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

long in_seconds(Duration duration)
{
    return std::chrono::duration_cast<seconds>(duration).count();
}

} // namespace

Options Options::draw(std::uint64_t seed)
{
    Random random(seed * 0x9E3779B97F4A7C15ULL + 0x51);
    const auto between = [&random](int least, int most) {
        return least + static_cast<int>(random.below(static_cast<std::uint64_t>(most - least + 1)));
    };
    Options options;
    options.seed = seed;
    options.large = seed % 50 == 0;
    options.daemon = seed >= kFirstSeedWithDaemon;
    options.addresses = seed >= kFirstSeedWithAddresses;
    options.engines = options.large ? between(4, 8) : between(1, 3);
    options.most_slices = between(1, 3);
    options.zones = between(1, 3);
    options.most_tasks = options.large ? between(100, 500) : between(5, 40);
    options.most_services = options.large ? between(10, 40) : between(1, 4);
    options.busy = minutes{ options.large ? 20 : between(20, 60) };
    options.between_calls = options.large ? Duration(seconds{ 2 }) : Duration(seconds{ between(4, 40) });
    options.between_faults = seconds{ between(15, 60) };
    options.lost_after = random.below(8) == 0 ? Duration::zero() : Duration(seconds{ between(40, 180) });
    options.cleanup_wait = random.below(2) == 0 ? Duration(minutes{ 1 }) : Duration(minutes{ 60 });
    return options;
}

std::string Options::text() const
{
    return fmt::format(
        "seed {}: {} engines of up to {} slices in {} zones, up to {} tasks and {} services, {} s with a "
        "call each {} s and a fault each {} s, engines lost after {} s, clean-up after {} s",
        seed, engines, most_slices, zones, most_tasks, most_services, in_seconds(busy), in_seconds(between_calls),
        in_seconds(between_faults), in_seconds(lost_after), in_seconds(cleanup_wait));
}

Duration wait_of(Random& random, Duration mean)
{
    const double factor = -std::log(1.0 - random.fraction());
    return Duration(static_cast<std::int64_t>(static_cast<double>(mean.count()) * factor)) + Duration{ 1 };
}

} // namespace quayside::sim
