#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/state.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::control {

// Cuts a list into pages. A token holds the key of the last element, so that records which come or go between two pages
// neither hide nor repeat others, and a mark of the other parameters, with which it must come again.
class Pager {
public:
    // Reads `maxResults` and `nextToken`. InvalidParameterException if the first is out of range or the second is not
    // from this operation with these parameters.
    static Result<Pager> read(
        std::string_view operation, const Json& input, std::size_t most = 100, std::size_t usual = 100);

    const std::string& after() const { return after_; } // key of the last element seen; empty at the start
    std::size_t limit() const { return limit_; }
    std::string token(std::string_view last_key) const;

    // A page {`member`: [...], "nextToken"} of ids in their order; elements for which `element` gives nothing are
    // left out.
    using ElementOfId = std::function<std::optional<Json>(const Id&)>;
    Json page(const char* member, const model::State::Ids& ids, const ElementOfId& element) const;

    // The same of keys, which are sorted here, also backwards.
    using ElementOfKey = std::function<Json(const std::string&)>;
    Json page(
        const char* member, std::vector<std::string> keys, const ElementOfKey& element, bool descending = false) const;

private:
    std::string mark_;
    std::string after_;
    std::size_t limit_ = 100;
};

// 16 hex digits that stand for a text; the same on every machine and in every version.
std::string fingerprint(std::string_view text);

} // namespace quayside::control
