#pragma once

#include "ui/pages/repository_actions.h"
#include "ui/tables/row_model_of.h"

#include <QWidget>

namespace quayside::ui {

class FilterBar;
class TableView;

std::vector<Column<RepositoryRow>> repository_columns();

// What is in the registry that Quayside runs.
class RepositoriesPane : public QWidget {
    Q_OBJECT

public:
    RepositoriesPane(Session& session, ObjectActions& objects, QWidget* parent = nullptr);

    void focus_filter();
    TableView* table() const { return table_; }
    RepositoryActions& repository_actions() { return actions_; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void add_tools();
    void connect_parts();
    void show_rows();
    void show_menu(const QPoint& global);

    RepositoryFeed& feed_;
    RepositoryActions actions_;
    RowModelOf<RepositoryRow> rows_;
    FilterBar* filter_;
    TableView* table_;
};

} // namespace quayside::ui
