#pragma once

#include "ui/forms/field.h"

#include <vector>

class QLineEdit;
class QToolButton;

namespace quayside::ui {

// Keys and values in rows. A row without a key is not part of the value.
class MapField : public Field {
    Q_OBJECT
public:
    MapField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    void set_value(const Json* value) override;
    std::optional<Json> value() const override;
    Field* child(const PathStep& step) override;
    QWidget* input() override;
    void clear_problems() override;

protected:
    void mark(bool) override { }

private:
    struct Row {
        QWidget* line;
        QLineEdit* key;
        Field* field;
    };

    QLineEdit* append(const QString& key, const Json* value);
    void remove(QWidget* line);
    void touch();

    std::vector<Row> rows_;
    QVBoxLayout* lines_;
    QToolButton* add_;
    std::optional<Json> original_;
    bool touched_ = false;
};

} // namespace quayside::ui
