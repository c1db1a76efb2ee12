#include "core/files/tar_reader.h"

#include <archive.h>
#include <fmt/format.h>

namespace quayside::files {

namespace {

Unexpected<Error> damaged(archive* tar)
{
    const char* why = archive_error_string(tar);
    return fail(Error::client(fmt::format("The engine's archive cannot be read: {}.", why ? why : "it is damaged")));
}

} // namespace

TarReader::TarReader(const NextBytes& next)
    : next_(next)
    , archive_(archive_read_new())
{
    archive_read_support_format_tar(archive_);
    archive_read_open(archive_, this, nullptr, &TarReader::read, nullptr);
}

TarReader::~TarReader()
{
    archive_read_free(archive_);
}

std::int64_t TarReader::read(archive*, void* self, const void** bytes)
{
    auto& reader = *static_cast<TarReader*>(self);
    reader.piece_ = reader.next_();
    *bytes = reader.piece_.data();
    return static_cast<std::int64_t>(reader.piece_.size());
}

Result<archive_entry*> TarReader::next_entry()
{
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(archive_, &entry);
    if (result == ARCHIVE_EOF)
        return static_cast<archive_entry*>(nullptr);
    if (result < ARCHIVE_WARN)
        return damaged(archive_);
    return entry;
}

Result<std::optional<TarReader::Block>> TarReader::next_block()
{
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int result = archive_read_data_block(archive_, &bytes, &size, &offset);
    if (result == ARCHIVE_EOF)
        return std::optional<Block>();
    if (result < ARCHIVE_WARN)
        return damaged(archive_);
    return std::optional(Block{ { static_cast<const char*>(bytes), size }, offset });
}

} // namespace quayside::files
