#pragma once

#include "core/model/state.h"

#include <cassert>
#include <memory>
#include <type_traits>
#include <utility>

namespace quayside::test {

// A state that is written directly: rows and pointers are set as the store sets them, and nothing is kept.
class Book {
public:
    const model::State& state() const { return state_; }

    template <class T>
    RowId put(T value)
    {
        std::shared_ptr<const T> before;
        if constexpr (!std::is_same_v<T, model::TaskSpec>)
            before = state_.of<T>().find(value.key());
        value.row = before ? before->row : ++last_row_;
        resolve(value);
        const RowId row = value.row;
        state_.apply(model::Change<T>{ std::move(before), std::make_shared<const T>(std::move(value)) });
        return row;
    }

    template <class T>
    void erase(const typename T::Key& key)
    {
        if (auto before = state_.of<T>().find(key))
            state_.apply(model::Change<T>{ std::move(before), nullptr });
    }

private:
    template <class T>
    void resolve(T& value) const
    {
        if constexpr (std::is_same_v<T, model::Task>) {
            value.spec = state_.task_specs().find(value.spec_row);
            assert(value.spec);
        } else if constexpr (std::is_same_v<T, model::Deployment>) {
            value.revision = state_.service_revisions().find(value.revision_number);
            assert(value.revision);
        } else if constexpr (std::is_same_v<T, model::TaskSpec> || std::is_same_v<T, model::ServiceRevision>) {
            value.definition = state_.task_definitions().find(value.definition_key);
            assert(value.definition);
        }
    }

    model::State state_;
    RowId last_row_ = 0;
};

} // namespace quayside::test
