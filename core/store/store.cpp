#include "core/store/store.h"

#include "core/store/pending.h"
#include "core/store/records.h"
#include "core/store/subscribers.h"

#include <algorithm>
#include <cassert>
#include <exception>

namespace quayside::store {

namespace {

RowId highest_row(const model::ChangeSet& all)
{
    RowId highest = 0;
    model::for_each_kind(all, [&highest](const auto& kind) {
        for (const auto& change : kind)
            highest = std::max(highest, change.after->row);
    });
    return highest;
}

Result<void> guarded(const Function<Result<void>(Transaction&)>& work, Transaction& transaction)
{
    try {
        return work(transaction);
    } catch (const std::exception& problem) {
        return fail(Error::server(std::string("Something went wrong inside: ") + problem.what()));
    }
}

} // namespace

class Store::Impl {
public:
    static Result<std::unique_ptr<Impl>> make(Result<std::unique_ptr<database::Database>> database, bool in_memory)
    {
        if (!database)
            return fail(database.error());
        auto records = Records::prepare(**database);
        if (!records)
            return fail(records.error());
        return std::make_unique<Impl>(std::move(*database), std::move(*records), in_memory);
    }

    Impl(std::unique_ptr<database::Database> database, Records records, bool in_memory)
        : database_(std::move(database))
        , records_(std::move(records))
        , in_memory_(in_memory)
        , restored_(in_memory)
    {
    }

    ~Impl()
    {
        while (restored_ && records_.tidy().value_or(false)) { } // a file that could not be read stays as it is
    }

    Result<void> restore(const Function<void(std::size_t, std::size_t)>& progress);
    Result<void> update(const Function<Result<void>(Transaction&)>& work);
    Result<void> flush();
    Result<void> write(const model::ChangeSet& changes);
    Subscription subscribe(Handler handler);

    std::unique_ptr<database::Database> database_;
    Records records_;
    const bool in_memory_; // nobody will read the rows again: none are written
    bool restored_;
    bool updating_ = false;
    bool publishing_ = false;
    model::State state_;
    RowId last_row_ = 0;
    std::uint64_t revision_ = 0;
    Pending pending_;
    Subscribers subscribers_;
};

Result<void> Store::Impl::restore(const Function<void(std::size_t, std::size_t)>& progress)
{
    auto all = records_.read_all(progress);
    if (!all)
        return fail(all.error());
    last_row_ = highest_row(*all);
    state_.apply(*all);
    restored_ = true;
    return {};
}

Result<void> Store::Impl::update(const Function<Result<void>(Transaction&)>& work)
{
    assert(restored_ && !updating_);
    updating_ = true;
    Transaction transaction(state_, last_row_);
    auto done = guarded(work, transaction);
    if (done) {
        transaction.erase_unused_specs();
        pending_.add(std::move(transaction.log_));
    } else {
        transaction.undo();
    }
    updating_ = false;
    return done;
}

Result<void> Store::Impl::write(const model::ChangeSet& changes)
{
    return in_memory_ ? database_->transaction([] { return Result<void>(); }) : records_.write(changes);
}

Result<void> Store::Impl::flush()
{
    assert(!updating_ && !publishing_);
    auto changes = std::make_shared<model::ChangeSet>(pending_.take());
    if (changes->empty())
        return {};
    if (auto written = write(*changes); !written) {
        state_.apply(model::inverse(*changes));
        return written;
    }
    changes->revision = ++revision_;
    publishing_ = true;
    subscribers_.publish(std::move(changes));
    publishing_ = false;
    return {};
}

Subscription Store::Impl::subscribe(Handler handler)
{
    auto everything = std::make_shared<model::ChangeSet>(state_.everything());
    if (!pending_.empty())
        model::merge(*everything, model::inverse(pending_.changes()));
    everything->revision = revision_;
    return subscribers_.add(std::move(handler), std::move(everything));
}

Store::Store(std::unique_ptr<Impl> impl)
    : impl_(std::move(impl))
{
}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& directory)
{
    auto impl = Impl::make(database::Database::open(directory + "/state.db", schema()), false);
    if (!impl)
        return fail(impl.error());
    return std::unique_ptr<Store>(new Store(std::move(*impl)));
}

Result<std::unique_ptr<Store>> Store::open_in_memory()
{
    auto impl = Impl::make(database::Database::open_in_memory(schema()), true);
    if (!impl)
        return fail(impl.error());
    return std::unique_ptr<Store>(new Store(std::move(*impl)));
}

Result<void> Store::restore(Function<void(std::size_t, std::size_t)> progress)
{
    return impl_->restored_ ? Result<void>() : impl_->restore(progress);
}

const model::State& Store::state() const
{
    return impl_->state_;
}

Result<void> Store::update(const Function<Result<void>(Transaction&)>& work)
{
    return impl_->update(work);
}

bool Store::dirty() const
{
    return !impl_->pending_.empty();
}

Result<void> Store::flush()
{
    return impl_->flush();
}

Result<bool> Store::tidy()
{
    return impl_->records_.tidy();
}

Subscription Store::subscribe(Handler handler)
{
    return impl_->subscribe(std::move(handler));
}

std::string Store::meta(const std::string& name) const
{
    return impl_->records_.meta(name);
}

Result<void> Store::set_meta(const std::string& name, const std::string& value)
{
    return impl_->records_.set_meta(name, value);
}

std::uint64_t Store::revision() const
{
    return impl_->revision_;
}

void Store::fail_next_flush(Error error)
{
    impl_->database_->fail_next_commit(std::move(error));
}

} // namespace quayside::store
