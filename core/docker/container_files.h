#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::docker {

// What is at a path of a container's file system.
struct FileStat {
    enum class Kind : std::uint8_t { File, Folder, Link, Other };

    std::string name; // the last part of its path; untrusted
    Kind kind = Kind::File;
    std::int64_t size = 0; // bytes; of a file
    TimePoint modified_at;
    std::string link_target; // of a link

    bool operator==(const FileStat&) const = default;
};

struct ArchiveRequest {
    std::string container; // id
    std::string path; // absolute: what is fetched, or the folder that something is put into
    bool upload = false;
};

struct ArchiveEvents {
    Function<void(std::string_view)> bytes = nullptr; // of what is fetched: a tar, untrusted
    Function<void()> drained = nullptr; // of what is put: everything that was written has been taken
    Function<void(Result<void>)> ended; // the last event
};

// A tar on its way from an engine or to it, of files of a container. It goes on while neither side does anything: how
// long that may be is for who reads or writes to decide. On the loop's thread; events never come from inside a call.
// Destroying it, also inside an event, breaks it off.
class ArchiveStream {
public:
    virtual ~ArchiveStream() = default;

    // Of what is fetched: nothing is read from the engine until it goes on.
    virtual void pause() = 0;
    virtual void go_on() = 0;
    // Of what is put. What is written is kept until the engine takes it: `unsent` says how much that is.
    virtual void write(std::string_view bytes) = 0;
    virtual void finish() = 0;
    virtual std::size_t unsent() const = 0;
};

// A command that has ended.
struct CommandOutput {
    int exit_code = 0;
    std::string text; // that it wrote to standard output, untrusted
};

// What an engine gives of the inside of its containers, beside what an Engine does: both of ours do. As there,
// everything is asynchronous on the loop's thread, and errors are the engine's.
class ContainerFiles {
public:
    template <class T>
    using Callback = Function<void(Result<T>)>;

    virtual ~ContainerFiles() = default;

    // Runs a command, as root and with no terminal, that ends by itself soon and writes little. 126 or 127 if there is
    // none.
    virtual void run_command(std::string id, std::vector<std::string> command, Callback<CommandOutput> done) = 0;

    // The files of a container, also of one that has ended. Paths are absolute; 404: no such path.
    virtual void stat_file(std::string id, std::string path, Callback<FileStat> done) = 0;
    // The stream must go before the engine.
    [[nodiscard]] virtual std::unique_ptr<ArchiveStream> open_archive(ArchiveRequest request, ArchiveEvents events) = 0;
};

} // namespace quayside::docker
