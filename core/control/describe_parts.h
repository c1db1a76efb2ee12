#pragma once

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/model/service_revision.h"

#include <nlohmann/json.hpp>

#include <string>

// Members that a reply has only where there is something to say.
namespace quayside::control {

inline void put_time(Json& json, const char* name, TimePoint time)
{
    if (time != kNever)
        json[name] = to_epoch_seconds(time);
}

inline void put_text(Json& json, const char* name, const std::string& text)
{
    if (!text.empty())
        json[name] = text;
}

inline void put_document(Json& json, const char* name, const Json& document)
{
    if (!document.empty())
        json[name] = document;
}

// Where tasks of a revision are launched: launch type or strategy, and Fargate's platform.
void put_launch(Json& json, const model::ServiceRevision& revision);

} // namespace quayside::control
