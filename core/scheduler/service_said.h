#pragma once

#include "core/model/service.h"

#include <string>
#include <string_view>

// Messages that are not repeated: each has a topic, and is said again only when its cause has passed in between or
// after six hours.
namespace quayside::scheduler {

// How a message begins: "(service NAME)", "(daemon NAME)".
std::string subject_of(const model::Service& service);

// Whether it is to be said now; then that is noted.
bool may_say(model::Service& service, std::string_view topic, TimePoint now);
// Its cause has passed. Takes all topics that begin so.
void unsay(model::Service& service, std::string_view topic);
// Null if it has not been said, or its cause has passed.
const model::Service::Said* said(const model::Service& service, std::string_view topic);

} // namespace quayside::scheduler
