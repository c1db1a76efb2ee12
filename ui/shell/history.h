#pragma once

#include "ui/pages/page.h"

#include <optional>
#include <string>
#include <vector>

namespace quayside::ui {

// A place in the window that one can return to.
struct Place {
    PageKind page = PageKind::Overview;
    std::string cluster;
    ObjectRef object;

    bool operator==(const Place&) const = default;
};

// Where the person has been, as in a browser: going somewhere new forgets what was ahead. Keeps the last 100. Pure.
class History {
public:
    // A selection on the page where one already is replaces a place without any.
    void visit(const Place& place);
    std::optional<Place> back();
    std::optional<Place> forward();
    bool can_go_back() const { return at_ > 0; }
    bool can_go_forward() const { return at_ + 1 < places_.size(); }

private:
    std::vector<Place> places_;
    std::size_t at_ = 0;
};

} // namespace quayside::ui
