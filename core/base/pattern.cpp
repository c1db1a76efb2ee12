#define PCRE2_CODE_UNIT_WIDTH 8

#include "core/base/pattern.h"

#include <pcre2.h>

#include <array>
#include <utility>

namespace quayside {

namespace {

constexpr std::uint32_t kMatchLimit = 100'000;
constexpr std::uint32_t kDepthLimit = 1'000;

struct FreeCode {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeContext {
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};
struct FreeData {
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};

PCRE2_SPTR units(std::string_view text)
{
    return reinterpret_cast<PCRE2_SPTR>(text.data());
}

std::string reason(int code)
{
    std::array<PCRE2_UCHAR, 160> text{};
    pcre2_get_error_message(code, text.data(), text.size());
    return reinterpret_cast<const char*>(text.data());
}

} // namespace

struct Pattern::Code {
    std::unique_ptr<pcre2_code, FreeCode> code;
    std::unique_ptr<pcre2_match_context, FreeContext> limits;
};

Pattern::Pattern(std::unique_ptr<Code> code)
    : code_(std::move(code))
{
}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::compile(const std::string& expression)
{
    int problem = 0;
    PCRE2_SIZE offset = 0;
    constexpr std::uint32_t options
        = PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NEVER_BACKSLASH_C;
    auto code = std::make_unique<Code>();
    code->code.reset(pcre2_compile(units(expression), expression.size(), options, &problem, &offset, nullptr));
    if (!code->code)
        return fail(Error::invalid_parameter(
            "The pattern is not valid at character " + std::to_string(offset + 1) + ": " + reason(problem) + "."));
    code->limits.reset(pcre2_match_context_create(nullptr));
    pcre2_set_match_limit(code->limits.get(), kMatchLimit);
    pcre2_set_depth_limit(code->limits.get(), kDepthLimit);
    return Pattern(std::move(code));
}

bool Pattern::matches(std::string_view text) const
{
    const std::unique_ptr<pcre2_match_data, FreeData> data(
        pcre2_match_data_create_from_pattern(code_->code.get(), nullptr));
    return pcre2_match(code_->code.get(), units(text), text.size(), 0, 0, data.get(), code_->limits.get()) >= 0;
}

} // namespace quayside
