#include "ui/forms/document_editor.h"

#include "ui/forms/json_editor.h"
#include "ui/forms/json_text.h"
#include "ui/forms/shape_form.h"

#include <nlohmann/json.hpp>

namespace quayside::ui {

namespace {

// The parser speaks of a request's body; here it is the text of the editor.
QString explained(const std::string& message)
{
    auto text = QString::fromStdString(message);
    if (const auto colon = text.indexOf(": "); colon >= 0)
        text.remove(0, colon + 2);
    text.replace("the JSON", "The JSON");
    return text;
}

} // namespace

DocumentEditor::DocumentEditor(const api::Shape& shape, QWidget* parent)
    : QTabWidget(parent)
    , shape_(shape)
    , form_(new ShapeForm(shape, this))
    , json_(new JsonEditor(this))
    , document_(std::make_unique<Json>(Json::object()))
{
    setDocumentMode(true);
    addTab(form_, tr("Form"));
    addTab(json_, tr("JSON"));
    form_->set_value(*document_);
    json_->set_text(json_text(*document_));
    connect(form_, &ShapeForm::edited, this, &DocumentEditor::take_from_form);
    connect(json_, &JsonEditor::edited, this, &DocumentEditor::take_from_text);
    connect(this, &QTabWidget::currentChanged, this, &DocumentEditor::turn_to);
}

DocumentEditor::~DocumentEditor() = default;

void DocumentEditor::set_document(Json document)
{
    *document_ = std::move(document);
    set_error(0, {});
    form_is_newer_ = text_is_newer_ = true;
    refresh_shown();
}

std::optional<Json> DocumentEditor::document()
{
    if (currentWidget() == json_)
        take_from_text();
    else if (form_is_newer_)
        *document_ = form_->value();
    return error_.isEmpty() ? std::optional<Json>(*document_) : std::nullopt;
}

void DocumentEditor::take_from_form()
{
    form_is_newer_ = true;
    if (checked_)
        check(false);
    emit edited();
}

void DocumentEditor::take_from_text()
{
    auto parsed = parse_json(json_->text().toStdString());
    if (!parsed)
        set_error(line_in(parsed.error().message), explained(parsed.error().message));
    else if (!parsed->is_object())
        set_error(1, tr("The document must be a JSON object, in braces"));
    else if (*document_ != *parsed || !error_.isEmpty()) {
        *document_ = std::move(*parsed);
        set_error(0, {});
        text_is_newer_ = true;
        if (checked_)
            check(false);
    }
    emit edited();
}

void DocumentEditor::set_error(int line, const QString& text)
{
    error_ = text;
    form_->widget()->setEnabled(text.isEmpty());
    if (text.isEmpty())
        json_->clear_error();
    else
        json_->mark_error(line, text);
}

// What was typed in the text counts even if its idle time has not passed.
void DocumentEditor::turn_to(int index)
{
    if (widget(shown_) == json_ && index != shown_)
        take_from_text();
    shown_ = index;
    refresh_shown();
}

// Only the tab that is seen is brought up to date.
void DocumentEditor::refresh_shown()
{
    const bool shows_text = currentWidget() == json_;
    if (shows_text && form_is_newer_) {
        if (!text_is_newer_)
            *document_ = form_->value();
        json_->set_text(json_text(*document_));
        form_is_newer_ = false;
    }
    if (!shows_text && text_is_newer_) {
        form_->set_value(*document_);
        text_is_newer_ = false;
    }
}

std::vector<api::Problem> DocumentEditor::set_problems(const std::vector<api::Problem>& problems, bool focus)
{
    if (text_is_newer_) {
        form_->set_value(*document_);
        text_is_newer_ = false;
    }
    auto homeless = form_->set_problems(problems);
    if (currentWidget() == json_) {
        if (problems.empty())
            json_->clear_error();
        else if (const auto line = line_of_path(json_->text(), problems.front().path))
            json_->mark_error(*line, QString::fromStdString(api::sentence(problems.front())));
    } else if (focus && !problems.empty()) {
        form_->focus_path(problems.front().path);
    }
    return homeless;
}

std::vector<api::Problem> DocumentEditor::check(bool focus)
{
    checked_ = true;
    const auto current = document();
    if (!current)
        return {};
    auto problems = api::validate(*current, shape_);
    if (problems.empty() && more_checks_)
        problems = more_checks_(*current);
    set_problems(problems, focus);
    return problems;
}

} // namespace quayside::ui
