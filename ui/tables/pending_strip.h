#pragma once

#include <QWidget>

namespace quayside::ui {

class RowModel;
class TextLabel;

// Under a table in which edits wait: "3 pending changes", and what can be done with them. Hidden while none does.
class PendingStrip : public QWidget {
    Q_OBJECT

public:
    explicit PendingStrip(QWidget* parent = nullptr);
    void set_rows(RowModel* rows); // not owned

signals:
    void preview_wanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void show_count(int edits);

    RowModel* rows_ = nullptr;
    TextLabel* count_;
};

} // namespace quayside::ui
