#pragma once

#include "ui/forms/field.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace quayside::ui {

// Text and numbers. What is no number is kept as text, so that validation can name it and nothing is lost.
class TextField : public Field {
    Q_OBJECT
public:
    TextField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    void set_value(const Json* value) override;
    std::optional<Json> value() const override;
    QWidget* input() override;
    QLineEdit* line() const { return line_; }
    void suggest(const QStringList& texts); // completed while typing; instead of those of the hint

private:
    Json typed() const;

    QLineEdit* line_;
    std::optional<Json> original_;
    QString shown_; // what `original_` was shown as
};

// A word of an enumeration, or nothing.
class ChoiceField : public Field {
    Q_OBJECT
public:
    ChoiceField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    static QString not_set(const Hint& hint); // what it says then
    void set_value(const Json* value) override;
    std::optional<Json> value() const override;
    QWidget* input() override;

private:
    QComboBox* box_;
    std::optional<Json> original_;
    int shown_ = 0;
};

// True, false, or absent until it is touched.
class SwitchField : public Field {
    Q_OBJECT
public:
    SwitchField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    void set_value(const Json* value) override;
    std::optional<Json> value() const override;
    QWidget* input() override;

private:
    QCheckBox* box_;
    std::optional<Json> original_;
    bool touched_ = false;
};

// Any JSON value, as text.
class JsonField : public Field {
    Q_OBJECT
public:
    JsonField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    void set_value(const Json* value) override;
    std::optional<Json> value() const override;
    QWidget* input() override;

private:
    QPlainTextEdit* text_;
    std::optional<Json> original_;
    QString shown_;
};

} // namespace quayside::ui
