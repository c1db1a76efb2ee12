#pragma once

#include "ui/tables/filter.h"
#include "ui/tables/filter_members.h"

#include <QPointer>
#include <QWidget>

class QCompleter;
class QHBoxLayout;
class QLineEdit;
class QMenu;
class QStringListModel;
class QToolButton;

namespace quayside::ui {

class Chip;
class RowModel;
class TextLabel;

// The filter line over a table: validated at every key, coloured, completed; "14 of 14", clear, quick filters, and
// "12 changes · Resort" while the order is held.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);

    void set_rows(RowModel* model); // not owned
    // What may stand before "=" beside the columns.
    void set_members(const FilterMembers& members);

    // A chip that sets (or takes back) a filter. Its count is that of the caller.
    Chip* add_quick_filter(const QString& title, const QString& filter);

    // Buttons at the right end, such as "save view".
    void add_tool(QWidget* tool);

    QString text() const;
    void set_text(const QString& text);
    void clear();
    void focus_field(); // Ctrl+Shift+F
    QLineEdit* field() const { return field_; }
    QSize minimumSizeHint() const override;
    const FilterError* error() const { return has_error_ ? &error_ : nullptr; }

signals:
    void text_changed(const QString& text); // also where it is not valid

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fold();
    void fill_more(QMenu& menu);
    void on_edited();
    void apply();
    void colour_pieces();
    void complete();
    void insert_completion(const QString& candidate);
    void show_count();
    void leave_room_for_count();
    void show_waiting(int changes);

    QPointer<RowModel> rows_;
    std::vector<FilterField> fields_;
    FilterMembers members_;
    QLineEdit* field_;
    TextLabel* count_;
    TextLabel* problem_;
    QToolButton* clear_;
    Chip* resort_;
    QToolButton* more_; // the quick filters for which there is no room
    std::vector<Chip*> chips_;
    QHBoxLayout* quick_;
    QHBoxLayout* tools_;
    QCompleter* completer_;
    QStringListModel* candidates_;
    FilterCompletion completion_;
    FilterError error_;
    bool has_error_ = false;
};

} // namespace quayside::ui
