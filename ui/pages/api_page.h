#pragma once

#include "ui/pages/columns_of.h"
#include "ui/pages/page.h"
#include "ui/session/request_feed.h"
#include "ui/tables/row_model_of.h"

namespace quayside::ui {

class FactsView;
class FilterBar;
class ShellBox;
class TableView;

// The API that this program serves: where it is, how requests are signed, what to type into a shell to use it, and the
// requests as they come.
class ApiPage : public Page {
    Q_OBJECT

public:
    ApiPage(Session& session, ObjectActions& actions, QWidget* parent);

    void focus_filter() override;
    void focus_content() override;
    bool wants_all_room() const override { return true; }
    TableView* table() const { return table_; }
    ShellBox* shell() const { return shell_; }

protected:
    void cluster_changed() override { }
    void take(const model::ChangeSet&) override { }
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void show_facts();
    void show_requests();

    RequestFeed feed_;
    RowModelOf<ApiRequest> rows_;
    FactsView* facts_;
    ShellBox* shell_;
    FilterBar* filter_;
    TableView* table_;
};

} // namespace quayside::ui
