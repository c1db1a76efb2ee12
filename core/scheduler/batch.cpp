#include "core/scheduler/batch.h"

#include "core/scheduler/kept_room.h"
#include "core/scheduler/ports.h"

#include <algorithm>
#include <bit>

namespace quayside::scheduler {

namespace {

using Kind = RankStep::Kind;

constexpr int kChanceBits = 28;
constexpr std::uint32_t kNone = ~std::uint32_t{ 0 };
constexpr std::size_t kNowhere = ~std::size_t{ 0 };

// How many bits a measure has in a key: all of them and chance make 128.
constexpr int width_of(Kind kind)
{
    switch (kind) {
    case Kind::PackMemory:
        return 32;
    case Kind::PackCpu:
        return 28;
    default:
        return 20;
    }
}

} // namespace

Batch::Batch(const model::State& state, ClusterFleet& fleet, const PlacementRequest& request, Random& random)
    : state_(state)
    , fleet_(fleet)
    , request_(request)
    , random_(random)
    , daemon_(is_daemon(state, request.cluster, request.group))
    , in_group_(fleet.size())
    , planned_(fleet.size())
{
    add_steps();
    count_group();
    add_candidates();
}

void Batch::add_steps()
{
    int width = kChanceBits;
    for (const auto& step : rank_steps(request_)) {
        if (step.kind == Kind::Random)
            break;
        if (step.kind != Kind::SpreadAttribute) {
            steps_.push_back({ step.kind, 0, 0 });
            width += width_of(step.kind);
            by_chance_ = false;
            continue;
        }
        steps_.push_back({ step.kind, spreads_.size(), 0 });
        const auto& values = fleet_.values_of(step.attribute);
        spreads_.push_back({ &values, std::vector<std::uint32_t>(values.size()),
            std::vector<std::vector<std::uint32_t>>(values.size()) });
    }
    for (auto& step : steps_)
        if (step.kind != Kind::SpreadAttribute)
            step.shift = width -= width_of(step.kind);
    if (spreads_.size() == 1)
        cell_of_value_.resize(spreads_.front().counts.size(), kNone);
}

void Batch::count_group()
{
    for (const auto& [id, count] : state_.group_in(request_.cluster, request_.group)) {
        const auto member = fleet_.member(id);
        if (!member)
            continue;
        in_group_[*member] = count;
        for (auto& spread : spreads_)
            spread.counts[spread.values->of_member[*member]] += count;
    }
}

void Batch::add_candidates()
{
    const auto& eligible = fleet_.eligible_for(state_, request_);
    for (std::size_t word = 0; word < eligible.bits.size(); ++word)
        for (std::uint64_t bits = eligible.bits[word]; bits != 0; bits &= bits - 1) {
            const auto member = static_cast<std::uint32_t>(word * 64 + static_cast<unsigned>(std::countr_zero(bits)));
            if (!fits(member))
                continue;
            auto& candidates = cells_[cell_for(member)].candidates;
            candidates.push_back({ key_of(member), member });
            if (candidates.back().key < candidates.front().key)
                std::swap(candidates.front(), candidates.back());
        }
    place_.resize(cells_.size(), kNowhere);
    for (std::uint32_t cell = 0; cell < cells_.size(); ++cell)
        insert_cell(cell);
}

std::uint32_t Batch::cell_for(std::uint32_t member)
{
    if (spreads_.empty())
        return cells_.empty() ? make_cell({}) : 0;
    if (spreads_.size() == 1) {
        const auto value = spreads_[0].values->of_member[member];
        auto& known = cell_of_value_[value];
        if (known == kNone)
            known = make_cell({ value });
        return known;
    }
    std::vector<std::uint32_t> values;
    for (const auto& spread : spreads_)
        values.push_back(spread.values->of_member[member]);
    auto& known = cell_of_values_.try_emplace(values, kNone).first->second;
    if (known == kNone)
        known = make_cell(std::move(values));
    return known;
}

std::uint32_t Batch::make_cell(std::vector<std::uint32_t> values)
{
    const auto cell = static_cast<std::uint32_t>(cells_.size());
    for (std::size_t i = 0; i < spreads_.size(); ++i)
        spreads_[i].cells[values[i]].push_back(cell);
    auto& made = cells_.emplace_back();
    made.values = std::move(values);
    made.chance = static_cast<std::uint32_t>(random_.below(kNone));
    return cell;
}

bool Batch::fits(std::uint32_t member) const
{
    const auto& need = request_.need;
    const std::int64_t planned = planned_[member];
    if (fleet_.free_cpu(member, daemon_) - planned * need.cpu < need.cpu
        || fleet_.free_memory(member, daemon_) - planned * need.memory < need.memory)
        return false;
    if (need.gpus > 0 && fleet_.free_gpus(member, daemon_) - planned * need.gpus < need.gpus)
        return false;
    if (request_.distinct_instance && in_group_[member] > 0)
        return false;
    return (need.ports.empty() || ports_free(member)) && matches_tasks(member);
}

bool Batch::ports_free(std::uint32_t member) const
{
    const auto& instance = *fleet_.instance(member);
    return !engines_taken_.contains(instance.engine) && fleet_.ports_free(state_, request_.need.ports, member, daemon_);
}

bool Batch::matches_tasks(std::uint32_t member) const
{
    return fleet_.matches_tasks(state_, request_, member, planned_[member] > 0);
}

std::uint64_t Batch::measure(Kind kind, std::uint32_t member) const
{
    const std::int64_t planned = planned_[member];
    switch (kind) {
    case Kind::PackCpu:
        return static_cast<std::uint64_t>(fleet_.free_cpu(member, daemon_) - planned * request_.need.cpu);
    case Kind::PackMemory:
        return static_cast<std::uint64_t>(fleet_.free_memory(member, daemon_) - planned * request_.need.memory);
    case Kind::SpreadInstance:
        return in_group_[member];
    case Kind::LeastLoaded:
        return fleet_.tasks(member) + planned_[member];
    case Kind::SpreadAttribute:
    case Kind::Random:
        break;
    }
    return 0;
}

Batch::Key Batch::key_of(std::uint32_t member)
{
    Key key = random_.below(std::uint64_t{ 1 } << kChanceBits);
    for (const auto& step : steps_) {
        if (step.kind == Kind::SpreadAttribute)
            continue;
        const std::uint64_t most = (std::uint64_t{ 1 } << width_of(step.kind)) - 1;
        key |= static_cast<Key>(std::min(measure(step.kind, member), most)) << step.shift;
    }
    return key;
}

std::uint64_t Batch::measure(const Step& step, const Cell& cell) const
{
    if (step.kind == Kind::SpreadAttribute)
        return spreads_[step.spread].counts[cell.values[step.spread]];
    const std::uint64_t most = (std::uint64_t{ 1 } << width_of(step.kind)) - 1;
    return static_cast<std::uint64_t>(cell.candidates.front().key >> step.shift) & most;
}

bool Batch::better(std::uint32_t a, std::uint32_t b) const
{
    for (const auto& step : steps_) {
        const auto of_a = measure(step, cells_[a]);
        const auto of_b = measure(step, cells_[b]);
        if (of_a != of_b)
            return of_a < of_b;
    }
    return cells_[a].chance < cells_[b].chance;
}

bool Batch::equal(std::uint32_t a, std::uint32_t b) const
{
    return std::ranges::all_of(
        steps_, [&](const Step& step) { return measure(step, cells_[a]) == measure(step, cells_[b]); });
}

std::optional<Id> Batch::next()
{
    while (!order_.empty()) {
        const std::uint32_t cell = choose_cell();
        const std::size_t place = choose_in(cells_[cell]);
        const auto member = cells_[cell].candidates[place].member;
        if (!engines_taken_.empty() && engines_taken_.contains(fleet_.instance(member)->engine)) {
            change(cells_[cell], place, false);
            reorder(cell);
            continue;
        }
        take(cell, place);
        return fleet_.id(member);
    }
    return std::nullopt;
}

// With chance alone, every instance of the best cells has the same chance.
std::uint32_t Batch::choose_cell()
{
    if (!by_chance_ || order_.size() == 1)
        return order_.front();
    std::vector<std::size_t> best{ 0 };
    std::size_t all = 0;
    for (std::size_t i = 0; i < best.size(); ++i) {
        all += cells_[order_[best[i]]].candidates.size();
        for (const std::size_t child : { best[i] * 2 + 1, best[i] * 2 + 2 })
            if (child < order_.size() && equal(order_.front(), order_[child]))
                best.push_back(child);
    }
    std::uint64_t pick = random_.below(all);
    for (const auto place : best) {
        const auto size = cells_[order_[place]].candidates.size();
        if (pick < size)
            return order_[place];
        pick -= size;
    }
    return order_.front();
}

std::size_t Batch::choose_in(const Cell& cell)
{
    return by_chance_ ? random_.below(cell.candidates.size()) : 0;
}

void Batch::take(std::uint32_t index, std::size_t place)
{
    Cell& cell = cells_[index];
    const auto member = cell.candidates[place].member;
    ++planned_[member];
    ++in_group_[member];
    if (!request_.need.ports.empty())
        engines_taken_.insert(fleet_.instance(member)->engine);
    if (spreads_.size() > 1)
        remove_cell(index);
    for (std::size_t i = 0; i < spreads_.size(); ++i)
        ++spreads_[i].counts[cell.values[i]];
    change(cell, place, fits(member));
    if (spreads_.size() <= 1)
        return reorder(index);
    sink_others(cell);
    if (!cell.candidates.empty())
        insert_cell(index);
}

// The others over whose values one more task is spread now are worse than before; the lowest first, so that what lies
// below each is in order.
void Batch::sink_others(const Cell& cell)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < spreads_.size(); ++i)
        for (const auto other : spreads_[i].cells[cell.values[i]])
            if (place_[other] != kNowhere)
                places.push_back(place_[other]);
    std::ranges::sort(places, std::greater());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    for (const auto place : places)
        sift_down(place);
}

// The candidate in that place has another key, or goes.
void Batch::change(Cell& cell, std::size_t place, bool stays)
{
    auto& candidates = cell.candidates;
    const auto later = [](const Candidate& a, const Candidate& b) { return a.key > b.key; };
    if (by_chance_) {
        if (stays)
            return;
        candidates[place] = candidates.back();
        candidates.pop_back();
        return;
    }
    if (!std::exchange(cell.is_heap, true))
        std::ranges::make_heap(candidates, later);
    if (stays) {
        candidates.front().key = key_of(candidates.front().member);
    } else {
        candidates.front() = candidates.back();
        candidates.pop_back();
    }
    const std::size_t size = candidates.size();
    if (size == 0)
        return;
    const Candidate moved = candidates.front();
    std::size_t hole = 0;
    for (std::size_t child = 1; child < size; child = hole * 2 + 1) {
        if (child + 1 < size && candidates[child + 1].key < candidates[child].key)
            ++child;
        if (candidates[child].key >= moved.key)
            break;
        candidates[hole] = candidates[child];
        hole = child;
    }
    candidates[hole] = moved;
}

void Batch::sift_up(std::size_t place)
{
    const auto cell = order_[place];
    for (; place > 0 && better(cell, order_[(place - 1) / 2]); place = (place - 1) / 2) {
        order_[place] = order_[(place - 1) / 2];
        place_[order_[place]] = place;
    }
    order_[place] = cell;
    place_[cell] = place;
}

void Batch::sift_down(std::size_t place)
{
    const auto cell = order_[place];
    for (std::size_t child = place * 2 + 1; child < order_.size(); child = place * 2 + 1) {
        if (child + 1 < order_.size() && better(order_[child + 1], order_[child]))
            ++child;
        if (!better(order_[child], cell))
            break;
        order_[place] = order_[child];
        place_[order_[place]] = place;
        place = child;
    }
    order_[place] = cell;
    place_[cell] = place;
}

void Batch::insert_cell(std::uint32_t cell)
{
    place_[cell] = order_.size();
    order_.push_back(cell);
    sift_up(place_[cell]);
}

void Batch::reorder(std::uint32_t cell)
{
    if (place_[cell] == kNowhere)
        return;
    if (cells_[cell].candidates.empty())
        return remove_cell(cell);
    sift_up(place_[cell]);
    sift_down(place_[cell]);
}

void Batch::remove_cell(std::uint32_t cell)
{
    const std::size_t place = std::exchange(place_[cell], kNowhere);
    const auto last = order_.back();
    order_.pop_back();
    if (last == cell)
        return;
    order_[place] = last;
    place_[last] = place;
    sift_up(place);
    sift_down(place_[last]);
}

} // namespace quayside::scheduler
