#pragma once

#include "core/api/service_model.h"
#include "core/api/validate.h"
#include "ui/forms/json_document.h"

#include <QTabWidget>

#include <functional>
#include <optional>

namespace quayside::ui {

class JsonEditor;
class ShapeForm;

// One document as a form and as JSON, two tabs kept in step. While the text is no JSON, the form keeps the last valid
// document and cannot be edited.
class DocumentEditor : public QTabWidget {
    Q_OBJECT
public:
    explicit DocumentEditor(const api::Shape& shape, QWidget* parent = nullptr);
    ~DocumentEditor() override;

    void set_document(Json document);
    // Nothing while the text is no JSON object; `error` then says where.
    std::optional<Json> document();
    QString error() const { return error_; }

    // Marks what is wrong, on the form and in the text; returns what has no place. `focus` goes to the first one.
    std::vector<api::Problem> set_problems(const std::vector<api::Problem>& problems, bool focus);
    // What must hold beside the shape.
    using Check = std::function<std::vector<api::Problem>(const Json&)>;
    void set_more_checks(Check check) { more_checks_ = std::move(check); }

    // Checks the document against the shape and more, shows the result and returns it. A text that is no JSON has no
    // problems of its own: `error` says what is wrong with it.
    std::vector<api::Problem> check(bool focus);

    ShapeForm* form() const { return form_; }
    JsonEditor* json() const { return json_; }

signals:
    void edited();

private:
    void take_from_form();
    void take_from_text();
    void read_text();
    void refresh_shown();
    void turn_to(int index);
    void set_error(int line, const QString& text);

    const api::Shape& shape_;
    ShapeForm* form_;
    JsonEditor* json_;
    JsonDocument document_;
    int shown_ = 0;
    bool form_is_newer_ = false; // the text waits until its tab is shown
    bool text_is_newer_ = false; // the form waits likewise
    bool checked_ = false; // problems are shown as soon as they arise
    QString error_;
    Check more_checks_;
};

} // namespace quayside::ui
