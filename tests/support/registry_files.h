#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace quayside::test {

// The files that docker-registry has after images were pushed to it.
class RegistryFiles {
public:
    explicit RegistryFiles(const std::string& directory)
        : root_(std::filesystem::path(directory) / "docker/registry/v2")
    {
    }

    // An image of one layer of `size` bytes; its digest, which `digit` makes. An empty tag: it has none.
    std::string push(const std::string& repository, char digit, const std::string& tag, int size = 100) const
    {
        const std::string hex(64, digit);
        const auto manifests = root_ / "repositories" / repository / "_manifests";
        write(root_ / "blobs/sha256" / hex.substr(0, 2) / hex / "data",
            R"({"mediaType": "application/vnd.docker.distribution.manifest.v2+json", "layers": [{"size": )"
                + std::to_string(size) + "}]}");
        write(manifests / "revisions/sha256" / hex / "link", "sha256:" + hex);
        if (!tag.empty())
            write(manifests / "tags" / tag / "current/link", "sha256:" + hex);
        return "sha256:" + hex;
    }
    void begin_upload(const std::string& repository) const
    {
        write(root_ / "repositories" / repository / "_uploads/1/data", "half");
    }
    void end_uploads(const std::string& repository) const
    {
        std::filesystem::remove_all(root_ / "repositories" / repository / "_uploads");
    }

private:
    static void write(const std::filesystem::path& path, const std::string& text)
    {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }

    std::filesystem::path root_;
};

} // namespace quayside::test
