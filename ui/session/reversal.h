#pragma once

#include "ui/session/call.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace quayside::ui {

// How to take back what a call changes in what is desired: the call that brings back what was, and what to look at
// before, so that nothing that somebody else did since is undone as well.
struct Reversal {
    // One thing that the call changes.
    struct Part {
        QString words; // "desired tasks of web"
        std::function<Json(const model::State&)> now; // null: what it was of is gone
        Json before;
        Json after;
    };

    QString title; // "scale web 2→6"
    QString kind; // "scale", for several at once: "scale 3 services"
    QString noun; // "services"
    std::vector<Part> parts;
    Call back;
    Call forth;
};

// Pure. Nothing: the call cannot be taken back, or it changes nothing that is not so already. `state` is the one before
// the call.
std::optional<Reversal> reversal_of(const model::State& state, const Call& call, TimePoint now);

// Why it cannot be taken back (or be done again) now; empty: it can.
QString why_not_back(const model::State& state, const Reversal& reversal);
QString why_not_forth(const model::State& state, const Reversal& reversal);

} // namespace quayside::ui
