#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace quayside::images {

// An image in a repository of our registry.
struct StoredImage {
    std::string digest; // sha256:...
    std::vector<std::string> tags; // in order; none: only its digest names it any more
    std::string media_type; // of its manifest
    std::int64_t size = 0; // bytes, as its layers are kept and sent
    TimePoint pushed_at;
};

// An image as somebody names it: by digest, by tag, or by both.
struct ImageName {
    std::string digest;
    std::string tag;

    bool operator==(const ImageName&) const = default;
};

// What became of the wish to delete images.
struct DeletedImages {
    struct Failure {
        ImageName name;
        std::string code; // as ECR names it: ImageNotFound, ...
        std::string reason;
    };
    std::vector<ImageName> deleted;
    std::vector<Failure> failures;
};

// The files of docker-registry, in the form that its version 2 keeps them. It tells of no image that has no tag, nor
// when one came, and takes no tag away without its image; the files do. Reads and writes them, so not on a loop's
// thread.
class RegistryStorage {
public:
    // `directory` is the storage's root.
    explicit RegistryStorage(const std::string& directory);

    std::vector<StoredImage> images(const std::string& repository) const; // by digest
    // Takes tags away, and an image with its last one. The data goes when the registry next collects its garbage.
    DeletedImages remove(const std::string& repository, const std::vector<ImageName>& names) const;
    void remove_repository(const std::string& repository) const; // not those below it: "a/b" stays when "a" goes
    bool is_empty() const; // nothing was ever pushed
    // Whether something is being pushed to it.
    bool has_uploads(const std::string& repository) const;

private:
    // Whether the image has gone with them.
    bool remove_tags(const std::string& repository, StoredImage& image, const std::vector<std::string>& tags) const;
    std::filesystem::path directory_of(const std::string& repository) const;
    std::filesystem::path blob_of(const std::string& digest) const;

    std::filesystem::path root_;
};

} // namespace quayside::images
