#include "core/control/paginate.h"

#include "core/control/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace quayside::control {

namespace {

// Keys travel as hex digits: a token is opaque and safe everywhere.
std::string to_hex(std::string_view text)
{
    std::string hex;
    for (const char c : text)
        fmt::format_to(std::back_inserter(hex), "{:02x}", static_cast<unsigned char>(c));
    return hex;
}

std::optional<std::string> from_hex(std::string_view hex)
{
    std::string text;
    if (hex.empty() || hex.size() % 2 != 0)
        return std::nullopt;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        unsigned value = 0;
        const auto [end, failure] = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
        if (failure != std::errc{} || end != hex.data() + i + 2)
            return std::nullopt;
        text += static_cast<char>(value);
    }
    return text;
}

std::string mark_of(std::string_view operation, const Json& input)
{
    std::string text(operation);
    for (const auto& [name, value] : input.items())
        if (name != "nextToken" && name != "maxResults")
            text += name + value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return fingerprint(text);
}

} // namespace

std::string fingerprint(std::string_view text)
{
    std::uint64_t hash = 14695981039346656037ULL; // FNV-1a
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return fmt::format("{:016x}", hash);
}

Result<Pager> Pager::read(std::string_view operation, const Json& input, std::size_t most, std::size_t usual)
{
    Pager pager;
    pager.mark_ = mark_of(operation, input);
    const auto wanted = number_of(input, "maxResults", static_cast<std::int64_t>(usual));
    if (wanted < 1 || wanted > static_cast<std::int64_t>(most))
        return fail(Error::invalid_parameter(fmt::format("maxResults must be between 1 and {}.", most)));
    pager.limit_ = static_cast<std::size_t>(wanted);
    const std::string token = text_of(input, "nextToken");
    if (token.empty())
        return pager;
    const auto key
        = token.starts_with(pager.mark_) ? from_hex(std::string_view(token).substr(pager.mark_.size())) : std::nullopt;
    if (!key)
        return fail(Error::invalid_parameter("nextToken: Invalid token."));
    pager.after_ = *key;
    return pager;
}

std::string Pager::token(std::string_view last_key) const
{
    return mark_ + to_hex(last_key);
}

Json Pager::page(const char* member, const model::State::Ids& ids, const ElementOfId& element) const
{
    Json list = Json::array();
    const auto start = Id::parse(after_);
    std::optional<Id> last;
    for (auto id = start ? ids.upper_bound(*start) : ids.begin(); id != ids.end(); ++id) {
        auto next = element(*id);
        if (!next)
            continue;
        if (list.size() == limit_)
            return { { member, std::move(list) }, { "nextToken", token(last->hex()) } };
        list.push_back(std::move(*next));
        last = *id;
    }
    return { { member, std::move(list) } };
}

Json Pager::page(const char* member, std::vector<std::string> keys, const ElementOfKey& element, bool descending) const
{
    const auto before = [descending](const std::string& a, const std::string& b) { return descending ? b < a : a < b; };
    std::ranges::sort(keys, before);
    const auto start = after_.empty() ? keys.begin() : std::upper_bound(keys.begin(), keys.end(), after_, before);
    const auto end = start + std::min(static_cast<std::ptrdiff_t>(limit_), keys.end() - start);
    Json list = Json::array();
    for (auto key = start; key != end; ++key)
        list.push_back(element(*key));
    Json page = { { member, std::move(list) } };
    if (end != keys.end())
        page["nextToken"] = token(*(end - 1));
    return page;
}

} // namespace quayside::control
