#pragma once

#include "ui/tables/row_model.h"

#include <QIcon>
#include <QTableView>
#include <QVariantMap>

class QLabel;

namespace quayside::ui {

class Chip;
class EmptyState;

// A table on a RowModel: 24 px rows with a line under each, tinted selection with an accent bar, column chooser in the
// header's menu, copy as TSV (Ctrl+C) and JSON (Ctrl+Shift+C), type-ahead, F2 to edit, Enter to open. Remembers order,
// width and visibility of columns and the sort under its view id. Holds the model's order while the pointer is over it
// or one of its menus is open.
class TableView : public QTableView {
    Q_OBJECT
public:
    // `view_id` names the saved layout ("tasks"); `name` is the accessible name ("Tasks").
    TableView(const QString& view_id, const QString& name, QWidget* parent = nullptr);
    ~TableView() override;

    void set_rows(RowModel* model); // not owned; restores the saved layout
    RowModel* rows() const { return rows_; }

    // What is shown where there are no rows at all. The sentence for "the filter hides all" is the view's own.
    void set_empty(const QIcon& icon, const QString& sentence, const QString& action = {});

    // "12 changes · Resort" over the rows while the order is held; off where a filter bar says it.
    void set_own_resort_chip(bool own) { own_resort_ = own; }

    std::vector<int> selected_rows() const; // visible rows, ascending
    int current_row() const { return currentIndex().row(); }
    int hovered_row() const { return hovered_; }

    QString selection_as_tsv() const;
    QString selection_as_json() const;
    void copy_tsv();
    void copy_json();

    void choose_columns(); // opens the menu of the header
    void resort(); // rows that are held where they are
    void fit_columns(); // as wide as what they show
    void reset_columns();
    // Order, width and visibility of the columns, and the sort; columns are known by id, so that a layout outlives new
    // columns and lost ones.
    QVariantMap layout() const;
    void set_layout(const QVariantMap& layout);
    const QString& view_id() const { return view_id_; }

signals:
    void opened(int row); // Enter, a click on a link, or a double click on what cannot be edited
    void opened_in_background(int row); // middle click or Ctrl+Shift+Enter
    void menu_requested(int row, const QPoint& global); // -1: no row there
    void chosen(); // selection or current row changed, also because rows went away
    void empty_action();
    void clear_filter_requested();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyboardSearch(const QString& search) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool edit(const QModelIndex& index, EditTrigger trigger, QEvent* event) override;
    void closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint) override;
    void dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void save_layout() const;
    void restore_layout();
    void announce_focus();
    void apply_theme();
    void set_hovered(int row);
    bool is_link(const QModelIndex& index) const;
    void update_row(int row);
    void update_hold();
    void hold_while_open();
    void update_empty();
    void show_header_menu(const QPoint& at);
    void on_header_clicked(int section);
    void fit_spare();
    void show_edit_error(const QModelIndex& index);
    void show_waiting(int changes);
    void place_resort_chip();

    QString view_id_;
    RowModel* rows_ = nullptr;
    EmptyState* empty_ = nullptr;
    Chip* resort_ = nullptr;
    bool own_resort_ = true;
    QIcon empty_icon_;
    QString empty_sentence_;
    QString empty_action_;
    int hovered_ = -1;
    bool menu_open_ = false;
    bool pointer_inside_ = false;
    int selected_before_ = 0;
};

} // namespace quayside::ui
