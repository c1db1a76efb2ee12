#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quayside::images {

// What a .dockerignore leaves out of a build: one pattern a line, in which * and ? stand for anything but a slash and
// ** for anything; what begins with ! is let in again. The last pattern that fits decides.
class IgnoreRules {
public:
    IgnoreRules() = default;
    explicit IgnoreRules(std::string_view text);

    // `path` is relative to the folder, as in "src/main.c". A rule for a folder is one for all that is in it.
    bool ignores(std::string_view path) const;
    // Whether something in an ignored folder may be let in again.
    bool has_exceptions() const { return has_exceptions_; }

private:
    struct Rule {
        std::string pattern;
        bool lets_in = false;
    };
    std::vector<Rule> rules_;
    bool has_exceptions_ = false;
};

} // namespace quayside::images
