#pragma once

#include "core/model/state.h"
#include "ui/editor/semantic_diff.h"

#include <nlohmann/json.hpp>

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QPushButton;
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace quayside::ui {

class Chip;
class ElidedLabel;
class TextDiffView;
class TextLabel;

// Two revisions beside each other, by meaning or as text. Where the right one is the draft, what the left one has can
// be taken into it, change by change. GUI thread.
class DiffView : public QWidget {
    Q_OBJECT

public:
    explicit DiffView(const model::State& state, QWidget* parent = nullptr);

    // Compares two revisions; there is no draft to take anything into.
    void show_revisions(const model::TaskDefinition::Key& left, const model::TaskDefinition::Key& right);
    // Compares the draft with this revision.
    void show_draft(const Json& draft, const QString& title, const model::TaskDefinition::Key& with);
    // The draft has changed while it is compared.
    void set_draft(const Json& draft, const QString& title);
    // Said in the strip below.
    void set_fit(const QString& sentence);

    const SemanticDiff& diff() const { return diff_; }
    QTreeWidget* tree() const { return tree_; }
    TextDiffView* text() const { return text_; }
    Chip* as_text_chip() const { return as_text_; }
    QComboBox* left() const { return left_; }
    QComboBox* right() const { return right_; }
    QCheckBox* only_changes() const { return only_changes_; }
    QPushButton* edit_button() const { return edit_; }
    QPushButton* take_all_button() const { return take_all_; }
    QPushButton* undo_button() const { return undo_; }
    QString counts() const;

signals:
    void take_wanted(const std::vector<quayside::ui::Patch>& patches, const QString& name);
    void undo_wanted();
    void edit_wanted(); // back to the draft

private:
    QWidget* make_bar();
    QWidget* make_strip();
    void fill_choices();
    void name_draft();
    void compare();
    void fill();
    void fill_text();
    void show_as(bool text);
    void copy_patch() const;
    void fill_group(const SemanticDiff::Group& group);
    void take(QTreeWidgetItem* item);
    void take_all();
    void step(int by);
    std::vector<QTreeWidgetItem*> changes() const;
    const Json* document_of(const QComboBox& choice) const;
    bool can_take() const;

    const model::State& state_;
    Json draft_;
    QString draft_title_;
    SemanticDiff diff_;
    int taken_ = 0;
    QComboBox* left_;
    QComboBox* right_;
    ElidedLabel* counts_;
    QCheckBox* only_changes_;
    TextLabel* place_;
    Chip* by_meaning_;
    Chip* as_text_;
    QPushButton* copy_patch_;
    QStackedWidget* content_;
    QTreeWidget* tree_;
    TextDiffView* text_;
    QWidget* strip_ = nullptr;
    ElidedLabel* fit_;
    QPushButton* undo_;
    QPushButton* take_all_;
    QPushButton* edit_;
};

} // namespace quayside::ui
