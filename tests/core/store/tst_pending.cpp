#include "core/base/random.h"
#include "core/model/state.h"
#include "core/store/pending.h"

#include <QTest>

#include <set>

using namespace quayside;
using namespace quayside::model;

namespace {

// Services by name, which come back as other rows, and events, which do not.
class History {
public:
    explicit History(std::uint64_t seed)
        : random(seed)
    {
    }

    void change_service(ChangeSet& log)
    {
        const std::string name(1, static_cast<char>('a' + random.below(4)));
        const auto before = state.services().find({ "default", name });
        std::shared_ptr<Service> after;
        if (!before || random.below(3) != 0) {
            after = std::make_shared<Service>();
            after->cluster = "default";
            after->name = name;
            after->desired_count = static_cast<std::int64_t>(random.below(1'000));
            after->row = before ? before->row : ++rows;
        }
        record(log, Change<Service>{ before, after });
    }

    void change_event(ChangeSet& log)
    {
        const auto all = state.events().all();
        std::shared_ptr<const Event> before;
        if (!all.empty() && random.below(2) == 0)
            before = all[random.below(all.size())];
        std::shared_ptr<Event> after;
        if (!before || random.below(2) == 0) {
            after = std::make_shared<Event>();
            after->row = before ? before->row : ++rows;
            after->message = std::to_string(random.below(100));
        }
        record(log, Change<Event>{ before, after });
    }

    template <class T>
    void record(ChangeSet& log, const Change<T>& change)
    {
        state.apply(change);
        log.of<T>().push_back(change);
    }

    Random random;
    State state;
    RowId rows = 0;
};

// Each record once, from what a reader had before to what it is now.
template <class T>
bool leads(const ChangeSet& set, const State& from, const State& to)
{
    std::set<typename T::Key> keys;
    for (const auto& change : set.of<T>()) {
        const auto key = change.any().key();
        if (!keys.insert(key).second || change.before != from.of<T>().find(key) || change.after != to.of<T>().find(key))
            return false;
    }
    for (const auto& [key, value] : to.of<T>())
        if (from.of<T>().find(key) != value && !keys.contains(key))
            return false;
    return true;
}

} // namespace

class TestPending : public QObject {
    Q_OBJECT

private slots:
    void holds_each_record_once_from_first_to_last()
    {
        for (std::uint64_t seed = 1; seed <= 500; ++seed) {
            History history(seed);
            State reader;
            store::Pending pending;
            for (int flush = 0; flush < 4; ++flush) {
                for (int update = 0; update < 6; ++update) {
                    ChangeSet log;
                    for (int i = 0; i < 5; ++i)
                        history.random.below(2) == 0 ? history.change_service(log) : history.change_event(log);
                    pending.add(std::move(log));
                }
                const auto set = pending.take();
                QVERIFY2(leads<Service>(set, reader, history.state) && leads<Event>(set, reader, history.state),
                    std::to_string(seed).c_str());
                reader.apply(set);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestPending)
#include "tst_pending.moc"
