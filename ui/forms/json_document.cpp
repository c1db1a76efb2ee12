#include "ui/forms/json_document.h"

#include <algorithm>
#include <cstring>
#include <set>
#include <string_view>

namespace quayside::ui {

namespace {

constexpr int kIndent = 2;

std::string pretty(const Json& value)
{
    return value.dump(kIndent, ' ', false, Json::error_handler_t::replace);
}

std::string quoted(const std::string& key)
{
    return Json(key).dump(-1, ' ', false, Json::error_handler_t::replace);
}

// A key without letters cannot stand in a path.
bool has_empty_key(const Json& object)
{
    return object.contains("");
}

void compare(const Json& before, const Json& after, Path& path, std::vector<Patch>& patches);

void compare_members(const Json& before, const Json& after, Path& path, std::vector<Patch>& patches)
{
    for (const auto& [key, value] : before.items())
        if (!after.contains(key)) {
            path.push_back({ key, 0 });
            patches.push_back({ Patch::Kind::Remove, path });
            path.pop_back();
        }
    for (const auto& [key, value] : after.items()) {
        path.push_back({ key, 0 });
        if (const auto found = before.find(key); found == before.end())
            patches.push_back({ Patch::Kind::Set, path, value });
        else
            compare(*found, value, path, patches);
        path.pop_back();
    }
}

// What is alike at both ends stays; what lies between is compared one by one, the rest comes or goes.
void compare_elements(const Json& before, const Json& after, Path& path, std::vector<Patch>& patches)
{
    std::size_t head = 0;
    std::size_t tail = 0;
    const auto least = std::min(before.size(), after.size());
    if (before.size() != after.size()) {
        while (head < least && before[head] == after[head])
            ++head;
        while (head + tail < least && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
            ++tail;
    }
    const auto both = least - tail;
    for (std::size_t i = head; i < both; ++i) {
        path.push_back({ {}, i });
        compare(before[i], after[i], path, patches);
        path.pop_back();
    }
    for (auto i = before.size() - tail; i > both; --i) {
        path.push_back({ {}, i - 1 });
        patches.push_back({ Patch::Kind::Remove, path });
        path.pop_back();
    }
    for (auto i = both; i < after.size() - tail; ++i) {
        path.push_back({ {}, i });
        patches.push_back({ Patch::Kind::Insert, path, after[i] });
        path.pop_back();
    }
}

void compare(const Json& before, const Json& after, Path& path, std::vector<Patch>& patches)
{
    if (before == after && before.type() == after.type())
        return;
    if (before.is_object() && after.is_object() && !has_empty_key(before) && !has_empty_key(after))
        compare_members(before, after, path, patches);
    else if (before.is_array() && after.is_array())
        compare_elements(before, after, path, patches);
    else
        patches.push_back({ Patch::Kind::Set, path, after });
}

// The value that a Set makes where the steps after `from` lead to nothing yet.
std::optional<Json> built(const Path& path, std::size_t from, const Json& value)
{
    Json made = value;
    for (auto i = path.size(); i > from; --i) {
        const auto& step = path[i - 1];
        Json around = step.member.empty() ? Json::array() : Json::object();
        if (!step.member.empty())
            around[step.member] = std::move(made);
        else if (step.index == 0)
            around.push_back(std::move(made));
        else
            return std::nullopt;
        made = std::move(around);
    }
    return made;
}

} // namespace

std::vector<Patch> changes_between(const Json& before, const Json& after)
{
    std::vector<Patch> patches;
    Path path;
    compare(before, after, path, patches);
    return patches;
}

// Walks through text that is known to be JSON.
class JsonDocument::Reader {
public:
    explicit Reader(const std::string& text)
        : text_(text)
    {
    }

    Node read()
    {
        skip_space();
        return value(at_);
    }

private:
    Node value(std::size_t outer)
    {
        Node node;
        node.outer = outer;
        node.span.begin = at_;
        node.is_object = peek() == '{';
        node.is_array = peek() == '[';
        if (node.is_object || node.is_array)
            inside(node);
        else if (peek() == '"')
            string();
        else
            while (at_ < text_.size() && strchr(",]}\n \t\r", text_[at_]) == nullptr)
                ++at_;
        node.span.end = at_;
        return node;
    }

    void inside(Node& node)
    {
        ++at_;
        for (skip_space(); at_ < text_.size() && peek() != '}' && peek() != ']'; skip_space()) {
            const auto outer = at_;
            std::string key;
            if (node.is_object) {
                key = string();
                skip_space();
                ++at_; // the colon
                skip_space();
            }
            node.children.push_back(value(outer));
            node.children.back().key = std::move(key);
            skip_space();
            at_ += peek() == ',';
        }
        ++at_;
    }

    std::string string()
    {
        const auto begin = at_;
        for (++at_; at_ < text_.size() && peek() != '"'; ++at_)
            at_ += peek() == '\\';
        ++at_;
        const auto literal = text_.substr(begin, at_ - begin);
        if (literal.find('\\') == std::string::npos)
            return literal.substr(1, literal.size() - 2);
        const auto parsed = Json::parse(literal, nullptr, false);
        return parsed.is_string() ? parsed.get<std::string>() : std::string();
    }

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void skip_space()
    {
        while (at_ < text_.size() && strchr(" \t\r\n", text_[at_]) != nullptr)
            ++at_;
    }

    const std::string& text_;
    std::size_t at_ = 0;
};

const JsonDocument::Node* JsonDocument::Node::find(const PathStep& step) const
{
    if (step.member.empty())
        return is_array && step.index < children.size() ? &children[step.index] : nullptr;
    const auto found
        = std::find_if(children.rbegin(), children.rend(), [&](const Node& child) { return child.key == step.member; });
    return is_object && found != children.rend() ? &*found : nullptr;
}

JsonDocument::JsonDocument()
    : JsonDocument(Json::object())
{
}

JsonDocument::JsonDocument(const Json& value)
    : text_(pretty(value))
    , value_(value)
    , root_(Reader(text_).read())
{
}

namespace {

// Where the core only says that a text is not valid, whoever writes it is told what the parser made of it as well.
Error with_reason(Error error, const std::string& text)
{
    constexpr std::string_view not_valid = "the JSON is not valid at ";
    const auto place = error.message.find(not_valid);
    if (place == std::string::npos)
        return error;
    try {
        [[maybe_unused]] const Json parsed = Json::parse(text);
    } catch (const Json::parse_error& reason) {
        const std::string_view said = reason.what();
        if (const auto syntax = said.find("syntax error"); syntax != std::string_view::npos) {
            if (error.message.ends_with('.'))
                error.message.pop_back();
            error.message = "Not valid at " + error.message.substr(place + not_valid.size()) + ": "
                + std::string(said.substr(syntax));
        }
    }
    return error;
}

} // namespace

Result<JsonDocument> JsonDocument::read(std::string text)
{
    auto parsed = parse_json(text);
    if (!parsed)
        return fail(with_reason(parsed.error(), text));
    if (!parsed->is_object())
        return fail(Error{
            "SerializationException", "Could not read the body: the document must be a JSON object, in braces.", 400 });
    JsonDocument document;
    document.text_ = std::move(text);
    document.value_ = std::move(*parsed);
    document.root_ = Reader(document.text_).read();
    return document;
}

bool JsonDocument::splice(Span span, const std::string& with)
{
    auto text = text_;
    text.replace(span.begin, span.end - span.begin, with);
    auto changed = read(std::move(text));
    if (changed)
        *this = std::move(*changed);
    return changed.has_value();
}

// What stands before the first letter of the line.
std::string JsonDocument::indent_at(std::size_t offset) const
{
    const auto line = text_.rfind('\n', offset == 0 ? 0 : offset - 1);
    const auto begin = line == std::string::npos ? 0 : line + 1;
    return text_.substr(begin, std::min(text_.find_first_not_of(" \t", begin), text_.size()) - begin);
}

bool JsonDocument::is_on_one_line(const Node& node) const
{
    return !node.children.empty()
        && text_.find('\n', node.span.begin) >= std::min(node.children.front().outer, text_.size());
}

// A value as it is written among the children of `parent`.
std::string JsonDocument::inside(const Node& parent, const Json& value) const
{
    if (is_on_one_line(parent))
        return value.dump(-1, ' ', false, Json::error_handler_t::replace);
    const auto indent = indent_at(parent.span.begin) + std::string(kIndent, ' ');
    std::string text;
    for (const char c : pretty(value)) {
        text += c;
        if (c == '\n')
            text += indent;
    }
    return text;
}

bool JsonDocument::add_member(const Node& object, const std::string& key, const Json& value)
{
    const auto member = quoted(key) + ": " + inside(object, value);
    if (is_on_one_line(object))
        return splice({ object.children.back().span.end, object.children.back().span.end }, ", " + member);
    const auto indent = indent_at(object.span.begin);
    const auto line = "\n" + indent + std::string(kIndent, ' ') + member;
    if (object.children.empty())
        return splice(object.span, "{" + line + "\n" + indent + "}");
    return splice({ object.children.back().span.end, object.children.back().span.end }, "," + line);
}

bool JsonDocument::add_element(const Node& array, std::size_t index, const Json& value)
{
    if (index > array.children.size())
        return false;
    const auto element = inside(array, value);
    const auto indent = indent_at(array.span.begin);
    const auto inner = indent + std::string(kIndent, ' ');
    const bool one_line = is_on_one_line(array);
    if (array.children.empty())
        return splice(array.span, "[\n" + inner + element + "\n" + indent + "]");
    if (index == array.children.size()) {
        const auto end = array.children.back().span.end;
        return splice({ end, end }, (one_line ? ", " : ",\n" + inner) + element);
    }
    const auto begin = array.children[index].outer;
    return splice({ begin, begin }, element + (one_line ? ", " : ",\n" + inner));
}

bool JsonDocument::set(const Patch& patch)
{
    const Node* node = &root_;
    const Node* parent = nullptr;
    for (std::size_t i = 0; i < patch.path.size(); ++i) {
        const auto* next = node->find(patch.path[i]);
        if (next == nullptr) {
            const auto value = built(patch.path, i + 1, patch.value);
            if (!value)
                return false;
            if (node->is_array && patch.path[i].member.empty())
                return patch.path[i].index == node->children.size() && add_element(*node, patch.path[i].index, *value);
            return node->is_object && !patch.path[i].member.empty() && add_member(*node, patch.path[i].member, *value);
        }
        parent = node;
        node = next;
    }
    if (parent == nullptr)
        return splice(node->span, pretty(patch.value));
    return splice(node->span, inside(*parent, patch.value));
}

bool JsonDocument::insert(const Patch& patch)
{
    const Node* node = &root_;
    for (std::size_t i = 0; i + 1 < patch.path.size(); ++i)
        if (node = node->find(patch.path[i]); node == nullptr)
            return set(patch); // a list that is not there yet
    return !patch.path.empty() && node->is_array && add_element(*node, patch.path.back().index, patch.value);
}

bool JsonDocument::remove(const Path& path)
{
    const Node* node = &root_;
    const Node* parent = nullptr;
    for (const auto& step : path) {
        parent = node;
        if (node = node->find(step); node == nullptr)
            return false;
    }
    if (parent == nullptr)
        return false;
    const auto& all = parent->children;
    const auto place = static_cast<std::size_t>(node - all.data());
    if (all.size() == 1)
        return splice({ parent->span.begin + 1, parent->span.end - 1 }, "");
    if (place + 1 < all.size())
        return splice({ node->outer, all[place + 1].outer }, "");
    return splice({ all[place - 1].span.end, node->span.end }, "");
}

bool JsonDocument::apply(const Patch& patch)
{
    switch (patch.kind) {
    case Patch::Kind::Set:
        return set(patch);
    case Patch::Kind::Insert:
        return insert(patch);
    case Patch::Kind::Remove:
        return remove(patch.path);
    }
    return false;
}

bool JsonDocument::apply(const std::vector<Patch>& patches)
{
    auto changed = *this;
    for (const auto& patch : patches)
        if (!changed.apply(patch))
            return false;
    *this = std::move(changed);
    return true;
}

void JsonDocument::become(const Json& value)
{
    if (!apply(changes_between(value_, value)))
        *this = JsonDocument(value);
}

JsonDocument::Span JsonDocument::span_of(const Path& path) const
{
    const Node* node = &root_;
    for (const auto& step : path) {
        const auto* next = node->find(step);
        if (next == nullptr)
            break;
        node = next;
    }
    return node->span;
}

Path JsonDocument::path_at(std::size_t offset) const
{
    Path path;
    const Node* node = &root_;
    for (;;) {
        // The last child that has begun; the comma and the space behind it are still its own.
        const auto after = std::partition_point(node->children.begin(), node->children.end(),
            [offset](const Node& child) { return child.outer <= offset; });
        if (after == node->children.begin() || offset >= node->span.end)
            return path;
        const auto& child = *std::prev(after);
        if (node->is_object)
            path.push_back({ child.key, 0 });
        else
            path.push_back({ {}, static_cast<std::size_t>(&child - node->children.data()) });
        if (offset >= child.span.end)
            return path;
        node = &child;
    }
}

int JsonDocument::line_of(const Path& path) const
{
    const auto begin = text_.begin();
    return static_cast<int>(std::count(begin, begin + static_cast<std::ptrdiff_t>(span_of(path).begin), '\n')) + 1;
}

std::vector<Path> JsonDocument::doubles() const
{
    std::vector<Path> found;
    const auto look = [&found](const auto& self, const Node& node, const Path& path) -> void {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            auto inner = path;
            inner.push_back(node.is_object ? PathStep{ node.children[i].key, 0 } : PathStep{ {}, i });
            if (node.is_object && !seen.insert(node.children[i].key).second)
                found.push_back(inner);
            self(self, node.children[i], inner);
        }
    };
    look(look, root_, {});
    return found;
}

} // namespace quayside::ui
