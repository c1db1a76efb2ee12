#pragma once

#include "core/scheduler/ranking.h"
#include "core/scheduler/rules.h"

#include <string>
#include <vector>

// Why tasks go where they go, and what would have to change for those that go nowhere. Pure, and for whoever asks:
// a placement itself keeps none of this.
namespace quayside::scheduler {

enum class Verdict : std::uint8_t { Chosen, Fits, Refused };

// One container instance against the rules and then the strategies.
struct HostAnswer {
    Id instance;
    Verdict verdict = Verdict::Refused;
    std::int64_t tasks = 0; // of those asked for, how many go there
    std::vector<Finding> findings; // the rules that concern the request, in the order in which they are checked
    // Of one that fits: its measure in each step, and whether it was among the least.
    struct Measure {
        std::int64_t value = 0;
        bool kept = false;
    };
    std::vector<Measure> measures; // only as far as it was still in the choice
};

// How a step of the choice narrowed what was left.
struct StepAnswer {
    RankStep step;
    std::size_t before = 0;
    std::size_t after = 0;
    std::string text; // one sentence
};

struct Explanation {
    // Those that get tasks, in the order in which they get them; those that fit, the better first; the others, the
    // closer first. If all tasks have a place, the rules are as the first one meets them; else as the first one that
    // has none.
    std::vector<HostAnswer> hosts;
    std::vector<StepAnswer> steps; // of the choice for the first task
    Placement placement;
    std::vector<std::string> summary; // sentences
    std::vector<std::string> suggestions; // sentences; the smallest changes that would give the rest a place
};

Explanation explain(
    const model::State& state, const PlacementRequest& request, int count, Random& random, const WhatIf& what_if = {});

// Where a task that has not stopped would go if it were placed now, and how the instance on which it is compares.
Explanation explain_task(const model::State& state, const model::Task& task, Random& random);

// What becomes of a task when its instance is drained, or is lost.
struct Move {
    enum class Outcome : std::uint8_t { Moves, Stays, Stops, Stuck };

    Id task;
    Outcome outcome = Outcome::Stuck;
    Id to; // of one that moves
    std::string reason; // of one that is stuck: as in failures[].reason
    std::string text; // one sentence
};
std::vector<Move> preview_drain(const model::State& state, const model::ContainerInstance& instance, Random& random);
// All of these are lost at once, with what runs on them: replacements start on others.
std::vector<Move> preview_loss(const model::State& state, const std::vector<Id>& instances, Random& random);

// What would have to change so that an instance takes the next task of a request that has no place. `hosts`: all of
// the cluster.
std::vector<std::string> suggestions_for(const View& view, const std::vector<Host>& hosts);

} // namespace quayside::scheduler

template <>
struct quayside::EnumNames<quayside::scheduler::Verdict> {
    static constexpr std::string_view names[] = { "chosen", "fits", "refused" };
};
template <>
struct quayside::EnumNames<quayside::scheduler::Move::Outcome> {
    static constexpr std::string_view names[] = { "moves", "stays", "stops", "stuck" };
};
