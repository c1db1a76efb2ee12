#include "tests/sim/options.h"
#include "tests/sim/workers.h"

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstdio>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <thread>

using namespace quayside::sim;

namespace {

using Seeds = std::vector<std::uint64_t>;
using Failure = Totals::Failure;

struct Bug {
    std::string name;
    std::string source;
    std::string what;
};
const std::vector<Bug> kBugs{
#include "planted_bugs.inc"
};

// Seeds whose lives catch a bug; none breaks without one.
const std::map<std::string, Seeds> kRecorded{
#include "tests/sim/recorded_seeds.inc"
};

constexpr std::size_t kLeastBugs = 30;
constexpr std::size_t kMostRecorded = 5;
constexpr std::size_t kWorthRecording = 3;
constexpr std::uint64_t kMostSearched = 200;
constexpr std::uint64_t kWithAddresses = 100; // seeds
constexpr double kNoLimit = 1e6;
constexpr int kMostShown = 200; // of what was wrong

// Not a process that died, and nothing that was only noticed by chance.
bool is_invariant(const std::string& wrong)
{
    return wrong.size() > 1 && wrong[0] == 'I' && std::isdigit(static_cast<unsigned char>(wrong[1])) != 0;
}

// The lives of these seeds, in this order, until so many have broken an invariant.
std::vector<Failure> caught(const std::string& bug, Seeds seeds, std::size_t most)
{
    std::vector<Failure> found;
    while (!seeds.empty() && found.size() < most) {
        Plan plan;
        plan.bug = bug;
        plan.seeds = seeds;
        plan.processes = 1;
        plan.seconds = kNoLimit;
        plan.most_failures = most - found.size();
        std::uint64_t died_in = 0;
        for (auto& failure : run(plan).failures)
            if (is_invariant(failure.wrong))
                found.push_back(std::move(failure));
            else
                died_in = failure.seed;
        const auto place = std::ranges::find(seeds, died_in);
        seeds.erase(seeds.begin(), place == seeds.end() ? place : std::next(place));
    }
    return found;
}

// On all cores.
void for_each_bug(const std::function<void(std::size_t)>& work)
{
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(2U, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back([&] {
            for (std::size_t bug = next++; bug < kBugs.size(); bug = next++)
                work(bug);
        });
}

Seeds recorded(const std::string& bug)
{
    const auto found = kRecorded.find(bug);
    return found == kRecorded.end() ? Seeds() : found->second;
}

// Those among which bugs are searched for: the first ones, and the first in which tasks have addresses.
Seeds first_seeds()
{
    Seeds seeds;
    for (std::uint64_t seed = 1; seed <= kMostSearched; ++seed)
        seeds.push_back(seed);
    for (std::uint64_t seed = 1; seed <= kWithAddresses; ++seed)
        seeds.push_back(kFirstSeedWithAddresses + seed);
    return seeds;
}

// Of these seeds, those whose lives break without any bug.
std::vector<Failure> broken_anyway(const std::set<std::uint64_t>& seeds)
{
    Plan plan;
    plan.seeds.assign(seeds.begin(), seeds.end());
    plan.seconds = kNoLimit;
    return run(plan).failures;
}

void print(const Bug& bug, const Failure& failure)
{
    const auto known = recorded(bug.name);
    std::printf("%s: %s (%s)\n    seed %llu%s, step %llu: %.*s\n", bug.name.c_str(), bug.what.c_str(),
        bug.source.c_str(), static_cast<unsigned long long>(failure.seed),
        std::ranges::find(known, failure.seed) == known.end() ? ", which is not recorded" : "",
        static_cast<unsigned long long>(failure.steps), kMostShown, failure.wrong.c_str());
}

// Which of the first seeds catch each bug, as lines for recorded_seeds.inc; QUAYSIDE_SIM_BUG names one that is searched
// for alone.
int search()
{
    const std::string only = qEnvironmentVariable("QUAYSIDE_SIM_BUG").toStdString();
    std::vector<std::vector<Failure>> found(kBugs.size());
    std::atomic<int> missed = 0;
    for_each_bug([&](std::size_t i) {
        if (!only.empty() && kBugs[i].name != only)
            return;
        found[i] = caught(kBugs[i].name, first_seeds(), kWorthRecording);
        std::string line = "{ \"" + kBugs[i].name + "\", {";
        for (const auto& failure : found[i])
            line += (&failure == &found[i].front() ? " " : ", ") + std::to_string(failure.seed);
        std::printf("%s } }, // %.*s\n", line.c_str(), kMostShown,
            found[i].empty() ? "missed" : found[i].front().wrong.c_str());
        std::fflush(stdout);
        missed += found[i].empty() ? 1 : 0;
    });
    std::set<std::uint64_t> seeds;
    for (const auto& of_bug : found)
        for (const auto& failure : of_bug)
            seeds.insert(failure.seed);
    const auto broken = broken_anyway(seeds);
    for (const auto& failure : broken)
        std::printf("Seed %llu breaks without a bug: %s\n", static_cast<unsigned long long>(failure.seed),
            failure.wrong.c_str());
    std::printf("%d bugs were missed by %llu seeds\n", missed.load(),
        static_cast<unsigned long long>(kMostSearched + kWithAddresses));
    return missed == 0 && broken.empty() ? 0 : 1;
}

} // namespace

// Bugs that are planted by hand (bugs.cmake) must be caught by the simulation: by the seeds that are recorded for them,
// or, where a change of the product gave those another course, by others; the output then names one to record.
// QUAYSIDE_SIM_SEARCH=1 searches for all of them anew.
class TestPlantedBugs : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void enough_bugs_have_seeds();
    void every_bug_is_caught();
    void no_seed_breaks_without_its_bug();

private:
    std::vector<std::optional<Failure>> caught_{ kBugs.size() };
};

void TestPlantedBugs::initTestCase()
{
    for_each_bug([this](std::size_t i) {
        auto found = caught(kBugs[i].name, recorded(kBugs[i].name), 1);
        if (found.empty())
            found = caught(kBugs[i].name, first_seeds(), 1);
        if (!found.empty())
            caught_[i] = std::move(found.front());
    });
}

void TestPlantedBugs::enough_bugs_have_seeds()
{
    QVERIFY(kBugs.size() >= kLeastBugs);
    QCOMPARE(kRecorded.size(), kBugs.size());
    for (const auto& bug : kBugs) {
        const auto count = recorded(bug.name).size();
        QVERIFY2(count >= 1 && count <= kMostRecorded, bug.name.c_str());
    }
}

void TestPlantedBugs::every_bug_is_caught()
{
    std::string missed;
    for (std::size_t i = 0; i < kBugs.size(); ++i)
        if (caught_[i])
            print(kBugs[i], *caught_[i]);
        else
            missed += kBugs[i].name + " ";
    std::fflush(stdout);
    QVERIFY2(missed.empty(), missed.c_str());
}

void TestPlantedBugs::no_seed_breaks_without_its_bug()
{
    std::set<std::uint64_t> seeds;
    for (const auto& failure : caught_)
        if (failure)
            seeds.insert(failure->seed);
    for (const auto& failure : broken_anyway(seeds))
        QFAIL((std::to_string(failure.seed) + ": " + failure.wrong).c_str());
}

int main(int argc, char** argv)
{
    int code = 0;
    if (is_worker(code) || is_replay(code))
        return code;
    if (qEnvironmentVariableIsSet("QUAYSIDE_SIM_SEARCH"))
        return search();
    TestPlantedBugs test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_planted_bugs.moc"
