#pragma once

#include <string>
#include <string_view>

namespace quayside::docker {

// For one part of a path or query: everything but letters, digits and -._~ becomes %XX.
std::string percent_encoded(std::string_view text);

// What the engine wants to have in two parts: "host:5000/web" and "1.2", "latest" or "sha256:...". A digest wins over a
// tag; with neither the tag is "latest", because an engine that is given none pulls every tag there is.
struct ImageReference {
    std::string repository;
    std::string tag;

    bool operator==(const ImageReference&) const = default;
};
ImageReference split_reference(std::string_view reference);

// "web" -> "web:latest", which is what an engine takes it for; what has a tag or digest stays as it is.
std::string with_tag(const std::string& reference);

// Where the image of a reference comes from: "host:5000"; "docker.io" where it names no host.
std::string registry_of(std::string_view reference);

} // namespace quayside::docker
