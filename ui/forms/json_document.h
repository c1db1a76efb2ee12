#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "ui/forms/field_path.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace quayside::ui {

// One change of a document.
struct Patch {
    enum class Kind { Set, Insert, Remove }; // Insert: a new element before that index
    Kind kind = Kind::Set;
    Path path;
    Json value{}; // of Set and Insert

    bool operator==(const Patch&) const = default;
};

// What turns one value into another, in as few and as deep patches as there are. To be carried out in this order.
std::vector<Patch> changes_between(const Json& before, const Json& after);

// A JSON object as the text that was written, and what it says. Patches change the text where they are and nowhere
// else, so the order of keys, unknown members, the spelling of numbers and the lines of everything else stay.
class JsonDocument {
public:
    JsonDocument(); // {}
    // As people write it: two spaces, a line for each member.
    explicit JsonDocument(const Json& value);
    // SerializationException names the line and column.
    static Result<JsonDocument> read(std::string text);

    const std::string& text() const { return text_; }
    const Json& value() const { return value_; }

    // Members on the way to a Set that are not there are made. False, and nothing changed, if a path leads nowhere.
    bool apply(const std::vector<Patch>& patches);
    void become(const Json& value);

    // Bytes of the text.
    struct Span {
        std::size_t begin = 0;
        std::size_t end = 0;

        bool operator==(const Span&) const = default;
    };
    // Of a value, without its key; or of the nearest value around it that is there.
    Span span_of(const Path& path) const;
    // The deepest value at this place; a key, and the room around a member, count as the member's.
    Path path_at(std::size_t offset) const;
    int line_of(const Path& path) const; // from 1
    // Members that stand twice in their object; the last one counts.
    std::vector<Path> doubles() const;

private:
    struct Node {
        Span span;
        std::size_t outer = 0; // where the key of a member begins, else the value
        std::string key;
        bool is_object = false;
        bool is_array = false;
        std::vector<Node> children;

        const Node* find(const PathStep& step) const;
    };
    class Reader;

    bool apply(const Patch& patch);
    bool set(const Patch& patch);
    bool insert(const Patch& patch);
    bool remove(const Path& path);
    bool splice(Span span, const std::string& with);
    std::string indent_at(std::size_t offset) const;
    bool is_on_one_line(const Node& node) const;
    std::string inside(const Node& parent, const Json& value) const;
    bool add_member(const Node& object, const std::string& key, const Json& value);
    bool add_element(const Node& array, std::size_t index, const Json& value);

    std::string text_;
    Json value_;
    Node root_;
};

} // namespace quayside::ui
