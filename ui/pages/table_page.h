#pragma once

#include "ui/pages/page.h"

#include <QTimer>

class QAction;

namespace quayside::ui {

class Chip;
class FilterBar;
class RowModel;
class TableView;

// A page that is one table with its filter line. What is particular to a record type is in RecordPage<T>.
class TablePage : public Page {
    Q_OBJECT

public:
    TableView* table() const { return table_; }
    FilterBar* filter_bar() const { return filter_; }

    std::vector<ObjectRef> selection() const override;
    void focus_filter() override;
    void focus_content() override;
    bool edit_current() override;

protected:
    TablePage(PageKind kind, const QString& view_id, Session& session, ObjectActions& actions, QWidget* parent);

    void use(RowModel* rows, const QString& sort_column, Qt::SortOrder order);
    Chip* add_quick_filter(const QString& title, const QString& filter);

    // Why there is nothing, and what the button under it does (null: no button).
    struct Emptiness {
        QString sentence;
        QAction* remedy = nullptr;
    };
    virtual Emptiness emptiness() const = 0;
    virtual ObjectRef ref_at(int row) const = 0;
    bool select_row(int row);
    void update_emptiness();

    // The visible rows changed, or the page came or went; called at most five times a second.
    virtual void looked_at(int first, int last);
    // Something came, went or changed: which rows are looked at is told anew, shortly.
    void look_soon();

    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void look();
    void show_menu(int row, const QPoint& global);

    FilterBar* filter_;
    TableView* table_;
    RowModel* rows_ = nullptr;
    QAction* remedy_ = nullptr;
    QTimer look_;
};

} // namespace quayside::ui
