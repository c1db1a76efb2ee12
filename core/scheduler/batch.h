#pragma once

#include "core/scheduler/fleet.h"
#include "core/scheduler/ranking.h"

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_set>
#include <vector>

namespace quayside::scheduler {

// Places many equal tasks: looks at each instance once, then takes the best again and again. The instances lie in
// cells, one for each combination of the values over which is spread: all of a cell are equal in those steps, and the
// other steps order them within it. So a task costs a few comparisons, however many instances there are.
class Batch {
public:
    Batch(const model::State& state, ClusterFleet& fleet, const PlacementRequest& request, Random& random);

    // The next instance, on which a task is planned then; none if no more fits.
    std::optional<Id> next();

private:
    // The measures that order a cell, the first step highest, and chance in the lowest bits.
    __extension__ using Key = unsigned __int128;

    struct Candidate {
        Key key = 0;
        std::uint32_t member = 0;
    };
    struct Cell {
        std::vector<std::uint32_t> values; // by spread
        // The least in front; the rest is a heap once one was taken, and in any order if only chance decides.
        std::vector<Candidate> candidates;
        bool is_heap = false;
        std::uint32_t chance = 0; // between cells that are equal
    };
    struct Spread {
        const AttributeValues* values = nullptr;
        std::vector<std::uint32_t> counts; // tasks of the group, by value
        std::vector<std::vector<std::uint32_t>> cells; // by value
    };
    struct Step {
        RankStep::Kind kind = RankStep::Kind::Random;
        std::size_t spread = 0; // of SpreadAttribute
        int shift = 0; // of the others: where their measure is in a key
    };

    void add_steps();
    void count_group();
    void add_candidates();
    std::uint32_t cell_for(std::uint32_t member);
    std::uint32_t make_cell(std::vector<std::uint32_t> values);

    bool fits(std::uint32_t member) const;
    bool ports_free(std::uint32_t member) const;
    bool matches_tasks(std::uint32_t member) const;
    std::uint64_t measure(RankStep::Kind kind, std::uint32_t member) const;
    Key key_of(std::uint32_t member);
    std::uint64_t measure(const Step& step, const Cell& cell) const;
    bool better(std::uint32_t a, std::uint32_t b) const;
    bool equal(std::uint32_t a, std::uint32_t b) const;

    std::uint32_t choose_cell();
    std::size_t choose_in(const Cell& cell);
    void take(std::uint32_t cell, std::size_t place);
    void change(Cell& cell, std::size_t place, bool stays);

    void sift_up(std::size_t place);
    void sift_down(std::size_t place);
    void sink_others(const Cell& cell);
    void insert_cell(std::uint32_t cell);
    void reorder(std::uint32_t cell);
    void remove_cell(std::uint32_t cell);

    const model::State& state_;
    ClusterFleet& fleet_;
    const PlacementRequest& request_;
    Random& random_;
    const bool daemon_;
    std::vector<Step> steps_;
    bool by_chance_ = true; // nothing else orders a cell
    std::vector<Spread> spreads_;
    std::vector<std::uint32_t> in_group_; // by member, with those planned
    std::vector<std::uint32_t> planned_; // by member
    std::unordered_set<Id> engines_taken_; // whose ports a planned task holds
    std::vector<Cell> cells_;
    std::vector<std::uint32_t> cell_of_value_; // with one spread
    std::map<std::vector<std::uint32_t>, std::uint32_t> cell_of_values_; // with more
    std::vector<std::uint32_t> order_; // a heap of the cells that have candidates
    std::vector<std::size_t> place_; // of a cell in it
};

} // namespace quayside::scheduler
