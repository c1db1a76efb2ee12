#pragma once

#include "ui/look/states.h"
#include "ui/pages/object_ref.h"

#include <QScrollArea>
#include <QString>

#include <vector>

class QVBoxLayout;

namespace quayside::ui {

// A line of a details page. A link is opened with a click or Enter.
struct Fact {
    QString label;
    QString value;
    StateWord state{}; // shown instead of the value where it has a word
    ObjectRef link{};
    bool mono = false;
    bool wraps = false; // sentences, over several lines

    bool operator==(const Fact&) const = default;
};

struct FactSection {
    QString title; // empty: none
    StateWord state{};
    std::vector<Fact> facts{};

    bool operator==(const FactSection&) const = default;
};

// Labels and values in sections, 20 px a line. Only what changed is made anew, so that a selection in a value survives
// the changes of others. Everything is plain text and can be selected and copied.
class FactsView : public QScrollArea {
    Q_OBJECT

public:
    explicit FactsView(const QString& name, QWidget* parent = nullptr);

    void set_sections(std::vector<FactSection> sections);
    const std::vector<FactSection>& sections() const { return sections_; }

signals:
    void link_opened(const quayside::ui::ObjectRef& ref);

private:
    bool same_shape(const std::vector<FactSection>& other) const;
    void rebuild();
    void add_section(QVBoxLayout& column, const FactSection& section);
    QWidget* make_value(const Fact& fact);

    std::vector<FactSection> sections_;
    std::vector<QWidget*> values_; // in the order of the facts
    QWidget* content_ = nullptr;
};

} // namespace quayside::ui
