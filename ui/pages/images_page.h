#pragma once

#include "ui/pages/columns_of.h"
#include "ui/pages/image_actions.h"
#include "ui/pages/page.h"
#include "ui/tables/row_model_of.h"

class QStackedWidget;

namespace quayside::ui {

class Chip;
class ElidedLabel;
class FilterBar;
class JobStrip;
class RepositoriesPane;
class TableView;

// The images of all engines, with who uses them; those in the repositories of our registry; and what is being done to
// any of them.
class ImagesPage : public Page {
    Q_OBJECT

public:
    ImagesPage(Session& session, ObjectActions& actions, QWidget* parent);

    void focus_filter() override;
    void focus_content() override;
    bool wants_all_room() const override { return true; }
    TableView* table() const { return table_; }
    JobStrip* jobs() const { return jobs_; }
    ImageActions& image_actions() { return image_actions_; }
    RepositoriesPane* repositories() const { return repositories_; }
    void show_repositories(bool shown); // else those of engines

protected:
    void cluster_changed() override { }
    void take(const model::ChangeSet& changes) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* make_switch();
    QWidget* make_engines_pane();
    void add_tools();
    void connect_parts();
    void show_images();
    void show_emptiness();
    void show_registry();
    void show_jobs();
    void show_output(std::uint64_t job);
    void show_menu(const QPoint& global);

    ImageFeed& feed_;
    ImageActions image_actions_;
    RowModelOf<ImageRow> rows_;
    JobStrip* jobs_;
    FilterBar* filter_;
    TableView* table_;
    RepositoriesPane* repositories_;
    QStackedWidget* stack_;
    Chip* engines_chip_;
    Chip* repositories_chip_;
    ElidedLabel* registry_; // where it is, or why it does not run
};

} // namespace quayside::ui
