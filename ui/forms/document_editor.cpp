#include "ui/forms/document_editor.h"

#include "ui/forms/json_editor.h"
#include "ui/forms/json_text.h"
#include "ui/forms/shape_form.h"

#include <nlohmann/json.hpp>

namespace quayside::ui {

DocumentEditor::DocumentEditor(const api::Shape& shape, QWidget* parent)
    : QTabWidget(parent)
    , shape_(shape)
    , form_(new ShapeForm(shape, this))
    , json_(new JsonEditor(this))
{
    setDocumentMode(true);
    addTab(form_, tr("Form"));
    addTab(json_, tr("JSON"));
    form_->set_value(document_.value());
    json_->set_text(QString::fromStdString(document_.text()));
    connect(form_, &ShapeForm::edited, this, &DocumentEditor::take_from_form);
    connect(json_, &JsonEditor::edited, this, &DocumentEditor::take_from_text);
    connect(this, &QTabWidget::currentChanged, this, &DocumentEditor::turn_to);
}

DocumentEditor::~DocumentEditor() = default;

void DocumentEditor::set_document(Json document)
{
    document_ = JsonDocument(document);
    set_error(0, {});
    form_is_newer_ = text_is_newer_ = true;
    refresh_shown();
}

std::optional<Json> DocumentEditor::document()
{
    if (currentWidget() == json_)
        read_text(); // silently: whoever asks may do so because something was edited
    else if (form_is_newer_)
        document_.become(form_->value());
    return error_.isEmpty() ? std::optional<Json>(document_.value()) : std::nullopt;
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
    read_text();
    emit edited();
}

void DocumentEditor::read_text()
{
    auto read = JsonDocument::read(json_->text().toStdString());
    if (!read) {
        const int line = line_in(read.error().message);
        set_error(line, tr("On line %1: %2").arg(line).arg(parser_sentence(read.error().message)));
    } else if (document_.text() != read->text() || !error_.isEmpty()) {
        document_ = std::move(*read);
        set_error(0, {});
        text_is_newer_ = true;
        if (checked_)
            check(false);
    }
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
            document_.become(form_->value());
        json_->set_text(QString::fromStdString(document_.text()));
        form_is_newer_ = false;
    }
    if (!shows_text && text_is_newer_) {
        form_->set_value(document_.value());
        text_is_newer_ = false;
    }
}

std::vector<api::Problem> DocumentEditor::set_problems(const std::vector<api::Problem>& problems, bool focus)
{
    if (text_is_newer_) {
        form_->set_value(document_.value());
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
