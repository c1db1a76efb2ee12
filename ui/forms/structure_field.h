#pragma once

#include "ui/forms/field.h"

#include <vector>

class QGridLayout;
class QToolButton;

namespace quayside::ui {

// The members of a structure under one another: label and field, or a heading and what belongs under it. Members that
// few need stand behind "All fields" and are built when that is opened. Members that the shape does not know are kept.
class StructureField : public Field {
    Q_OBJECT
public:
    StructureField(const api::Shape& shape, const Hint& hint, QWidget* parent = nullptr);
    void set_value(const Json* value) override;
    std::optional<Json> value() const override;
    Field* child(const PathStep& step) override;
    void reveal(Field* child) override;
    QWidget* input() override;
    void clear_problems() override;

protected:
    void mark(bool) override { }

private:
    struct Entry {
        const api::Member* member;
        Field* field;
        bool rare;
    };

    void add(const api::Member& member, bool rare, QGridLayout* grid);
    void add_line(Field* field, bool required, QGridLayout* grid);
    void add_section(Field* field, bool required, QGridLayout* grid);
    void build_rare();
    bool has_rare_value() const;
    const Json* original_of(const api::Member& member) const;
    Entry* find(const std::string& name);

    std::vector<Entry> entries_;
    std::vector<const api::Member*> rare_;
    QToolButton* all_fields_ = nullptr;
    QWidget* rare_page_ = nullptr;
    std::optional<Json> original_;
};

} // namespace quayside::ui
