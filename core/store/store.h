#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/subscription.h"
#include "core/model/state.h"
#include "core/store/transaction.h"

#include <memory>
#include <string>

namespace quayside::store {

// The one place where state is kept. Memory changes at once; disk and subscribers follow at flush(). Lives on the core
// thread, which calls flush() once per turn: one SQLite transaction for all updates of the turn.
class Store {
public:
    // Opens or makes `directory`/state.db. The schema is upgraded step by step; a newer one is refused. Errors name the
    // path and what to do. A store that is open elsewhere, in this or another process, is refused.
    static Result<std::unique_ptr<Store>> open(const std::string& directory);
    // In memory, for tests and benches.
    static Result<std::unique_ptr<Store>> open_in_memory();
    ~Store();

    // Reads all rows, calling `progress(done, total)` now and then. Must be called once, before anything else; a store
    // in memory does not need it.
    Result<void> restore(Function<void(std::size_t, std::size_t)> progress);

    const model::State& state() const;

    // Runs `work`; if it fails, everything it did is undone and its error returned.
    Result<void> update(const Function<Result<void>(Transaction&)>& work);

    // Whether update() changed anything since the last flush.
    bool dirty() const;

    // Writes the pending changes in one transaction and gives them to the subscribers. If that fails, the changes are
    // undone in memory, nobody is told, and the error (disk full, read-only, ...) is returned. With nothing pending it
    // does nothing.
    Result<void> flush();

    // A flush writes its changes one behind the other, which is quick; this brings some of them to the place where
    // their records belong, and takes a few milliseconds. To be called now and then after a flush, while it returns
    // true. What is left is done when the store is closed, or stays as it is if the program is killed: nothing depends
    // on it.
    Result<bool> tidy();

    // The first call, before subscribe() returns, brings everything (as of the last flush), with `full` set; then every
    // flushed set, in order. A handler may update the store and subscribe, but not flush.
    using Handler = Function<void(const std::shared_ptr<const model::ChangeSet>&)>;
    [[nodiscard]] Subscription subscribe(Handler handler);

    // Small facts beside the records, such as "installation". Empty if never set. Written at once.
    std::string meta(const std::string& name) const;
    Result<void> set_meta(const std::string& name, const std::string& value);

    // Of the last flushed set. Counts from 0 at every start.
    std::uint64_t revision() const;

    // For tests: the next flush that has something to write fails like this.
    void fail_next_flush(Error error);

private:
    class Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace quayside::store
