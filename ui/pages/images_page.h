#pragma once

#include "ui/pages/columns_of.h"
#include "ui/pages/image_actions.h"
#include "ui/pages/page.h"
#include "ui/tables/row_model_of.h"

namespace quayside::ui {

class FilterBar;
class ImageJobStrip;
class TableView;

// The images of all engines, with who uses them, and what is being done to them.
class ImagesPage : public Page {
    Q_OBJECT

public:
    ImagesPage(Session& session, ObjectActions& actions, QWidget* parent);

    void focus_filter() override;
    void focus_content() override;
    bool wants_all_room() const override { return true; }
    TableView* table() const { return table_; }
    ImageJobStrip* jobs() const { return jobs_; }
    ImageActions& image_actions() { return image_actions_; }

protected:
    void cluster_changed() override { }
    void take(const model::ChangeSet& changes) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void add_tools();
    void connect_parts();
    void show_images();
    void show_emptiness();
    void show_output(std::uint64_t job);
    void show_menu(const QPoint& global);

    ImageFeed& feed_;
    ImageActions image_actions_;
    RowModelOf<ImageRow> rows_;
    ImageJobStrip* jobs_;
    FilterBar* filter_;
    TableView* table_;
};

} // namespace quayside::ui
