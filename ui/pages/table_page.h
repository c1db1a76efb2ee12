#pragma once

#include "ui/pages/page.h"

#include <QTimer>

class QAction;
class QMenu;

namespace quayside::ui {

class Chip;
class FilterBar;
class PendingStrip;
class RowModel;
class TableView;
struct SavedView;

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

    // Asks for a name under which filter, columns and sort are kept.
    void save_view();
    void show_view(const SavedView& view);
    // Edits that wait: what they would do, asked for, forgotten.
    int pending() const;
    void preview_pending();
    void apply_pending();
    void discard_pending();
    ~TablePage() override;

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
    // The filter is remembered for each cluster: the one of the cluster before is kept, that of this one comes back.
    void turn_filter();
    void update_emptiness();

    // The visible rows changed, or the page came or went; called at most five times a second.
    virtual void looked_at(int first, int last);
    // Something came, went or changed: which rows are looked at is told anew, shortly.
    void look_soon();

    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

signals:
    void pending_changed();

private:
    // At once, or after asking where it concerns a protected cluster.
    void send_edit(const std::string& operation, const Json& input, std::uint32_t slot, int column);
    void keep_filter() const;
    QString context() const; // the cluster, where the rows are of one
    void fill_star_menu(QMenu& menu);
    void look();
    void show_menu(int row, const QPoint& global);

    FilterBar* filter_;
    TableView* table_;
    PendingStrip* strip_;
    RowModel* rows_ = nullptr;
    QAction* remedy_ = nullptr;
    QTimer look_;
    bool confirmed_ = false; // what is sent now has been agreed to
    QString filter_context_; // whose filter is shown
    QString saved_view_; // the name of the saved view that was shown last
};

} // namespace quayside::ui
