#include "core/control/used_signatures.h"

#include <functional>
#include <utility>

namespace quayside::control {

namespace {

constexpr Duration kOneSecondAlike = std::chrono::seconds{ 2 };
constexpr Duration kYoung = std::chrono::minutes{ 10 }; // dated five minutes ahead until five minutes old

} // namespace

bool UsedSignatures::use(std::string_view signature, TimePoint now)
{
    if (now - recent_since_ > kYoung) {
        older_ = std::exchange(recent_, {});
        recent_since_ = now;
    }
    const auto hash = std::hash<std::string_view>()(signature);
    if (const auto before = older_.find(hash); before != older_.end())
        return now - before->second <= kOneSecondAlike;
    return now - recent_.try_emplace(hash, now).first->second <= kOneSecondAlike;
}

} // namespace quayside::control
