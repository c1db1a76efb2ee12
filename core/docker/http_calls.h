#pragma once

#include "core/docker/engine.h"
#include "core/docker/engine_connection.h"
#include "core/docker/json_types.h"
#include "core/docker/urls.h"

#include <fmt/format.h>

#include <map>
#include <utility>

// What the parts of HttpEngine have in common: requests in short, and answers as values.
namespace quayside::docker::http_calls {

using Request = EngineConnection::Request;
using Connection = std::shared_ptr<EngineConnection>;

inline Request get(std::string path, Duration deadline)
{
    Request request;
    request.path = std::move(path);
    request.deadline = deadline;
    return request;
}

inline Request send(std::string method, std::string path, Duration deadline, std::string body = {})
{
    auto request = get(std::move(path), deadline);
    request.method = std::move(method);
    request.body = std::move(body);
    return request;
}

// An answer that is a sequence of JSON objects, of which each is given to `take`.
inline Request stream(std::string method, std::string path, Function<void(const Json&)> take)
{
    auto request = send(std::move(method), std::move(path), Duration::zero());
    request.on_object = std::move(take);
    return request;
}

inline std::string container_path(const std::string& id, std::string_view rest)
{
    return fmt::format("/containers/{}{}", percent_encoded(id), rest);
}

// What the engine takes as filters: every value is a list.
inline std::string filter_query(const std::map<std::string, std::vector<std::string>>& filters)
{
    return "filters=" + percent_encoded(Json(filters).dump(-1, ' ', false, Json::error_handler_t::replace));
}

// Passes on the answer as `parse` reads it.
template <class T, class Parse>
EngineConnection::Done parsed(const Connection& connection, Parse parse, Engine::Callback<T> done)
{
    return [weak = std::weak_ptr(connection), parse, done = std::move(done)](Result<net::HttpResponse> answer) {
        const auto self = weak.lock();
        if (!answer || !self)
            return done(fail(answer ? Error::no_answer("the engine was closed") : std::move(answer).error()));
        const auto json = parse_json(answer->body, kEngineJson);
        Result<T> value = json ? parse(*json) : Result<T>(fail(json.error()));
        if (!value)
            value = fail(self->not_understood(value.error().message));
        done(std::move(value));
    };
}

inline EngineConnection::Done nothing_but_success(Engine::Callback<void> done)
{
    return [done = std::move(done)](Result<net::HttpResponse> answer) {
        if (answer)
            done({});
        else
            done(fail(std::move(answer).error()));
    };
}

} // namespace quayside::docker::http_calls
