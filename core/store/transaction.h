#pragma once

#include "core/base/id.h"
#include "core/model/state.h"

namespace quayside::store {

// The records that one piece of work wants to change. Reads see its own writes. Lives only inside Store::update.
class Transaction {
public:
    Transaction(model::State& state, RowId& last_row);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    // Adds or replaces the record with the value's key; a value equal to what is there changes nothing. Gives a new
    // record its row (returned, and set in the stored value). A task finds its spec by `spec_row`, a spec its
    // definition by `definition_key`, a deployment its revision by `revision_number`: they must be there. A spec is
    // never replaced: each one put is a new one.
    template <class T>
    RowId put(T value);
    // Does nothing if there is no such record. A task definition may go only when no spec and no
    // service revision names it.
    template <class T>
    void erase(const typename T::Key& key);

    const model::State& state() const { return state_; }

private:
    friend class Store;
    template <class T>
    RowId row_for(const T& value, const T* existing);
    template <class T>
    void change(model::Change<T> change);
    void erase_unused_specs();
    void undo();

    model::State& state_;
    RowId& last_row_;
    model::ChangeSet log_; // in the order of the calls: a record may occur more than once
};

} // namespace quayside::store
