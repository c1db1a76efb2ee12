#pragma once

#include "ui/forms/json_document.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace quayside::ui {

// A task definition that is being written: its text with all that was done to it. The text may be no JSON for a while;
// then `document` is what it was before. Whole texts are kept, which have 64 KiB at most.
class Draft {
public:
    Draft() = default;
    explicit Draft(JsonDocument document)
        : document_(std::move(document))
        , text_(document_.text())
    {
    }

    const JsonDocument& document() const { return document_; }
    const std::string& text() const { return text_; }
    // Why the text cannot be read, in the parser's words; empty: it can.
    const std::string& error() const { return error_; }
    bool is_valid() const { return error_.empty(); }

    // A step that can be undone, named for people. Steps one after the other with the same `thread` (the field that is
    // typed in) are one; an empty thread never joins. False, and nothing changed, while the text is no JSON.
    bool apply(const std::vector<Patch>& patches, const QString& name, const std::string& thread = {});
    // Turns the document into another value; false if it is the same.
    bool become(const Json& value, const QString& name, const std::string& thread = {});
    void set_text(std::string text);

    bool can_undo() const { return !undone_.empty(); }
    bool can_redo() const { return !redone_.empty(); }
    QString undo_name() const { return can_undo() ? undone_.back().name : QString(); }
    QString redo_name() const { return can_redo() ? redone_.back().name : QString(); }
    void undo();
    void redo();

private:
    struct Step {
        std::string text; // that it leads back to
        QString name;
        std::string thread;
    };
    void remember(const QString& name, const std::string& thread);
    void read(std::string text);

    JsonDocument document_;
    std::string text_ = document_.text();
    std::string error_;
    std::vector<Step> undone_; // what undo leads back to, the newest last
    std::vector<Step> redone_;
};

} // namespace quayside::ui
