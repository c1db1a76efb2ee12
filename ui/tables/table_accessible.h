#pragma once

#include <QAccessibleWidget>
#include <QHash>

namespace quayside::ui {

class TableView;

// What a screen reader sees of a TableView. Qt's own interface makes a child of every cell there is, which is a million
// objects for a large table; here the children are the header and the rows in sight, whatever their number, and after
// them what stands in the viewport itself (an open editor, the sentence for "no rows"). The counts, the selection and
// cellAt() speak of all rows. Columns are those that are shown, in the order in which they are.
class TableAccessible : public QAccessibleWidget, public QAccessibleTableInterface {
public:
    explicit TableAccessible(TableView* view);
    ~TableAccessible() override;

    // Makes this the interface of every TableView; once is enough, more does nothing.
    static void install();
    // That of a view, or null where nobody listens.
    static TableAccessible* of(TableView* view);

    // Tells the listener where the focus is, that the selection changed, that cells which it knows read otherwise.
    void announce_focus();
    void announce_selection();
    void announce_cells(int first_row, int last_row);

    void* interface_cast(QAccessible::InterfaceType type) override;
    QAccessible::State state() const override;
    QAccessibleInterface* child(int index) const override;
    int childCount() const override;
    int indexOfChild(const QAccessibleInterface* child) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    QAccessibleInterface* focusChild() const override;

    QAccessibleInterface* caption() const override { return nullptr; }
    QAccessibleInterface* summary() const override { return nullptr; }
    QAccessibleInterface* cellAt(int row, int column) const override;
    int selectedCellCount() const override;
    QList<QAccessibleInterface*> selectedCells() const override; // of the rows in sight
    QString columnDescription(int column) const override;
    QString rowDescription(int) const override { return {}; }
    int selectedColumnCount() const override { return 0; } // rows are selected, never columns
    int selectedRowCount() const override;
    int columnCount() const override;
    int rowCount() const override;
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override;
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override;
    bool selectRow(int row) override;
    bool selectColumn(int) override { return false; }
    bool unselectRow(int row) override;
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent*) override { } // the model itself tells

    QAccessibleInterface* header(int column) const; // `column` counts what is shown, as everywhere here
    int column_of(int section) const; // -1: not shown

private:
    struct Rows {
        int first = 0;
        int count = 0;
    };
    struct Known {
        std::uint32_t slot = 0;
        QAccessible::Id id = 0;
    };

    Rows in_sight() const;
    std::vector<int> sections() const; // those that are shown, in their order
    QAccessibleInterface* cell(int row, int section) const;
    QAccessibleInterface* viewport_child() const;
    void forget_out_of_sight() const;
    void follow_model() const;

    TableView* view_;
    mutable QHash<std::uint64_t, Known> cells_; // what was asked for, by slot and section
    mutable QHash<int, QAccessible::Id> headers_;
    mutable std::vector<QMetaObject::Connection> follows_;
};

} // namespace quayside::ui
