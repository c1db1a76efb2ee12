#pragma once

#include "core/base/error.h"
#include "core/net/digest.h"

#include <optional>
#include <string>

namespace quayside::store {

// A text in a file of its own that only its owner can read, encrypted with a key made from the secret of the
// installation.
//
// Against whom: whoever comes by that file alone, or by the database, a dump or a backup without `secret`, has nothing.
// It is no help against somebody who can read the whole state directory, for the secret lies beside it: the program
// starts without anybody there to type a password.
class SealedFile {
public:
    // An empty path: nothing is kept. `content` says in errors what is in there: "logins".
    SealedFile(std::string path, std::string content, const net::Digest& key);

    // Nothing if there is no file. Errors name it.
    Result<std::optional<std::string>> read() const;
    // It is on disk when this returns.
    Result<void> write(const std::string& text) const;
    // What read() fails with when the text is not what was once written.
    Error damaged() const;

private:
    Error unusable(const std::string& why) const;

    std::string path_;
    std::string content_;
    net::Digest key_;
};

} // namespace quayside::store
