#pragma once

#include "core/base/error.h"

#include <iosfwd>
#include <string>

namespace quayside::store {

// Writes everything in `directory`/state.db as JSON, one line per fact or record:
//     {"meta":"installation","value":"..."}
//     {"kind":"task","row":17,"value":{...}}
// The records are left as they are. Refused while another program has the file open.
Result<void> dump(const std::string& directory, std::ostream& out);

} // namespace quayside::store
