#include "core/scheduler/explain.h"

#include "core/scheduler/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace quayside::scheduler {

namespace {

constexpr std::size_t kMostNamed = 5; // instances in one sentence

std::string some(std::size_t count, const char* one, const char* many)
{
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string instances(std::size_t count)
{
    return some(count, "container instance", "container instances");
}

class Explainer {
public:
    Explainer(
        const model::State& state, const PlacementRequest& request, int count, Random& random, const WhatIf& what_if)
        : state_(state)
        , request_(request)
        , count_(static_cast<std::size_t>(std::max(count, 0)))
        , first_(what_if)
        , then_(what_if)
    {
        answer_.placement = place(state, request, count, random, what_if);
        for (const auto& id : answer_.placement.instances) {
            then_.add(id, request.group, request.need);
            if (++tasks_on_[id] == 1)
                order_.push_back(id);
        }
    }

    Explanation all()
    {
        const View view(state_, request_, first_);
        const auto hosts = hosts_of(view);
        choose(view, hosts);
        // What is shown is the situation of the first task, or of the first that has no place.
        const View shown(state_, request_, missing() > 0 ? then_ : first_);
        const auto shown_hosts = hosts_of(shown);
        for (std::size_t i = 0; i < shown_hosts.size(); ++i)
            add(shown, shown_hosts[i], i);
        sort();
        summarise(hosts.size());
        if (missing() > 0)
            answer_.suggestions = suggestions_for(shown, shown_hosts);
        return std::move(answer_);
    }

private:
    std::size_t missing() const { return count_ - answer_.placement.instances.size(); }

    std::vector<Host> hosts_of(const View& view) const
    {
        std::vector<Host> hosts;
        for (const auto& id : state_.instances_in(request_.cluster))
            hosts.push_back(host_of(view, *state_.container_instances().find(id)));
        return hosts;
    }

    // Goes through the choice for the first task and notes how it narrows.
    void choose(const View& view, const std::vector<Host>& hosts)
    {
        const Ranking ranking(request_, hosts);
        measures_.resize(hosts.size());
        std::vector<std::size_t> candidates;
        for (std::size_t i = 0; i < hosts.size(); ++i)
            if (!first_broken(view, hosts[i]))
                candidates.push_back(i);
        fitting_ = candidates.size();
        for (std::size_t step = 0; step < ranking.steps().size() && !candidates.empty(); ++step) {
            auto kept = candidates;
            ranking.narrow(kept, step);
            for (const auto host : candidates) {
                const auto value = ranking.measure(step, host);
                measures_[host].push_back({ value, value == ranking.measure(step, kept.front()) });
            }
            note_step(ranking.steps()[step], candidates.size(), kept.size());
            candidates = std::move(kept);
        }
    }

    void note_step(const RankStep& step, std::size_t before, std::size_t after)
    {
        if (step.kind == RankStep::Kind::Random) {
            if (before > 1)
                answer_.steps.push_back(
                    { step, before, 1, fmt::format("Chance decided among {} equal ones.", before) });
            return;
        }
        if (!step.asked_for && before == 1)
            return;
        const char* what = step.asked_for ? "" : " (by default)";
        auto text = after == before
            ? fmt::format("{}{} made no difference: all {} stayed.", name_of(step), what, before)
            : fmt::format("{}{} left {} of {}.", name_of(step), what, after, before);
        answer_.steps.push_back({ step, before, after, std::move(text) });
    }

    void add(const View& view, const Host& host, std::size_t index)
    {
        HostAnswer answer;
        answer.instance = host.instance->id;
        bool refused = false;
        for (std::size_t i = 0; i < kRules; ++i) {
            const Rule rule = static_cast<Rule>(i);
            if (!concerns(request_, rule) && keeps(view, host, rule))
                continue;
            answer.findings.push_back(finding_of(view, host, rule));
            refused = refused || !answer.findings.back().passed;
        }
        const auto tasks = tasks_on_.find(host.instance->id);
        answer.tasks = tasks == tasks_on_.end() ? 0 : tasks->second;
        answer.measures = measures_[index];
        answer.verdict = answer.tasks > 0 ? Verdict::Chosen : refused ? Verdict::Refused : Verdict::Fits;
        if (answer.verdict == Verdict::Refused)
            closeness_[answer.instance] = closeness_of(host, broken_rules(view, host));
        answer_.hosts.push_back(std::move(answer));
    }

    void sort()
    {
        std::unordered_map<Id, std::size_t> chosen_at;
        for (std::size_t i = 0; i < order_.size(); ++i)
            chosen_at[order_[i]] = i;
        std::ranges::sort(answer_.hosts, [&](const HostAnswer& a, const HostAnswer& b) {
            if (a.verdict != b.verdict)
                return a.verdict < b.verdict;
            if (a.verdict == Verdict::Chosen)
                return chosen_at[a.instance] < chosen_at[b.instance];
            if (a.verdict == Verdict::Refused)
                return closeness_[a.instance].closer_than(closeness_[b.instance]);
            return is_better(a, b);
        });
    }

    // The one that was left longer in the choice, then the one that was less far off where it left.
    static bool is_better(const HostAnswer& a, const HostAnswer& b)
    {
        const auto common = std::min(a.measures.size(), b.measures.size());
        for (std::size_t i = 0; i < common; ++i)
            if (a.measures[i].value != b.measures[i].value)
                return a.measures[i].value < b.measures[i].value;
        if (a.measures.size() != b.measures.size())
            return a.measures.size() > b.measures.size();
        return a.instance < b.instance;
    }

    std::string name(const Id& instance) const { return state_.container_instances().find(instance)->name; }

    void summarise(std::size_t all)
    {
        auto& says = answer_.summary;
        if (!order_.empty())
            says.push_back(where());
        says.push_back(
            fmt::format("{} of {} {} the first task.", fitting_, instances(all), fitting_ == 1 ? "fits" : "fit"));
        if (!order_.empty() && fitting_ > 1)
            says.push_back(what_decided());
        if (missing() > 0)
            says.push_back(why_missing());
    }

    std::string where() const
    {
        const auto placed = answer_.placement.instances.size();
        if (placed == 1)
            return fmt::format("{} goes to {}.", count_ == 1 ? "The task" : "1 task", name(order_.front()));
        std::string list;
        for (std::size_t i = 0; i < std::min(order_.size(), kMostNamed); ++i)
            list += fmt::format("{}{} {}", i == 0 ? "" : ", ", name(order_[i]), tasks_on_.at(order_[i]));
        if (order_.size() > kMostNamed)
            list += fmt::format(" and {} more", order_.size() - kMostNamed);
        return fmt::format("{} tasks go to {}: {}.", placed, instances(order_.size()), list);
    }

    // The last step that told instances apart.
    std::string what_decided() const
    {
        const auto& winner = name(order_.front());
        for (auto step = answer_.steps.rbegin(); step != answer_.steps.rend(); ++step) {
            if (step->after == step->before)
                continue;
            if (step->step.kind == RankStep::Kind::Random)
                return fmt::format("{} came first by chance, among {} equal ones.", winner, step->before);
            return fmt::format("{} came first by {}.", winner, name_of(step->step));
        }
        return fmt::format("{} came first.", winner);
    }

    std::string why_missing() const
    {
        const auto& refusal = *answer_.placement.refusal;
        const auto who = count_ == 1 ? std::string("The task has no place")
                                     : fmt::format("{} of {} have no place", missing(), some(count_, "task", "tasks"));
        if (refusal.reason.empty())
            return who + ": there is no container instance in the cluster.";
        if (refusal.instance.is_null())
            return fmt::format("{}: {}. {}", who, refusal.reason, refusal.detail);
        return fmt::format("{}: {}. Closest is {}. {}", who, refusal.reason, name(refusal.instance), refusal.detail);
    }

    const model::State& state_;
    const PlacementRequest& request_;
    std::size_t count_;
    WhatIf first_;
    WhatIf then_; // with all that have a place
    Explanation answer_;
    std::unordered_map<Id, std::int64_t> tasks_on_;
    std::vector<Id> order_;
    std::unordered_map<Id, Closeness> closeness_;
    std::vector<std::vector<HostAnswer::Measure>> measures_; // in the order of the instances
    std::size_t fitting_ = 0;
};

} // namespace

Explanation explain(
    const model::State& state, const PlacementRequest& request, int count, Random& random, const WhatIf& what_if)
{
    return Explainer(state, request, count, random, what_if).all();
}

Explanation explain_task(const model::State& state, const model::Task& task, Random& random)
{
    const auto request = request_for(state, *task.spec);
    WhatIf away;
    const bool placed = !task.container_instance.is_null() && task.last_status < model::TaskStatus::Stopped;
    if (placed)
        away.remove(task);
    auto answer = explain(state, request, 1, random, away);
    const auto here = placed ? state.container_instances().find(task.container_instance) : nullptr;
    if (!here) {
        answer.summary.insert(answer.summary.begin(), "The task is on no container instance.");
        return answer;
    }
    const View view(state, request, away);
    const Host host = host_of(view, *here);
    const auto broken = first_broken(view, host);
    answer.summary.insert(answer.summary.begin(),
        broken ? fmt::format(
            "The task is on {}, which would not take it now: {}", here->name, finding_of(view, host, *broken).text)
               : fmt::format("The task is on {}, which would take it now as well. Placed anew:", here->name));
    return answer;
}

} // namespace quayside::scheduler
