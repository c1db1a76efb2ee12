#pragma once

#include "ui/pages/rows.h"
#include "ui/pages/table_page.h"
#include "ui/session/session.h"
#include "ui/tables/row_model_of.h"

#include <QTimer>

namespace quayside::ui {

inline ObjectRef ref_of(const FamilyRow& row)
{
    return ObjectRef::to(*row.latest);
}
template <class T>
ObjectRef ref_of(const T& record)
{
    return ObjectRef::to(record);
}

// A table page whose rows are records of the replica, those of one cluster where the type has one.
template <class T>
class RecordPage : public TablePage {
public:
    bool select(const ObjectRef& ref) override
    {
        for (int row = 0; row < rows_->rowCount(); ++row)
            if (ref_of(*rows_->value(row)) == ref)
                return select_row(row);
        return false;
    }
    RowModelOf<T>& rows() const { return *rows_; }

protected:
    RecordPage(PageKind kind, const QString& view_id, std::vector<Column<T>> columns, Session& session,
        ObjectActions& actions, QWidget* parent)
        : TablePage(kind, view_id, session, actions, parent)
        , rows_(new RowModelOf<T>(std::move(columns), session.state(), this))
    {
        load_soon_.setSingleShot(true);
        connect(&load_soon_, &QTimer::timeout, this, [this] { load_more(); });
    }

    ObjectRef ref_at(int row) const override
    {
        const auto value = rows_->value(row);
        return value ? ref_of(*value) : ObjectRef{};
    }

    void cluster_changed() override
    {
        turn_filter();
        show_all();
        refreshed(nullptr);
        update_emptiness();
    }

    void take(const model::ChangeSet& changes) override
    {
        if (changes.full)
            show_all();
        else
            show_changes(changes);
        refreshed(&changes);
        look_soon();
        if (rows_->total() == 0)
            update_emptiness();
    }

    // Overridden where rows are not records of the model.
    virtual void show_all()
    {
        if constexpr (HasFields<T>) {
            const auto& table = session().state().template of<T>();
            waiting_.clear();
            if (table.size() <= kAtOnce)
                return rows_->set_rows(table.all());
            rows_->set_rows({});
            waiting_.reserve(table.size());
            for (const auto& [key, value] : table)
                waiting_.push_back(key);
            load_more();
        }
    }
    virtual void show_changes(const model::ChangeSet& changes)
    {
        if constexpr (HasFields<T>)
            rows_->apply(changes.of<T>());
    }
    // The rows are up to date; counts and joined cells are not yet. Null: everything may be different.
    virtual void refreshed(const model::ChangeSet*) { }

private:
    static constexpr std::size_t kAtOnce = 4'000;
    static constexpr std::size_t kSlice = 5'000; // a frame or less

    // Many rows come in slices between which the window lives. What changes meanwhile is read as it is by then.
    void load_more()
    {
        if constexpr (HasFields<T>) {
            const auto& table = session().state().template of<T>();
            model::Changes<T> slice;
            for (; !waiting_.empty() && slice.size() < kSlice; waiting_.pop_back())
                if (auto value = table.find(waiting_.back()))
                    slice.push_back({ nullptr, std::move(value) });
            rows_->apply(slice);
            if (!waiting_.empty())
                load_soon_.start();
        }
    }

    RowModelOf<T>* rows_;
    std::vector<typename T::Key> waiting_; // keys of rows that are still to come
    QTimer load_soon_;
};

} // namespace quayside::ui
