#pragma once

#include "core/base/expected.h"

#include <string>
#include <utility>
#include <vector>

namespace quayside {

// A failure that somebody outside will read: an ECS exception name, a sentence, and the HTTP status it travels with.
// Errors of an engine or a file use the same shape; `http_status` 0 then means that there was no answer at all, so
// nothing is known about the effect of the request.
struct Error {
    std::string code;
    std::string message;
    int http_status = 400;
    std::vector<std::string> resource_ids{}; // ConflictException: the ARNs of what was there before

    bool operator==(const Error&) const = default;

    static Error client(std::string message) { return { "ClientException", std::move(message), 400 }; }
    static Error invalid_parameter(std::string message)
    {
        return { "InvalidParameterException", std::move(message), 400 };
    }
    static Error server(std::string message) { return { "ServerException", std::move(message), 500 }; }
    static Error cluster_not_found() { return { "ClusterNotFoundException", "Cluster not found.", 400 }; }
    static Error no_answer(std::string message) { return { "NoAnswer", std::move(message), 0 }; }
};

template <class T, class E = Error>
using Result = Expected<T, E>;

inline Unexpected<Error> fail(Error error)
{
    return Unexpected<Error>{ std::move(error) };
}

} // namespace quayside
