#pragma once

#include "core/base/error.h"
#include "core/files/unpack.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct archive;
struct archive_entry;

namespace quayside::files {

// A tar as it comes, entry by entry. An entry is libarchive's, and gone with the next one.
class TarReader {
public:
    explicit TarReader(const NextBytes& next);
    ~TarReader();
    TarReader(const TarReader&) = delete;
    TarReader& operator=(const TarReader&) = delete;

    Result<archive_entry*> next_entry(); // null: there is none any more
    struct Block {
        std::string_view bytes;
        std::int64_t offset; // in the file
    };
    Result<std::optional<Block>> next_block(); // of the entry's content; nothing: that was all

private:
    static std::int64_t read(archive*, void* self, const void** bytes);

    NextBytes next_;
    std::string piece_;
    archive* archive_;
};

} // namespace quayside::files
