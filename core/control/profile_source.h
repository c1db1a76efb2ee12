#pragma once

#include "core/base/function.h"
#include "core/endpoints/task_credentials.h"

#include <string>

namespace quayside::control {

// The credentials that the user who runs the program has, by the profiles of their AWS configuration.
class ProfileSource {
public:
    virtual ~ProfileSource() = default;

    // Those of a profile, or of the role that it assumes, good for some minutes at least. `session` names there who
    // asked. `done` runs once, perhaps at once; an error is a sentence.
    virtual void credentials(
        const std::string& profile, const std::string& session, Function<void(Result<endpoints::Credentials>)> done)
        = 0;
};

} // namespace quayside::control
