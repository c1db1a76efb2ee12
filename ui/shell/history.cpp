#include "ui/shell/history.h"

namespace quayside::ui {

namespace {

constexpr std::size_t kKept = 100;

bool refines(const Place& place, const Place& earlier)
{
    return place.page == earlier.page && place.cluster == earlier.cluster && !earlier.object;
}

} // namespace

void History::visit(const Place& place)
{
    if (!places_.empty() && places_[at_] == place)
        return;
    if (!places_.empty())
        places_.resize(at_ + 1);
    if (!places_.empty() && refines(place, places_.back()))
        places_.back() = place;
    else
        places_.push_back(place);
    if (places_.size() > kKept)
        places_.erase(places_.begin());
    at_ = places_.size() - 1;
}

std::optional<Place> History::back()
{
    if (!can_go_back())
        return std::nullopt;
    return places_[--at_];
}

std::optional<Place> History::forward()
{
    if (!can_go_forward())
        return std::nullopt;
    return places_[++at_];
}

} // namespace quayside::ui
