#pragma once

#include "core/api/service_model.h"
#include "core/base/json.h"
#include "ui/forms/field_path.h"
#include "ui/forms/form_hints.h"

#include <nlohmann/json.hpp>

#include <QWidget>

#include <optional>

class QLabel;
class QVBoxLayout;

namespace quayside::ui {

class ProblemLine;

// One value of a document on a form. A value that was not touched comes back exactly as it was set, whatever it is.
class Field : public QWidget {
    Q_OBJECT
public:
    Field(const api::Shape& shape, Hint hint, QWidget* parent = nullptr);

    const api::Shape& shape() const { return shape_; }
    const Hint& hint() const { return hint_; }

    // Null: the document does not have it.
    virtual void set_value(const Json* value) = 0;
    virtual std::optional<Json> value() const = 0;

    // The field of a member or element, which is built if it was not yet; null if there is none.
    virtual Field* child(const PathStep& step);
    // Opens or selects what hides `child`.
    virtual void reveal(Field* child);
    // The widget that takes the keyboard.
    virtual QWidget* input() { return this; }

    // Shown directly under the field, or under the row that the field stands in.
    void set_problem(const QString& text);
    virtual void clear_problems();
    void set_problem_host(Field* host) { problem_host_ = host; }

signals:
    void edited(); // by the person; never by set_value

protected:
    QVBoxLayout* content() { return layout_; }
    virtual void mark(bool invalid);

private:
    const api::Shape& shape_;
    Hint hint_;
    QVBoxLayout* layout_;
    ProblemLine* problem_ = nullptr;
    Field* problem_host_ = nullptr;
};

// What is wrong with the field above: glyph and words, 20 px.
class ProblemLine : public QWidget {
    Q_OBJECT
public:
    explicit ProblemLine(QWidget* parent = nullptr);
    void set_text(const QString& text);
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* label_;
};

// The field that suits a shape. Deep ones are built when they are opened.
Field* make_field(const api::Shape& shape, const Hint& hint, QWidget* parent);

// True for what fits on one line.
bool is_scalar(const api::Shape& shape);

} // namespace quayside::ui
