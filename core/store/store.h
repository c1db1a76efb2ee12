#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/subscription.h"
#include "core/model/state.h"

#include <memory>
#include <string>

namespace quayside::store {

// The records that one piece of work wants to change. Reads see its own writes. Lives only inside Store::update.
class Transaction {
public:
    // Adds or replaces the record with the value's key. Gives a new record its row (returned, and set in the stored
    // value).
    template <class T>
    RowId put(T value);
    template <class T>
    void erase(const typename T::Key& key);

    const model::State& state() const;

private:
    friend class Store;
    explicit Transaction(class StoreImpl& store);
    class StoreImpl& store_;
};

// The one place where state is kept. Memory changes at once; disk and subscribers follow at flush(). Lives on the core
// thread, which calls flush() once per turn: one SQLite transaction for all updates of the turn.
class Store {
public:
    // Opens or makes `directory`/state.db. The schema is upgraded step by step; a newer one is refused. Errors name the
    // path and what to do.
    static Result<std::unique_ptr<Store>> open(const std::string& directory);
    // In memory, for tests and benches.
    static Result<std::unique_ptr<Store>> open_in_memory();
    ~Store();

    // Reads all rows, calling `progress(done, total)` now and then. Must be called once, before anything else.
    Result<void> restore(Function<void(std::size_t, std::size_t)> progress);

    const model::State& state() const;

    // Runs `work`; if it fails, everything it did is undone and its error returned.
    Result<void> update(const Function<Result<void>(Transaction&)>& work);

    // What update() changed since the last flush.
    bool dirty() const;

    // Writes the pending changes in one transaction and gives them to the subscribers. If that fails, the changes are
    // undone in memory, nobody is told, and the error (disk full, read-only, ...) is returned.
    Result<void> flush();

    // The first call brings everything (as of the last flush), with `full` set; then every flushed set, in order.
    using Handler = Function<void(const std::shared_ptr<const model::ChangeSet>&)>;
    [[nodiscard]] Subscription subscribe(Handler handler);

    // Small facts beside the records: "installation", schema version.
    std::string meta(const std::string& name) const;
    Result<void> set_meta(const std::string& name, const std::string& value);

    std::uint64_t revision() const; // of the last flushed set
};

} // namespace quayside::store
