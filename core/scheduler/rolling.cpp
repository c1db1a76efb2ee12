#include "core/scheduler/rolling.h"

#include <algorithm>

namespace quayside::scheduler {

namespace {

std::int64_t at_least_zero(std::int64_t value)
{
    return std::max<std::int64_t>(value, 0);
}

} // namespace

RollingMoves rolling_moves(const RollingCounts& counts)
{
    RollingMoves moves;
    const std::int64_t unready = counts.old - counts.old_healthy;
    const std::int64_t healthy = counts.fresh_healthy + counts.old_healthy;
    if (counts.fresh_healthy >= counts.desired) {
        moves.stop_healthy = counts.old_healthy;
        moves.stop_unready = unready;
        return moves;
    }
    const std::int64_t wanted = at_least_zero(counts.desired - counts.fresh);
    const std::int64_t room = at_least_zero(counts.limits.maximum_total - counts.alive);
    moves.start = counts.held ? 0 : std::min(wanted, room);
    moves.stop_healthy = std::clamp<std::int64_t>(healthy - counts.desired, 0, counts.old_healthy);

    // What keeps new tasks from starting is room, not an earlier failure: old ones make room, useless ones first.
    const std::int64_t lacking = counts.no_room ? wanted : counts.held ? 0 : wanted - moves.start;
    if (lacking == 0 || counts.going > 0)
        return moves;
    moves.stop_unready = std::min(unready, lacking);
    const bool something_moves
        = moves.start > 0 || moves.stop_healthy > 0 || moves.stop_unready > 0 || counts.fresh > counts.fresh_healthy;
    if (something_moves && !counts.no_room)
        return moves;
    if (moves.stop_unready == 0 && moves.stop_healthy == 0)
        moves.stop_healthy = std::clamp<std::int64_t>(
            healthy - counts.limits.minimum_healthy, 0, std::min(counts.old_healthy, lacking));
    moves.stuck = !counts.no_room && room == 0 && counts.old > 0 && moves.stop_healthy == 0;
    return moves;
}

} // namespace quayside::scheduler
