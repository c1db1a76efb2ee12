#pragma once

#include "ui/editor/text_diff.h"

#include <QTableView>

namespace quayside::ui {

class TextDiffModel;

// Two texts beside each other, line by line: what goes is red, what comes is green, what differs within a line stands
// out. Copies the chosen lines as they are. GUI thread.
class TextDiffView : public QTableView {
    Q_OBJECT

public:
    explicit TextDiffView(QWidget* parent = nullptr);

    void set_lines(std::vector<TextDiffLine> lines, const QString& left_name, const QString& right_name);
    const std::vector<TextDiffLine>& lines() const;
    // To the next difference (1) or the previous one (-1).
    void step(int by);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void copy() const;
    void fit_columns();

    TextDiffModel* model_;
};

} // namespace quayside::ui
