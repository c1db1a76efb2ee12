#pragma once

#include "ui/tables/columns.h"
#include "ui/tables/filter.h"
#include "ui/tables/row_index.h"
#include "ui/tables/row_order.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>
#include <QHash>
#include <QTimer>
#include <QVariantMap>

#include <cstdint>
#include <functional>
#include <vector>

namespace quayside::ui {

// The rows of one table: their own order, sort and filter; no proxy model. What is particular to a record type is in
// RowModelOf<T> (row_model_of.h). GUI thread only; sorting of many rows runs on the work thread and is applied when it
// comes back. Rows keep their identity: selection, current row and persistent indexes follow the record, not the place.
//
// A record lives in a slot for as long as it exists; "row" is always the visible place.
class RowModel : public QAbstractTableModel, private RowSource {
    Q_OBJECT
public:
    using Slot = std::uint32_t;

    enum Roles {
        GlyphRole = Qt::UserRole + 1, // int of StateGlyph; State columns
        ToneRole, // int of Role; invalid: that of the style
        SparkRole, // QVector<float>
        CapacityRole, // QPointF(used, reserved)
        PendingRole, // text of an edit that has no answer yet
        ErrorRole, // why the last edit of the cell was refused
        ChangedRole, // bool: the cell changed within the last 800 ms
        StyleRole, // int of CellStyle
        EditorRole, // QVariantMap {editor: int of Editor, minimum, maximum, choices}
    };

    const std::vector<ColumnInfo>& columns() const { return infos_; }
    int column_of(const QString& id) const; // -1: none

    int total() const { return order_.total(); }
    int hidden() const { return total() - order_.visible(); }

    // Filters at once where what it needs is at hand, else soon, without holding the thread; `filtered` tells.
    void set_filter(Filter filter);
    const Filter& filter() const { return filter_; }
    // Makes ready what free text needs, in slices: call when the user turns to the table.
    void prepare_filter();

    // At once up to 5,000 rows, else soon; `sorted` tells.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sort_column() const { return sort_column_; }
    Qt::SortOrder sort_order() const { return sort_order_; }
    bool is_busy() const { return sorting_ || filter_due_ || sort_due_; }

    // While held, changed rows stay where they are and new ones go to the end; `order_waiting` counts them. Letting go
    // sorts.
    void hold_order(bool hold);
    int waiting() const { return waiting_; }
    void resort();

    // An edit that waits: `calls` is what it asks for by now, or `problem` why it no longer can.
    struct StagedEdit {
        Slot slot = 0;
        int column = 0;
        QString before;
        QString after;
        std::vector<EditCall> calls;
        QString problem;
    };
    int staged() const { return staged_; }
    std::vector<StagedEdit> staged_edits() const; // by row, then by column
    void apply_staged(); // asks for all of them
    void discard_staged();

    // The answer to one edit_requested; an empty error for success.
    void finish_edit(Slot slot, int column, const QString& error);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    // Starts an edit: the cell stays pending until finish_edit. False if the text is refused; ErrorRole says why.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    Slot slot_at(int row) const { return order_.slot_at(row); }
    int row_of(Slot slot) const { return order_.row_of(slot); } // -1: filtered out, or no such

signals:
    void filtered(int shown, int total); // the number of rows, or of hidden ones, changed
    void sorted();
    void order_waiting(int changes);
    void staged_changed(int edits);
    void edit_requested(const QString& operation, const quayside::Json& input, std::uint32_t slot, int column);

protected:
    RowModel(std::vector<ColumnInfo> infos, QObject* parent);

    // What the typed model tells about a slot; only called for slots in use.
    std::size_t slot_count() const override = 0;
    bool in_use(Slot slot) const override = 0;
    QString text_of(Slot slot, int column) const override = 0;
    SortKey key_of(Slot slot, int column) const override = 0;
    virtual StateWord state_of_cell(Slot slot, int column) const = 0;
    virtual int tone_of(Slot slot, int column) const = 0; // -1: that of the style
    virtual std::vector<float> spark_of(Slot slot, int column) const = 0;
    virtual Capacity capacity_of(Slot slot, int column) const = 0;
    virtual QString tool_tip_of(Slot slot, int column) const = 0;
    virtual bool can_edit(Slot slot, int column) const = 0;
    virtual QVariantMap editor_of(int column) const = 0;
    virtual bool is_staged(int column) const = 0; // an edit there waits
    virtual Result<std::vector<EditCall>> calls_of(Slot slot, int column, const QString& text) const = 0;
    virtual TimePoint now() const = 0;
    // Hidden whatever the filter says: part of a row that stands for several. Tell of a change by a round.
    virtual bool is_folded(Slot) const { return false; }

    // One round of changes. Slots of `removed` stay readable until this returns, and are not in `added`.
    struct Round {
        std::vector<Slot> added;
        std::vector<Slot> removed;
        std::vector<Slot> changed;
        std::vector<std::uint64_t> changed_columns; // a bit per column, as many as `changed`; or none: not known
    };
    void apply_round(const Round& round);

private:
    struct CellEdit {
        QString text;
        QString error; // empty: no answer yet
        int waiting = 0; // calls without an answer
        bool staged = false; // not asked for yet
    };
    struct Tint {
        std::uint64_t columns = 0;
        qint64 until = 0;
    };
    // What a round means for the visible rows.
    struct Plan {
        std::vector<Slot> gone; // removed for good
        std::vector<Slot> hide; // no longer match the filter
        std::vector<Slot> enter; // new, or match now
        std::vector<Slot> unseen; // new, but do not match
        std::vector<Slot> move; // visible, elsewhere
        std::vector<Slot> shuffle; // hidden, elsewhere
        std::vector<Slot> stay;
    };

    void relayout(const std::function<void()>& rebuild);
    Plan plan_round(const Round& round);
    void put_off();
    bool fits(Slot slot, const Filter& filter, TimePoint time) const
    {
        return !is_folded(slot) && index_.matches(slot, filter, time);
    }
    void plan_changed(Slot slot, const SortKey& before, Plan& plan);
    void carry_out(const Plan& plan);
    void carry_out_one_by_one(const Plan& plan);
    void carry_out_at_once(const Plan& plan);
    void insert_sorted(std::vector<Slot> group);
    void announce(const std::vector<Slot>& group);
    void announce_counts();

    bool order_is_fixed() const { return held_ || sorting_ || sort_due_; }
    RowOrder::Less less() const;
    RowOrder::Less less_if_free() const { return order_is_fixed() ? RowOrder::Less() : less(); }
    void want_index();
    void run(int milliseconds);
    bool filter_some(int milliseconds);
    void finish_filter();
    void request_sort();
    void start_sort();
    void finish_sort(std::vector<Slot> order);
    void sort_in(std::vector<Slot>& order, std::vector<Slot> late) const;
    void apply_order(std::vector<Slot> order);
    void set_waiting(int count);

    QVariant text_role(Slot slot, int column, int role) const;
    void tint(const Round& round);
    void fade();
    void refresh_cell(Slot slot, int column);
    void put_edit(Slot slot, int column, CellEdit edit);
    bool drop_edit(Slot slot, int column);
    void ask(Slot slot, int column, const QString& text);
    void count_staged();
    void forget(Slot slot);
    static std::uint64_t cell(Slot slot, int column)
    {
        return std::uint64_t{ slot } << 8 | static_cast<unsigned>(column);
    }

    std::vector<ColumnInfo> infos_;
    RowOrder order_;
    RowIndex index_;
    std::vector<std::uint8_t> shown_; // by slot
    int last_shown_ = 0;
    int last_total_ = 0;

    Filter filter_; // what is asked for
    Filter applied_; // what chose the visible rows
    bool filter_due_ = false;
    bool narrowing_ = false;
    std::vector<std::uint8_t> passing_; // by slot, as far as `passed_`
    std::size_t passed_ = 0;
    bool want_texts_ = false;

    int sort_column_ = -1;
    Qt::SortOrder sort_order_ = Qt::AscendingOrder;
    bool sort_due_ = false; // as soon as the keys are ready
    bool sorting_ = false; // the work thread has the keys
    std::vector<Slot> late_; // added or changed while it has
    bool lost_while_sorting_ = false; // rows left while it has

    bool held_ = false;
    bool disordered_ = false; // rows stand where they did, not where their keys belong
    int waiting_ = 0;
    std::vector<Slot> overdue_; // visible only because the order is held

    QHash<std::uint64_t, CellEdit> edits_;
    int staged_ = 0; // of them
    QHash<Slot, Tint> tints_;
    QTimer slices_;
    QTimer fading_;
    QElapsedTimer clock_;
};

} // namespace quayside::ui
