#pragma once

#include "core/base/error.h"
#include "core/model/change_set.h"

#include <string_view>

namespace quayside::store {

// Builds the state from rows that come in any order, then ties the records together.
class Loader {
public:
    // The error says what is wrong with the row; the caller adds the file.
    Result<void> add(int kind, RowId row, std::string_view bytes);
    Result<model::ChangeSet> finish();

private:
    template <class T>
    Result<void> add_one(RowId row, std::string_view bytes);

    template <class T>
    using Loaded = std::vector<std::shared_ptr<T>>;
    model::PerKind<Loaded> kinds_;
};

} // namespace quayside::store
