#pragma once

#include "core/api/service_model.h"
#include "core/base/json.h"
#include "ui/editor/problems.h"

#include <nlohmann/json.hpp>

#include <QWidget>

#include <optional>

class QComboBox;
class QStackedWidget;

namespace quayside::ui {

class ShapeForm;
class TextLink;

// One container of a document as a form, or the settings of the task. GUI thread.
class FormPane : public QWidget {
    Q_OBJECT

public:
    explicit FormPane(QWidget* parent = nullptr);
    ~FormPane() override;

    void show_document(const Json& document);
    void set_problems(const std::vector<DraftProblem>& problems);
    // Turns to a container; nothing: to the task.
    void show_container(std::optional<std::size_t> container);
    std::optional<std::size_t> container() const { return container_; }
    // Turns to where the path is and gives it the keyboard.
    void focus_path(const Path& path);
    void set_editable(bool editable);

    ShapeForm* container_form() const { return container_form_; }
    ShapeForm* task_form() const { return task_form_; }
    QComboBox* containers() const { return containers_; }
    TextLink* task_link() const { return task_link_; }

signals:
    void edited(const quayside::Json& document); // by the person
    void container_chosen(); // likewise

private:
    void refresh();
    void refresh_names();
    void take();

    api::Shape task_shape_; // without the containers, which have the other form
    QComboBox* containers_;
    TextLink* task_link_;
    QStackedWidget* forms_;
    ShapeForm* container_form_;
    ShapeForm* task_form_;
    Json document_ = Json::object();
    std::vector<DraftProblem> problems_;
    std::optional<std::size_t> container_;
};

} // namespace quayside::ui
