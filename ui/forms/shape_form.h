#pragma once

#include "core/api/service_model.h"
#include "core/api/validate.h"
#include "core/base/json.h"

#include <QScrollArea>

#include <vector>

namespace quayside::ui {

class Field;

// A form drawn from the description of a shape. GUI thread. Whatever the form does not show, members that the shape
// does not know included, comes back from `value` as it was set.
class ShapeForm : public QScrollArea {
    Q_OBJECT
public:
    // The shape must outlive the form; those of the compiled-in models do.
    explicit ShapeForm(const api::Shape& shape, QWidget* parent = nullptr);

    void set_value(const Json& value);
    Json value() const;

    // Marks the fields by path, with the reason directly under each, and replaces earlier marks. Returns the problems
    // that have no field.
    std::vector<api::Problem> set_problems(const std::vector<api::Problem>& problems);
    // Opens what hides the field, scrolls to it and gives it the keyboard. False if the path has no field.
    bool focus_path(const std::string& path);
    // The field of a path, built if it was not yet; null if there is none.
    Field* field(const std::string& path);

    QSize sizeHint() const override;

signals:
    void edited(); // by the person

private:
    const api::Shape& shape_;
    Field* root_;
};

} // namespace quayside::ui
