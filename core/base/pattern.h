#pragma once

#include "core/base/error.h"

#include <memory>
#include <string>
#include <string_view>

namespace quayside {

// A regular expression in Perl's syntax that must match the whole of a text; letters and classes are Unicode's. Its
// work is bounded: a text for which the bound is reached does not match. Immutable; may be used from any thread.
class Pattern {
public:
    // InvalidParameterException says what is wrong and at which character.
    static Result<Pattern> compile(const std::string& expression);
    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;
    ~Pattern();

    bool matches(std::string_view text) const;

private:
    struct Code;
    explicit Pattern(std::unique_ptr<Code> code);
    std::unique_ptr<Code> code_;
};

} // namespace quayside
